//! Problems of a file and its columns, codes E00x, and of what a sheet hides, codes E05x.

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::code::Code;
use crate::lang::{Lang, tr};
use crate::printable::printable;
use crate::row::{CellRef, Field, RowNo};

/// What is wrong with a file or its columns, or worth knowing of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// No row of the first 20 has at least three known headers.
    NoHeader,
    /// A needed column is missing.
    NoColumn {
        /// The field.
        field: Field,
    },
    /// Two columns are for one field.
    TwoColumns {
        /// The header here.
        here: String,
        /// The header of the other column.
        other: String,
        /// Where the other one is.
        at: CellRef,
    },
    /// A header that is one letter away from a known one whose field has no column. Ignoring it
    /// could drop a disk size silently.
    NearMiss {
        /// What was read.
        given: String,
        /// The known header.
        meant: String,
        /// Whether it is too short to be sure.
        short: bool,
    },
    /// Columns that are only carried to the results.
    Carried {
        /// Their headers.
        headers: Vec<String>,
    },
    /// A row that sums up was left out.
    TotalRow,
    /// The file stands open in another program.
    OpenElsewhere {
        /// The lock file.
        lock: String,
        /// The person it names.
        #[serde(default)]
        by: Option<String>,
    },
    /// A row of a text file has filled cells beyond the last header, so that its values may stand in
    /// the wrong columns.
    Ragged {
        /// How many cells.
        cells: u32,
        /// How many columns have headers.
        headers: u32,
    },
    /// A quote is opened and never closed.
    OpenQuote {
        /// The line where it is opened.
        line: RowNo,
    },
    /// A quoted cell of a text file goes over several lines and holds separators: it has probably
    /// taken rows in.
    Swallowed {
        /// How many lines it goes over.
        lines: u32,
    },
    /// A row with something in it is hidden or filtered out, and nobody said what is to become of it.
    HiddenRow,
    /// Hidden rows, after somebody said what is to become of them.
    HiddenRows {
        /// Which: `5–9, 12`.
        rows: String,
        /// Whether they are read like any other.
        included: bool,
    },
    /// Hidden sheets hold orders, and nobody said what is to become of them.
    HiddenSheets {
        /// Their names.
        names: Vec<String>,
    },
    /// There is no row below the header that could be an order.
    NoRows,
    /// Hidden rows of this format cannot be told from others.
    HiddenUnseen {
        /// The format.
        format: String,
        /// Whether they were to be left out.
        to_skip: bool,
    },
}

