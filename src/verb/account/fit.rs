//! What a panel told, held against a tariff table. Pure.

use super::found::{Form, Found, List, Told};
use crate::catalog::{Catalog, Dialect};
use crate::money::is_one_currency;
use crate::panel::FormFacts;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What of a panel does not fit a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The account's data come from a panel of another time.
    OtherTime {
        /// Whether the panel is one of today.
        today: bool,
    },
    /// There is no such list of services.
    NoList(String),
    /// There is no such function to order.
    NoOrder {
        /// The table's function.
        function: String,
        /// Those that there are.
        others: Vec<String>,
    },
    /// The panel does not know the tariff.
    NoTariff(u32),
    /// The form of an order has no such field.
    NoField(String),
    /// The form of an order is not sent by the button that would be named.
    NoButton {
        /// The one that would be.
        wanted: &'static str,
        /// Those that there are.
        there: Vec<String>,
    },
    /// Another step of the wizard answered.
    OtherStep(String),
    /// Sums are in another currency.
    OtherCurrency {
        /// The account's.
        panel: String,
        /// The table's.
        table: String,
    },
    /// Something lies in the account's cart, so that nothing can be ordered through it.
    FullCart(usize),
}

impl Misfit {
    /// What does not fit, and the way out.
    pub fn message(&self, lang: Lang) -> String {
        let names = |names: &[String]| names.iter().map(|name| format!("`{}`", printable(name))).collect::<Vec<_>>();
        match self {
            Self::OtherTime { today: true } => lang
                .pick(
                    "this is a panel of BILLmanager 5 or 6, and the tariff table is for BILLmanager 4 (key `dialect`)",
                    "это панель BILLmanager 5 или 6, а таблица тарифов составлена для BILLmanager 4 (ключ `dialect`)",
                )
                .to_owned(),
            Self::OtherTime { today: false } => lang
                .pick(
                    "this is a panel of BILLmanager 4, and the tariff table is for BILLmanager 5 or 6 (key `dialect`)",
                    "это панель BILLmanager 4, а таблица тарифов составлена для BILLmanager 5 или 6 (ключ `dialect`)",
                )
                .to_owned(),
            Self::NoList(list) => {
                let list = printable(list);
                tr!(
                    lang,
                    "the panel has no list of services `{list}` (key `list`)",
                    "в панели нет списка услуг `{list}` (ключ `list`)"
                )
            }
            Self::NoOrder { function, others } if others.is_empty() => {
                let function = printable(function);
                tr!(
                    lang,
                    "the panel has no function `{function}` to order by (keys `dialect`, `item_type`)",
                    "в панели нет функции заказа `{function}` (ключи `dialect`, `item_type`)"
                )
            }
            Self::NoOrder { function, others } => {
                let (function, others) = (printable(function), names(others).join(", "));
                tr!(
                    lang,
                    "the panel has no function `{function}` to order by, but has {others} (keys `dialect`, `item_type`)",
                    "в панели нет функции заказа `{function}`, зато есть {others} (ключи `dialect`, `item_type`)"
                )
            }
            Self::NoTariff(id) => tr!(
                lang,
                "the panel has no tariff {id} of the tariff table, or does not sell it to this account",
                "в панели нет тарифа с кодом {id} из таблицы тарифов, или этой учётной записи он не продаётся"
            ),
            Self::NoField(field) => {
                let field = printable(field);
                tr!(
                    lang,
                    "the panel's form of an order has no field `{field}`, which an order would send",
                    "в форме заказа панели нет поля `{field}`, которое было бы в заказе"
                )
            }
            Self::NoButton { wanted, there } => {
                let there = names(there).join(", ");
                tr!(
                    lang,
                    "the panel's form of an order has no button `{wanted}`, by which it would be sent (it has {there})",
                    "в форме заказа панели нет кнопки `{wanted}`, которой он был бы отправлен (есть {there})"
                )
            }
            Self::OtherStep(function) => {
                let function = printable(function);
                tr!(
                    lang,
                    "another step answered, `{function}`: this panel needs something else first",
                    "ответил другой шаг, `{function}`: этой панели сначала нужно что-то ещё"
                )
            }
            Self::OtherCurrency { panel, table } => {
                let (panel, table) = (printable(panel), printable(table));
                tr!(
                    lang,
                    "the balance is kept in {panel}, and the prices of the tariff table are in {table} (key `currency`)",
                    "лицевой счёт ведётся в {panel}, а цены таблицы тарифов указаны в {table} (ключ `currency`)"
                )
            }
            Self::FullCart(items) => {
                let noun = lang.noun(*items as u64, ["item", "items"], ["позиция", "позиции", "позиций"]);
                tr!(
                    lang,
                    "the account's cart is not empty ({items} {noun}): nothing is ordered through it until you have settled that in the panel",
                    "корзина учётной записи не пуста ({items} {noun}): через неё ничего не будет заказано, пока вы не разберётесь с этим в панели"
                )
            }
        }
    }
}

