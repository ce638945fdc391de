//! What stands at the top of a table: whose it is, how its panel is spoken to, what every order carries.

use std::collections::BTreeMap;

use toml::Spanned;

use super::error::{CatalogError, Said, said};
use super::places::Places;
use super::written::Table;
use crate::account::PanelUrl;
use crate::catalog::age;
use crate::catalog::dialect::Dialect;
use crate::catalog::protocol::{Protocol, RenewalForm};
use crate::catalog::provider::{Catalog, NO_WAY, Vat};
use crate::catalog::reserved::{is_reserved, is_template_field};

/// Checks what the table itself says, and finds the dialect.
pub(super) fn dialect(at: &Places<'_>, table: &Table, base: Option<&Catalog>) -> Result<Dialect, CatalogError> {
    if *table.format.get_ref() != 1 {
        return Err(at.error(
            &table.format.span(),
            said!(
                "format not known to this version (allowed: 1)",
                "этой версии такой формат неизвестен (допустимо: 1)"
            ),
        ));
    }
    at.names([(table.name.get_ref().as_str(), table.name.span())].into_iter(), "table")?;
    if let (None, Some(without)) = (base, &table.without) {
        return Err(at.error(
            &without.span(),
            said!(
                "`without` takes away from the table that this one `extends`, and there is none",
                "`without` убирает из таблицы, указанной в `extends`, а она не указана"
            ),
        ));
    }
    match (&table.dialect, base) {
        (Some(own), Some(base)) if *own.get_ref() != base.protocol.dialect => {
            let word = base.protocol.dialect.word();
            Err(at.error(
                &own.span(),
                said!(
                    "the table that this one extends is for `{word}`",
                    "таблица, которую дополняет эта, составлена для `{word}`"
                ),
            ))
        }
        (own, base) => {
            let own = own.as_ref().map(|own| *own.get_ref());
            needed(at, own, base.map(|base| base.protocol.dialect), "dialect")
        }
    }
}

/// What the table says, or else the one that it extends.
pub(super) fn needed<T>(at: &Places<'_>, own: Option<T>, base: Option<T>, key: &str) -> Result<T, CatalogError> {
    own.or(base).ok_or_else(|| at.error(&(0..0), said!("missing field `{key}`", "нет ключа `{key}`")))
}

/// Checks where the table leads, what its orders carry, and how renewal is said.
pub(super) fn check(at: &Places<'_>, table: &Table, dialect: Dialect) -> Result<(), CatalogError> {
    if let Some(panel) = &table.panel
        && let Err(error) = PanelUrl::parse(panel.get_ref())
    {
        return Err(at.error(&panel.span(), Said::of_other(|lang| error.message(lang))));
    }
    if let Some(as_of) = &table.as_of
        && age::last_day(as_of.get_ref()).is_none()
    {
        let problem = said!(
            "`{}` is not a date (allowed: a year, a month or a day, such as 2026, 2026-11, 2026-11-30)",
            "`{}` — не дата (допустимо: год, месяц или день, например 2026, 2026-11, 2026-11-30)",
            as_of.get_ref()
        );
        return Err(at.error(&as_of.span(), problem));
    }
    fields(at, table, dialect)?;
    if let Some(word) = &table.no_renew
        && renews(word.get_ref())
    {
        let problem = said!(
            "with this value the panel renews (give the value that declines auto-renewal, `omit`, or `none` where it cannot be declined)",
            "с таким значением панель продлевает (укажите значение, которым отказываются от автопродления, `omit` или `none`, если отказаться нельзя)"
        );
        return Err(at.error(&word.span(), problem));
    }
    Ok(())
}

/// Checks the names of parameters.
fn fields(at: &Places<'_>, table: &Table, dialect: Dialect) -> Result<(), CatalogError> {
    let template_field = table.template_field.as_ref().map(|field| field.get_ref().as_str());
    for (name, value) in table.fixed.iter().flatten() {
        let (span, name) = (name.span(), name.get_ref().as_str());
        if is_reserved(name, value, dialect) || Some(name) == template_field {
            let problem = said!(
                "`fixed` may not name `{name}`: what a request does, who it is from, what is ordered and how it is paid is said by the sheet and its tariff alone",
                "в `fixed` нельзя указывать `{name}`: действие запроса, его отправитель, состав и оплата заказа определяются только таблицей заказов и тарифом"
            );
            return Err(at.error(&span, problem));
        }
    }
    if let Some(field) = &table.template_field
        && !is_template_field(field.get_ref())
    {
        let problem = said!(
            "this is not a field for the OS template (for example, `ostempl` or `instances_os`)",
            "это не поле шаблона ОС (например, `ostempl` или `instances_os`)"
        );
        return Err(at.error(&field.span(), problem));
    }
    Ok(())
}

