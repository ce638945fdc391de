//! What is wrong with the parts of a workbook, or with what stands in them.

use serde::{Deserialize, Serialize};

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What is wrong with a part of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartDamage {
    /// A row or a cell comes twice.
    Twice(String),
    /// Cells stand where the program that reads such files finds none, or the other way round.
    Elsewhere(String),
    /// A name of another program's stands where rows and cells stand.
    Foreign(String),
    /// A part is not taken apart, and the cell or row where that is.
    Unclear {
        /// The part.
        part: String,
        /// The cell.
        at: Option<String>,
    },
    /// A part is UTF-16.
    Wide(String),
    /// A part cannot be unpacked whole.
    Unpacking(String),
    /// A part that a workbook needs is missing.
    Missing(String),
    /// Two parts have names that differ only in case.
    SameName(String),
    /// Two parts have one name.
    OneName,
}

impl PartDamage {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Twice(place) => {
                let place = printable(place);
                tr!(
                    lang,
                    "`{place}` is in it twice (open it in Excel or LibreOffice, look at that place, and save it again)",
                    "`{place}` в нём записано дважды (откройте его в Excel или LibreOffice, проверьте это место и сохраните заново)"
                )
            }
            Self::Elsewhere(place) => {
                let place = printable(place);
                tr!(
                    lang,
                    "the cells of row {place} can be read in two ways (open it in Excel or LibreOffice and save it again)",
                    "ячейки строки {place} можно прочитать двояко (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Foreign(name) => {
                let name = printable(name);
                tr!(
                    lang,
                    "among its cells is a `{name}` of another program (open it in Excel or LibreOffice and save it again)",
                    "среди его ячеек стоит `{name}` другой программы (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Unclear { part, at } => {
                let part = printable(part);
                let at = at.as_ref().map(|at| tr!(lang, " at {at}", " в {at}")).unwrap_or_default();
                tr!(
                    lang,
                    "`{part}` cannot be understood{at} (open it in Excel or LibreOffice and save it again)",
                    "`{part}` не удаётся понять{at} (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Wide(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` is not written in UTF-8, and is not read (open it in Excel or LibreOffice and save it again)",
                    "`{part}` записана не в UTF-8 и не читается (откройте файл в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Unpacking(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` cannot be unpacked whole (copy or download the file again)",
                    "`{part}` не распаковывается целиком (скопируйте или скачайте файл заново)"
                )
            }
            Self::Missing(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` is missing in it (open it in Excel or LibreOffice and save it again)",
                    "в нём нет `{part}` (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::OneName => lang
                .pick(
                    "it has two parts of one name, and programs read different ones (open it in Excel or LibreOffice, look at it, and save it again)",
                    "в нём две части с одним именем, и программы читают разные (откройте его в Excel или LibreOffice, проверьте и сохраните заново)",
                )
                .to_owned(),
            Self::SameName(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` is in it twice, and programs read different ones (open it in Excel or LibreOffice and save it again)",
                    "`{part}` в нём дважды, и программы читают разные (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
        }
    }
}
