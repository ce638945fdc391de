//! The problems of cells in words: the only place where they are put, in both languages.

mod domain;
mod value;

use super::CellProblem;
use crate::lang::{Lang, tr};
use crate::printable::printable;

impl CellProblem {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownTariff { given, nearest } => {
                let (given, hint) = (printable(given), did_you_mean(nearest.as_deref(), lang));
                tr!(lang, "unknown tariff `{given}`{hint}", "неизвестный тариф `{given}`{hint}")
            }
            Self::UnknownTemplate { given, nearest } => {
                let (given, hint) = (printable(given), did_you_mean(nearest.as_deref(), lang));
                tr!(lang, "unknown OS template `{given}`{hint}", "неизвестный шаблон ОС `{given}`{hint}")
            }
            Self::Ambiguous { given, names } => {
                let (given, names) = (printable(given), printable(&names.join("`, `")));
                tr!(
                    lang,
                    "`{given}` could be several: `{names}` (write one of them letter for letter)",
                    "`{given}` может означать: `{names}` (напишите одно из них буква в букву)"
                )
            }
            Self::RenewalUnclear { .. }
            | Self::RenewalNotOffered { .. }
            | Self::PeriodNotOffered { .. }
            | Self::OutOfRange { .. }
            | Self::IspmanagerAgainstTemplate { .. }
            | Self::NoIspmanager { .. }
            | Self::NoRenewUnknown
            | Self::TemplateNotTaken { .. }
            | Self::LookAlike { .. } => self.catalog_message(lang),
            Self::BadDomain { .. }
            | Self::Twice { .. }
            | Self::MixedLetters { .. }
            | Self::NoNumber { .. }
            | Self::BadPattern { .. }
            | Self::BadCount { .. }
            | Self::BadStart { .. }
            | Self::BadUser { .. }
            | Self::StartUnused { .. }
            | Self::UserAssumed => self.domain_message(lang),
            Self::Empty { .. }
            | Self::NotWhole { .. }
            | Self::NotDivisible { .. }
            | Self::Date { .. }
            | Self::DayAsText { .. }
            | Self::ErrorValue { .. }
            | Self::NoStoredValue
            | Self::Formula { .. }
            | Self::Merged { .. }
            | Self::NotYesNo { .. }
            | Self::NotMoney { .. }
            | Self::PricesDisagree { .. } => self.value_message(lang),
        }
    }

    fn catalog_message(&self, lang: Lang) -> String {
        match self {
            Self::PeriodNotOffered { given, tariff, allowed } => {
                let (given, tariff) = (printable(given), printable(tariff));
                let allowed = months(allowed);
                tr!(
                    lang,
                    "period `{given}` is not offered for {tariff} (allowed: {allowed} months)",
                    "период `{given}` не предлагается для {tariff} (допустимо: {allowed} мес.)"
                )
            }
            Self::RenewalUnclear { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "`{given}` could mean yes, or one month (write `yes`, or `1 month`)",
                    "`{given}` может означать «да» или один месяц (напишите `да` или `1 месяц`)"
                )
            }
            Self::RenewalNotOffered { given, tariff, allowed } => {
                let (given, tariff) = (printable(given), printable(tariff));
                let allowed = months(allowed);
                tr!(
                    lang,
                    "renewal `{given}` is not offered for {tariff} (allowed: yes, or {allowed} months)",
                    "продление `{given}` не предлагается для {tariff} (допустимо: да или {allowed} мес.)"
                )
            }
            Self::OutOfRange { given, tariff, min, max, step } => {
                let (given, tariff) = (printable(given), printable(tariff));
                let allowed = range(*min, *max, *step, lang);
                tr!(
                    lang,
                    "`{given}` is not offered for {tariff} (allowed: {allowed})",
                    "`{given}` не предлагается для {tariff} (допустимо: {allowed})"
                )
            }
            Self::IspmanagerAgainstTemplate { template, holds } => {
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
            }
            Self::NoIspmanager { tariff } => {
                let tariff = printable(tariff);
                tr!(
                    lang,
                    "{tariff} does not offer ISPmanager (choose a template without it, or another tariff)",
                    "для {tariff} ISPmanager не предлагается (выберите шаблон без него или другой тариф)"
                )
            }
            Self::NoRenewUnknown => lang
                .pick(
                    "the provider does not say how to order without renewal (leave the cell empty, or name a period; switch renewal off in the panel afterwards)",
                    "провайдер не сообщает, как заказать без автопродления (оставьте ячейку пустой или укажите период; отключите продление в панели после заказа)",
                )
                .to_owned(),
            Self::TemplateNotTaken { tariff, template } => {
                let (tariff, template) = (printable(tariff), printable(template));
                tr!(
                    lang,
                    "{tariff} is not known to take template `{template}` (choose another template or tariff, unless you know that it does)",
                    "неизвестно, подходит ли шаблон `{template}` тарифу {tariff} (выберите другой шаблон или тариф, если не уверены)"
                )
            }
            Self::LookAlike { given, name } => {
                let (given, name) = (printable(given), printable(name));
                tr!(
                    lang,
                    "`{given}` holds letters of another alphabet; understood as `{name}`",
                    "в `{given}` есть буквы другого алфавита; понято как `{name}`"
                )
            }
            // `message` sends each variant where it is put into words; a test sees that none comes here.
            _ => String::new(),
        }
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

fn months(allowed: &[u8]) -> String {
    allowed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
}