/// How the table's panel is spoken to: as its dialect's panels usually are, or as the table that it extends says, but
/// for what the table says.
pub(super) fn protocol(table: &Table, dialect: Dialect, base: Option<&Catalog>) -> Protocol {
    let usual = base.map_or_else(|| Protocol::usual(dialect), |base| base.protocol.clone());
    let list = table.list.clone().or_else(|| table.item_type.clone());
    Protocol {
        dialect,
        list: list.unwrap_or(usual.list),
        item_type: table.item_type.clone().unwrap_or(usual.item_type),
        template_field: table.template_field.as_ref().map_or(usual.template_field, |field| field.get_ref().clone()),
        renewal: table.renewal.unwrap_or(usual.renewal),
        skips_cart: table.skipbasket.or(usual.skips_cart),
        format: table.answers.unwrap_or(usual.format),
    }
}

/// Whether servers renew when the sheet says nothing, and how the panel is told that they do not.
pub(super) fn renewal(
    at: &Places<'_>,
    (auto, word): (Option<Spanned<bool>>, Option<Spanned<String>>),
    protocol: &Protocol,
    base: Option<&Catalog>,
) -> Result<(bool, Option<String>), CatalogError> {
    let span = auto.as_ref().map(Spanned::span);
    let auto = needed(at, auto.map(Spanned::into_inner), base.map(|base| base.auto_renew), "auto_renew")?;
    let today = protocol.dialect != Dialect::Billmanager4;
    // Words of another form mean nothing to a panel that is told in this one.
    let base = base.filter(|base| base.protocol.renewal == protocol.renewal);
    let base = base.and_then(|base| base.no_renew.clone().or_else(|| today.then(|| NO_WAY.to_owned())));
    let word = word.map(Spanned::into_inner).or(base);
    if word.as_deref() == Some(NO_WAY) {
        if !auto {
            let problem = said!(
                "where auto-renewal cannot be declined (`no_renew = \"none\"`), servers renew (write `auto_renew = true`)",
                "если от автопродления отказаться нельзя (`no_renew = \"none\"`), серверы продлеваются (напишите `auto_renew = true`)"
            );
            return Err(at.error(&span.unwrap_or(0..0), problem));
        }
        return Ok((auto, None));
    }
    // Without it nobody could order a server that does not renew, which is what the table says is usual.
    if !auto && word.is_none() && !today {
        let problem = said!(
            "servers without auto-renewal need `no_renew`: the value that declines it, or `omit`",
            "для серверов без автопродления нужен `no_renew`: значение, которым от него отказываются, или `omit`"
        );
        return Err(at.error(&span.unwrap_or(0..0), problem));
    }
    Ok((auto, word.or_else(|| told_not_to_renew(protocol).map(ToOwned::to_owned))))
}

/// How a panel of today is told that a server does not renew; none where only the provider knows.
fn told_not_to_renew(protocol: &Protocol) -> Option<&'static str> {
    match (protocol.dialect, protocol.renewal) {
        (Dialect::Billmanager4, _) => None,
        (_, RenewalForm::Months) => Some("null"),
        (_, RenewalForm::Flag) => Some("off"),
    }
}

/// Whether this value of `autoprolong` asks for renewal: a number of months or a period's id, or a flag that is set.
fn renews(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    matches!(word.as_str(), "on" | "yes" | "true") || word.bytes().any(|b| (b'1'..=b'9').contains(&b))
}

/// What every order carries.
pub(super) fn fixed(
    own: Option<BTreeMap<Spanned<String>, String>>,
    base: Option<&Catalog>,
) -> BTreeMap<String, String> {
    match own {
        Some(own) => own.into_iter().map(|(name, value)| (name.into_inner(), value)).collect(),
        None => base.map(|base| base.fixed.clone()).unwrap_or_default(),
    }
}

/// What going on accepts, in both languages: who agrees to other words agrees to them in each.
pub(super) fn agreement(
    at: &Places<'_>,
    (own, russian): (Option<String>, Option<String>),
    base: Option<&Catalog>,
) -> Result<(String, Option<String>), CatalogError> {
    let before = base.filter(|_| own.is_none()).and_then(|base| base.agreement_ru.clone());
    let own = needed(at, own, base.map(|base| base.agreement.clone()), "agreement")?;
    Ok((own, russian.or(before)))
}

/// The rate of value added tax; that of the table before only where the tax is as that one has it.
pub(super) fn vat_rate(
    at: &Places<'_>,
    own: Option<toml::Spanned<u8>>,
    vat: Option<Vat>,
    base: Option<&Catalog>,
) -> Result<Option<u8>, CatalogError> {
    let Some(own) = own else {
        return Ok(base.filter(|base| Some(base.vat) == vat).and_then(|base| base.vat_rate));
    };
    let rate = *own.get_ref();
    if !(1..=99).contains(&rate) {
        return Err(at.error(
            &own.span(),
            said!(
                "`vat_rate` is in whole per cent (allowed: 1 to 99)",
                "`vat_rate` — в целых процентах (допустимо: от 1 до 99)"
            ),
        ));
    }
    if !matches!(vat, Some(Vat::Included | Vat::Excluded)) {
        return Err(at.error(
            &own.span(),
            said!(
                "`vat_rate` goes with `vat = \"included\"` or `vat = \"excluded\"`",
                "`vat_rate` указывается вместе с `vat = \"included\"` или `vat = \"excluded\"`"
            ),
        ));
    }
    Ok(Some(rate))
}
