//! What is wrong with a value, whatever the tariff table says, in words.

use crate::diagnostic::cell::CellProblem;
use crate::lang::{Lang, tr};
use crate::printable::printable;

impl CellProblem {
    pub(super) fn value_message(&self, lang: Lang) -> String {
        match self {
            Self::Empty { field } => {
                let (en, ru) = field.header();
                tr!(lang, "{en} is empty and has no default", "ячейка «{ru}» пуста, значения по умолчанию нет")
            }
            Self::NotWhole { given, unit } => {
                let given = printable(given);
                let unit = unit
                    .as_ref()
                    .map(|unit| tr!(lang, ", with or without `{unit}`", ", с `{unit}` или без"))
                    .unwrap_or_default();
                tr!(
                    lang,
                    "`{given}` is not a whole number (allowed: digits such as 20{unit})",
                    "`{given}` — не целое число (допустимо: цифры, например 20{unit})"
                )
            }
            Self::NotDivisible { given, unit } => {
                let (given, unit) = (printable(given), printable(unit));
                tr!(
                    lang,
                    "`{given}` is no whole number of {unit} (allowed: digits such as 20, with or without `{unit}`)",
                    "`{given}` — не целое число {unit} (допустимо: цифры, например 20, с `{unit}` или без)"
                )
            }
            Self::Date { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "a date stands here: `{given}` (Excel makes dates of texts like 3.12: format the cell as text and type the value again)",
                    "здесь дата: `{given}` (Excel превращает в даты записи вида 3.12: задайте ячейке текстовый формат и введите значение заново)"
                )
            }
            Self::DayAsText { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "a date stands here and is taken as the text `{given}` (where Excel made it of a text like 3.12: format the cell as text and type that again)",
                    "здесь дата, она взята как текст `{given}` (если Excel сделал её из записи вида 3.12: задайте ячейке текстовый формат и введите запись заново)"
                )
            }
            Self::ErrorValue { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "the cell holds the error `{given}` (correct the formula)",
                    "в ячейке ошибка `{given}` (исправьте формулу)"
                )
            }
            Self::NoStoredValue => lang
                .pick(
                    "the formula has no stored value (open the file in Excel or LibreOffice and save it)",
                    "у формулы нет сохранённого значения (откройте файл в Excel или LibreOffice и сохраните)",
                )
                .to_owned(),
            Self::Formula { value } => {
                let value = printable(value);
                tr!(
                    lang,
                    "a formula; its stored value `{value}` is used",
                    "формула; взято её сохранённое значение `{value}`"
                )
            }
            Self::Merged { with } => tr!(
                lang,
                "merged with {with}, which alone holds a value (unmerge the cells and write the value in every row)",
                "объединена с {with}, а значение есть только там (разъедините ячейки и впишите значение в каждую строку)"
            ),
            Self::NotYesNo { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "`{given}` is not understood (allowed: yes, no, 1, 0, +, -)",
                    "`{given}` не понято (допустимо: да, нет, 1, 0, +, -)"
                )
            }
            Self::NotMoney { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "`{given}` is not an amount of money (allowed: such as 1200.50 or 1 200,50 ₽, at most two decimals)",
                    "`{given}` — не денежная сумма (допустимо, например: 1200.50 или 1 200,50 ₽, не больше двух знаков после запятой)"
                )
            }
            Self::PricesDisagree { period, months } => tr!(
                lang,
                "the price for the period ({period}) and the price for its months ({months}) disagree (leave one of them empty)",
                "цена за период ({period}) и цена за его месяцы ({months}) расходятся (оставьте одну из них пустой)"
            ),
            // `message` sends each variant where it is put into words; a test sees that none comes here.
            _ => String::new(),
        }
    }
}
