//! Why no sheet of a workbook is chosen.

use serde::{Deserialize, Serialize};

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Why no sheet of a workbook is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoChoice {
    /// It has no sheet of the name that was asked for.
    NoSuchSheet {
        /// The name.
        given: String,
        /// The names that it has.
        names: Vec<String>,
    },
    /// Several sheets could be meant.
    Several {
        /// Their names.
        names: Vec<String>,
    },
    /// It is a results workbook of this program, with nothing to fix in it.
    Results {
        /// The sheet that was asked for, if one was.
        asked: Option<String>,
    },
}

impl NoChoice {
    /// The whole problem of a file and the way out in words.
    pub(super) fn message(&self, file: &str, lang: Lang) -> String {
        let file = printable(file);
        match self {
            Self::NoSuchSheet { given, names } => {
                let (given, names) = (printable(given), printable(&names.join("`, `")));
                tr!(
                    lang,
                    "`{file}` has no sheet `{given}` (name one that it has with --sheet: `{names}`)",
                    "в `{file}` нет листа `{given}` (выберите через --sheet один из имеющихся: `{names}`)"
                )
            }
            Self::Several { names } => {
                let names = printable(&names.join("`, `"));
                tr!(
                    lang,
                    "several sheets of `{file}` could be meant: `{names}` (name one with --sheet)",
                    "в `{file}` подходят несколько листов: `{names}` (выберите один через --sheet)"
                )
            }
            Self::Results { asked: None } => {
                tr!(
                    lang,
                    "`{file}` is a results workbook and has nothing to fix in it (give the sheet that was filled)",
                    "`{file}` — книга результатов, исправлять в ней нечего (укажите таблицу, которую заполняли)"
                )
            }
            Self::Results { asked: Some(sheet) } => {
                let sheet = printable(sheet);
                tr!(
                    lang,
                    "`{file}` is a results workbook, and its sheet `{sheet}` tells of orders that were dealt with (leave --sheet out to read what is to fix, or give the sheet that was filled)",
                    "`{file}` — книга результатов, и её лист `{sheet}` — об уже обработанных заказах (уберите --sheet, чтобы прочитать лист «Исправить», или укажите таблицу, которую заполняли)"
                )
            }
        }
    }
}
