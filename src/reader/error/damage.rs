//! How a file is damaged.

use serde::{Deserialize, Serialize};

use super::part::PartDamage;
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
    /// Records of a binary workbook do not hold what they say.
    Records,
    /// Its texts are in a code page that is not known.
    CodePage(u16),
    /// A row is written twice, or after a later one.
    Unordered(RowNo),
    /// It holds a row or a cell that no sheet has.
    NoSuchCell(String),
    /// Its parts, or what stands in them.
    Parts(PartDamage),
    /// What the reader of the format says.
    Other(String),
}

impl From<PartDamage> for Damage {
    fn from(damage: PartDamage) -> Self {
        Self::Parts(damage)
    }
}

impl Damage {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::CutOff => lang
                .pick(
                    "the file is cut off (copy or download it again)",
                    "файл обрывается (скопируйте или скачайте его заново)",
                )
                .to_owned(),
            Self::Doctype(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` has a DOCTYPE, which no spreadsheet program writes (open it in Excel or LibreOffice and save it again)",
                    "в `{part}` есть DOCTYPE, чего табличные программы не пишут (откройте файл в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::NotOneEncoding { line } => tr!(
                lang,
                "line {line} is not UTF-8, and the text before it is (save the file again in one encoding, or name the encoding with --encoding)",
                "строка {line} не в UTF-8, а текст до неё — в UTF-8 (сохраните файл в одной кодировке или укажите её через --encoding)"
            ),
            Self::Records => lang
                .pick(
                    "its records do not agree with what the file says of them (open it in Excel or LibreOffice and save it as .xlsx)",
                    "содержимое его записей не соответствует их описанию (откройте его в Excel или LibreOffice и сохраните как .xlsx)",
                )
                .to_owned(),
            Self::CodePage(page) => tr!(
                lang,
                "its texts are in code page {page}, which the program cannot read (open it in Excel or LibreOffice and save it as .xlsx)",
                "тексты в нём записаны в кодовой странице {page}, которую программа не читает (откройте его в Excel или LibreOffice и сохраните как .xlsx)"
            ),
            Self::Unordered(row) => tr!(
                lang,
                "row {row} is in the file twice, or after a later one (open it in Excel or LibreOffice and save it as .xlsx)",
                "строка {row} записана дважды или после следующей (откройте его в Excel или LibreOffice и сохраните как .xlsx)"
            ),
            Self::NoSuchCell(address) => {
                let address = printable(address);
                tr!(
                    lang,
                    "it has `{address}`, and no sheet can have such a row or cell (open it in Excel or LibreOffice and save it again)",
                    "в нём есть `{address}`, а такой строки или ячейки на листе быть не может (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::Parts(damage) => damage.message(lang),
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
