//! Names of parameters that no table may give to what every order carries. Pure.
//!
//! A table is foreign text. What decides what a request does, who it is from, whose order it is, what it asks for or
//! how it is paid is said by the sheet and by this program, never by the part of a table that nobody is shown.

use super::dialect::Dialect;

/// What a request does, how it is answered, and to whom or what.
const ACTS: [&str; 40] = [
    "func",
    "sok",
    "snext",
    "sback",
    "clicked_button",
    "show_btn",
    "action",
    "faction",
    "op",
    "out",
    "lang",
    "stylesheet",
    "progressid",
    "redirect",
    "forward",
    "startform",
    "startpage",
    "sfrom",
    "filter",
    "hfields",
    "tconvert",
    "id",
    "elid",
    "elname",
    "plid",
    "item",
    "item_id",
    "item_type",
    "lineitem",
    "lineitem_id",
    "skipbasket",
    "newbasket",
    "basket",
    "cart",
    "force_use_new_cart",
    "order",
    "order_count",
    "count",
    "trial",
    "longtask",
];

/// Who it is from, and what lets them in.
const IDENTITY: [&str; 21] = [
    "su",
    "user",
    "userid",
    "user_id",
    "username",
    "login",
    "account",
    "account_id",
    "customer",
    "client",
    "profile",
    "project",
    "key",
    "keyname",
    "newkey",
    "token",
    "apikey",
    "api_key",
    "qrcode",
    "otp",
    "code",
];

/// What is ordered, for how long and under which name: what the sheet says, or what a tariff of the table does.
const ORDERED: [&str; 20] = [
    "domain",
    "remoteid",
    "servername",
    "server_name",
    "hostname",
    "host",
    "name",
    "ip",
    "email",
    "pricelist",
    "period",
    "order_period",
    "autoprolong",
    "autoprolong_unavailable",
    "ostempl",
    "instances_os",
    "os",
    "datacenter",
    "addon",
    "enum",
];

/// What is paid, from where and with which discount.
const MONEY: [&str; 14] = [
    "price",
    "cost",
    "amount",
    "sum",
    "currency",
    "billorder",
    "payfrom",
    "subaccount",
    "balance",
    "coupon",
    "voucher",
    "bonus",
    "stored_method",
    "discount",
];

/// Beginnings of names that are all of one of these kinds.
const BEGINNINGS: [&str; 20] = [
    "auth",
    "session",
    "sesid",
    "captcha",
    "totp",
    "sv_",
    "p_",
    "addon_",
    "enum_",
    "slist",
    "period_",
    "pay",
    "promo",
    "price_",
    "discount",
    "billorder",
    "basket",
    "cart",
    "lineitem",
    "ssh",
];

/// Pieces of names that open a server or an account.
const SECRETS: [&str; 5] = ["passw", "pwd", "secret", "ssh_key", "sshkey"];

/// Whether no table may say that every order carries this parameter.
pub(super) fn is_reserved(name: &str, value: &str, dialect: Dialect) -> bool {
    match (name, value, dialect) {
        // How the provider of 2016 has an order paid stands in its published example.
        ("payfrom", _, Dialect::Billmanager4) | ("use_ssh_key", "off", _) => false,
        _ => !is_field(name) || is_meant(name),
    }
}

/// Whether the operating system can be asked for by this parameter: one that has no other meaning.
pub(super) fn is_template_field(name: &str) -> bool {
    let usual = matches!(name, "os" | "ostempl" | "instances_os");
    // What other things than the system are asked for by.
    let other = ["agree", "recipe", "itemtype"].into_iter().any(|piece| name.contains(piece));
    usual || (is_field(name) && !is_meant(name) && !other)
}

/// Whether a name has a meaning of its own in a request.
fn is_meant(name: &str) -> bool {
    [&ACTS[..], &IDENTITY, &ORDERED, &MONEY].into_iter().flatten().any(|reserved| *reserved == name)
        || BEGINNINGS.into_iter().any(|beginning| name.starts_with(beginning))
        || SECRETS.into_iter().any(|piece| name.contains(piece))
}

/// Whether this can be the name of a parameter at all.
fn is_field(name: &str) -> bool {
    let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !name.is_empty() && name.len() <= 40 && name.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_order_means_is_no_tables_to_say() {
        // Each a parameter of a request that panels or their clients know.
        let acts = "func sok snext sback clicked_button show_btn out lang elid plid item_id lineitem_id skipbasket \
                    newbasket force_use_new_cart basket order_count progressid stylesheet redirect startform \
                    startpage sfrom sv_field sv_autocomplete p_cnt p_num filter hfields tconvert";
        let sign_in = "auth authinfo authinfo_ su username user password passwd userpassword key keyname qrcode \
                       session session_id token apikey captcha captcha_response account profile project";
        let ordered = "domain remoteid servername server_name hostname pricelist price period order_period \
                       period_8005 autoprolong autoprolong_unavailable ostempl instances_os datacenter addon_12 \
                       enum_1106 slist ssh_key sshpubkey root_password use_ssh_key";
        let money = "promocode promo paymethod paymethod_id payment_id payfrom billorder stored_method coupon \
                     currency cost amount discount subaccount";
        for name in [acts, sign_in, ordered, money].into_iter().flat_map(str::split_whitespace) {
            for dialect in [Dialect::Billmanager5, Dialect::Billmanager6] {
                assert!(is_reserved(name, "on", dialect), "{name}");
            }
            assert_eq!(is_reserved(name, "on", Dialect::Billmanager4), name != "payfrom", "{name}");
        }
        // Nor is what only looks like another name, or is none.
        for name in ["", "Func", " func", "func ", "FUNC", "sok\n", "sok&x", "fünc", "a-b", "a.b", "x[0]", "a=b"] {
            assert!(is_reserved(name, "on", Dialect::Billmanager4), "{name:?}");
        }
        let long = "a".repeat(41);
        assert!(is_reserved(&long, "on", Dialect::Billmanager5));
    }

    #[test]
    fn what_panels_want_beside_an_order_a_table_may_say() {
        for name in ["agree", "licence_agreement", "recipe", "itemtype", "order_agreement"] {
            for dialect in Dialect::ALL {
                assert!(!is_reserved(name, "null", dialect), "{name}");
            }
        }
        assert!(!is_reserved("payfrom", "neworder", Dialect::Billmanager4));
        assert!(!is_reserved("use_ssh_key", "off", Dialect::Billmanager6));
    }

    #[test]
    fn an_operating_system_is_asked_for_by_a_parameter_of_no_other_meaning() {
        for name in ["ostempl", "instances_os", "os", "os_template", "template", "image", "vm_image_id", "licname"] {
            assert!(is_template_field(name), "{name}");
        }
        for name in [
            "domain",
            "promocode",
            "addon_12",
            "licence_agreement",
            "recipe",
            "func",
            "Ostempl",
            "ostempl ",
            "auth_os",
            "pay_os_",
            "host",
            "",
        ] {
            assert!(!is_template_field(name), "{name}");
        }
    }
}
