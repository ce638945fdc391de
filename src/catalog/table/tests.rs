//! What is read of a table, and what is said of one that is wrong.

use crate::catalog::{Catalog, Months};
use crate::sheet::PerAmount;
use crate::text::lang::Lang;

const SOUND: &str = include_str!("../ihor.toml");

/// Amounts in the order of a sheet.
fn amounts(values: [u32; 5]) -> PerAmount<u32> {
    let mut values = values.into_iter();
    PerAmount::of(|_| values.next())
}

/// The error of the bundled table after one change.
fn broken(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    Catalog::parse("my.toml", &SOUND.replacen(from, to, 1)).expect_err("an error").to_string()
}

#[test]
fn the_bundled_table_holds_the_published_ids() {
    let catalog = Catalog::parse("ihor.toml", SOUND).expect("sound");
    let ids: Vec<Vec<u32>> = catalog
        .tariffs
        .iter()
        .map(|tariff| {
            let mut ids = vec![tariff.id.get()];
            ids.extend(tariff.periods.values().map(|id| id.get()));
            ids.extend(tariff.resources.iter().map(|(_, resource)| resource.addon.get()));
            ids.extend(tariff.name_servers.map(|choice| choice.id.get()));
            ids.extend(tariff.ispmanager.map(|switch| switch.id.get()));
            ids
        })
        .collect();
    assert_eq!(
        ids,
        [
            vec![1100, 1210, 1213, 1214, 1211, 1101, 1103, 1104, 1110, 1791, 1112, 1106],
            vec![1033, 1180, 1183, 1184, 1181, 1034, 1037, 1043, 1036, 1404, 1045, 1039],
            vec![2061, 1758, 1761, 1762, 1759, 2062, 2065, 2071, 2064, 2074, 2073, 2067],
        ]
    );
    for tariff in &catalog.tariffs {
        let defaults = tariff.resources.map(|resource| resource.default);
        assert_eq!(defaults, amounts([20, 1, 1, 1, 4]));
        assert_eq!(tariff.name_servers.map(|choice| choice.value), Some(21));
        assert_eq!(tariff.ispmanager.map(|switch| (switch.on, switch.off)), Some((1, 25)));
    }
    assert_eq!(catalog.templates.len(), 6);
    let with: Vec<_> = catalog.templates.iter().filter(|t| t.ispmanager).map(|t| t.name.as_str()).collect();
    assert_eq!(with, ["CentOS-7-x86_64-ispmgr5"]);
}

#[test]
fn a_price_list_tells_what_more_than_the_default_costs() {
    let text = SOUND.replacen("addon = 1101, default = 20", "addon = 1101, default = 20, prices = { 1 = \"5.00\" }", 1);
    let at = text.find("periods = ").expect("a tariff");
    let text = format!("{}prices = {{ 1 = \"350.00\", 3 = \"999.90\" }}\n{}", &text[..at], &text[at..]);
    let catalog = Catalog::parse("my.toml", &text).expect("sound");
    let price = |months, values| {
        let price = catalog.tariffs[0].price(Months::new(months).expect("months"), &amounts(values));
        price.map(|price| price.to_string())
    };
    assert_eq!(price(1, [20, 1, 1, 1, 4]).as_deref(), Some("350.00"));
    assert_eq!(price(1, [23, 1, 1, 1, 4]).as_deref(), Some("365.00"));
    assert_eq!(price(3, [20, 1, 1, 1, 4]).as_deref(), Some("999.90"));
    assert_eq!(price(3, [21, 1, 1, 1, 4]), None, "no price of a unit for three months");
    assert_eq!(price(1, [20, 2, 1, 1, 4]), None, "no price of memory");
    assert_eq!(price(1, [19, 1, 1, 1, 4]), None, "less than the default");
    assert_eq!(price(6, [20, 1, 1, 1, 4]), None);
    let wrong = |from: &str, to: &str| Catalog::parse("my.toml", &text.replacen(from, to, 1)).expect_err("an error");
    assert!(wrong("{ 1 = \"5.00\"", "{ x = \"5.00\"").to_string().contains("`x` is not a number of months"));
    assert!(wrong("{ 1 = \"5.00\"", "{ 1 = 5.0").to_string().contains("invalid type"));
    let unpriced =
        text.replacen("prices = { 1 = \"350.00\", 3 = \"999.90\" }\n", "", 1).replacen("currency =", "# ", 1);
    let error = Catalog::parse("my.toml", &unpriced).expect_err("prices of nothing");
    assert!(error.to_string().contains("prices need `currency` and `vat`"), "{error}");
}

