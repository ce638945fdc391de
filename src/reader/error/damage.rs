//! How a file is damaged.

use serde::{Deserialize, Serialize};

use crate::sheet::RowNo;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// How a file is damaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// Its end is missing.
    CutOff,
    /// A part holds a DOCTYPE, which no spreadsheet program writes.
    Doctype(String),
    /// A text file holds bytes that are not of its encoding.
    NotOneEncoding {
        /// The line of the first of them.
        line: RowNo,
    },
    /// Cells of an `.xlsb` stand in a form that cannot be read.
    ShortCells,
    /// Records of a binary workbook do not hold what they say.
    Records,
    /// Its texts are in a code page that is not known.
    CodePage(u16),
    /// A row is written twice, or after a later one.
    Unordered(RowNo),
    /// It holds a row or a cell that no sheet has.
    NoSuchCell(String),
    /// A row or a cell comes twice.
    Twice(String),
    /// Cells stand where the program that reads such files finds none, or the other way round.
    Elsewhere(String),
    /// A name of another program's stands where rows and cells stand.
    Foreign(String),
    /// A part is not taken apart, and the cell where that is.
    Markup {
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
    /// What the reader of the format says.
    Other(String),
}

impl Damage {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::CutOff => lang
                .pick(
                    "its end is missing (copy or download it again)",
                    "у него нет конца (скопируйте или скачайте его заново)",
                )
                .to_owned(),
            Self::Doctype(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` holds a DOCTYPE, which no spreadsheet program writes (open it in Excel or LibreOffice and save it again)",
                    "в `{part}` есть DOCTYPE, чего табличные программы не пишут (откройте файл в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::NotOneEncoding { line } => tr!(
                lang,
                "line {line} is not UTF-8, and the text before it is (save it anew in one encoding, or name the encoding with --encoding)",
                "строка {line} не в UTF-8, а текст до неё — в UTF-8 (сохраните файл в одной кодировке или назовите её через --encoding)"
            ),
            Self::ShortCells => lang
                .pick(
                    "its cells stand in a short form that cannot be read (open it in Excel and save it as .xlsx)",
                    "его ячейки записаны в краткой форме, прочитать которую нельзя (откройте его в Excel и сохраните как .xlsx)",
                )
                .to_owned(),
            Self::Records => lang
                .pick(
                    "its records do not hold what they say (open it in Excel or LibreOffice and save it as .xlsx)",
                    "его записи не содержат того, что в них заявлено (откройте его в Excel или LibreOffice и сохраните как .xlsx)",
                )
                .to_owned(),
            Self::CodePage(page) => tr!(
                lang,
                "its texts are in code page {page}, which cannot be read (open it in Excel or LibreOffice and save it as .xlsx)",
                "его тексты в кодовой странице {page}, прочитать которую нельзя (откройте его в Excel или LibreOffice и сохраните как .xlsx)"
            ),
            Self::Unordered(row) => tr!(
                lang,
                "row {row} is written twice, or after a later one (open it in Excel or LibreOffice and save it as .xlsx)",
                "строка {row} записана дважды или после следующей (откройте его в Excel или LibreOffice и сохраните как .xlsx)"
            ),
            Self::NoSuchCell(address) => {
                let address = printable(address);
                tr!(
                    lang,
                    "it holds `{address}`, and no sheet has such a row or cell (open it in Excel or LibreOffice and save it again)",
                    "в нём есть `{address}`, а такой строки или ячейки в таблице не бывает (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Twice(place) => {
                let place = printable(place);
                tr!(
                    lang,
                    "it holds `{place}` twice (open it in Excel or LibreOffice, look at that place, and save it again)",
                    "`{place}` в нём записано дважды (откройте его в Excel или LibreOffice, проверьте это место и сохраните заново)"
                )
            }
            Self::Elsewhere(place) => {
                let place = printable(place);
                tr!(
                    lang,
                    "which cells stand in row {place} can be read in two ways (open it in Excel or LibreOffice and save it again)",
                    "какие ячейки стоят в строке {place}, можно прочитать двояко (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Foreign(name) => {
                let name = printable(name);
                tr!(
                    lang,
                    "a `{name}` of another program stands among its cells (open it in Excel or LibreOffice and save it again)",
                    "среди его ячеек стоит `{name}` другой программы (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Markup { part, at } => {
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
                    "`{part}` is written in UTF-16 or UTF-32, which is not read (open it in Excel or LibreOffice and save it again)",
                    "`{part}` записана в UTF-16 или UTF-32, такое не читается (откройте файл в Excel или LibreOffice и сохраните заново)"
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
            Self::SameName(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "it holds `{part}` twice, and programs disagree about which of them counts (open it in Excel or LibreOffice and save it again)",
                    "`{part}` в нём дважды, и программы берут разное (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Other(why) => {
                let why = printable(why);
                tr!(
                    lang,
                    "{why} (open it in Excel or LibreOffice and save it again)",
                    "{why} (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
        }
    }
}
