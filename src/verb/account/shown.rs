//! What a panel told of an account, in words and as JSON. Pure.

use jiff::Timestamp;
use serde::Serialize;

use super::fit::Misfit;
use super::found::{Form, Found, List, Told, services, shows};
use crate::account::Account;
use crate::catalog::Catalog;
use crate::money::Money;
use crate::panel::ListFacts;
use crate::text::day::as_of;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Columns of a list by which orders are proved.
const TELLING: [&str; 3] = ["remoteid", "pricelist_id", "item_cost"];

/// What was found out, and for whom.
pub struct Shown<'a> {
    /// The account that was named.
    pub account: &'a Account,
    /// Who says that this is the panel.
    pub named: NamedBy<'a>,
    /// What the panel told.
    pub found: &'a Found,
    /// The table that it is held against.
    pub catalog: &'a Catalog,
    /// What does not fit it.
    pub misfits: &'a [Misfit],
    /// In which language.
    pub lang: Lang,
}

/// Who says that this is the panel.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum NamedBy<'a> {
    /// A person: an option, the environment or the settings.
    Person,
    /// A table that comes with this program.
    BundledTable,
    /// A table of one's own, confirmed by a person.
    Confirmed {
        /// Who confirmed it.
        who: &'a str,
        /// When.
        at: Timestamp,
    },
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    login: &'a str,
    panel: Panel<'a>,
    user: User<'a>,
    balance: Option<Balance<'a>>,
    in_debt: bool,
    services: Option<u64>,
    lists: Vec<ListLine<'a>>,
    order_functions: Vec<FormLine<'a>>,
    cart_items: Option<usize>,
    table: Table<'a>,
    misfits: Vec<String>,
}

impl Answer for Document<'_> {
    const KIND: &'static str = "account";
}

#[derive(Serialize)]
struct Panel<'a> {
    address: &'a str,
    named: NamedBy<'a>,
    /// Of which family its account data are: `billmanager4`, or `billmanager5-6`.
    family: &'static str,
    edition: Option<&'a str>,
    version: Option<&'a str>,
    features: Option<&'a str>,
}

#[derive(Serialize)]
struct User<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    email: Option<&'a str>,
}

#[derive(Serialize)]
struct Balance<'a> {
    amount: Money,
    /// How far it is below zero.
    debt: Money,
    currency: Option<&'a str>,
    available: Option<Money>,
    credit_limit: Option<Money>,
    reserved: Option<Money>,
}

#[derive(Serialize)]
struct ListLine<'a> {
    function: &'a str,
    /// Whether it is there; none if that is not known.
    there: Option<bool>,
    services: Option<u64>,
    remoteid: Option<bool>,
    pricelist_id: Option<bool>,
    item_cost: Option<bool>,
    may_be_filtered: bool,
    message: Option<String>,
}

#[derive(Serialize)]
struct FormLine<'a> {
    function: &'a str,
    dialect: &'static str,
    item_type: &'a str,
    /// Whether it is there; none if that is not known.
    there: Option<bool>,
    buttons: &'a [String],
    message: Option<String>,
}

#[derive(Serialize)]
struct Table<'a> {
    name: &'a str,
    dialect: &'static str,
    item_type: &'a str,
    list: String,
    as_of: &'a str,
}