#[test]
fn every_error_names_file_line_and_key() {
    for (from, to, expected) in [
        ("format = 1", "format = 2", "my.toml:5: `format`: format not known to this version (allowed: 1)"),
        (
            "https://billing.ihor.ru/billmgr",
            "http://billing.ihor.ru/",
            "my.toml:8: `panel`: `http://billing.ihor.ru/` is plain http",
        ),
        ("1 = 1210", "x = 1210", "my.toml:46: `tariff[1].periods`: `x` is not a number of months (allowed: 1 to 36)"),
        ("1 = 1210", "37 = 1210", "`37` is not a number of months"),
        ("id = 1033", "id = 1100", "`tariff[2]`: two tariffs have the id 1100"),
        ("name = \"SSD Ferrum\"", "name = \"kvmferrum\"", "two entries are named `kvmferrum`"),
        (
            "addon = 1034, default = 20",
            "addon = 1034, default = 20, min = 30",
            "`tariff[2].disk`: `default` is outside",
        ),
        ("addon = 1034, default = 20", "addon = 1034, default = 20, min = 9, max = 8", "`min` is larger than `max`"),
        ("    \"Debian-7-x86_64-minimal\",", "    \"Debian-9\",", "no `[[template]]` is named `Debian-9`"),
        (
            "auto_renew = true",
            "auto_renew = false",
            "my.toml:12: `auto_renew`: servers without auto-renewal need `no_renew`",
        ),
        ("auto_renew = true", "auto_renew = \"yes\"", "my.toml:12: `auto_renew`: invalid type"),
        ("dialect = \"billmanager4\"", "dialect = \"whmcs\"", "my.toml:9: `dialect`: unknown variant `whmcs`"),
        ("title = \"Ihor\"", "titel = \"Ihor\"", "my.toml:7: `titel`: unknown field `titel`"),
        ("payfrom = \"neworder\"", "sok = \"ok\"", "my.toml:17: `fixed`: `fixed` may not name `sok`"),
        ("payfrom = \"neworder\"", "Promocode = \"X\"", "`fixed` may not name `Promocode`"),
        (
            "as_of =",
            "template_field = \"domain\"\nas_of =",
            "my.toml:10: `template_field`: this is not a field for the OS template",
        ),
        ("as_of =", "item_type = \"vds.delete\"\nas_of =", "my.toml:10: `item_type`: `vds.delete` is not an item type"),
        ("as_of =", "list = \"v2.vds\"\nas_of =", "my.toml:10: `list`: `v2.vds` is not an item type"),
        (
            "auto_renew = true",
            "no_renew = \"12\"\nauto_renew = true",
            "my.toml:12: `no_renew`: with this value the panel renews",
        ),
        (
            "auto_renew = true",
            "no_renew = \"none\"\nauto_renew = false",
            "my.toml:13: `auto_renew`: where auto-renewal cannot be declined (`no_renew = \"none\"`), servers renew",
        ),
        (
            "auto_renew = true",
            "no_renew = \"On\"\nauto_renew = true",
            "my.toml:12: `no_renew`: with this value the panel renews",
        ),
        ("id = 1033\n", "", "missing field `id`"),
        ("id = 1033", "id = -1", "`tariff[2].id`: invalid value"),
        ("format = 1", "format = ", "my.toml:5"),
    ] {
        let error = broken(from, to);
        assert!(error.contains(expected), "{error}\nwanted: {expected}");
        // The same in Russian, at the same place; what the reader of TOML says is evidence in it.
        let text = Catalog::parse("my.toml", &SOUND.replacen(from, to, 1)).expect_err("it is wrong").message(Lang::Ru);
        let place = |text: &str| text.splitn(4, ": ").take(2).map(ToOwned::to_owned).collect::<Vec<_>>();
        assert_eq!(place(&text), place(&error));
        assert!(text.contains(|c| matches!(c, 'а'..='я')), "{text}");
    }
}

const TODAY: &str = include_str!("../demo6.toml");

