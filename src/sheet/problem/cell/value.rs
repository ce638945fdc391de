//! Problems of what stands in a cell, whatever the catalogue offers: codes E04x, E053, E059 and E064.

use crate::sheet::problem::Quantity;
use crate::sheet::problem::Severity::{Error, Warning};
use crate::sheet::problem::problems::problems;
use crate::sheet::problem::said::{day, sum};
use crate::sheet::{CellRef, Field};
use crate::text::lang::tr;
use crate::text::printable::printable;
use crate::text::unit::unit_word;

problems! {
    /// What is wrong with the value of a cell.
    pub enum ValueProblem in lang;

    "E040" [
        "The cell must be filled: there is no default for it."
        / "Ячейку нужно заполнить: значения по умолчанию для неё нет."
    ] {
        /// A needed cell is empty.
        Empty {
            /// The field.
            field: Field,
        }: Error => {
            let (en, ru) = field.header();
            tr!(lang, "\"{en}\" is empty and has no default (fill it)", "ячейка «{ru}» пуста, значения по умолчанию нет (заполните её)")
        };
    }

    "E041" [
        "Amounts are whole numbers, with or without a unit: 20, 20 GB; or 1024 MB of what is sold in GB."
        / "Количества — целые числа, с единицей или без: 20, 20 ГБ; или 1024 МБ для того, что продаётся в ГБ."
    ] {
        /// Not a whole number.
        NotWhole {
            /// What was read.
            given: String,
            /// The unit that may stand behind it.
            unit: Option<String>,
            /// The amount; older versions did not keep it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            of: Option<Quantity>,
        }: Error => {
            let (of, given) = (Quantity::before(of.as_ref(), lang), printable(given));
            let unit = unit.as_deref().map(|unit| printable(unit_word(unit, lang)));
            let unit = unit.map(|unit| tr!(lang, " or 20 {unit}", " или 20 {unit}")).unwrap_or_default();
            tr!(
                lang,
                "{of}`{given}` is not a whole number (write a whole number, for example 20{unit})",
                "{of}`{given}` — не целое число (допустимо: целое число, например 20{unit})"
            )
        };
        /// A whole number, but of a unit of which it makes no whole number of the resource's.
        NotDivisible {
            /// What was read.
            given: String,
            /// The resource's unit.
            unit: String,
            /// The amount; older versions did not keep it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            of: Option<Quantity>,
        }: Error => {
            let (given, unit) = (printable(given), printable(unit_word(unit, lang)));
            let of = Quantity::before(of.as_ref(), lang);
            tr!(
                lang,
                "{of}`{given}` is not a whole number of {unit} (write a whole number, for example 20 or 20 {unit})",
                "{of}`{given}` — не целое число {unit} (допустимо: целое число, например 20 или 20 {unit})"
            )
        };
    }

    "E042" [
        "Excel turns text like `3.12` or `1.5` into dates. Format the cell as text and type the value again."
        / "Excel превращает записи вида `3.12` или `1.5` в даты. Задайте ячейке текстовый формат и введите значение заново."
    ] {
        /// A date stands where a number or a text belongs.
        Date {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(&day(given, lang));
            tr!(
                lang,
                "the cell holds a date, `{given}` (Excel turns text like `3.12` into a date: format the cell as text and type the value again)",
                "в ячейке дата `{given}` (Excel превращает в даты записи вида `3.12`: задайте ячейке текстовый формат и введите значение заново)"
            )
        };
        /// A day in a column of text, taken as text.
        DayAsText {
            /// What was read.
            given: String,
        }: Warning => {
            let given = printable(given);
            tr!(
                lang,
                "the cell holds a date, which is taken as the text `{given}` (if Excel made it from text like `3.12`: format the cell as text and type that again)",
                "в ячейке дата, она взята как текст `{given}` (если Excel получил её из записи вида `3.12`: задайте ячейке текстовый формат и введите запись заново)"
            )
        };
    }

    "E043" [
        "The cell shows the error of a formula. Correct the formula in the sheet."
        / "В ячейке ошибка формулы. Исправьте формулу в таблице."
    ] {
        /// An error value.
        ErrorValue {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "the cell holds the error `{given}` (correct the formula)",
                "в ячейке ошибка `{given}` (исправьте формулу)"
            )
        };
        /// An error value in a column that is only carried along.
        CarriedError {
            /// What was read.
            given: String,
        }: Warning => {
            let given = printable(given);
            tr!(
                lang,
                "the cell holds the error `{given}`, which is carried to the results as it is (correct the cell if it matters)",
                "в ячейке ошибка `{given}`, она переносится в результаты как есть (исправьте ячейку, если это важно)"
            )
        };
    }

    "E044" [
        "The file has a formula without its result, as files made by programs do. Open the file in Excel or LibreOffice and save it."
        / "В файле есть формула, но нет её результата — так бывает в файлах, созданных программами. Откройте файл в Excel или LibreOffice и сохраните его."
    ] {
        /// A formula without a stored value.
        NoStoredValue: Error => lang
            .pick(
                "the formula has no stored value (open the file in Excel or LibreOffice and save it)",
                "у формулы нет сохранённого значения (откройте файл в Excel или LibreOffice и сохраните его)",
            )
            .to_owned();
    }

    "E045" [
        "The stored result of a formula is used; it is as old as the last save."
        / "Взят сохранённый результат формулы; он соответствует последнему сохранению."
    ] {
        /// A formula's stored value was used.
        Formula {
            /// The value.
            value: String,
        }: Warning => {
            let value = printable(value);
            tr!(
                lang,
                "a formula; its stored value `{value}` is used",
                "формула; взято её сохранённое значение `{value}`"
            )
        };
        /// A formula's stored result is the empty text, and the cell counts as empty.
        EmptyResult: Warning => lang
            .pick(
                "the stored result of the formula is empty, and so the cell is taken as empty (write the value if one is meant)",
                "сохранённый результат формулы пуст, поэтому ячейка считается пустой (впишите значение, если оно должно быть)",
            )
            .to_owned();
    }

    "E046" [
        "Write yes or no, да or нет, 1 or 0, + or -."
        / "Напишите да или нет, yes или no, 1 или 0, + или -."
    ] {
        /// Not yes or no.
        NotYesNo {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` is not understood (allowed: yes, no, 1, 0, +, -)",
                "`{given}` не понято (допустимо: да, нет, 1, 0, +, -)"
            )
        };
    }

    "E047" [
        "Money has at most two decimals and one decimal mark. `1.200` could be 1.2 or 1200, so it is refused."
        / "В сумме не больше двух знаков после запятой и один разделитель. `1.200` может означать 1,2 или 1200, поэтому не принимается."
    ] {
        /// Not an amount of money.
        NotMoney {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` is not an amount of money (write, for example, 1200.50 or 1 200,50 ₽; at most two decimals)",
                "`{given}` — не денежная сумма (пишите, например, 1200,50 или 1 200,50 ₽; не больше двух знаков после запятой)"
            )
        };
        /// An amount below a header that names another currency, or thousands.
        OtherMoney {
            /// What was read, with the header's unit.
            given: String,
            /// The header's unit.
            unit: String,
            /// The currency of the tariff table, if it names one.
            currency: Option<String>,
        }: Error => {
            let (given, unit) = (printable(given), printable(unit));
            let wanted = currency.as_deref().map_or_else(
                || lang.pick("a currency of its own", "своей валюте").to_owned(),
                printable,
            );
            tr!(
                lang,
                "`{given}`: the header names another currency or unit, `{unit}`, and the tariff table counts in {wanted} (convert the prices; the program converts nothing)",
                "`{given}`: в заголовке другая валюта или единица, `{unit}`, а таблица тарифов считает в {wanted} (пересчитайте цены; программа ничего не пересчитывает)"
            )
        };
        /// A price per month that, times the months, is too large to be an amount of money.
        TooMuchMoney {
            /// What was read.
            given: String,
            /// The months of the period.
            months: u8,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` × {months} months is more than a sum of money can be (correct the price per month)",
                "`{given}` × {months} мес. — больше, чем может быть денежная сумма (исправьте цену за месяц)"
            )
        };
    }

    "E048" [
        "The price for the period is not the price per month × months. Keep one of the two."
        / "Цена за период не равна цене за месяц, умноженной на число месяцев. Оставьте одну из них."
    ] {
        /// The price for the period and the price for a month disagree.
        PricesDisagree {
            /// The price for the period.
            period: String,
            /// The price for a month times the months.
            months: String,
        }: Error => {
            let (period, months) = (sum(period, lang), sum(months, lang));
            tr!(
                lang,
                "the price for the period, {period}, is not the price per month × months, {months} (leave one of them empty)",
                "цена за период, {period}, не равна цене за месяц, умноженной на число месяцев: {months} (оставьте одну из них пустой)"
            )
        };
    }

    "E059" [
        "The number format of the cell shows something other than the cell holds, as `490,` or `0\"00\"` do, and one of the two would have to be guessed. Set the cell to the format General, or type as text what is meant. Money that is shown without its kopecks is taken with them."
        / "Числовой формат показывает не то, что хранится в ячейке, — например, `490,` или `0\"00\"`, — и одно из двух пришлось бы угадывать. Задайте ячейке формат «Общий» или впишите текстом то, что имеется в виду. Сумма, показанная без копеек, берётся с копейками."
    ] {
        /// What is shown and what is stored could mean different things.
        ShownUnclear {
            /// What is shown; empty if nothing is.
            shown: String,
            /// What is stored.
            stored: String,
        }: Error => {
            let (shown, stored) = (printable(shown), printable(stored));
            if shown.is_empty() {
                tr!(
                    lang,
                    "the cell shows nothing, and it holds `{stored}` (its number format, its font or the view of the sheet hides it: read such cells with --hidden include, leave them out with --hidden skip, or give them a format that shows them)",
                    "ячейка не показывает ничего, а хранится в ней `{stored}` (её скрывает числовой формат, шрифт или вид листа; читать такие ячейки: --hidden include; пропустить: --hidden skip; или задайте формат, который их показывает)"
                )
            } else {
                tr!(
                    lang,
                    "the number format shows `{shown}`, and the cell holds `{stored}` (set the format General, or type as text what is meant)",
                    "числовой формат показывает `{shown}`, а в ячейке хранится `{stored}` (задайте формат «Общий» или впишите текстом то, что имеется в виду)"
                )
            }
        };
        /// Money that is shown less exactly than it is stored.
        ShownRounded {
            /// What is shown.
            shown: String,
            /// What is stored, and taken.
            stored: String,
        }: Warning => {
            let (shown, stored) = (printable(shown), printable(stored));
            tr!(
                lang,
                "the number format shows `{shown}`; the stored `{stored}` is used",
                "числовой формат показывает `{shown}`; взято хранимое `{stored}`"
            )
        };
    }

    "E064" [
        "What is written in the file and what programs make of it are not the same. Causes are a comment in the middle of a number, a reference to a missing text, or a cell that is written twice. Open the file in Excel or LibreOffice, look at the cell, and save the file."
        / "Записанное в файле и то, что из этого делают программы, не совпадает. Причиной бывает комментарий посреди числа, ссылка на отсутствующую строку или ячейка, записанная дважды. Откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните файл."
    ] {
        /// The file's own text and the reading of it say different things.
        TwoReadings {
            /// What the reading program makes of it; empty if nothing.
            read: String,
            /// What stands in the file; empty if nothing.
            written: String,
        }: Error => {
            let (read, written) = (printable(read), printable(written));
            if read == written {
                return tr!(
                    lang,
                    "what the file has here is not a value: `{written}` (open the file in Excel or LibreOffice, look at the cell, and save the file)",
                    "записанное здесь — не значение: `{written}` (откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните файл)"
                );
            }
            if read.is_empty() {
                return tr!(
                    lang,
                    "the cell can be read as empty and as `{written}` (open the file in Excel or LibreOffice, look at the cell, and save the file)",
                    "ячейку можно прочитать как пустую и как `{written}` (откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните файл)"
                );
            }
            tr!(
                lang,
                "the cell can be read as `{read}` and as `{written}` (open the file in Excel or LibreOffice, look at the cell, and save the file)",
                "ячейку можно прочитать как `{read}` и как `{written}` (откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните файл)"
            )
        };
    }

    "E049" [
        "A number without a unit is taken in the unit of the tariff, and it is larger than what is usually ordered: perhaps another unit was meant. Write the unit, in the cell or in the header."
        / "Число без единицы понимается в единицах тарифа, и оно больше, чем обычно заказывают: возможно, имелась в виду другая единица. Напишите единицу в ячейке или в заголовке."
    ] {
        /// So much of something without a unit that another unit may be meant.
        MuchWithoutUnit {
            /// What was read.
            given: String,
            /// The unit in which it is taken.
            unit: String,
        }: Warning => {
            let (given, unit) = (printable(given), printable(unit_word(unit, lang)));
            tr!(
                lang,
                "`{given}` without a unit is ordered as {given} {unit} (write the unit: `{given} {unit}`, or MB if that is meant)",
                "`{given}` без единицы будет заказано как {given} {unit} (напишите единицу: `{given} {unit}` или МБ, если имелись в виду они)"
            )
        };
    }

    "E053" [
        "The cell is merged with another one, and only the first cell of a merged area holds a value; what was meant for the rest would be guessing. Unmerge the cells and write the value in every row."
        / "Ячейка объединена с другой, а значение хранится только в первой ячейке области; что имелось в виду для остальных, угадывать нельзя. Разъедините ячейки и впишите значение в каждую строку."
    ] {
        /// The cell is merged with another one, which alone holds a value.
        Merged {
            /// The other cell.
            with: CellRef,
        }: Error => tr!(
            lang,
            "the cell is merged with {with}, and only that one has a value (unmerge the cells and write the value in every row)",
            "ячейка объединена с {with}, а значение есть только там (разъедините ячейки и впишите значение в каждую строку)"
        );
    }
}