impl FileProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code(match self {
            Self::OpenQuote { .. } | Self::Swallowed { .. } => "E001",
            Self::NoHeader => "E002",
            Self::NoColumn { .. } => "E003",
            Self::TwoColumns { .. } => "E004",
            Self::NearMiss { .. } => "E005",
            Self::Carried { .. } => "E006",
            Self::TotalRow => "E007",
            Self::OpenElsewhere { .. } => "E008",
            Self::Ragged { .. } => "E009",
            Self::HiddenRow | Self::HiddenRows { .. } => "E050",
            Self::HiddenSheets { .. } => "E051",
            Self::HiddenUnseen { .. } => "E052",
            Self::NoRows => "E054",
        })
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::OpenQuote { .. }
            | Self::Swallowed { .. }
            | Self::NoHeader
            | Self::NoColumn { .. }
            | Self::TwoColumns { .. }
            | Self::NearMiss { short: false, .. }
            | Self::Ragged { .. }
            | Self::HiddenRow
            | Self::HiddenSheets { .. }
            | Self::HiddenUnseen { to_skip: true, .. } => Severity::Error,
            Self::NearMiss { short: true, .. } | Self::OpenElsewhere { .. } | Self::NoRows => Severity::Warning,
            Self::Carried { .. }
            | Self::TotalRow
            | Self::HiddenRows { .. }
            | Self::HiddenUnseen { to_skip: false, .. } => Severity::Note,
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NoHeader => tr!(
                lang,
                "no header row among the first 20 rows (wanted: a row with at least three known columns, such as Tariff, Period, Domain)",
                "среди первых 20 строк нет строки заголовков (нужна строка хотя бы с тремя известными столбцами, например Тариф, Период, Домен)"
            ),
            Self::NoColumn { field } => {
                let (en, ru) = field.header();
                tr!(lang, "the column `{en}` is missing (add it)", "нет столбца `{ru}` (добавьте его)")
            }
            Self::TwoColumns { here, other, at } => {
                let (here, other) = (printable(here), printable(other));
                tr!(
                    lang,
                    "`{here}` and `{other}` ({at}) are two columns for the same thing (remove or rename one)",
                    "`{here}` и `{other}` ({at}) — два столбца для одного и того же (удалите или переименуйте один)"
                )
            }
            Self::NearMiss { given, meant, .. } => {
                let (given, meant) = (printable(given), printable(meant));
                tr!(
                    lang,
                    "unknown column `{given}` (did you mean `{meant}`?)",
                    "неизвестный столбец `{given}` (может быть, `{meant}`?)"
                )
            }
            Self::Carried { headers } => {
                let headers = printable(&headers.join("`, `"));
                tr!(
                    lang,
                    "columns not used for ordering, carried to the results: `{headers}`",
                    "столбцы, которые не нужны для заказа, перенесены в результаты: `{headers}`"
                )
            }
            Self::TotalRow => lang.pick("a total row, left out", "строка итогов, пропущена").to_owned(),
            Self::OpenElsewhere { lock, by } => {
                let lock = printable(lock);
                let by = by.as_deref().map(|by| format!(" ({})", printable(by))).unwrap_or_default();
                tr!(
                    lang,
                    "the file seems to be open in another program{by}: `{lock}` is beside it; unsaved changes are not included (save there, then run this again)",
                    "файл, похоже, открыт в другой программе{by}: рядом есть `{lock}`; несохранённые изменения не учтены (сохраните их и запустите ещё раз)"
                )
            }
            Self::Ragged { cells, headers } => tr!(
                lang,
                "the row has {cells} cells, the header {headers}, so values may stand in wrong columns (put a value that holds the separator in quotes, or give the last columns a header)",
                "в строке ячеек: {cells}, в заголовке: {headers}, значения могли сдвинуться (возьмите в кавычки значение с разделителем внутри или дайте заголовок лишним столбцам)"
            ),
            Self::OpenQuote { line } => tr!(
                lang,
                "the quote opened in line {line} is never closed (close it, or double it)",
                "кавычка, открытая в строке {line}, не закрыта (закройте её или удвойте)"
            ),
            Self::NoRows => lang
                .pick(
                    "there are no orders below the header (is it the right sheet, and was it saved?)",
                    "под заголовком нет заказов (тот ли это лист, и сохранён ли он?)",
                )
                .to_owned(),
            Self::Swallowed { .. }
            | Self::HiddenRow
            | Self::HiddenRows { .. }
            | Self::HiddenSheets { .. }
            | Self::HiddenUnseen { .. } => self.concealed(lang),
        }
    }

    /// The words for rows and sheets that are not to be seen.
    fn concealed(&self, lang: Lang) -> String {
        match self {
            Self::Swallowed { lines } => tr!(
                lang,
                "a quoted cell goes over {lines} lines and holds separators: has an unclosed quote taken rows in? (close the quote, or double it)",
                "ячейка в кавычках занимает {lines} строк(и) и содержит разделители: не попали ли в неё соседние строки? (закройте кавычку или удвойте её)"
            ),
            Self::HiddenRow => lang
                .pick(
                    "hidden or filtered out, with data in it (order such rows too with --hidden include, leave them out with --hidden skip, or show them in the sheet)",
                    "скрыто или отфильтровано, а данные есть (заказать такие строки тоже: --hidden include; пропустить: --hidden skip; или покажите их в листе)",
                )
                .to_owned(),
            Self::HiddenRows { rows, included: true } => {
                tr!(lang, "hidden rows are read like any other: {rows}", "скрытые строки читаются наравне с другими: {rows}")
            }
            Self::HiddenRows { rows, included: false } => {
                tr!(lang, "hidden rows are left out: {rows}", "скрытые строки пропущены: {rows}")
            }
            Self::HiddenSheets { names } => {
                let names = printable(&names.join("`, `"));
                tr!(
                    lang,
                    "there are orders on hidden sheets: `{names}` (leave them out with --hidden skip, or name the one to order from with --sheet)",
                    "есть заказы на скрытых листах: `{names}` (не учитывать: --hidden skip; заказать с одного из них: --sheet)"
                )
            }
            Self::HiddenUnseen { format, to_skip: false } => tr!(
                lang,
                "hidden rows of an .{format} cannot be told from others, so all rows are read (save it as .xlsx if some are filtered out)",
                "скрытые строки в .{format} неотличимы от остальных, поэтому читаются все (если часть отфильтрована, сохраните как .xlsx)"
            ),
            Self::HiddenUnseen { format, to_skip: true } => tr!(
                lang,
                "hidden rows of an .{format} cannot be told from others, so they cannot be left out (save it as .xlsx)",
                "скрытые строки в .{format} неотличимы от остальных, пропустить их нельзя (сохраните как .xlsx)"
            ),
            // `message` sends here what is put into words here; a test sees that none is empty.
            _ => String::new(),
        }
    }
}

impl From<FileProblem> for super::Problem {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}
