//! What a sheet hides from a person, and how a person marks it: codes E058, E065 and E066.

use super::problems::problems;
use super::severity::Severity::{Error, Note, Warning};
use crate::text::lang::tr;
use crate::text::printable::printable;

problems! {
    /// What is hidden in a sheet, or marked in it, beside its rows.
    pub enum SightProblem in lang;

    "E058" [
        "A column is hidden or has no width, and its cells are filled in rows that are to be ordered. Nobody who looks at the sheet sees them. Choose: --hidden include reads them like any other, --hidden skip leaves them out; both go for cells whose number format shows nothing as well. Or show the column in the sheet. --only-valid does not pass over this question. A hidden column that is not used for ordering is a note."
        / "Столбец скрыт или имеет нулевую ширину, а в заказываемых строках он заполнен. На листе этого не видно. Выберите: --hidden include — читать наравне с другими, --hidden skip — пропустить; то же действует для ячеек, числовой формат которых ничего не показывает. Или покажите столбец на листе. --only-valid этот вопрос не снимает. Скрытый столбец, который не нужен для заказа, — лишь примечание."
    ] {
        /// The column of a field is hidden, and nobody said what is to become of what is in it. Stands at its
        /// header.
        HiddenCells {
            /// The column's header.
            header: String,
            /// How many there are in rows that are to be ordered.
            cells: u32,
            /// The rows: `5–9, 12`.
            rows: String,
        }: Error => {
            let header = printable(header);
            tr!(
                lang,
                "the column \"{header}\" is hidden and has filled cells: {cells}, rows {rows} (read them too with --hidden include, leave them out with --hidden skip, or show the column)",
                "столбец «{header}» скрыт, а ячейки в нём заполнены: {cells}, строки {rows} (читать и их: --hidden include; пропустить: --hidden skip; или покажите столбец)"
            )
        };
        /// Cells that nobody sees, after somebody said what is to become of them.
        HiddenColumns {
            /// The headers of their columns.
            headers: Vec<String>,
            /// Whether they are read like any other.
            included: bool,
        }: Note => {
            let headers = printable(&headers.join("`, `"));
            if *included {
                tr!(
                    lang,
                    "hidden cells of these columns are read like any other: `{headers}`",
                    "скрытые ячейки столбцов читаются наравне с другими: `{headers}`"
                )
            } else {
                tr!(
                    lang,
                    "hidden cells of these columns are left out: `{headers}`",
                    "скрытые ячейки столбцов пропущены: `{headers}`"
                )
            }
        };
        /// Hidden columns that are only carried along.
        HiddenCarried {
            /// Their headers.
            headers: Vec<String>,
        }: Note => {
            let headers = printable(&headers.join("`, `"));
            tr!(
                lang,
                "hidden columns that are not used for ordering, carried to the results: `{headers}`",
                "скрытые столбцы, которые не нужны для заказа, перенесены в результаты: `{headers}`"
            )
        };
    }

    "E065" [
        "Text in rows that are to be ordered is struck out, as people do to cancel something. It is read like any other. Delete such a row, or write `no` in \"Order?\"."
        / "В заказываемых строках есть зачёркнутый текст — так часто отменяют. Он читается как обычный. Удалите такую строку или напишите `нет` в столбце «Заказать?»."
    ] {
        /// Struck-out cells in rows that are ordered.
        StruckOut {
            /// How many cells.
            cells: u32,
            /// In which rows: `5–9, 12`.
            rows: String,
        }: Warning => tr!(
            lang,
            "struck-out text is read like any other; cells: {cells}, rows {rows} (if a row is cancelled, delete it or write `no` in \"Order?\")",
            "зачёркнутый текст читается как обычный; ячеек: {cells}, строки {rows} (если строка отменена, удалите её или напишите `нет` в столбце «Заказать?»)"
        );
    }

    "E066" [
        "Cells of rows that are to be ordered have comments. They are not read, and one of them may say that the row is not to be ordered. Notes that this program wrote do not count."
        / "У ячеек в заказываемых строках есть примечания. Они не читаются, а в них могло быть сказано, что строку заказывать не надо. Примечания, которые сделала эта программа, не учитываются."
    ] {
        /// Cells with comments in rows that are ordered.
        Commented {
            /// How many cells.
            cells: u32,
            /// Which, at most the first twenty: `D2, E5`.
            at: String,
        }: Warning => tr!(
            lang,
            "comments of cells are not read; cells: {cells} (look whether one of them cancels an order: {at})",
            "примечания к ячейкам не читаются; ячеек: {cells} (посмотрите, не отменяет ли какое-то из них заказ: {at})"
        );
    }
}