/// The error of a table of today after one change.
fn broken_today(from: &str, to: &str) -> String {
    assert!(TODAY.contains(from), "{from}");
    let error = Catalog::parse("my.toml", &TODAY.replacen(from, to, 1)).expect_err("an error").to_string();
    assert!(error.starts_with("my.toml:"), "{error}");
    error
}

/// A new table before the first tariff, or at the end.
fn beside(new: &str) -> String {
    format!("{new}\n\n[[tariff]]\nname = \"Demo Cloud\"\n")
}

const FIRST: &str = "[[tariff]]\nname = \"Demo Cloud\"\n";

#[test]
fn every_new_key_of_a_tariff_is_read_and_held_to_the_others() {
    let resource = |text: &str| format!("[[tariff.resource]]\n{text}\n\n[[tariff.choice]]\nname = \"Port\"");
    let sound = TODAY
        .replacen(
            "[[tariff.choice]]\nname = \"Port\"",
            &resource("name = \"Traffic\"\naddon = 92620\ndefault = 1\nunit = \"TB\"\nmax = 9\nincluded = 1\nprices = { 1 = \"2.00\" }"),
            1,
        )
        .replacen("id = 92610", "id = 92610\nproduct = \"Demo Anywhere\"", 1);
    let catalog = Catalog::parse("my.toml", &sound).expect("sound");
    let (tariff, named) = (&catalog.tariffs[0], &catalog.tariffs[0].named[0]);
    assert_eq!((tariff.product.as_deref(), named.name.as_str()), (Some("Demo Anywhere"), "Traffic"));
    assert_eq!((named.resource.included, named.resource.max, named.resource.min), (Some(1), Some(9), None));

    for (text, expected) in [
        ("name = \"Traffic\"\naddon = 92620", "missing field `default`"),
        ("name = \"PORT \"\naddon = 92620\ndefault = 1", "two entries of one tariff are named `P"),
        ("name = \"  \"\naddon = 92620\ndefault = 1", "the column has no name"),
        ("name = \"r a m\"\naddon = 92620\ndefault = 1", "in sheets, a column \"r a m\" means `ram`"),
        ("name = \"Комментарий\"\naddon = 92620\ndefault = 1", "means `comment`"),
        ("name = \"Traffic\"\naddon = 92617\ndefault = 1", "two entries of one tariff have the id 92617"),
        ("name = \"Traffic\"\naddon = 92611\ndefault = 1", "two entries of one tariff have the id 92611"),
        ("name = \"Traffic\"\naddon = 92620\ndefault = 1\nstep = 0", "`step` is 0"),
        ("name = \"Traffic\"\naddon = 92620\ndefault = 1\nmax = 2\nincluded = 3", "`included` is more than `max`"),
        (
            "name = \"Traffic\"\naddon = 92620\ndefault = 1\nprices = { 1 = \"1.00\", 01 = \"2.00\" }",
            "`01` is not a number of months",
        ),
        ("name = \"Traffic\"\naddon = 92620\ndefault = 1\nprices = { 0 = \"1.00\" }", "`0` is not a number of months"),
    ] {
        let error = broken_today("[[tariff.choice]]\nname = \"Port\"", &resource(text));
        assert!(error.contains(expected), "{error}\nwanted: {expected}");
    }
    let error = broken_today("name = \"Snapshots\"", "name = \"p ort\"");
    assert!(error.contains("two entries of one tariff are named `p ort`"), "{error}");
    let error = broken_today("{ value = \"202\", name = \"1 Gbit/s\"", "{ value = \"202\", name = \"200 mbit/S\"");
    assert!(error.contains("two entries are named `200 mbit/S`"), "{error}");
}

#[test]
fn tariffs_of_one_product_are_told_by_their_places_alone() {
    let north = "id = 92640\n";
    for (first, second, expected) in [
        ("product = \"Demo\"", "product = \"Demo\"\ndatacenter = 12", Some("in one data centre")),
        ("product = \"Demo\"", "product = \"Demo\"\ndatacenter = 17", None),
        ("product = \"Demo\"", "product = \"demo\"\ndatacenter = 17", Some("written in two ways")),
        ("product = \"Demo\"", "product = \"Demo\"", Some("needs its `datacenter`")),
        ("product = \"demo micro\"", "datacenter = 17", Some("named like the tariff `Demo Micro`")),
        ("product = \" \"", "datacenter = 17", Some("the product has no name")),
    ] {
        let text = TODAY.replacen("datacenter = 17\n", "", 1).replacen(north, &format!("{north}{second}\n"), 1);
        let text = text.replacen("id = 92610\n", &format!("id = 92610\n{first}\n"), 1);
        let read = Catalog::parse("my.toml", &text).map(|_| ()).map_err(|error| error.to_string());
        match expected {
            None => assert_eq!(read, Ok(())),
            Some(expected) => {
                let error = read.expect_err(expected);
                assert!(error.contains(expected) && error.contains("`tariff["), "{error}\nwanted: {expected}");
            }
        }
    }
}

