//! Problems with what the catalogue offers: codes E01x, E067 and E068.

use crate::sheet::problem::Severity::{Error, Note, Warning};
use crate::sheet::problem::problems::problems;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::text::unit::unit_word;

problems! {
    /// What is wrong with a value, against what the catalogue offers.
    pub enum CatalogueProblem in lang;

    "E010" [
        "The tariff is not in the tariff table. `vdsbatch catalog show` lists the names; `id:1100` works too."
        / "Такого тарифа нет в таблице тарифов. Имена показывает `vdsbatch catalog show`; можно писать и `id:1100`."
    ] {
        /// The tariff is not in the catalogue.
        UnknownTariff {
            /// What was read.
            given: String,
            /// The name that looks most like it.
            nearest: Option<String>,
        }: Error => {
            let (given, hint) = (printable(given), did_you_mean(nearest.as_deref(), lang));
            tr!(lang, "unknown tariff `{given}`{hint}", "неизвестный тариф `{given}`{hint}")
        };
    }

    "E011" [
        "The tariff is not sold for this period, or the cell is not understood. Write a number of months, such as 3, or `3 months`, `1 year`."
        / "Тариф не продаётся на такой период, или запись не понята. Напишите число месяцев, например 3, или `3 месяца`, `1 год`."
    ] {
        /// The period is not offered for the tariff.
        PeriodNotOffered {
            /// What was read.
            given: String,
            /// The tariff.
            tariff: String,
            /// The months that are offered.
            allowed: Vec<u8>,
        }: Error => {
            let (given, tariff) = (printable(given), printable(tariff));
            let allowed = months(allowed);
            tr!(
                lang,
                "period `{given}` is not offered for {tariff} (allowed: {allowed} months)",
                "период `{given}` не предлагается для {tariff} (допустимо: {allowed} мес.)"
            )
        };
        /// What stands for the renewal is neither yes nor a period that is offered.
        RenewalNotOffered {
            /// What was read.
            given: String,
            /// The tariff.
            tariff: String,
            /// The months that are offered.
            allowed: Vec<u8>,
        }: Error => {
            let (given, tariff) = (printable(given), printable(tariff));
            let allowed = months(allowed);
            tr!(
                lang,
                "renewal `{given}` is not offered for {tariff} (allowed: yes, or {allowed} months)",
                "продление `{given}` не предлагается для {tariff} (допустимо: да или {allowed} мес.)"
            )
        };
    }

    "E012" [
        "The operating system template is not in the tariff table. `vdsbatch catalog show` lists the names."
        / "Такого шаблона ОС нет в таблице тарифов. Имена показывает `vdsbatch catalog show`."
    ] {
        /// The template is not in the catalogue.
        UnknownTemplate {
            /// What was read.
            given: String,
            /// The name that looks most like it.
            nearest: Option<String>,
        }: Error => {
            let (given, hint) = (printable(given), did_you_mean(nearest.as_deref(), lang));
            tr!(lang, "unknown OS template `{given}`{hint}", "неизвестный шаблон ОС `{given}`{hint}")
        };
    }

    "E013" [
        "What is written could mean several things, and nothing is guessed. Write it in full, such as `yes` or `1 month`."
        / "Запись можно понять по-разному, а угадывать нельзя. Напишите полностью, например `да` или `1 месяц`."
    ] {
        /// A bare 1 for the renewal of a longer period: yes, or one month.
        RenewalUnclear {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` could mean yes, or one month (write `yes`, or `1 month`)",
                "`{given}` может означать «да» или один месяц (напишите `да` или `1 месяц`)"
            )
        };
        /// Several names of the catalogue fit.
        Ambiguous {
            /// What was read.
            given: String,
            /// The names that fit.
            names: Vec<String>,
        }: Error => {
            let (given, names) = (printable(given), printable(&names.join("`, `")));
            tr!(
                lang,
                "`{given}` could mean several: `{names}` (write one of them letter for letter)",
                "`{given}` может означать: `{names}` (напишите одно из них буква в букву)"
            )
        };
    }

    "E014" [
        "The tariff does not offer such an amount, as far as the tariff table tells."
        / "Тариф не предлагает такого значения, насколько это видно из таблицы тарифов."
    ] {
        /// An amount is outside what the tariff offers.
        OutOfRange {
            /// What was read.
            given: String,
            /// The tariff.
            tariff: String,
            /// The smallest amount, where it is known.
            min: Option<u32>,
            /// The largest amount, where it is known.
            max: Option<u32>,
            /// The step, where it is known.
            step: Option<u32>,
            /// The unit in which the tariff sells it, where it has one.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            unit: Option<String>,
        }: Error => {
            let unit = unit.as_deref().map(|unit| printable(unit_word(unit, lang)));
            let (given, tariff) = (in_unit(given, unit.as_deref()), printable(tariff));
            let allowed = range(*min, *max, *step, lang);
            let allowed = unit.map_or_else(|| allowed.clone(), |unit| format!("{allowed} {unit}"));
            tr!(
                lang,
                "{given} is not offered for {tariff} (allowed: {allowed})",
                "{given} не предлагается для {tariff} (допустимо: {allowed})"
            )
        };
    }

    "E015" [
        "An OS template with ISPmanager needs its licence, and one without ISPmanager does not take it. Leave the cell empty to get what the template implies."
        / "Шаблону ОС с ISPmanager нужна лицензия ISPmanager, а шаблону ОС без ISPmanager — нет. Оставьте ячейку пустой, чтобы взять то, что следует из шаблона ОС."
    ] {
        /// ISPmanager is asked for or refused against what the template holds.
        IspmanagerAgainstTemplate {
            /// The template.
            template: String,
            /// Whether the template holds ISPmanager.
            holds: bool,
        }: Error => {
            let template = printable(template);
            if *holds {
                tr!(
                    lang,
                    "OS template `{template}` contains ISPmanager, so it cannot be left out (allowed: yes, or empty)",
                    "в шаблоне ОС `{template}` есть ISPmanager, отказаться от него нельзя (допустимо: да или пусто)"
                )
            } else {
                tr!(
                    lang,
                    "OS template `{template}` comes without ISPmanager (allowed: no, or empty; or choose an OS template that contains it)",
                    "шаблон ОС `{template}` — без ISPmanager (допустимо: нет или пусто; либо выберите шаблон ОС, в котором он есть)"
                )
            }
        };
    }

    "E016" [
        "The OS template contains ISPmanager, and the tariff does not offer it."
        / "В шаблоне ОС есть ISPmanager, а тариф его не предлагает."
    ] {
        /// The tariff does not offer ISPmanager.
        NoIspmanager {
            /// The tariff.
            tariff: String,
        }: Error => {
            let tariff = printable(tariff);
            tr!(
                lang,
                "{tariff} does not offer ISPmanager (choose an OS template without it, or another tariff)",
                "тариф {tariff} не предлагает ISPmanager (выберите шаблон ОС без него или другой тариф)"
            )
        };
    }

    "E017" [
        "The provider does not publish how to order without auto-renewal, and nothing is guessed. Order with auto-renewal and switch it off in the panel."
        / "Провайдер не публикует, как заказать без автопродления, а угадывать нельзя. Закажите с автопродлением и отключите его в панели."
    ] {
        /// The catalogue does not say how to order without renewal.
        NoRenewUnknown: Error => lang
            .pick(
                "the provider does not say how to order without auto-renewal (leave the cell empty, or name a period; switch auto-renewal off in the panel afterwards)",
                "провайдер не сообщает, как заказать без автопродления (оставьте ячейку пустой или укажите период; отключите автопродление в панели после заказа)",
            )
            .to_owned();
    }

    "E018" [
        "The tariff table lists the OS templates that the tariff takes, and this is not one of them. The order is sent; the panel may refuse it."
        / "По таблице тарифов тариф принимает только некоторые шаблоны ОС, и этого среди них нет. Заказ будет отправлен; панель может его отклонить."
    ] {
        /// The tariff does not take the template.
        TemplateNotTaken {
            /// The tariff.
            tariff: String,
            /// The template.
            template: String,
        }: Warning => {
            let (tariff, template) = (printable(tariff), printable(template));
            tr!(
                lang,
                "the tariff table does not list OS template `{template}` for {tariff}; the panel may refuse the order (choose another OS template or tariff, unless you know that it is right)",
                "шаблона ОС `{template}` нет среди шаблонов ОС тарифа {tariff}; панель может отклонить заказ (выберите другой шаблон ОС или тариф, если не уверены)"
            )
        };
    }

    "E019" [
        "The name has letters of another alphabet that look the same. It was found in the tariff table; nothing is to be corrected."
        / "В имени есть похожие буквы другого алфавита. Программа нашла имя в таблице тарифов; исправлять не нужно."
    ] {
        /// A name holds letters that look like others; it was understood all the same.
        LookAlike {
            /// What was read.
            given: String,
            /// What it was understood as.
            name: String,
        }: Note => {
            let (given, name) = (printable(given), printable(name));
            tr!(
                lang,
                "`{given}` has letters of another alphabet; taken as `{name}`",
                "в `{given}` есть буквы другого алфавита; прочитано как `{name}`"
            )
        };
    }

    "E067" [
        "The header of a price says whether value added tax is included, and the tariff table says otherwise of its prices. What is ordered would be the same, and every sum would be wrong by the tax: totals, limits, and the comparison with the panel's prices. Give the prices as the tariff table does. The same goes for the rate of the tax, and for two headers of prices that say different things."
        / "Заголовок цены говорит, входит ли в неё НДС, а цены таблицы тарифов указаны иначе. Заказано будет то же, но все суммы разойдутся на величину налога: итоги, лимиты и сравнение с ценами панели. Укажите цены так же, как в таблице тарифов. То же относится к ставке НДС и к двум заголовкам цен, которые говорят о нём по-разному."
    ] {
        /// A header of prices says otherwise of value added tax than the table.
        OtherVat {
            /// The header.
            given: String,
            /// Whether the header says that the tax is in the prices.
            with: bool,
        }: Error => {
            let given = printable(given);
            if *with {
                tr!(
                    lang,
                    "the header `{given}` says that the prices include VAT, and those of the tariff table do not (give them without VAT, too)",
                    "заголовок `{given}` говорит, что цены с НДС, а в таблице тарифов они без НДС (укажите их тоже без НДС)"
                )
            } else {
                tr!(
                    lang,
                    "the header `{given}` says that the prices are without VAT, and those of the tariff table include it (give them with VAT, too)",
                    "заголовок `{given}` говорит, что цены без НДС, а в таблице тарифов он включён (укажите их тоже с НДС)"
                )
            }
        };
        /// A header of prices names another rate of value added tax than the table.
        OtherVatRate {
            /// The header.
            given: String,
            /// The table's rate, in per cent.
            table: u8,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "the header `{given}` names another rate of VAT than the tariff table, which has {table} % (correct the one that is wrong)",
                "в заголовке `{given}` другая ставка НДС, чем в таблице тарифов, где {table} % (исправьте то, что неверно)"
            )
        };
        /// Two headers of prices say different things of value added tax.
        TwoVats {
            /// The header.
            given: String,
            /// The one before it.
            other: String,
        }: Error => {
            let (given, other) = (printable(given), printable(other));
            tr!(
                lang,
                "the headers `{other}` and `{given}` say different things about VAT (give both prices in the same way)",
                "заголовки `{other}` и `{given}` говорят о НДС по-разному (укажите обе цены одинаково)"
            )
        };
    }

    "E068" [
        "A row below the header has texts and nothing that an order needs: no tariff or OS template of the tariff table, not even a similar one, no period, no host name, no number. It is taken for a heading, a remark or a signature, and left out. If it is meant as an order, fill it in."
        / "В строке под заголовком есть текст, но нет ничего, что нужно для заказа: ни тарифа или шаблона ОС из таблицы тарифов, даже похожего, ни периода, ни имени сервера, ни чисел. Она считается подзаголовком, пометкой или подписью и пропущена. Если это заказ, заполните строку."
    ] {
        /// A row of texts and no order.
        TextLine {
            /// The first of the texts.
            given: String,
        }: Warning => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` is taken for a line of text and left out: the row has nothing that an order needs",
                "`{given}` считается строкой текста, строка пропущена: в ней нет ничего, что нужно для заказа"
            )
        };
    }
}