impl Shown<'_> {
    /// For machines: one JSON object.
    pub fn json(&self) -> String {
        let Self { found, catalog, .. } = self;
        let facts = &found.account;
        let document = Document {
            format: "vdsbatch-account",
            login: &self.account.login,
            panel: Panel {
                address: self.account.panel.as_str(),
                named: self.named,
                family: if found.today { "billmanager5-6" } else { "billmanager4" },
                edition: facts.edition.as_deref(),
                version: facts.version.as_deref(),
                features: facts.features.as_deref(),
            },
            user: User { id: facts.id.as_deref(), name: facts.name.as_deref(), email: facts.email.as_deref() },
            balance: facts.balance.as_ref().map(|balance| Balance {
                amount: balance.amount,
                debt: balance.debt,
                currency: balance.currency.as_deref(),
                available: balance.available,
                credit_limit: balance.limit,
                reserved: balance.reserved,
            }),
            in_debt: facts.in_debt,
            services: self.own_list().and_then(|list| list.told.shown()).map(services),
            lists: found.lists.iter().map(|list| list_line(list, self.lang)).collect(),
            order_functions: found.forms.iter().map(|form| form_line(form, self.lang)).collect(),
            cart_items: found.cart.as_ref().and_then(|cart| cart.as_ref().ok()).map(|cart| cart.items.len()),
            table: Table {
                name: &catalog.name,
                dialect: catalog.protocol.dialect.word(),
                item_type: catalog.protocol.item_type.as_str(),
                list: catalog.protocol.list_function(),
                as_of: &catalog.as_of,
            },
            misfits: self.misfits.iter().map(|misfit| misfit.message(self.lang)).collect(),
        };
        json::pretty(&document)
    }

    /// For people: a line for each thing.
    pub fn words(&self) -> String {
        let lang = self.lang;
        let mut lines = vec![self.who(), self.panel(), self.money()];
        lines.extend(self.found.lists.iter().map(|list| list_words(list, lang)));
        lines.extend(self.found.forms.iter().map(|form| form_words(form, lang)));
        lines.extend(self.cart());
        lines.extend(self.fit());
        lines.join("\n") + "\n"
    }

    fn own_list(&self) -> Option<&List> {
        self.found.lists.iter().find(|list| list.function == self.catalog.protocol.list_function())
    }

    fn who(&self) -> String {
        let facts = &self.found.account;
        let told = [("id ", &facts.id), ("", &facts.name), ("", &facts.email)];
        let told = told.into_iter().filter_map(|(head, value)| Some(format!("{head}{}", printable(value.as_ref()?))));
        let told = told.collect::<Vec<_>>().join(", ");
        let account = self.account;
        if told.is_empty() {
            return tr!(self.lang, "signed in: {account}", "вход выполнен: {account}");
        }
        tr!(self.lang, "signed in: {account} ({told})", "вход выполнен: {account} ({told})")
    }

    fn panel(&self) -> String {
        let (lang, facts) = (self.lang, &self.found.account);
        let family = if self.found.today { "BILLmanager 5/6" } else { "BILLmanager 4" };
        let named = match self.named {
            NamedBy::Person => lang.pick("given by you", "указана вами").to_owned(),
            NamedBy::BundledTable => {
                lang.pick("from a bundled tariff table", "из встроенной таблицы тарифов").to_owned()
            }
            NamedBy::Confirmed { who, at } => {
                let (who, day) = (printable(who), as_of(&at.strftime("%Y-%m-%d").to_string(), lang));
                tr!(lang, "confirmed by {who} on {day}", "подтверждена: {who}, {day}")
            }
        };
        let mut line = tr!(lang, "panel: {family}, {named}", "панель: {family}, {named}");
        if let Some(edition) = facts.edition.as_deref().map(printable) {
            line += &tr!(lang, ", edition {edition}", ", редакция {edition}");
        }
        if let Some(version) = facts.version.as_deref().map(printable) {
            line += &tr!(lang, ", version {version}", ", версия {version}");
        }
        line
    }

    fn money(&self) -> String {
        let (lang, facts) = (self.lang, &self.found.account);
        let Some(balance) = &facts.balance else {
            return if facts.in_debt {
                lang.pick("balance: below zero", "лицевой счёт: ниже нуля").to_owned()
            } else {
                lang.pick("balance: not told by the panel", "лицевой счёт: панель его не сообщает").to_owned()
            };
        };
        let currency = balance.currency.as_deref().map(printable).map(|name| format!(" {name}")).unwrap_or_default();
        let mut line = if balance.debt == Money::ZERO {
            let amount = balance.amount.shown(lang);
            tr!(lang, "balance: {amount}{currency}", "лицевой счёт: {amount}{currency}")
        } else {
            let debt = balance.debt.shown(lang);
            tr!(lang, "balance: a debt of {debt}{currency}", "лицевой счёт: долг {debt}{currency}")
        };
        for (part, name) in [
            (balance.available, lang.pick("available", "доступно")),
            (balance.limit, lang.pick("credit limit", "кредитный лимит")),
            (balance.reserved, lang.pick("reserved", "зарезервировано")),
        ] {
            if let Some(part) = part {
                line += &format!(", {name} {}{currency}", part.shown(lang));
            }
        }
        line
    }

    fn cart(&self) -> Option<String> {
        let lang = self.lang;
        Some(match self.found.cart.as_ref()? {
            Ok(cart) if cart.items.is_empty() => lang.pick("cart: empty", "корзина: пуста").to_owned(),
            Ok(cart) => {
                let items = cart.items.len();
                tr!(lang, "cart: items {items}", "корзина: позиций {items}")
            }
            Err(reason) => {
                let why = reason.message(lang);
                tr!(lang, "cart: not read: {why}", "корзина не прочитана: {why}")
            }
        })
    }

    fn fit(&self) -> Vec<String> {
        let (lang, catalog) = (self.lang, self.catalog);
        let (name, dialect) = (printable(&catalog.name), catalog.protocol.dialect.word());
        let (item, list) = (&catalog.protocol.item_type, catalog.protocol.list_function());
        let table = tr!(
            lang,
            "tariff table `{name}` ({dialect}, item type `{item}`, list `{list}`)",
            "таблица тарифов `{name}` ({dialect}, тип услуги `{item}`, список `{list}`)"
        );
        if self.misfits.is_empty() {
            return vec![tr!(lang, "{table}: no differences were found", "{table}: расхождений не найдено")];
        }
        let misfits = self.misfits.iter().map(|misfit| format!("  {}", misfit.message(lang)));
        std::iter::once(tr!(lang, "{table} does not fit this panel:", "{table} не подходит этой панели:"))
            .chain(misfits)
            .collect()
    }
}

