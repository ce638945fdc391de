//! Problems of the headers of a sheet, codes E003 to E006.

use super::problems::problems;
use super::severity::Severity::{Error, Note, Warning};
use crate::sheet::{CellRef, Content, Field};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

problems! {
    /// What is wrong with the columns of a file, or worth knowing of them.
    pub enum HeaderProblem in lang;

    "E003" [
        "Every order needs \"Tariff\", \"OS template\", \"Period\" and \"Domain\". Add the missing column, or rename the one that is meant: headers that were not understood are listed, each with the name that it resembles."
        / "Для каждого заказа нужны «Тариф», «Шаблон ОС», «Период» и «Домен». Добавьте недостающий столбец или переименуйте тот, который имелся в виду: непонятые заголовки перечислены, каждый с названием, на которое он похож."
    ] {
        /// A needed column is missing.
        NoColumn {
            /// The field.
            field: Field,
            /// Whether the headers are Russian, and so is the name of the column.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            russian: bool,
        }: Error => {
            let name = field.title(Lang::of_headers(*russian));
            tr!(lang, "the column \"{name}\" is missing (add it)", "нет столбца «{name}» (добавьте его)")
        };
        /// The headers that were not understood where a needed column is missing.
        NotUnderstood {
            /// Each with the field that it may be meant for.
            headers: Vec<(String, Option<Field>)>,
            /// Whether the headers are Russian, and so are the names of the fields.
            russian: bool,
        }: Error => {
            let list = not_understood(headers, *russian, lang);
            tr!(
                lang,
                "headers that were not understood: {list} (rename the one that is meant)",
                "непонятые заголовки: {list} (переименуйте тот, который имелся в виду)"
            )
        };
    }

    "E004" [
        "Two columns could be meant for the same thing, and choosing one would be guessing. Remove or rename one."
        / "Два столбца подходят для одного и того же, а выбирать наугад нельзя. Удалите или переименуйте один."
    ] {
        /// Two columns are for one field.
        TwoColumns {
            /// The header here.
            here: String,
            /// The header of the other column.
            other: String,
            /// Where the other one is.
            at: CellRef,
        }: Error => {
            let (here, other) = (printable(here), printable(other));
            tr!(
                lang,
                "`{here}` and `{other}` ({at}) are two columns for the same thing (remove or rename one)",
                "`{here}` и `{other}` ({at}) — два столбца для одного и того же (удалите или переименуйте один)"
            )
        };
        /// Two columns are for one field that may hold any text: it changes no order which of them is read.
        TwoTexts {
            /// The header here.
            here: String,
            /// The header of the other column, which is read.
            other: String,
            /// Where the other one is.
            at: CellRef,
        }: Warning => {
            let (here, other) = (printable(here), printable(other));
            tr!(
                lang,
                "`{here}` and `{other}` ({at}) could be the same thing: `{other}` is read, `{here}` is carried to the results (rename one if the other is meant)",
                "`{here}` и `{other}` ({at}) могут означать одно и то же: прочитан `{other}`, `{here}` перенесён в результаты (переименуйте один, если нужен другой)"
            )
        };
    }

    "E005" [
        "A header is one letter away from a known one that the sheet lacks, or says more than the known name. Or it names a unit that such a column cannot have, as a disk in roubles. Ignoring the column could lose a disk size without a word, reading it could order what nobody meant. Correct the header."
        / "Заголовок отличается одной буквой от известного, которого на листе нет, или говорит больше, чем это название. Либо в нём единица, которой у такого столбца быть не может, например диск в рублях. Если столбец пропустить, можно потерять размер диска; если прочесть — заказать то, чего никто не хотел. Исправьте заголовок."
    ] {
        /// A header that is one letter away from a known one whose field has no column. Ignoring it
        /// could drop a disk size silently.
        NearMiss {
            /// What was read.
            given: String,
            /// The known header.
            meant: String,
            /// Whether it is too short to be sure.
            short: bool,
        }: if *short { Warning } else { Error } => {
            let (given, meant) = (printable(given), printable(meant));
            tr!(
                lang,
                "unknown column \"{given}\" (did you mean \"{meant}\"?)",
                "неизвестный столбец «{given}» (может быть, «{meant}»?)"
            )
        };
        /// A header that begins with the name of a field that has no column and says something else besides.
        SaysMore {
            /// What was read.
            given: String,
            /// The name that it begins with.
            meant: String,
        }: Error => {
            let (given, meant) = (printable(given), printable(meant));
            tr!(
                lang,
                "the header `{given}` says more than `{meant}`, so it is not clear what the column has (give it an unambiguous name)",
                "заголовок `{given}` говорит больше, чем `{meant}`, и непонятно, что в столбце (дайте ему однозначное название)"
            )
        };
        /// A column whose header has words of a field that has no column, and may as well be something else.
        NotRead {
            /// What was read.
            given: String,
            /// The field that it is not read as.
            field: Field,
        }: Warning => {
            let (given, (en, ru)) = (printable(given), field.header());
            if matches!(field.facts().content, Content::Money) {
                tr!(
                    lang,
                    "the column \"{given}\" is not read as \"{en}\": it may have totals (a price is the sum for one server)",
                    "столбец «{given}» не читается как «{ru}»: в нём могут быть итоговые суммы (цена — это сумма за один сервер)"
                )
            } else {
                tr!(
                    lang,
                    "the column \"{given}\" is not read as \"{en}\" (if that is what it has, give it that name)",
                    "столбец «{given}» не читается как «{ru}» (если в нём именно это, назовите его так)"
                )
            }
        };
        /// A header that names a field and a unit that the field cannot have. No other name is advised:
        /// nobody knows what the figures below it are.
        ForeignUnit {
            /// What was read.
            given: String,
            /// The field.
            field: Field,
        }: Error => {
            let (given, (en, ru)) = (printable(given), field.header());
            tr!(
                lang,
                "the header `{given}` names a unit that \"{en}\" cannot have (give the column a name that says what it has, or remove it)",
                "в заголовке `{given}` единица, которой у столбца «{ru}» быть не может (назовите столбец по тому, что в нём, или удалите его)"
            )
        };
        /// The same of a column that the tariff table names.
        ForeignUnitOf {
            /// What was read.
            given: String,
            /// The name that the table gives.
            name: String,
        }: Error => {
            let (given, name) = (printable(given), printable(name));
            tr!(
                lang,
                "the header `{given}` names a unit that \"{name}\" cannot have (give the column a name that says what it has, or remove it)",
                "в заголовке `{given}` единица, которой у столбца «{name}» быть не может (назовите столбец по тому, что в нём, или удалите его)"
            )
        };
    }

    "E006" [
        "These columns are not used for ordering. They are carried to the results as they are."
        / "Эти столбцы не нужны для заказа и переносятся в результаты как есть."
    ] {
        /// Columns that are only carried to the results.
        Carried {
            /// Their headers.
            headers: Vec<String>,
        }: Note => {
            let headers = printable(&headers.join("`, `"));
            tr!(
                lang,
                "columns not used for ordering, carried to the results: `{headers}`",
                "столбцы, которые не нужны для заказа, перенесены в результаты: `{headers}`"
            )
        };
    }
}

/// Headers with the fields that they may be meant for, at most the first twenty.
fn not_understood(headers: &[(String, Option<Field>)], russian: bool, lang: Lang) -> String {
    const SHOWN: usize = 20;
    let one = |(header, field): &(String, Option<Field>)| {
        let header = printable(header);
        let Some(name) = field.map(|field| field.title(Lang::of_headers(russian))) else {
            return format!("`{header}`");
        };
        tr!(lang, "`{header}` (perhaps `{name}`)", "`{header}` (возможно, `{name}`)")
    };
    let shown: Vec<String> = headers.iter().take(SHOWN).map(one).collect();
    shown.join(", ") + if headers.len() > SHOWN { ", …" } else { "" }
}
