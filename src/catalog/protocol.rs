//! How one panel is spoken to: its dialect, and what its functions and fields are called.

use std::fmt;

use serde::Deserialize;

use super::dialect::Dialect;

/// What a panel calls the kind of product that is ordered: `vds`, `vds.vps`, `instances`. Its functions are named
/// by it.
///
/// A name of a known form only: letters and digits in up to three parts, none of which is the name of an act
/// (`vds.delete` would be one). So whatever a table says, no function that is made of it does anything but list,
/// show or order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct ItemType(String);

impl ItemType {
    /// Words that make a function do something, or lead elsewhere than to what is sold.
    const ACTS: [&'static str; 94] = [
        "accept",
        "activate",
        "add",
        "approve",
        "archive",
        "auth",
        "autorenew",
        "backup",
        "block",
        "buy",
        "cancel",
        "change",
        "changepassword",
        "changepricelist",
        "clear",
        "clone",
        "close",
        "confirm",
        "create",
        "delete",
        "disable",
        "discard",
        "drop",
        "edit",
        "empty",
        "enable",
        "execute",
        "finish",
        "free",
        "hardreboot",
        "hide",
        "import",
        "install",
        "key",
        "keepalive",
        "lock",
        "login",
        "logoff",
        "logon",
        "logout",
        "merge",
        "modify",
        "move",
        "newkey",
        "off",
        "on",
        "open",
        "order",
        "param",
        "pay",
        "payfrom",
        "payment",
        "poweroff",
        "poweron",
        "prolong",
        "read",
        "reboot",
        "recover",
        "recovery",
        "recycle",
        "register",
        "reinstall",
        "remove",
        "renew",
        "reset",
        "restart",
        "restore",
        "resume",
        "rollback",
        "save",
        "send",
        "session",
        "set",
        "setpromocode",
        "setup",
        "start",
        "stop",
        "su",
        "submit",
        "suspend",
        "switch",
        "terminate",
        "totp",
        "transfer",
        "undelete",
        "unblock",
        "unlock",
        "unsuspend",
        "update",
        "upgrade",
        "user",
        "usrparam",
        "v2",
        "write",
    ];

    /// Takes a name of a known form.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let part = |part: &str| {
            let letters = part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
            let named = part.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
            letters && named && part.len() <= 24 && !Self::ACTS.contains(&part)
        };
        let known = name.split('.').count() <= 3 && name.split('.').all(part);
        known.then(|| Self(name.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ItemType {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::new(&name)
            .ok_or_else(|| format!("`{name}` is not an item type (allowed: a name such as `vds`, `vds.vps`)"))
    }
}

impl fmt::Display for ItemType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How renewal is said in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RenewalForm {
    /// In months, and `null` for none.
    Months,
    /// `on` or `off`: it renews for the period that was ordered.
    Flag,
}

/// What the panel writes its answers in, where it can be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// XML.
    #[default]
    Xml,
    /// JSON.
    Json,
}

impl Format {
    /// The word for it: the value of `out`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::Json => "json",
        }
    }
}

/// How one panel is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The family of its functions.
    pub dialect: Dialect,
    /// What its functions to order are named by.
    pub item_type: ItemType,
    /// What its list of services is called: the item type, unless the table says another one.
    pub list: ItemType,
    /// What the operating system is called in an order: `ostempl`, `instances_os`.
    pub template_field: String,
    /// How renewal is said.
    pub renewal: RenewalForm,
    /// Whether orders are paid at once without the cart; none if nobody has tried.
    pub skips_cart: Option<bool>,
    /// What answers are written in.
    pub format: Format,
}

impl Protocol {
    /// What a dialect's panels are usually like.
    #[must_use]
    pub fn usual(dialect: Dialect) -> Self {
        let vds = ItemType("vds".to_owned());
        let renewal = match dialect {
            Dialect::Billmanager4 | Dialect::Billmanager5 => RenewalForm::Months,
            Dialect::Billmanager6 => RenewalForm::Flag,
        };
        let skips_cart = (dialect == Dialect::Billmanager4).then_some(true);
        let (list, template_field) = (vds.clone(), "ostempl".to_owned());
        Self { dialect, item_type: vds, list, template_field, renewal, skips_cart, format: Format::Xml }
    }

    /// The function that orders.
    #[must_use]
    pub fn order_function(&self) -> String {
        let item = &self.item_type;
        match self.dialect {
            Dialect::Billmanager4 => "vds.order.7".to_owned(),
            Dialect::Billmanager5 => format!("{item}.order.param"),
            Dialect::Billmanager6 => format!("v2.{item}.order.param"),
        }
    }

    /// The function that lists the services.
    #[must_use]
    pub fn list_function(&self) -> String {
        self.list.to_string()
    }

    /// The form of one service, which changes nothing as long as it is not sent.
    #[must_use]
    pub fn service_function(&self) -> String {
        format!("{}.edit", self.list)
    }

    /// Whether such a panel says what it sells, so that a table can be compared with it.
    #[must_use]
    pub fn is_comparable(&self) -> bool {
        self.dialect != Dialect::Billmanager4
    }

    /// Whether accounts of such a panel have a cart that orders can lie in.
    #[must_use]
    pub fn has_cart(&self) -> bool {
        self.dialect == Dialect::Billmanager6
    }

    /// Whether an order may need a second act, which pays for what the first one laid into the account's cart: where
    /// nobody has seen that the panel pays at once.
    #[must_use]
    pub fn may_use_cart(&self) -> bool {
        self.has_cart() && self.skips_cart != Some(true)
    }

    /// Whether orders carry a key of our own, by which a listed service is proved to be theirs.
    #[must_use]
    pub fn carries_key(&self) -> bool {
        self.dialect != Dialect::Billmanager4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_named_by_the_item_type() {
        let of = |dialect, item: &str, list: &str| {
            let (item_type, list) = (ItemType::new(item).expect("a type"), ItemType::new(list).expect("a type"));
            let protocol = Protocol { item_type, list, ..Protocol::usual(dialect) };
            [protocol.order_function(), protocol.list_function(), protocol.service_function()]
        };
        assert_eq!(of(Dialect::Billmanager4, "vds", "vds"), ["vds.order.7", "vds", "vds.edit"]);
        assert_eq!(of(Dialect::Billmanager5, "vds", "vds.vps"), ["vds.order.param", "vds.vps", "vds.vps.edit"]);
        let instances = ["v2.instances.order.param", "instances", "instances.edit"];
        assert_eq!(of(Dialect::Billmanager6, "instances", "instances"), instances);
    }

    #[test]
    fn an_item_type_is_no_act() {
        for name in ["vds", "vds.vps", "instances", "dedic", "virtual2"] {
            assert!(ItemType::new(name).is_some(), "{name}");
        }
        let acts = ["vds.delete", "payment", "vds.order", "vds.edit", "cart.empty", "service.prolong"];
        let more =
            ["logout", "session.newkey", "vds.reboot", "vds.hardreboot", "vds.suspend", "reinstall.vds", "user.vds"];
        let names = ["", ".", "vds.", "VDS", "vds&sok=ok", "v2", "v2.vds", "vds vps", "2vds", "a.b.c.d", "vds\n"];
        for name in acts.into_iter().chain(more).chain(names) {
            assert_eq!(ItemType::new(name), None, "{name}");
        }
    }
}