#[test]
fn recipes_titles_data_centres_and_the_source_are_read_and_held_to_the_others() {
    let lamp = "[[recipe]]\nname = \"LAMP\"\ntitle = \"Web\"\ntemplates = [\"Debian-13-amd64\"]\n";
    let place = "[[datacenter]]\nid = 12\nname = \"Moscow\"\n\n[[datacenter]]\nid = 99\nname = \"Nobody's\"\n";
    let text = TODAY.replacen(FIRST, &beside(&format!("{lamp}\n{place}")), 1);
    let text = text.replacen("as_of =", "source = \"the form\"\nas_of =", 1);
    let catalog = Catalog::parse("my.toml", &text).expect("sound");
    assert_eq!(catalog.recipes[0].templates.as_deref(), Some(&["Debian-13-amd64".to_owned()][..]));
    assert_eq!(catalog.data_centres.len(), 2, "one that no tariff names does no harm");
    assert_eq!(catalog.source.as_deref(), Some("the form"));
    // Names that the panel tells apart by case are two.
    let both = format!("{lamp}\n{}", lamp.replace("LAMP", "lamp").replace("\"Web\"", "\"Net\""));
    let both = Catalog::parse("my.toml", &TODAY.replacen(FIRST, &beside(&both), 1)).expect("sound");
    assert_eq!(both.recipes.len(), 2);
    for (new, expected) in [
        (lamp.replace("Debian-13", "Debian-9"), "no `[[template]]` is named `Debian-9-amd64`"),
        (format!("{lamp}\n{}", lamp.replace("LAMP", "L AMP")), "two entries are named `L AMP`"),
        (format!("{lamp}\n{}", lamp.replace("LAMP", "LEMP")), "two entries are named `Web`"),
        (lamp.replace("title", "titel"), "unknown field `titel`"),
        (place.replace("99", "12"), "two data centres have the id 12"),
        (place.replace("Nobody's", "MOSCOW"), "two entries are named `MOSCOW`"),
        (place.replace("id = 12", "id = \"12\""), "invalid type"),
    ] {
        let error = broken_today(FIRST, &beside(&new));
        assert!(error.contains(expected), "{error}\nwanted: {expected}");
    }
    let error =
        broken_today("name = \"Debian-13-amd64\"\n", "name = \"Debian-13-amd64\"\ntitle = \"rocky-10-AMD64\"\n");
    assert!(error.contains("two entries are named `"), "{error}");
    let error = broken_today("as_of = \"2026-11\"", "as_of = \"November\"");
    assert!(error.starts_with("my.toml:13: `as_of`: `November` is not a date (allowed: "), "{error}");
    let error = broken_today("currency = \"EUR\"\n", "");
    assert!(error.contains("prices need `currency` and `vat`"), "{error}");
}

#[test]
fn a_rate_of_tax_goes_with_a_tax_and_is_inherited_with_it() {
    let rated = TODAY.replacen("currency = \"EUR\"\n", "currency = \"EUR\"\nvat_rate = 22\n", 1);
    let with = |vat: &str| {
        let at = rated.lines().find(|line| line.starts_with("vat = ")).expect("a line");
        Catalog::parse("my.toml", &rated.replacen(at, &format!("vat = \"{vat}\""), 1))
    };
    for vat in ["included", "excluded"] {
        assert_eq!(with(vat).expect("sound").vat_rate, Some(22), "{vat}");
    }
    for vat in ["none", "unknown"] {
        let error = with(vat).expect_err("no rate of what is not there");
        assert!(error.to_string().contains("`vat_rate` goes with"), "{error}");
    }
    for rate in ["0", "100", "20.5"] {
        let wrong = rated.replacen("vat_rate = 22", &format!("vat_rate = {rate}"), 1);
        assert!(Catalog::parse("my.toml", &wrong).is_err(), "{rate}");
    }
}
