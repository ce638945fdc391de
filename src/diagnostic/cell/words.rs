//! The problems of cells in words: the only place where they are put, in both languages.

use super::{CellProblem, DomainFault};
use crate::lang::Lang;
use crate::printable::printable;
use crate::tr;

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
                let allowed = allowed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
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
                let allowed = allowed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
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

    fn domain_message(&self, lang: Lang) -> String {
        match self {
            Self::BadDomain { given, fault } => {
                let (given, why) = (printable(given), fault.message(lang));
                tr!(
                    lang,
                    "`{given}` is not a host name: {why} (wanted: such as web-1.example.ru)",
                    "`{given}` — не имя сервера: {why} (нужно, например, web-1.example.ru)"
                )
            }
            Self::Twice { domain, others } => {
                let domain = printable(domain);
                let shown = others.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let more = if others.len() > 10 { ", …" } else { "" };
                let noun = lang.noun(others.len() as u64, ["row", "rows"], ["строке", "строках", "строках"]);
                tr!(
                    lang,
                    "domain `{domain}` stands in the sheet more than once (also in {noun} {shown}{more})",
                    "домен `{domain}` встречается в листе не один раз (ещё в {noun} {shown}{more})"
                )
            }
            Self::MixedLetters { given, letter, position } => {
                let given = printable(given);
                tr!(
                    lang,
                    "`{given}` mixes alphabets: letter {position}, `{letter}`, is {} among others (type the name anew in one alphabet)",
                    "`{given}` смешивает алфавиты: буква {position}, `{letter}`, — {} среди других (наберите имя заново в одном алфавите)",
                    alphabet(*letter, lang)
                )
            }
            Self::NoNumber { count, proposal } => {
                let proposal = printable(proposal);
                let noun =
                    lang.noun(u64::from(*count), ["server needs", "servers need"], ["сервера", "серверов", "серверов"]);
                tr!(
                    lang,
                    "{count} {noun} a place for their number in the domain (such as `{proposal}`)",
                    "для {count} {noun} в домене нужно место для номера (например, `{proposal}`)"
                )
            }
            Self::BadPattern { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "pattern `{given}` is not understood (allowed: {{n}}, {{n:03}}, ###, $i, {{user}}, $USER)",
                    "шаблон имени `{given}` не понят (допустимо: {{n}}, {{n:03}}, ###, $i, {{user}}, $USER)"
                )
            }
            Self::BadCount { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "count `{given}` is not a whole number from 1 to 1000",
                    "количество `{given}` — не целое число от 1 до 1000"
                )
            }
            Self::BadStart { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "first number `{given}` is not a whole number from 0 to 999999",
                    "первый номер `{given}` — не целое число от 0 до 999999"
                )
            }
            Self::BadUser { login } => {
                let login = printable(login);
                tr!(
                    lang,
                    "login `{login}` cannot stand in a host name (write the name without {{user}})",
                    "логин `{login}` не может быть частью имени сервера (напишите имя без {{user}})"
                )
            }
            Self::StartUnused { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "the first number `{given}` has no place in the name (put {{n}} where it belongs, or empty the cell)",
                    "первому номеру `{given}` нет места в имени (поставьте {{n}} туда, где он нужен, или очистите ячейку)"
                )
            }
            Self::UserAssumed => lang
                .pick(
                    "no account is given, so {user} stands for `user` here (name it with --account)",
                    "учётная запись не указана, поэтому {user} здесь означает `user` (назовите её через --account)",
                )
                .to_owned(),
            // `message` sends each variant where it is put into words; a test sees that none comes here.
            _ => String::new(),
        }
    }

    fn value_message(&self, lang: Lang) -> String {
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

impl DomainFault {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::OneLabel => lang.pick("it needs a dot", "нет точки").to_owned(),
            Self::Address => lang.pick("it is an address", "это адрес").to_owned(),
            Self::Page => lang.pick("it is the address of a page", "это адрес страницы").to_owned(),
            Self::Character(c) => {
                let shown = printable(&c.to_string());
                tr!(lang, "host names have no `{shown}`", "символ `{shown}` недопустим")
            }
            Self::EmptyLabel => lang.pick("a part of it is empty", "одна из частей пуста").to_owned(),
            Self::LongLabel => {
                lang.pick("a part of it is longer than 63 characters", "одна из частей длиннее 63 символов").to_owned()
            }
            Self::TooLong => lang.pick("it is longer than 253 characters", "длиннее 253 символов").to_owned(),
            Self::Hyphen => lang
                .pick("a part of it begins or ends with a hyphen", "часть имени начинается или кончается дефисом")
                .to_owned(),
            Self::NumericTop => lang.pick("its last part is a number", "последняя часть — число").to_owned(),
            Self::NotInternational => lang
                .pick("the rules of international names refuse it", "не допускается правилами международных имён")
                .to_owned(),
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

fn alphabet(letter: char, lang: Lang) -> &'static str {
    match letter {
        'a'..='z' | 'A'..='Z' => lang.pick("Latin", "латинская"),
        '\u{400}'..='\u{52f}' => lang.pick("Cyrillic", "кириллическая"),
        _ => lang.pick("of another alphabet", "из другого алфавита"),
    }
}