fn did_you_mean(nearest: Option<&str>, lang: Lang) -> String {
    let Some(name) = nearest.map(printable) else {
        return lang.pick(" (see `vdsbatch catalog show`)", " (список: `vdsbatch catalog show`)").to_owned();
    };
    tr!(lang, " (did you mean `{name}`?)", " (может быть, `{name}`?)")
}

fn range(min: Option<u32>, max: Option<u32>, step: Option<u32>, lang: Lang) -> String {
    let bounds = match (min, max) {
        (Some(min), Some(max)) => tr!(lang, "{min} to {max}", "от {min} до {max}"),
        (Some(min), None) => tr!(lang, "{min} or more", "от {min}"),
        (None, Some(max)) => tr!(lang, "up to {max}", "до {max}"),
        (None, None) => lang.pick("any whole number", "любое целое число").to_owned(),
    };
    step.map_or_else(|| bounds.clone(), |step| tr!(lang, "{bounds} in steps of {step}", "{bounds} с шагом {step}"))
}

/// An amount as it was read, and with the unit in which it is taken where it has none: what a person wrote
/// without one may be meant in another.
fn in_unit(given: &str, unit: Option<&str>) -> String {
    let (given, bare) = (printable(given), given.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    match unit.filter(|_| bare) {
        Some(unit) => format!("`{given}` (= `{given} {unit}`)"),
        None => format!("`{given}`"),
    }
}

fn months(allowed: &[u8]) -> String {
    allowed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}
