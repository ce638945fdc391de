//! What is said beside a table that was pulled, in words. Pure.

use super::remark::{LeftOut, Limit, OfAmount, OfTable, OfTariff, Remark};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

impl Remark {
    /// It in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Table(remark) => remark.message(lang),
            Self::Amount(remark) => remark.message(lang),
            Self::Tariff(remark) => remark.message(lang),
        }
    }
}

impl OfTable {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Left { id, data_centre, name, why } => {
                let place = data_centre.map(|place| format!("/{place}")).unwrap_or_default();
                let (name, why) = (printable(name), why.message(lang));
                tr!(lang, "left out: {name} ({id}{place}): {why}", "не вошёл тариф {name} ({id}{place}): {why}")
            }
            Self::NoPriceList(why) => {
                let why = printable(why);
                tr!(
                    lang,
                    "no price list, and so neither prices nor units: {why}",
                    "нет прайс-листа, а потому ни цен, ни единиц: {why}"
                )
            }
            Self::OtherFunctions(names) => {
                let names = quoted(names);
                tr!(lang, "the panel can also take orders by {names}", "заказать в панели можно и через {names}")
            }
            Self::Currencies(names) => {
                let names = printable(&names.join(", "));
                tr!(
                    lang,
                    "prices are in several currencies or in an unknown one ({names}): only prices in the account's currency were kept",
                    "цены в разных или неизвестных валютах ({names}): оставлены только цены в валюте лицевого счёта"
                )
            }
            Self::NoRenewal => lang
                .pick(
                    "the form does not show how auto-renewal is ordered: the table has what is usual for this dialect",
                    "из формы не видно, как заказать автопродление: указано обычное для такой панели",
                )
                .to_owned(),
            Self::AlwaysRenews(keys) => {
                let keys = quoted(keys);
                tr!(
                    lang,
                    "the forms have no common way to decline auto-renewal ({keys}): a server without auto-renewal cannot be ordered by this table",
                    "в формах нет общего способа отказаться от автопродления ({keys}): заказать сервер без автопродления по этой таблице нельзя"
                )
            }
            Self::NoAgreement => lang
                .pick("the form shows no agreement of a known name", "в форме нет соглашения с известным названием")
                .to_owned(),
            Self::FormsDiffer(field) => {
                let field = printable(field);
                tr!(
                    lang,
                    "the forms of the tariffs differ in `{field}`: the table has that of the first one",
                    "формы тарифов расходятся в поле `{field}`: взято из первой"
                )
            }
            Self::StepUnread { data_centre, why } => {
                let place = data_centre.map_or_else(|| "–".to_owned(), |place| place.to_string());
                let why = printable(why);
                tr!(
                    lang,
                    "the tariffs of data centre {place} were not shown: {why}",
                    "тарифы дата-центра {place} не показаны: {why}"
                )
            }
            Self::Doubt(doubt) => printable(&doubt.message(lang)),
            Self::StrangePlace(key) => {
                let key = printable(key);
                tr!(
                    lang,
                    "a data centre is left out, its id is not a number: `{key}`",
                    "дата-центр пропущен, его код — не число: `{key}`"
                )
            }
            Self::Unsound(error) => {
                let error = printable(error);
                tr!(
                    lang,
                    "no tariff table can be made of what the panel says: {error}",
                    "из ответов панели нельзя составить таблицу тарифов: {error}"
                )
            }
            Self::NoStep => lang
                .pick(
                    "the panel does not show which tariffs can be ordered in which data centre: this is from the price list alone",
                    "панель не показывает, какие тарифы в каком дата-центре можно заказать: взято только из прайс-листа",
                )
                .to_owned(),
            Self::RecipeAlone { recipe, template } => {
                let (recipe, template) = (printable(recipe), printable(template));
                tr!(
                    lang,
                    "recipe `{recipe}` goes with `{template}`, which the panel does not have",
                    "рецепт `{recipe}` подходит к шаблону ОС `{template}`, которого в панели нет"
                )
            }
        }
    }
}

impl OfAmount {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Differs { field, limit, form, list } => {
                let limit = limit.message(lang);
                tr!(
                    lang,
                    "`{field}`: {limit} is {form} in the form and {list} in the price list: the table has the one of the form",
                    "`{field}`: {limit} — {form} в форме и {list} в прайс-листе: взято из формы"
                )
            }
            Self::DefaultOutside { field, default } => tr!(
                lang,
                "`{field}`: the default {default} is outside the limits, which are left open",
                "`{field}`: значение по умолчанию {default} вне пределов, пределы не указаны"
            ),
            Self::ListedLimits(field) => tr!(
                lang,
                "`{field}`: the form shows no limits, these are from the price list",
                "`{field}`: в форме пределов нет, взяты из прайс-листа"
            ),
            Self::NoLimits(field) => {
                tr!(
                    lang,
                    "`{field}`: the largest amount is told nowhere",
                    "`{field}`: наибольшее количество не указано нигде"
                )
            }
            Self::IncludedIsDefault(field) => tr!(
                lang,
                "`{field}`: the form shows no default, this is what the price covers",
                "`{field}`: в форме нет значения по умолчанию, указано то, что входит в цену"
            ),
            Self::NoDefault(field) => {
                tr!(
                    lang,
                    "`{field}` is left out: no default is given",
                    "`{field}` не вошло: значение по умолчанию не указано"
                )
            }
            Self::NoOptions(field) => tr!(
                lang,
                "`{field}` is left out: the choices are not given, or two values are the same",
                "`{field}` не вошло: неизвестно, из чего выбирать, или два значения совпадают"
            ),
            Self::UnknownInput(field) => tr!(
                lang,
                "`{field}` is left out: the panel does not tell whether it is a number or a choice",
                "`{field}` не вошло: панель не сообщает, число это или выбор"
            ),
            Self::UnknownUnit { field, unit } => {
                let unit = printable(unit);
                tr!(lang, "`{field}`: the panel counts it in `{unit}`", "`{field}`: панель считает это в `{unit}`")
            }
            Self::NotListed(field) => tr!(lang, "`{field}` is not in the price list", "`{field}` нет в прайс-листе"),
        }
    }
}

