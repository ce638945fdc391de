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
                    "`{file}` has no sheet \"{given}\" (name one of its sheets with --sheet: `{names}`)",
                    "в `{file}` нет листа «{given}» (укажите через --sheet один из имеющихся: `{names}`)"
                )
            }
            Self::Several { names } => {
                let names = printable(&names.join("`, `"));
                tr!(
                    lang,
                    "several sheets of `{file}` have orders: `{names}` (name the right one with --sheet)",
                    "в `{file}` подходят несколько листов: `{names}` (укажите нужный через --sheet)"
                )
            }
            Self::Results { asked: None } => {
                tr!(
                    lang,
                    "`{file}` is a results workbook, and nothing in it is to be fixed (give the sheet that was filled)",
                    "`{file}` — книга результатов, исправлять в ней нечего (укажите таблицу, которую заполняли)"
                )
            }
            Self::Results { asked: Some(sheet) } => {
                let sheet = printable(sheet);
                tr!(
                    lang,
                    "`{file}` is a results workbook, and its sheet \"{sheet}\" lists orders that were already processed (leave --sheet out to read the sheet \"To fix\", or give the sheet that was filled)",
                    "`{file}` — книга результатов, и на её листе «{sheet}» — уже обработанные заказы (уберите --sheet, чтобы прочитать лист «Исправить», или укажите таблицу, которую заполняли)"
                )
            }
        }
    }
}
