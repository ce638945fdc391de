//! Problems of what stands in a cell, whatever the catalogue offers: codes E04x, E053, E059 and E064.

use crate::sheet::problem::Severity::{Error, Warning};
use crate::sheet::problem::problems::problems;
use crate::sheet::{CellRef, Field};
use crate::text::lang::tr;
use crate::text::printable::printable;

problems! {
    /// What is wrong with the value of a cell.
    pub enum ValueProblem in lang;

    "E040" [
        "The cell is needed and has no default."
        / "Ячейка обязательна, значения по умолчанию у неё нет."
    ] {
        /// A needed cell is empty.
        Empty {
            /// The field.
            field: Field,
        }: Error => {
            let (en, ru) = field.header();
            tr!(lang, "{en} is empty and has no default", "ячейка «{ru}» пуста, значения по умолчанию нет")
        };
    }

    "E041" [
        "Amounts are whole numbers, with or without a unit that divides: 20, 20 GB, 1024 MB of a resource sold in GB."
        / "Количества — целые числа, с единицей или без: 20, 20 ГБ, 1024 МБ для ресурса в ГБ."
    ] {
        /// Not a whole number.
        NotWhole {
            /// What was read.
            given: String,
            /// The unit that may stand behind it.
            unit: Option<String>,
        }: Error => {
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
        };
        /// A whole number, but of a unit of which it makes no whole number of the resource's.
        NotDivisible {
            /// What was read.
            given: String,
            /// The resource's unit.
            unit: String,
        }: Error => {
            let (given, unit) = (printable(given), printable(unit));
            tr!(
                lang,
                "`{given}` is no whole number of {unit} (allowed: digits such as 20, with or without `{unit}`)",
                "`{given}` — не целое число {unit} (допустимо: цифры, например 20, с `{unit}` или без)"
            )
        };
    }

    "E042" [
        "Excel makes dates of texts like 3.12 or 1.5. Format the cell as text and type the value again."
        / "Excel превращает записи вида 3.12 или 1.5 в даты. Задайте ячейке текстовый формат и введите значение заново."
    ] {
        /// A date stands where a number or a text belongs.
        Date {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "a date stands here: `{given}` (Excel makes dates of texts like 3.12: format the cell as text and type the value again)",
                "здесь дата: `{given}` (Excel превращает в даты записи вида 3.12: задайте ячейке текстовый формат и введите значение заново)"
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
                "a date stands here and is taken as the text `{given}` (where Excel made it of a text like 3.12: format the cell as text and type that again)",
                "здесь дата, она взята как текст `{given}` (если Excel сделал её из записи вида 3.12: задайте ячейке текстовый формат и введите запись заново)"
            )
        };
    }

    "E043" [
        "The cell holds an error of a formula. Correct it in the sheet."
        / "В ячейке ошибка формулы. Исправьте её в таблице."
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
        "The file holds a formula and not its result, as files made by programs do. Open it in Excel or LibreOffice and save it."
        / "В файле есть формула, но нет её результата — так бывает в файлах, созданных программами. Откройте в Excel или LibreOffice и сохраните."
    ] {
        /// A formula without a stored value.
        NoStoredValue: Error => lang
            .pick(
                "the formula has no stored value (open the file in Excel or LibreOffice and save it)",
                "у формулы нет сохранённого значения (откройте файл в Excel или LibreOffice и сохраните)",
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
                "a formula whose stored result is empty; the cell counts as empty (write the value if one is meant)",
                "формула с пустым сохранённым результатом; ячейка считается пустой (впишите значение, если оно должно быть)",
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
        "Money has at most two decimals and one decimal mark. 1.200 could be 1.2 or 1200, so it is refused."
        / "В сумме не больше двух знаков после запятой и один разделитель. 1.200 может означать 1,2 или 1200, поэтому не принимается."
    ] {
        /// Not an amount of money.
        NotMoney {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` is not an amount of money (allowed: such as 1200.50 or 1 200,50 ₽, at most two decimals)",
                "`{given}` — не денежная сумма (допустимо, например: 1200.50 или 1 200,50 ₽, не больше двух знаков после запятой)"
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
                "`{given}`: the header names another currency or unit, `{unit}`, and the tariff table counts in {wanted} (convert the prices: nothing is converted here)",
                "`{given}`: в заголовке другая валюта или единица, `{unit}`, а таблица тарифов считает в {wanted} (пересчитайте цены: здесь ничего не пересчитывается)"
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
                "`{given}` times {months} months is more than an amount of money can be (correct the price for a month)",
                "`{given}` × {months} мес. — больше, чем может быть денежная сумма (исправьте цену за месяц)"
            )
        };
    }

    "E048" [
        "The price for the period is not the price for a month times the months. Keep one of the two."
        / "Цена за период не равна цене за месяц, умноженной на число месяцев. Оставьте одну из них."
    ] {
        /// The price for the period and the price for a month disagree.
        PricesDisagree {
            /// The price for the period.
            period: String,
            /// The price for a month times the months.
            months: String,
        }: Error => tr!(
            lang,
            "the price for the period ({period}) and the price for its months ({months}) disagree (leave one of them empty)",
            "цена за период ({period}) и цена за его месяцы ({months}) расходятся (оставьте одну из них пустой)"
        );
    }

    "E059" [
        "The number format of the cell shows something else than the cell holds, as `490,` or `0\"00\"` do, and one of the two would have to be guessed. Set the cell to the format General, or type as text what is meant. Money that is shown without its kopecks is taken with them."
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
                    "the number format shows nothing, and the cell holds `{stored}` (read such cells with --hidden include, leave them out with --hidden skip, or set the format General)",
                    "числовой формат не показывает ничего, а в ячейке хранится `{stored}` (читать такие ячейки: --hidden include; пропустить: --hidden skip; или задайте формат «Общий»)"
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
        "What stands in the file and what programs that read such files make of it are not the same, as with a comment in the middle of a number, a reference to a text that is not there, or a cell that is written twice. Open the file in Excel or LibreOffice, look at the cell, and save the file."
        / "Записанное в файле и то, что из этого делают читающие его программы, не совпадает — например, комментарий посреди числа, ссылка на отсутствующую строку или ячейка, записанная дважды. Откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните файл."
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
                    "what the file says here is no value: `{written}` (open the file in Excel or LibreOffice, look at the cell, and save it)",
                    "записанное здесь — не значение: `{written}` (откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните)"
                );
            }
            if read.is_empty() {
                return tr!(
                    lang,
                    "the cell can be read as empty and as `{written}` (open the file in Excel or LibreOffice, look at the cell, and save it)",
                    "ячейку можно прочитать как пустую и как `{written}` (откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните)"
                );
            }
            tr!(
                lang,
                "the cell can be read as `{read}` and as `{written}` (open the file in Excel or LibreOffice, look at the cell, and save it)",
                "ячейку можно прочитать как `{read}` и как `{written}` (откройте файл в Excel или LibreOffice, проверьте ячейку и сохраните)"
            )
        };
    }

    "E049" [
        "A number without a unit is taken in the unit that the tariff sells, and it is larger than anybody orders: perhaps another unit was meant. Write the unit, in the cell or in the header."
        / "Число без единицы понимается в единицах тарифа, и оно больше, чем обычно заказывают: возможно, имелась в виду другая единица. Напишите единицу в ячейке или в заголовке."
    ] {
        /// So much of something without a unit that another unit may be meant.
        MuchWithoutUnit {
            /// What was read.
            given: String,
            /// The unit in which it is taken.
            unit: String,
        }: Warning => {
            let (given, unit) = (printable(given), printable(unit));
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
            "merged with {with}, which alone holds a value (unmerge the cells and write the value in every row)",
            "объединена с {with}, а значение есть только там (разъедините ячейки и впишите значение в каждую строку)"
        );
    }
}