impl OfTariff {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotInForm { field, name } => {
                let name = printable(name);
                tr!(
                    lang,
                    "left out: {name} (`{field}`) is in the price list and not in the form",
                    "не вошло: {name} (`{field}`) есть в прайс-листе и нет в форме"
                )
            }
            Self::TwoOfAKind(word) => tr!(
                lang,
                "several amounts are of the kind `{word}`: they go by their names",
                "несколько ресурсов вида `{word}`: они названы по именам"
            ),
            Self::Renamed { from, to } => {
                let (from, to) = (printable(from), printable(to));
                tr!(lang, "`{from}` of the panel is called `{to}` here", "в панели называется `{from}`, здесь — `{to}`")
            }
            Self::LooksAlike { left, kept } => {
                let (left, kept) = (printable(left), printable(kept));
                tr!(
                    lang,
                    "left out: `{left}`, which differs from `{kept}` only in spaces",
                    "не вошло: `{left}` — отличается от `{kept}` только пробелами"
                )
            }
            Self::StrangePeriod(key) => {
                let key = printable(key);
                tr!(
                    lang,
                    "a period is left out: `{key}` (only 1 to 36 months can be ordered)",
                    "период пропущен: `{key}` (заказать можно только на 1–36 месяцев)"
                )
            }
            Self::ListedPeriods => lang
                .pick(
                    "the form shows no periods, these have a price",
                    "в форме периодов нет, указаны те, у которых есть цена",
                )
                .to_owned(),
            Self::NoPrice { what, months } => {
                let (what, noun) =
                    (printable(what), lang.noun(u64::from(*months), ["month", "months"], ["мес.", "мес.", "мес."]));
                tr!(
                    lang,
                    "no price of {what} for {months} {noun}: it is given in two ways, or not to the hundredth",
                    "нет цены: {what}, {months} {noun}: она указана по-разному или не с точностью до сотых"
                )
            }
            Self::ListedTemplates => lang
                .pick(
                    "the form shows no OS templates, these are from the price list",
                    "в форме нет шаблонов ОС, взяты из прайс-листа",
                )
                .to_owned(),
            Self::NoTemplates => lang
                .pick("which OS templates it takes is told nowhere", "какие шаблоны ОС подходят, не указано нигде")
                .to_owned(),
            Self::LicenceCosts(said) => {
                let said = printable(said);
                tr!(lang, "the ISPmanager licence costs {said}", "лицензия на ISPmanager стоит {said}")
            }
        }
    }
}

impl LeftOut {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Closed => lang.pick("closed or hidden", "закрыт или скрыт").to_owned(),
            Self::NotAvailable => lang.pick("it cannot be ordered", "заказать его нельзя").to_owned(),
            Self::NotOffered => lang
                .pick(
                    "it is not among the tariffs that can be ordered",
                    "его нет среди тарифов, которые можно заказать",
                )
                .to_owned(),
            Self::NoPeriods => lang.pick("it is not sold by the month", "он не продаётся помесячно").to_owned(),
            Self::Twice => lang
                .pick(
                    "the price list has two different tariffs with this id",
                    "в прайс-листе два разных тарифа с этим кодом",
                )
                .to_owned(),
            Self::StepUnread => lang
                .pick("the tariffs of its data centre were not shown", "список тарифов его дата-центра не показан")
                .to_owned(),
            Self::OtherStep(function) => {
                let function = printable(function);
                tr!(lang, "another step answered: `{function}`", "ответил другой шаг: `{function}`")
            }
            Self::NotAsked => lang.pick("its form was not asked for", "форму заказа не запрашивали").to_owned(),
            Self::NoForm(why) => {
                let why = printable(why);
                tr!(lang, "its form was not shown: {why}", "форма заказа не показана: {why}")
            }
        }
    }
}

impl Limit {
    fn message(self, lang: Lang) -> &'static str {
        match self {
            Self::Least => lang.pick("the least", "наименьшее"),
            Self::Most => lang.pick("the most", "наибольшее"),
            Self::Usual => lang.pick("the default", "значение по умолчанию"),
        }
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{}`", printable(name))).collect::<Vec<_>>().join(", ")
}