/// Everything that does not fit, as far as it was looked at.
pub fn misfits(found: &Found, catalog: &Catalog) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    let protocol = &catalog.protocol;
    if found.today != (protocol.dialect != Dialect::Billmanager4) {
        misfits.push(Misfit::OtherTime { today: found.today });
    }
    let own = |list: &&List| list.function == protocol.list_function();
    misfits.extend(
        found
            .lists
            .iter()
            .find(own)
            .and_then(|list| (list.told == Told::Absent).then(|| Misfit::NoList(list.function.clone()))),
    );
    let own = |form: &&Form| form.function == protocol.order_function();
    if let Some(form) = found.forms.iter().find(own) {
        misfits.extend(of_form(form, found, catalog));
    }
    let kept = found.account.balance.as_ref().and_then(|balance| balance.currency.as_ref());
    if let (Some(panel), Some(table)) = (kept.or(found.account.currency.as_ref()), &catalog.currency)
        && is_iso(panel)
        && !is_one_currency(panel, table)
    {
        misfits.push(Misfit::OtherCurrency { panel: panel.clone(), table: table.clone() });
    }
    if let Some(Ok(cart)) = &found.cart
        && protocol.may_use_cart()
        && !cart.items.is_empty()
    {
        misfits.push(Misfit::FullCart(cart.items.len()));
    }
    misfits
}

/// What of the form of an order does not fit.
fn of_form(form: &Form, found: &Found, catalog: &Catalog) -> Vec<Misfit> {
    match &form.told {
        Told::Absent => {
            let there = found.forms.iter().filter(|form| form.told.is_there() == Some(true));
            vec![Misfit::NoOrder {
                function: form.function.clone(),
                others: there.map(|form| form.function.clone()).collect(),
            }]
        }
        Told::There(reason) if reason.field.as_deref() == Some("pricelist") => {
            form.tariff.map(Misfit::NoTariff).into_iter().collect()
        }
        Told::Shown(facts) => of_fields(facts, form, catalog),
        Told::There(_) | Told::Unclear(_) => Vec::new(),
    }
}

fn of_fields(facts: &FormFacts, form: &Form, catalog: &Catalog) -> Vec<Misfit> {
    // The fields of another step say nothing of an order's.
    if let Some(step) = facts.function.as_ref().filter(|step| **step != form.function) {
        return vec![Misfit::OtherStep(step.clone())];
    }
    let has = |name: &str| facts.fields.iter().any(|field| field == name);
    let mut wanted = vec![catalog.protocol.template_field.clone()];
    wanted.extend(catalog.fixed.keys().cloned());
    // Where a form shows no amount at all, it shows them elsewhere.
    if facts.fields.iter().any(|field| field.starts_with("addon_")) {
        let tariff = catalog.tariffs.iter().find(|tariff| Some(tariff.id.get()) == form.tariff);
        let amounts = tariff.into_iter().flat_map(|tariff| tariff.resources.iter().map(|(_, resource)| resource.addon));
        let choices = tariff.into_iter().flat_map(|tariff| tariff.choices.iter().map(|choice| choice.addon));
        wanted.extend(amounts.chain(choices).map(|id| format!("addon_{id}")));
    }
    let mut misfits: Vec<Misfit> = wanted.into_iter().filter(|name| !has(name)).map(Misfit::NoField).collect();
    let button = if form.protocol.dialect == Dialect::Billmanager6 { "order" } else { "finish" };
    if !facts.buttons.is_empty() && !facts.buttons.iter().any(|name| name == button) {
        misfits.push(Misfit::NoButton { wanted: button, there: facts.buttons.clone() });
    }
    misfits
}

/// Whether it is a currency's code, which alone can be compared.
fn is_iso(name: &str) -> bool {
    name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}
