//! What a file has too much of.

use serde::{Deserialize, Serialize};

use crate::sheet::RowNo;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What there is too much of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Excess {
    /// Bytes of a text file; the limit in MiB.
    File(u64),
    /// Bytes of a file of a format whose reader holds it whole; the format and the limit in MiB.
    HeldWhole(String, u64),
    /// Parts of an archive.
    Parts(usize),
    /// Bytes that a part unpacks to.
    Unpacked(String),
    /// Cells of a sheet.
    Cells(u64),
    /// Sheets of a workbook.
    Sheets(usize),
    /// Bytes of text in one row, and the row.
    Row(RowNo),
    /// Bytes of text in a sheet; the limit in GiB.
    Text(u64),
    /// Merged areas of a sheet.
    Merged(usize),
    /// Cells whose number formats change from one to the next.
    Formats,
    /// Bytes of one line, and the line.
    Line(RowNo),
    /// Servers of a sheet.
    Servers(u64),
}

impl Excess {
    pub(super) fn message(&self, lang: Lang) -> String {
        let copy = lang
            .pick("copy the rows into a new workbook, values only", "скопируйте строки в новую книгу, только значения");
        match self {
            Self::File(mib) => tr!(
                lang,
                "more than {mib} MiB (split it into several files)",
                "больше {mib} МиБ (разделите его на несколько файлов)"
            ),
            Self::HeldWhole(format, mib) => tr!(
                lang,
                "an .{format} file of more than {mib} MiB (save it as .xlsx, which may be larger)",
                "файл .{format} больше {mib} МиБ (сохраните его как .xlsx: такой может быть больше)"
            ),
            Self::Parts(parts) => tr!(lang, "an archive of {parts} parts ({copy})", "архив из {parts} частей ({copy})"),
            Self::Unpacked(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` unpacks to more than the program reads ({copy})",
                    "`{part}` распаковывается в больший объём, чем программа читает ({copy})"
                )
            }
            Self::Cells(cells) => tr!(lang, "more than {cells} cells ({copy})", "больше {cells} ячеек ({copy})"),
            Self::Sheets(sheets) => tr!(lang, "more than {sheets} sheets ({copy})", "больше {sheets} листов ({copy})"),
            Self::Row(row) => tr!(
                lang,
                "row {row} has more text than a row of orders can have ({copy})",
                "в строке {row} больше текста, чем бывает в строке заказа ({copy})"
            ),
            Self::Text(gib) => {
                tr!(
                    lang,
                    "more than {gib} GiB of text in its cells ({copy})",
                    "больше {gib} ГиБ текста в ячейках ({copy})"
                )
            }
            Self::Merged(areas) => {
                tr!(lang, "more than {areas} merged areas ({copy})", "больше {areas} объединённых областей ({copy})")
            }
            Self::Formats => {
                tr!(
                    lang,
                    "too many different number formats ({copy})",
                    "слишком много разных числовых форматов ({copy})"
                )
            }
            Self::Line(line) => tr!(
                lang,
                "line {line} is longer than a row can be (check that the file is a table of text, one row per line)",
                "строка {line} длиннее, чем может быть строка таблицы (проверьте, что это текстовая таблица, по одной строке на заказ)"
            ),
            Self::Servers(servers) => tr!(
                lang,
                "more than {servers} servers (split it into several files)",
                "больше {servers} серверов (разделите файл на несколько)"
            ),
        }
    }
}
