//! Problems of a file, codes E001, E002 and E007 to E009, and of what a sheet hides and leaves out, codes E05x.

use super::problems::problems;
use super::said::sum as amount;
use super::severity::Severity::{self, Error, Note, Warning};
use crate::sheet::RowNo;
use crate::text::lang::tr;
use crate::text::printable::printable;

problems! {
    /// What is wrong with a file, or worth knowing of it.
    pub enum FileProblem in lang;

    "E001" [
        "A cell of a text file begins with a quote that is never closed, so everything after it would be one cell; or a quoted cell goes over several lines and contains separators, as if it had swallowed rows. Close the quote, or write it twice if it belongs to the text."
        / "Ячейка текстового файла начинается с кавычки, которая не закрыта, и всё после неё стало бы одной ячейкой; или ячейка в кавычках занимает несколько строк и содержит разделители, то есть вобрала соседние строки. Закройте кавычку или удвойте её, если она часть текста."
    ] {
        /// A quote is opened and never closed.
        OpenQuote {
            /// The line where it is opened.
            line: RowNo,
        }: Error => tr!(
            lang,
            "the quote opened in line {line} is never closed (close it, or double it)",
            "кавычка, открытая в строке {line}, не закрыта (закройте её или удвойте)"
        );
        /// A quoted cell of a text file goes over several lines and holds separators: it has probably
        /// taken rows in.
        Swallowed {
            /// How many lines it goes over.
            lines: u32,
        }: Error => {
            let noun = lang.noun(u64::from(*lines), ["line", "lines"], ["строку", "строки", "строк"]);
            tr!(
                lang,
                "a quoted cell goes over {lines} {noun} and contains separators: perhaps it swallowed rows (close the quote, or double it)",
                "ячейка в кавычках занимает {lines} {noun} и содержит разделители: возможно, в неё попали соседние строки (закройте кавычку или удвойте её)"
            )
        };
    }

    "E002" [
        "Among the first 20 rows none has at least three known headers. Title rows above the headers are fine; the headers may be English or Russian."
        / "Среди первых 20 строк нет строки хотя бы с тремя известными заголовками. Строки с названием выше заголовков допустимы; заголовки могут быть русскими или английскими."
    ] {
        /// No row of the first 20 has at least three known headers.
        NoHeader: Error => tr!(
            lang,
            "no header row among the first 20 rows (a row with at least three known columns is needed, such as \"Tariff\", \"Period\", \"Domain\")",
            "среди первых 20 строк нет строки заголовков (нужна строка хотя бы с тремя известными столбцами, например «Тариф», «Период», «Домен»)"
        );
    }

    "E007" [
        "A row whose first cell begins with a word for a total, and which has no domain, is not an order. Its number in a column of counts or prices is compared with the rows above it: their sum, or the sum of price × count, since an earlier total or over all rows. Columns of sums are not compared. A sum with tax is compared where the header says that the prices are with tax as well, and one without tax likewise. A number that differs, or cannot be read, is a warning, with --strict-totals an error: a row may have been lost, added, or read differently than meant."
        / "Строка, которая начинается словом «Итого» или подобным и не содержит домена, заказом не считается. Её число в столбце количества или цены сверяется со строками выше: с их суммой или суммой цена × количество, от предыдущего итога или по всем строкам. Столбцы сумм не сверяются. Сумма с налогом сверяется, если и цены по заголовку с налогом; сумма без налога — так же. Другое число, как и нечитаемое, — предупреждение, с --strict-totals — ошибка: строка могла потеряться, добавиться или прочитаться не так."
    ] {
        /// A row that sums up was left out.
        TotalRow: Note => lang.pick("a row of totals, left out", "строка итогов, пропущена").to_owned();
        /// A total that the rows above it do not come to.
        TotalDiffers {
            /// The header of its column.
            header: String,
            /// The total.
            given: String,
            /// What the cells of the rows come to.
            sum: String,
            /// What they come to, each as often as its row orders; none if that is the same.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            times: Option<String>,
            /// How many rows were summed up.
            rows: u64,
            /// Whether it was to be an error.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            strict: bool,
        }: of_total(*strict) => {
            let (header, given, sum) = (printable(header), amount(given, lang), amount(sum, lang));
            let times = times.as_deref().map(|times| {
                let times = amount(times, lang);
                tr!(lang, ", or {times} with their counts", ", а с учётом количества — {times}")
            });
            let times = times.unwrap_or_default();
            tr!(
                lang,
                "the total `{given}` of \"{header}\" is not what the rows above come to; rows summed up: {rows}, their sum: {sum}{times} (look for a row that is missing or too many, or correct the total)",
                "итог `{given}` в столбце «{header}» не равен сумме строк выше; строк: {rows}, их сумма: {sum}{times} (проверьте, нет ли пропавшей или лишней строки, или исправьте итог)"
            )
        };
        /// A figure of a total that cannot be read, so that it cannot be compared.
        TotalUnread {
            /// The header of its column.
            header: String,
            /// What stands there; nothing of a formula without a result.
            given: String,
            /// Whether it was to be an error.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            strict: bool,
        }: of_total(*strict) => {
            let (header, given) = (printable(header), printable(given));
            if given.is_empty() {
                tr!(
                    lang,
                    "the total of \"{header}\" is a formula without a result, so it was not compared with the rows above (open the file in Excel or LibreOffice and save it)",
                    "итог в столбце «{header}» — формула без результата, со строками выше он не сверен (откройте файл в Excel или LibreOffice и сохраните его)"
                )
            } else {
                tr!(
                    lang,
                    "the total `{given}` of \"{header}\" cannot be read, so it was not compared with the rows above (write a plain number, such as 5 or 4000.50)",
                    "итог `{given}` в столбце «{header}» прочитать не удалось, со строками выше он не сверен (запишите простым числом, например 5 или 4000,50)"
                )
            }
        };
    }

    "E008" [
        "The file is open in another program. What is not saved there is not seen here. Save the file and check again."
        / "Файл открыт в другой программе. Несохранённые изменения здесь не видны. Сохраните файл и проверьте ещё раз."
    ] {
        /// The file stands open in another program.
        OpenElsewhere {
            /// The lock file.
            lock: String,
            /// The person it names.
            #[serde(default)]
            by: Option<String>,
        }: Warning => {
            let lock = printable(lock);
            let by = by.as_deref().map(|by| format!(" ({})", printable(by))).unwrap_or_default();
            tr!(
                lang,
                "the file seems to be open in another program{by}: `{lock}` is beside it; unsaved changes are not included (save the file there, then run the same command again)",
                "файл, похоже, открыт в другой программе{by}: рядом есть `{lock}`; несохранённые изменения не учтены (сохраните файл и запустите ту же команду ещё раз)"
            )
        };
    }

    "E009" [
        "The row of a text file has more cells than the header. Usually a value contains the separator and is not quoted, so that values moved to wrong columns. Put the value in quotes, or give the last columns a header."
        / "В строке текстового файла больше ячеек, чем в заголовке. Обычно внутри значения есть разделитель, а кавычек нет, и значения сдвинулись. Возьмите значение в кавычки или дайте заголовок лишним столбцам."
    ] {
        /// A row of a text file has filled cells beyond the last header, so that its values may stand in
        /// the wrong columns.
        Ragged {
            /// How many cells.
            cells: u32,
            /// How many columns have headers.
            headers: u32,
        }: Error => tr!(
            lang,
            "the row has {cells} cells, the header {headers}, so values may have moved to wrong columns (put a value that contains the separator in quotes, or give the last columns a header)",
            "в строке ячеек: {cells}, в заголовке: {headers}, значения могли сдвинуться (возьмите в кавычки значение с разделителем внутри или дайте заголовок лишним столбцам)"
        );
    }

    "E050" [
        "Rows of the sheet are hidden or filtered out, and they have data. Ordering them and leaving them out could both be wrong, so choose: --hidden include reads them like any other, --hidden skip leaves them out; both go for hidden columns and sheets as well. Or show the rows in the sheet."
        / "Часть строк листа скрыта или отфильтрована, а данные в них есть. И заказать их, и пропустить может быть ошибкой, поэтому выберите: --hidden include — читать наравне с другими, --hidden skip — пропустить; то же действует для скрытых столбцов и листов. Или покажите строки на листе."
    ] {
        /// A row with something in it is hidden or filtered out, and nobody said what is to become of it.
        HiddenRow: Error => lang
            .pick(
                "hidden or filtered out, but filled (order such rows too with --hidden include, leave them out with --hidden skip, or show them in the sheet)",
                "скрыто или отфильтровано, но заполнено (заказать такие строки тоже: --hidden include; пропустить: --hidden skip; или покажите их на листе)",
            )
            .to_owned();
        /// A hidden row, after somebody said what is to become of it.
        HiddenTaken {
            /// Whether it is read like any other.
            included: bool,
        }: Note => if *included {
            lang.pick("hidden, and read like any other row", "скрыто, читается наравне с другими строками").to_owned()
        } else {
            lang.pick("hidden, and left out", "скрыто и пропущено").to_owned()
        };
        /// Hidden rows, after somebody said what is to become of them. No reader says so any more; ledgers of before do.
        HiddenRows {
            /// Which: `5–9, 12`.
            rows: String,
            /// Whether they are read like any other.
            included: bool,
        }: Note => if *included {
            tr!(lang, "hidden rows are read like any other: rows {rows}", "скрытые строки читаются наравне с другими: строки {rows}")
        } else {
            tr!(lang, "hidden rows are left out: rows {rows}", "скрытые строки пропущены: строки {rows}")
        };
    }

    "E051" [
        "A hidden sheet has the columns of orders and rows with domains. --hidden skip leaves hidden sheets out, --sheet names the one to order from. --hidden include lets them be chosen like any other; where several could be meant, name one with --sheet. --only-valid does not pass over this question."
        / "На скрытом листе есть столбцы заказа и строки с доменами. --hidden skip — не учитывать скрытые листы, --sheet — указать лист, с которого заказывать. С --hidden include скрытые листы выбираются наравне с другими; если подходит несколько, укажите один через --sheet. --only-valid этот вопрос не снимает."
    ] {
        /// Hidden sheets hold orders, and nobody said what is to become of them.
        HiddenSheets {
            /// Their names.
            names: Vec<String>,
        }: Error => {
            let names = printable(&names.join("`, `"));
            tr!(
                lang,
                "there are orders on sheets that are hidden: `{names}` (leave them out with --hidden skip, or name the one to order from with --sheet)",
                "есть заказы на листах, которые скрыты: `{names}` (не учитывать: --hidden skip; заказать с одного из них: --sheet)"
            )
        };
    }

    "E057" [
        "The sheet whose name says orders is read, and other sheets have orders too. Those are not ordered. --sheet names the one to order from."
        / "Читается лист, который назван как лист заказов, но заказы есть и на других листах. Они не заказываются. Лист, с которого заказывать, можно указать через --sheet."
    ] {
        /// Sheets that are seen hold orders too, and are not read.
        OtherSheets {
            /// Their names.
            names: Vec<String>,
        }: Note => {
            let names = printable(&names.join("`, `"));
            tr!(
                lang,
                "there are orders on other sheets too, and they are not read: `{names}` (order from one of them with --sheet)",
                "заказы есть и на других листах, они не читаются: `{names}` (заказать с одного из них: --sheet)"
            )
        };
    }

    "E052" [
        "From this format the program cannot tell which rows and columns are hidden, so all of them are read. If some are hidden or filtered out, save the file as .xlsx."
        / "В этом формате не видно, какие строки и столбцы скрыты, поэтому читаются все. Если часть скрыта или отфильтрована, сохраните файл как .xlsx."
    ] {
        /// Hidden rows of this format cannot be told from others. No reader says so any more; ledgers of before do.
        HiddenUnseen {
            /// The format.
            format: String,
            /// Whether they were to be left out.
            to_skip: bool,
        }: if *to_skip { Error } else { Note } => if *to_skip {
            tr!(
                lang,
                "hidden rows of an .{format} file cannot be told from others, so they cannot be left out (save the file as .xlsx)",
                "скрытые строки в файле .{format} неотличимы от остальных, пропустить их нельзя (сохраните файл как .xlsx)"
            )
        } else {
            tr!(
                lang,
                "hidden rows of an .{format} file cannot be told from others, so all rows are read (if some are filtered out, save the file as .xlsx)",
                "скрытые строки в файле .{format} неотличимы от остальных, поэтому читаются все (если часть отфильтрована, сохраните файл как .xlsx)"
            )
        };
    }

    "E054" [
        "The header was found, and no row below it has anything in the known columns. Perhaps another sheet was filled, or the file was not saved."
        / "Заголовок найден, но под ним нет строк с данными в известных столбцах. Возможно, заполнен другой лист или файл не сохранён."
    ] {
        /// There is no row below the header that could be an order.
        NoRows: Warning => lang
            .pick(
                "there are no orders below the header (check that it is the right sheet and that the file was saved)",
                "под заголовком нет заказов (проверьте, тот ли это лист и сохранён ли файл)",
            )
            .to_owned();
    }

    "E055" [
        "A row below the header consists of headers: a second table begins, or the header takes two rows. What follows is not read as rows of the first table. Give each table a sheet of its own, and write the header in one row."
        / "Строка под заголовком сама состоит из заголовков: начинается вторая таблица, или заголовок занимает две строки. То, что ниже, не читается как строки первой таблицы. Разместите каждую таблицу на своём листе, а заголовок — в одной строке."
    ] {
        /// A row of headers below the header. What follows it is not read.
        SecondHeader: Error => lang
            .pick(
                "a second row of headers: it and what follows are not read (give each table a sheet of its own, and write its header in one row)",
                "вторая строка заголовков: она и то, что ниже, не читается (дайте каждой таблице свой лист и запишите заголовок в одну строку)",
            )
            .to_owned();
    }

    "E056" [
        "The column of these cells has no header of its own, so it is not known what they are for, and they are not read. Where the header is empty, that is a warning. Where it is merged, a formula without a result, or in another row, it is an error, since it may be meant for them."
        / "Ячейки стоят в столбце, у которого нет своего заголовка: неизвестно, что в них, и они не читаются. Если заголовок пуст, это предупреждение. Если он объединён, задан формулой без результата или стоит в другой строке, это ошибка: он может относиться и к ним."
    ] {
        /// Cells of a column without a header.
        NoHeaderAbove {
            /// What stands in the first of them.
            given: String,
            /// How many there are.
            cells: u32,
        }: Warning => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` is in a column without a header and is not read; filled cells of the column: {cells} (give the column a header, or empty it)",
                "`{given}` стоит в столбце без заголовка и не читается; заполненных ячеек в столбце: {cells} (дайте столбцу заголовок или очистите его)"
            )
        };
        /// Cells of a column that has no header of its own, and one that may be meant for it.
        HeaderUnclear {
            /// What stands in the first of them.
            given: String,
            /// The header that may be meant; nothing if it cannot be read.
            header: String,
        }: Error => {
            let given = printable(given);
            let above = if header.is_empty() { String::new() } else { format!(" (`{}`)", printable(header)) };
            tr!(
                lang,
                "the column has no header of its own{above}, so it is not clear what `{given}` means (write one header above each column, all in one row and as plain text)",
                "у столбца нет своего заголовка{above}, и непонятно, что означает `{given}` (запишите над каждым столбцом свой заголовок, все в одной строке и простым текстом)"
            )
        };
    }
}

/// What a total weighs that is not right, or cannot be read.
const fn of_total(strict: bool) -> Severity {
    if strict { Error } else { Warning }
}