fn why<T>(told: &Told<T>, lang: Lang) -> Option<String> {
    match told {
        Told::There(reason) | Told::Unclear(reason) => Some(reason.message(lang)),
        Told::Shown(_) | Told::Absent => None,
    }
}

fn list_line(list: &List, lang: Lang) -> ListLine<'_> {
    let facts = list.told.shown();
    let [remoteid, pricelist_id, item_cost] = TELLING.map(|column| facts.and_then(|facts| shows(facts, column)));
    ListLine {
        function: &list.function,
        there: list.told.is_there(),
        services: facts.map(services),
        remoteid,
        pricelist_id,
        item_cost,
        may_be_filtered: facts.is_some_and(|facts| facts.may_be_filtered),
        message: why(&list.told, lang),
    }
}

fn form_line(form: &Form, lang: Lang) -> FormLine<'_> {
    FormLine {
        function: &form.function,
        dialect: form.protocol.dialect.word(),
        item_type: form.protocol.item_type.as_str(),
        there: form.told.is_there(),
        buttons: form.told.shown().map(|facts| facts.buttons.as_slice()).unwrap_or_default(),
        message: why(&form.told, lang),
    }
}

fn list_words(list: &List, lang: Lang) -> String {
    let function = printable(&list.function);
    let head = tr!(lang, "list `{function}`", "список `{function}`");
    let tail = match &list.told {
        Told::Shown(facts) => told_list(facts, lang),
        other => presence(other, lang),
    };
    format!("{head}: {tail}")
}

fn told_list(facts: &ListFacts, lang: Lang) -> String {
    let services = services(facts);
    let mut line = tr!(lang, "services {services}", "услуг {services}");
    if facts.rows > 0 {
        let shown: Vec<_> = TELLING.into_iter().filter(|column| shows(facts, column) == Some(true)).collect();
        let missing: Vec<_> = TELLING.into_iter().filter(|column| shows(facts, column) == Some(false)).collect();
        let names = [lang.pick("shows", "показаны"), lang.pick("does not show", "не показаны")];
        for (columns, name) in [shown, missing].into_iter().zip(names) {
            if !columns.is_empty() {
                line += &format!(", {name} {}", columns.join(", "));
            }
        }
    }
    if facts.may_be_filtered {
        line += lang.pick(
            " (a filter saved in the panel may shorten it)",
            " (может быть сокращён сохранённым в панели фильтром)",
        );
    }
    line
}

fn form_words(form: &Form, lang: Lang) -> String {
    let (function, dialect) = (printable(&form.function), form.protocol.dialect.word());
    let head = tr!(lang, "order by `{function}` ({dialect})", "заказ через `{function}` ({dialect})");
    let tail = match &form.told {
        Told::Shown(facts) if !facts.buttons.is_empty() => {
            let buttons = printable(&facts.buttons.join(", "));
            tr!(lang, "there (buttons: {buttons})", "есть (кнопки: {buttons})")
        }
        other => presence(other, lang),
    };
    format!("{head}: {tail}")
}

fn presence<T>(told: &Told<T>, lang: Lang) -> String {
    match told {
        Told::Shown(_) => lang.pick("there", "есть").to_owned(),
        Told::Absent => lang.pick("not there", "нет").to_owned(),
        Told::There(reason) => {
            let why = reason.message(lang);
            tr!(lang, "there, and answers: {why}", "есть и отвечает: {why}")
        }
        Told::Unclear(reason) => {
            let why = reason.message(lang);
            tr!(lang, "not known: {why}", "неизвестно: {why}")
        }
    }
}
