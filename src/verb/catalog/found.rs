//! As what a panel is spoken to where no table says it: from the functions that it has. Pure.

use crate::catalog::{Dialect, ItemType, Protocol};
use crate::text::lang::{Lang, tr};
use crate::verb::account::found::{Form, Found};

/// The panel's way of being ordered from, and the others that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// As what it is spoken to.
    pub protocol: Protocol,
    /// Its other functions to order this by.
    pub others: Vec<String>,
}

/// Why it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWay {
    /// It is a panel of 2016, which says nothing of what it sells.
    Old,
    /// It has none of the functions that are known.
    None,
    /// It sells several kinds.
    Several(Vec<String>),
}

impl NoWay {
    /// It in words.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Old => lang
                .pick(
                    "this is a panel of BILLmanager 4, and the program cannot read there what it sells (write its tariff table by hand)",
                    "это панель BILLmanager 4, и программа не может прочитать в ней, что продаётся (составьте таблицу тарифов вручную)",
                )
                .to_owned(),
            Self::None => lang
                .pick(
                    "the panel has none of the known order functions (give its type of product with --item-type)",
                    "в панели нет известной функции заказа (укажите тип услуги через --item-type)",
                )
                .to_owned(),
            Self::Several(types) => {
                let types = types.join(", ");
                tr!(
                    lang,
                    "the panel sells several types of product: {types} (choose one with --item-type)",
                    "панель продаёт услуги нескольких типов: {types} (укажите тип через --item-type)"
                )
            }
        }
    }
}

/// The way to order from a panel of which this was found out, of a kind and a family where these were typed.
pub fn way(found: &Found, item: Option<&ItemType>, dialect: Option<Dialect>) -> Result<Way, NoWay> {
    if !found.today {
        return Err(NoWay::Old);
    }
    let there = |form: &&Form| form.told.is_there() == Some(true);
    let wanted = |form: &&Form| item.is_none_or(|item| form.protocol.item_type == *item);
    let forms: Vec<&Form> = found.forms.iter().filter(there).filter(wanted).collect();
    let mut types: Vec<&ItemType> = Vec::new();
    for form in &forms {
        if !types.contains(&&form.protocol.item_type) {
            types.push(&form.protocol.item_type);
        }
    }
    let item = match types.as_slice() {
        [] => return Err(NoWay::None),
        [item] => (*item).clone(),
        several => return Err(NoWay::Several(several.iter().map(ToString::to_string).collect())),
    };
    // Where both are there, the old one pays at once, and the new one by a second act.
    let of = |dialect: Dialect| forms.iter().find(|form| form.protocol.dialect == dialect);
    let chosen = match dialect {
        Some(dialect) => of(dialect),
        None => of(Dialect::Billmanager5).or_else(|| of(Dialect::Billmanager6)),
    };
    let Some(chosen) = chosen else { return Err(NoWay::None) };
    let others = forms.iter().filter(|form| form.function != chosen.function);
    let others = others.map(|form| form.function.clone()).collect();
    let mut protocol = Protocol::usual(chosen.protocol.dialect);
    protocol.item_type = item.clone();
    protocol.list = list(found, item);
    protocol.format = chosen.protocol.format;
    Ok(Way { protocol, others })
}

/// The list of services: the item type's own, or the only one that is there.
fn list(found: &Found, item: ItemType) -> ItemType {
    let there: Vec<&str> = found
        .lists
        .iter()
        .filter(|list| list.told.is_there() == Some(true))
        .map(|list| list.function.as_str())
        .collect();
    match there.as_slice() {
        [only] => ItemType::new(only).unwrap_or(item),
        _ => item,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{AccountFacts, FormFacts, ListFacts};
    use crate::verb::account::found::{List, Told};

    /// A panel that has these functions.
    fn panel(forms: &[(Dialect, &str)], lists: &[&str]) -> Found {
        let form = |(dialect, item): &(Dialect, &str)| {
            let item_type = ItemType::new(item).expect("a type");
            let protocol = Protocol { item_type, ..Protocol::usual(*dialect) };
            let function = protocol.order_function();
            Form { protocol, function, tariff: None, told: Told::Shown(FormFacts::default()) }
        };
        let absent = Form { told: Told::Absent, ..form(&(Dialect::Billmanager6, "dedic")) };
        let list = |name: &&str| List { function: (*name).to_owned(), told: Told::Shown(ListFacts::default()) };
        Found {
            account: AccountFacts::default(),
            today: true,
            lists: lists.iter().map(list).collect(),
            forms: forms.iter().map(form).chain([absent]).collect(),
            cart: None,
        }
    }

    #[test]
    fn a_panel_is_spoken_to_by_a_function_that_it_has() {
        const FIVE: Dialect = Dialect::Billmanager5;
        const SIX: Dialect = Dialect::Billmanager6;
        let of = |found: &Found, item: Option<&str>, dialect| {
            let item = item.and_then(ItemType::new);
            way(found, item.as_ref(), dialect)
                .map(|way| (way.protocol.order_function(), way.protocol.list_function(), way.others))
        };
        let told = |order: &str, list: &str, others: &[&str]| {
            Ok((order.to_owned(), list.to_owned(), others.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()))
        };
        let six = panel(&[(SIX, "instances")], &["instances"]);
        assert_eq!(of(&six, None, None), told("v2.instances.order.param", "instances", &[]));
        assert_eq!(of(&six, Some("vds"), None), Err(NoWay::None));
        assert_eq!(of(&six, None, Some(FIVE)), Err(NoWay::None));
        let other_list = panel(&[(FIVE, "vds")], &["vds.vps"]);
        assert_eq!(of(&other_list, None, None), told("vds.order.param", "vds.vps", &[]));
        let both = panel(&[(SIX, "vds"), (FIVE, "vds")], &["vds", "instances"]);
        assert_eq!(of(&both, None, None), told("vds.order.param", "vds", &["v2.vds.order.param"]));
        assert_eq!(of(&both, None, Some(SIX)), told("v2.vds.order.param", "vds", &["vds.order.param"]));
        let several = panel(&[(FIVE, "vds"), (FIVE, "instances")], &["vds"]);
        let types = vec!["vds".to_owned(), "instances".to_owned()];
        assert_eq!(of(&several, None, None), Err(NoWay::Several(types)));
        assert!(of(&several, Some("instances"), None).is_ok());
        assert_eq!(of(&Found { today: false, ..six }, None, None), Err(NoWay::Old));
    }
}
