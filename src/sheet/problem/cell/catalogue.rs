//! Problems with what the catalogue offers: codes E01x, E067 and E068.

use crate::sheet::problem::Severity::{Error, Note, Warning};
use crate::sheet::problem::problems::problems;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

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
        "The tariff is not sold for this period, or the words are not understood. Write a number of months, such as 3, or квартал, год."
        / "Тариф не продаётся на такой период, или запись не понята. Напишите число месяцев, например 3, или «квартал», «год»."
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
        "What is written could mean several things, and nothing is guessed. Write it in full."
        / "Запись можно понять по-разному, а угадывать нельзя. Напишите целиком."
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
                "`{given}` could be several: `{names}` (write one of them letter for letter)",
                "`{given}` может означать: `{names}` (напишите одно из них буква в букву)"
            )
        };
    }

    "E014" [
        "The amount is outside what the tariff offers, as far as the table knows."
        / "Значение за пределами того, что предлагает тариф, насколько это известно таблице."
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
            let (given, tariff) = (in_unit(given, unit.as_deref()), printable(tariff));
            let allowed = range(*min, *max, *step, lang);
            let allowed = unit.as_deref().map_or_else(|| allowed.clone(), |unit| format!("{allowed} {}", printable(unit)));
            tr!(
                lang,
                "{given} is not offered for {tariff} (allowed: {allowed})",
                "{given} не предлагается для {tariff} (допустимо: {allowed})"
            )
        };
    }

    "E015" [
        "A template with ISPmanager in it needs the ISPmanager choice, and one without needs it off. Leave the cell empty to get what the template implies."
        / "Шаблону с ISPmanager нужна лицензия ISPmanager, а шаблону без неё — нет. Оставьте ячейку пустой, чтобы взять то, что следует из шаблона."
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
                    "template `{template}` holds ISPmanager, so it cannot be left out (allowed: yes, or empty)",
                    "в шаблоне `{template}` есть ISPmanager, отказаться от него нельзя (допустимо: да или пусто)"
                )
            } else {
                tr!(
                    lang,
                    "template `{template}` comes without ISPmanager (allowed: no, or empty; or choose a template that holds it)",
                    "шаблон `{template}` без ISPmanager (допустимо: нет или пусто; либо выберите шаблон, в котором он есть)"
                )
            }
        };
    }

    "E016" [
        "The template holds ISPmanager, and the tariff does not offer it."
        / "В шаблоне есть ISPmanager, а тариф его не предлагает."
    ] {
        /// The tariff does not offer ISPmanager.
        NoIspmanager {
            /// The tariff.
            tariff: String,
        }: Error => {
            let tariff = printable(tariff);
            tr!(
                lang,
                "{tariff} does not offer ISPmanager (choose a template without it, or another tariff)",
                "для {tariff} ISPmanager не предлагается (выберите шаблон без него или другой тариф)"
            )
        };
    }

    "E017" [
        "The provider does not publish how to order without auto-renewal, and nothing is guessed. Order with renewal and switch it off in the panel."
        / "Провайдер не публикует, как заказать без автопродления, а угадывать нельзя. Закажите с продлением и отключите его в панели."
    ] {
        /// The catalogue does not say how to order without renewal.
        NoRenewUnknown: Error => lang
            .pick(
                "the provider does not say how to order without renewal (leave the cell empty, or name a period; switch renewal off in the panel afterwards)",
                "провайдер не сообщает, как заказать без автопродления (оставьте ячейку пустой или укажите период; отключите продление в панели после заказа)",
            )
            .to_owned();
    }

    "E018" [
        "The table says that the tariff takes only some templates, and this is not one of them. The order goes out; the panel may refuse it."
        / "По таблице тариф принимает только некоторые шаблоны, и этого среди них нет. Заказ будет отправлен; панель может его отклонить."
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
                "{tariff} is not known to take template `{template}` (choose another template or tariff, unless you know that it does)",
                "неизвестно, подходит ли шаблон `{template}` тарифу {tariff} (выберите другой шаблон или тариф, если не уверены)"
            )
        };
    }

    "E019" [
        "The name was typed with letters of another alphabet that look the same. It was understood."
        / "Имя набрано похожими буквами другого алфавита. Оно понято."
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
                "`{given}` holds letters of another alphabet; understood as `{name}`",
                "в `{given}` есть буквы другого алфавита; понято как `{name}`"
            )
        };
    }

    "E067" [
        "The header of a price says whether value added tax is in it, and the prices of the tariff table are meant otherwise. What is ordered would be the same, and every sum would be wrong by the tax: sums, limits, and what is compared with the panel's prices. Give the prices as the table does. The same goes for the rate beside it, and for two headers of prices that say different things."
        / "Заголовок цены говорит, входит ли в неё НДС, а цены таблицы тарифов указаны иначе. Заказано будет то же, но все суммы разойдутся на величину налога: итоги, лимиты и сравнение с ценами панели. Укажите цены так же, как в таблице. То же относится к ставке рядом с НДС и к двум заголовкам цен, которые говорят о нём по-разному."
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
                    "the header `{given}` says that VAT is in the prices, and those of the tariff table are without it (give them without it, too)",
                    "заголовок `{given}` говорит, что цены с НДС, а в таблице тарифов они без него (укажите их тоже без НДС)"
                )
            } else {
                tr!(
                    lang,
                    "the header `{given}` says that prices are without VAT, and those of the tariff table include it (give them with it, too)",
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
                "the headers `{other}` and `{given}` say different things of VAT (give both prices in the same way)",
                "заголовки `{other}` и `{given}` говорят о НДС по-разному (укажите обе цены одинаково)"
            )
        };
    }

    "E068" [
        "A row below the header has texts and nothing that an order needs: no tariff or template of the table, not even nearly, no period, no host name, no figure. It is taken for a heading, a remark or a signature, and left out. If an order is meant, fill it in."
        / "В строке под заголовком есть текст, но нет ничего, что нужно для заказа: ни тарифа или шаблона из таблицы, даже похожего, ни периода, ни имени сервера, ни чисел. Она считается подзаголовком, пометкой или подписью и пропущена. Если это заказ, заполните его."
    ] {
        /// A row of texts and no order.
        TextLine {
            /// The first of the texts.
            given: String,
        }: Warning => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` is taken for a line of text and left out: nothing in the row is what an order needs",
                "`{given}` считается строкой текста и пропущено: в строке нет ничего, что нужно для заказа"
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
        Some(unit) => format!("`{given}` (= `{given} {}`)", printable(unit)),
        None => format!("`{given}`"),
    }
}

fn months(allowed: &[u8]) -> String {
    allowed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}
