//! Price lists, steps and forms in every shape in which panels write them.

use rust_decimal::Decimal;

use super::asking::Wanted;
use super::{read_export, read_form, read_step};
use crate::catalog::offered::{
    AddonKind, Doubt, Export, ExportedTariff, Flawed, Input, Length, ListPrice, Listed, Name, OrderForm, TariffStep,
};
use crate::catalog::{DataCentreId, Dialect, Months, Protocol, TariffId};
use crate::order::{Flaw, ReasonCode};
use crate::panel::ReadError;
use crate::panel::billmanager::reply::Reply;
use crate::panel::billmanager::shapes;

fn six() -> Protocol {
    Protocol::usual(Dialect::Billmanager6)
}

fn export(body: &str) -> Result<Export, ReadError> {
    read_export(&Reply::of(200, body), &six())
}

fn list(tariffs: &str) -> String {
    format!("<doc lang=\"en\" func=\"pricelist.export\"><tparams><out>xml</out></tparams>{tariffs}</doc>")
}

/// A price list read in every shape, which is the same in all.
#[track_caller]
fn exported(tariffs: &str) -> Export {
    let mut all = shapes::of(&list(tariffs)).into_iter().map(|body| {
        let read = export(&body);
        read.unwrap_or_else(|error| panic!("{error}: {body}"))
    });
    let first = all.next().expect("a shape");
    all.for_each(|other| assert_eq!(other, first));
    first
}

#[track_caller]
fn one(tariff: &str) -> (ExportedTariff, Vec<Doubt>) {
    let Export { mut tariffs, doubts } = exported(&format!("<pricelist>{tariff}</pricelist>"));
    assert_eq!(tariffs.len(), 1);
    (tariffs.remove(0), doubts)
}

fn told(doubts: &[Doubt]) -> Vec<(Flawed, &str, &str)> {
    doubts.iter().map(|doubt| (doubt.flawed, doubt.place.as_str(), doubt.given.as_str())).collect()
}

fn price(length: Length, cost: &str, currency: Option<&str>) -> ListPrice {
    let cost = Decimal::from_str_exact(cost).expect("a number").normalize();
    ListPrice { length, cost, currency: currency.map(ToOwned::to_owned) }
}

fn listed(key: &str, words: &str) -> Listed {
    Listed { key: key.to_owned(), words: words.to_owned(), depends: None }
}

fn both(plain: &str, russian: &str) -> Name {
    Name { plain: plain.to_owned(), russian: Some(russian.to_owned()) }
}

/// As the vendor's exports are known, with everything in it.
const WHOLE: &str = "<id>7818</id><name>KVM &lt;b&gt;SSD&lt;/b&gt; Start</name><name_ru>КВМ Старт</name_ru>\
    <description_ru>&lt;p&gt;x&lt;/p&gt;</description_ru><active>on</active><hideinorder>off</hideinorder>\
    <max_multiple_order_count>10</max_multiple_order_count>\
    <itemtype>3</itemtype><itemtype_info><intname>vds</intname></itemtype_info>\
    <datacenter>1</datacenter><datacenter>2</datacenter>\
    <datacenter><id>1</id><name>Moscow DC3</name><name_ru>Москва DC3</name_ru></datacenter>\
    <price currency=\"RUB\"><period cost=\"0.0000\" type=\"month\" length=\"-100\">trial</period>\
    <period cost=\"3.5000\" type=\"day\" length=\"-50\"/><period cost=\"10.0000\" type=\"month\" length=\"0\"/>\
    <period cost=\"100.0000\" type=\"month\" length=\"1\">monthly</period>\
    <period cost=\"1080.0000\" type=\"month\" length=\"12\">yearly</period></price>\
    <addon><id>7820</id><name>Memory</name><addontype>2</addontype><addonmin>512</addonmin><addonlimit>768</addonlimit>\
    <measure>6</measure><measure><id>6</id><name>Mb</name></measure>\
    <addon_itemtype_info><intname>mem</intname></addon_itemtype_info>\
    <price currency=\"RUB\"><period cost=\"0.1000\" type=\"month\" length=\"1\"/></price></addon>\
    <addon><id>7821</id><name>Traffic</name><addontype>2</addontype><addonlimit>999999</addonlimit>\
    <intname>traffic</intname><measure>Tb</measure></addon>\
    <addon><id>7823</id><name>Control panel</name><name_ru>Панель</name_ru><addontype>3</addontype>\
    <enumeration>41</enumeration>\
    <enumeration><enumerationitem><id>93</id><intname>none</intname></enumerationitem>\
    <enumerationitem><id>94</id><name>ISPmanager</name><intname>ispmgr</intname>\
    <price><period cost=\"250.0000\" length=\"1\" type=\"month\"/></price></enumerationitem></enumeration>\
    <addon_itemtype_info><intname>soft</intname></addon_itemtype_info></addon>\
    <addon><id>7824</id><name>Backup</name><addontype>1</addontype></addon>\
    <addon><id>7825</id><name>Odd</name><addontype>9</addontype></addon>\
    <itemtypeparam><id>106</id><intname>ostempl</intname>\
    <itemtypeparamvalue><intname>Ubuntu-24.04-amd64</intname><name>Ubuntu 24.04</name></itemtypeparamvalue>\
    <itemtypeparamvalue><intname>Debian-13-amd64</intname></itemtypeparamvalue></itemtypeparam>\
    <itemtypeparam><id>107</id><itemtypeparamvalue><intname>x</intname></itemtypeparamvalue></itemtypeparam>";

#[test]
fn everything_of_a_tariff_is_read_in_every_shape() {
    let (tariff, doubts) = one(WHOLE);
    assert_eq!(doubts, []);
    assert_eq!((tariff.id, tariff.open, tariff.item_type.as_deref()), (TariffId::new(7818), true, Some("vds")));
    assert_eq!(tariff.name, both("KVM SSD Start", "КВМ Старт"));
    let places = [(DataCentreId::new(1), both("Moscow DC3", "Москва DC3")), (DataCentreId::new(2), Name::default())];
    assert_eq!(tariff.data_centres, places);
    let rub = |length, cost| price(length, cost, Some("RUB"));
    let prices = [
        rub(Length::Trial, "0"),
        rub(Length::Daily, "3.5"),
        rub(Length::Once, "10"),
        rub(Length::Months(1), "100"),
        rub(Length::Months(12), "1080"),
    ];
    assert_eq!(tariff.prices, prices);
    let [memory, traffic, panel, backup, odd] = tariff.addons.as_slice() else { panic!("{:?}", tariff.addons) };
    assert_eq!((memory.id, memory.intname.as_deref(), memory.kind), (7820, Some("mem"), AddonKind::Amount));
    assert_eq!((memory.min, memory.included, memory.max), (Some(512), Some(768), None));
    assert_eq!((memory.measure.as_deref(), &memory.prices[..]), (Some("Mb"), &[rub(Length::Months(1), "0.1")][..]));
    assert_eq!((traffic.included, traffic.measure.as_deref()), (None, Some("Tb")), "so much is no limit");
    assert_eq!((traffic.intname.as_deref(), &traffic.prices[..]), (Some("traffic"), &[][..]));
    assert_eq!((panel.kind, panel.name.clone()), (AddonKind::Enumeration, both("Control panel", "Панель")));
    let [none, licence] = panel.items.as_slice() else { panic!("{:?}", panel.items) };
    assert_eq!((none.id, none.intname.as_deref(), &none.name), (93, Some("none"), &Name::default()));
    assert_eq!((licence.id, licence.name.plain.as_str()), (94, "ISPmanager"));
    assert_eq!(licence.prices, [price(Length::Months(1), "250", None)]);
    assert_eq!((backup.kind, odd.kind), (AddonKind::Flag, AddonKind::Unknown));
    let templates = [listed("Ubuntu-24.04-amd64", "Ubuntu 24.04"), listed("Debian-13-amd64", "Debian-13-amd64")];
    assert_eq!(tariff.parameters["ostempl"], templates);
    assert_eq!(tariff.parameters["107"], [listed("x", "x")], "a parameter without a name goes by its number");
}

#[test]
fn plain_members_say_the_same_as_attributes() {
    let body = r#"{"siteinfo":{"name":"x"},"func":"pricelist.export","pricelist":[
        {"id":"7","name":"A","name_ru":"А","active":"on","itemtype":"vds",
         "datacenter":{"id":"1","name":"Moscow"},
         "price":{"currency":"EUR","period":[{"cost":"5.0000","length":"1","type":"month"},{"cost":"50","length":12}]},
         "addon":[{"id":"8","name":"IP","addontype":"2","enumeration":["41",{"enumerationitem":{"id":"9"}}]}]},
        {"id":{"v":"8"},"name":{"v":"B"}}]}"#;
    let read = export(body).expect("a price list");
    assert_eq!(read.doubts, []);
    let [first, second] = read.tariffs.as_slice() else { panic!("{read:?}") };
    let eur = |months, cost| price(Length::Months(months), cost, Some("EUR"));
    assert_eq!(first.prices, [eur(1, "5"), eur(12, "50")]);
    assert_eq!((first.name.clone(), first.item_type.as_deref()), (both("A", "А"), Some("vds")));
    assert_eq!((first.data_centres.len(), first.addons[0].items[0].id), (1, 9));
    assert_eq!((second.id, second.name.plain.as_str()), (TariffId::new(8), "B"));
    // One tariff alone is an object.
    let alone = r#"{"doc":{"$func":"pricelist.export","pricelist":{"id":{"$":"7"},"price":{"period":[{"$cost":"5.0000","$length":"1"}]}}}}"#;
    let read = export(alone).expect("a price list");
    assert_eq!(read.tariffs[0].prices, [price(Length::Months(1), "5", None)]);
}

#[test]
fn a_tariff_is_open_unless_anything_says_that_it_is_not() {
    for (said, open) in [
        ("", true),
        ("<active>on</active><hideinorder>off</hideinorder><archived>off</archived>", true),
        ("<active>off</active>", false),
        ("<active>0</active>", false),
        ("<hideinorder>on</hideinorder>", false),
        ("<archived>on</archived>", false),
    ] {
        let (tariff, doubts) = one(&format!("<id>1</id>{said}"));
        assert_eq!((tariff.open, doubts.len()), (open, 0), "{said}");
    }
    for unread in ["<active>maybe</active>", "<hideinorder>?</hideinorder>", "<archived>2026</archived>"] {
        let (tariff, doubts) = one(&format!("<id>1</id>{unread}"));
        assert_eq!((tariff.open, doubts.len()), (false, 1), "{unread}");
    }
}

#[test]
fn an_export_of_modules_names_the_kind_in_its_own_way() {
    let (tariff, doubts) =
        one("<id>77</id><name>M</name><itemtype>12</itemtype><additionintname>softaculous</additionintname>\
         <price currency=\"EUR\"><period cost=\"2.0000\" type=\"month\" length=\"1\"/></price>");
    assert_eq!((tariff.item_type.as_deref(), doubts.len()), (Some("softaculous"), 0));
}

#[test]
fn what_cannot_be_read_is_left_out_and_told_with_its_place() {
    let of = |tariff: &str| {
        let (tariff, doubts) = one(&format!("<id>5</id>{tariff}"));
        assert!(doubts.iter().all(|doubt| doubt.tariff == Some(TariffId::new(5))), "{doubts:?}");
        (tariff, doubts)
    };
    let period = |attributes: &str| format!("<price currency=\"RUB\"><period {attributes}/></price>");
    for (cost, place) in [
        ("cost=\"1.200\" length=\"1\"", "cost"),
        ("cost=\"-1\" length=\"1\"", "cost"),
        ("cost=\"1 200\" length=\"1\"", "cost"),
        ("cost=\"1e3\" length=\"1\"", "cost"),
        ("cost=\"10 RUB\" length=\"1\"", "cost"),
        ("cost=\"99999999999999999999999999999999\" length=\"1\"", "cost"),
        ("length=\"1\"", "cost"),
        ("cost=\"1\"", "length"),
        ("cost=\"1\" length=\"1 month\"", "length"),
        ("cost=\"1\" length=\"1.5\"", "length"),
    ] {
        let (tariff, doubts) = of(&period(cost));
        assert_eq!((tariff.prices.len(), doubts.len()), (0, 1), "{cost}");
        assert_eq!(doubts[0].place, format!("pricelist[1]/price/period[1]/{place}"), "{cost}");
    }
    let (tariff, doubts) = of(
        "<addon><name>x</name></addon><addon><id>a1</id></addon><addon><id>6</id><addonmin>-1</addonmin>\
                               <addonlimit>1.5</addonlimit><enumeration><enumerationitem><intname>z</intname></enumerationitem>\
                               </enumeration></addon>",
    );
    assert_eq!(tariff.addons.len(), 1);
    assert_eq!(
        told(&doubts),
        [
            (Flawed::Missing, "pricelist[1]/addon[1]/id", ""),
            (Flawed::Unreadable, "pricelist[1]/addon[2]/id", "a1"),
            (Flawed::Unreadable, "pricelist[1]/addon[3]/addonlimit", "1.5"),
            (Flawed::Unreadable, "pricelist[1]/addon[3]/addonmin", "-1"),
            (Flawed::Missing, "pricelist[1]/addon[3]/enumeration/enumerationitem[1]/id", ""),
        ]
    );
    assert_eq!((tariff.addons[0].min, tariff.addons[0].included, tariff.addons[0].items.len()), (None, None, 0));
    let (tariff, doubts) = of(
        "<name>A</name><name>B</name><datacenter>x</datacenter><datacenter><name>N</name></datacenter>\
                               <itemtypeparam><itemtypeparamvalue><intname>a</intname></itemtypeparamvalue></itemtypeparam>\
                               <itemtypeparam><intname>o</intname><itemtypeparamvalue><name>N</name></itemtypeparamvalue></itemtypeparam>",
    );
    assert_eq!((tariff.name.plain.as_str(), tariff.data_centres.len()), ("", 0));
    assert_eq!(
        told(&doubts),
        [
            (Flawed::Twice, "pricelist[1]/name", "B"),
            (Flawed::Missing, "pricelist[1]/datacenter[2]/id", ""),
            (Flawed::Unreadable, "pricelist[1]/datacenter[1]", "x"),
            (Flawed::Missing, "pricelist[1]/itemtypeparam[1]/intname", ""),
            (Flawed::Missing, "pricelist[1]/itemtypeparam[2]/itemtypeparamvalue[1]/intname", ""),
        ]
    );
}

#[test]
fn what_is_there_twice_stays_twice_unless_it_is_the_same() {
    let tariff = |id: u32, name: &str| format!("<pricelist><id>{id}</id><name>{name}</name></pricelist>");
    let names = |list: &[String]| {
        let read = exported(&list.concat());
        read.tariffs.iter().map(|tariff| tariff.name.plain.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&[tariff(1, "A"), tariff(2, "A"), tariff(1, "A")]), ["A", "A"]);
    assert_eq!(names(&[tariff(1, "A"), tariff(1, "B")]), ["A", "B"]);
    let (tariff, _) = one(
        "<id>1</id><addon><id>2</id><addonmin>1</addonmin></addon><addon><id>2</id></addon><addon><id>2</id></addon>\
                           <price><period cost=\"1\" length=\"1\"/><period cost=\"2\" length=\"1\"/></price>",
    );
    assert_eq!((tariff.addons.len(), tariff.prices.len()), (2, 2));
    // A tariff that nobody can name does not hide the others.
    let read = exported("<pricelist><name>?</name></pricelist><pricelist><id>1</id></pricelist>");
    assert_eq!((read.tariffs.len(), told(&read.doubts)), (1, vec![(Flawed::Missing, "pricelist[1]/id", "")]));
    assert_eq!(read.doubts[0].tariff, None);
}

#[test]
fn no_tariffs_are_an_error_and_never_a_price_list() {
    use ReasonCode as C;
    let whole = list(&format!("<pricelist>{WHOLE}</pricelist>"));
    let cut = &whole[..whole.len() - 7];
    let dtd = format!("<!DOCTYPE doc [<!ENTITY a \"b\">]>{whole}");
    let missed = "<error type=\"missed\" object=\"pricelist.export\"><msg>x</msg></error>";
    for (status, body, code, flaw, passing) in [
        (200, list(""), C::Unreadable, Some(Flaw::NoTariffs), true),
        (200, list("<pricelist><name>A</name></pricelist>"), C::Unreadable, Some(Flaw::OddOffer), false),
        (200, whole.replace("pricelist.export", "vds.order.param"), C::Unreadable, Some(Flaw::OtherForm), false),
        (200, String::new(), C::Unreadable, Some(Flaw::Empty), true),
        (200, cut.to_owned(), C::Unreadable, Some(Flaw::XmlNotWhole), true),
        (200, dtd, C::NotThePanel, Some(Flaw::NothingKnown), true),
        (200, list(missed), C::NotKnown, None, false),
        (200, list("<ok>func=totp.confirm</ok>"), C::SecondFactor, None, false),
    ] {
        for (number, body) in shapes::of(&body).into_iter().enumerate() {
            let error = read_export(&Reply::of(status, body.as_str()), &six()).expect_err(&body);
            let told = (error.reason.code, error.passing);
            assert_eq!(told, (code, passing), "{number}: {body}");
            let detail = error.reason.detail.as_ref().map(ToString::to_string);
            assert!(number > 0 || detail == flaw.map(|flaw| flaw.to_string()), "{detail:?}: {body}");
        }
    }
    for status in [500, 502, 503, 504] {
        let error = read_export(&Reply::of(status, ""), &six()).expect_err("no list");
        assert!(error.passing, "{status}: {error:?}");
        assert!(read_export(&Reply::of(status, whole.as_str()), &six()).is_err(), "{status}");
    }
    // What is said beside an error does not count.
    assert!(
        shapes::of(&list(&format!("<pricelist>{WHOLE}</pricelist>{missed}"))).iter().all(|body| export(body).is_err())
    );
    let json = shapes::of(&whole).remove(1);
    for text in [&json[..json.len() - 1], &json.replacen("\"id\":", "\"id\":\"9\",\"id\":", 1), &format!("{json}x")] {
        let error = export(text).expect_err("not whole");
        assert_eq!((error.reason.code, error.passing), (C::Unreadable, true), "{text}");
    }
}

#[test]
fn a_beginning_of_an_answer_is_never_one() {
    let none = |whole: &str, reads: &dyn Fn(&str) -> bool| {
        for body in shapes::of(whole) {
            assert!(reads(&body), "{body}");
            // What stands behind the last sign of a document is nothing.
            let body = body.trim_end();
            let cuts = (0..body.len()).filter(|at| body.is_char_boundary(*at));
            assert_eq!(cuts.filter(|at| reads(&body[..*at])).collect::<Vec<_>>(), [0; 0], "{body}");
        }
    };
    let price_list = list("<pricelist><id>1</id><name>Ж</name></pricelist><pricelist><id>2</id><x/></pricelist>");
    none(&price_list, &|body| export(body).is_ok());
    let tariffs = "<doc func=\"vds.order\"><list name=\"tariflist\"><elem><id>1</id></elem></list></doc>";
    none(tariffs, &|body| read_step(&Reply::of(200, body), &Protocol::usual(Dialect::Billmanager5)).is_ok());
    none("<doc func=\"vds.order.param\"><addon_1>1</addon_1><slist name=\"o\"/></doc>", &|body| form(body).is_ok());
}

#[test]
fn many_tariffs_are_read_one_by_one_and_one_alone_may_not_be_endless() {
    // Each of them has elements enough; all together have more than a document may have.
    let tariff = |id: usize| format!("<pricelist><id>{id}</id>{}</pricelist>", "<x/>".repeat(30_000));
    let many: String = (1..=40).map(tariff).collect();
    let read = export(&list(&many)).expect("a price list");
    assert_eq!(read.tariffs.len(), 40);
    let json = |tariffs: &str| format!("{{\"doc\":{{\"pricelist\":[{tariffs}]}}}}");
    let tariff = |id: usize| format!("{{\"id\":\"{id}\",\"x\":[{}1]}}", "1,".repeat(30_000));
    let many = json(&(1..=40).map(tariff).collect::<Vec<_>>().join(","));
    assert_eq!(export(&many).expect("a price list").tariffs.len(), 40);
    let endless = format!("<pricelist><id>1</id>{}</pricelist>", "<x/>".repeat(1_000_001));
    assert!(export(&list(&endless)).is_err());
    let endless = json(&format!("{{\"id\":\"1\",\"x\":[{}1]}}", "1,".repeat(1_000_001)));
    assert!(export(&endless).is_err());
    let deep = format!("<pricelist><id>1</id>{}{}</pricelist>", "<x>".repeat(70), "</x>".repeat(70));
    assert!(export(&list(&deep)).is_err());
    // More than a thousand things that cannot be read: this is something else.
    let odd = "<pricelist><name>x</name></pricelist>".repeat(1001);
    assert!(export(&list(&format!("<pricelist><id>1</id></pricelist>{odd}"))).is_err());
}

fn step(body: &str) -> Result<TariffStep, ReadError> {
    let old = body.contains("\"vds.order\"");
    let dialect = if old { Dialect::Billmanager5 } else { Dialect::Billmanager6 };
    read_step(&Reply::of(200, body), &Protocol::usual(dialect))
}

#[track_caller]
fn stepped(body: &str) -> TariffStep {
    let mut all =
        shapes::of(body).into_iter().map(|body| step(&body).unwrap_or_else(|error| panic!("{error}: {body}")));
    let first = all.next().expect("a shape");
    all.for_each(|other| assert_eq!(other, first));
    first
}

#[test]
fn the_step_at_which_a_tariff_is_chosen_is_read_in_both_families() {
    let old = stepped(
        "<doc func=\"vds.order\"><datacenter>1</datacenter><slist name=\"datacenter\"><val key=\"1\">Moscow</val>\
         <val key=\"2\">&lt;b&gt;Riga&lt;/b&gt;</val></slist><slist name=\"period\"><val key=\"1\">1 month</val></slist>\
         <list name=\"tariflist\"><elem><pricelist>7818</pricelist><desc>&lt;b&gt;KVM&lt;/b&gt;</desc>\
         <price>100.00 RUB / Month</price><order_available>on</order_available></elem>\
         <elem><pricelist>7819</pricelist><order_available>off</order_available></elem></list>\
         <metadata><form><buttons><button name=\"next\"/></buttons></form></metadata></doc>",
    );
    assert_eq!((old.data_centre.as_deref(), old.doubts.len()), (Some("1"), 0));
    assert_eq!(old.data_centres, [listed("1", "Moscow"), listed("2", "Riga")]);
    let told: Vec<_> = old.tariffs.iter().map(|tariff| (tariff.id.get(), tariff.available)).collect();
    assert_eq!(told, [(7818, Some(true)), (7819, Some(false))]);
    assert!(old.tariffs[0].prices.is_empty(), "a price for display is none");

    let new = stepped(
        "<doc func=\"v2.vds.order.pricelist\"><datacenter>12</datacenter><slist name=\"datacenter\"><val key=\"12\">NL</val></slist>\
         <list name=\"pricelist_list\"><elem><id>8005_12</id><title>Cloud &amp;amp; 1</title>\
         <detail><name>RAM</name><value>2</value></detail><datacenter><id>12</id><value>NL</value></datacenter>\
         <prices><price><period>1</period><cost>6.48</cost><currency>EUR</currency></price>\
         <price><period>-50</period><cost>0.3</cost><currency>50</currency></price></prices></elem>\
         <elem><id>7991</id><title>Cloud 2</title></elem></list></doc>",
    );
    assert_eq!(new.doubts, []);
    let [first, second] = new.tariffs.as_slice() else { panic!("{new:?}") };
    assert_eq!((first.id.get(), first.title.as_deref()), (8005, Some("Cloud & 1")));
    assert_eq!((first.data_centre, first.available), (Some(DataCentreId::new(12)), None));
    assert_eq!(first.prices, [price(Length::Months(1), "6.48", Some("EUR")), price(Length::Daily, "0.3", None)]);
    assert_eq!((second.id.get(), second.data_centre), (7991, None));

    let bare = r#"{"func":"v2.vds.order.pricelist","model":{"datacenter":"12"},"list":{"slist":{"datacenter":[{"k":"12","v":"NL"}]},
        "tariflist":[{"pricelist":"8005","title":"Cloud 1","order_available":"on"}]},"messages":[]}"#;
    let read = step(bare).expect("a step");
    assert_eq!((read.data_centre.as_deref(), &read.data_centres[..]), (Some("12"), &[listed("12", "NL")][..]));
    assert_eq!((read.tariffs.len(), read.tariffs[0].available), (1, Some(true)));
}

#[test]
fn a_row_that_cannot_be_read_is_a_doubt_and_no_list_is_no_step() {
    let of = |rows: &str| stepped(&format!("<doc func=\"vds.order\"><list name=\"tariflist\">{rows}</list></doc>"));
    let read = of(
        "<elem><desc>x</desc></elem><elem><id>8005_12</id></elem><elem><pricelist>1</pricelist><order_available>?</order_available></elem>\
                   <elem><pricelist>2</pricelist></elem><elem><pricelist>2</pricelist></elem><elem><pricelist>2</pricelist><title>x</title></elem>",
    );
    assert_eq!(read.tariffs.iter().map(|tariff| tariff.id.get()).collect::<Vec<_>>(), [1, 2, 2]);
    assert_eq!(
        told(&read.doubts),
        [
            (Flawed::Missing, "tariflist[1]/id", ""),
            (Flawed::Unreadable, "tariflist[2]/id", "8005_12"),
            (Flawed::Unreadable, "tariflist[3]/order_available", "?"),
        ]
    );
    assert_eq!(read.tariffs[0].available, Some(false), "what cannot be read is not open");
    assert!(of("").tariffs.is_empty(), "nothing can be ordered there");
    let full = format!(
        "<doc func=\"vds.order\"><list name=\"tariflist\">{}</list></doc>",
        "<elem><id>1</id></elem>".repeat(999)
    );
    for (body, flaw) in [
        ("<doc func=\"vds.order\"><datacenter>1</datacenter></doc>", Flaw::NoData),
        (
            "<doc func=\"vds.order\"><list name=\"a\"/><list name=\"b\"><elem><id>1</id></elem></list></doc>",
            Flaw::NoData,
        ),
        ("<doc func=\"desktop\"><list name=\"tariflist\"/></doc>", Flaw::OtherForm),
        (&full, Flaw::OddOffer),
    ] {
        let error = step(body).expect_err(body);
        assert_eq!(error.reason.detail.map(|detail| detail.to_string()), Some(flaw.to_string()), "{body}");
    }
    assert!(step("<doc func=\"vds.order\"><error type=\"missed\"><msg>x</msg></error></doc>").is_err());
}

fn wanted() -> Wanted {
    Wanted { tariff: TariffId::new(7818), place: Some(DataCentreId::new(1)), months: Months::new(1) }
}

fn form(body: &str) -> Result<OrderForm, ReadError> {
    let dialect = if body.contains("v2.vds.order") { Dialect::Billmanager6 } else { Dialect::Billmanager5 };
    read_form(&Reply::of(200, body), &Protocol::usual(dialect), wanted())
}

#[track_caller]
fn formed(body: &str) -> OrderForm {
    let mut all =
        shapes::of(body).into_iter().map(|body| form(&body).unwrap_or_else(|error| panic!("{error}: {body}")));
    let first = all.next().expect("a shape");
    all.for_each(|other| assert_eq!(other, first));
    first
}

/// The fields of a form, as panels show them; where the kinds of its fields stand differs.
fn whole(function: &str, place: [&str; 2], button: &str) -> String {
    format!(
        "<doc func=\"{function}\"><tparams><authinfo>LOGIN:PASS</authinfo></tparams><pricelist>7818</pricelist>\
         <datacenter>1</datacenter><order_period>1</order_period><autoprolong>on</autoprolong><addon_7820>1024</addon_7820>\
         <licence_agreement>off</licence_agreement><password>r00t</password><authinfo>LOGIN:PASS</authinfo>\
         <slist name=\"ostempl\"><val key=\"Ubuntu-24.04-amd64\">Ubuntu 24.04</val><val key=\"Debian-13-amd64\">Debian &lt;i&gt;13&lt;/i&gt;</val></slist>\
         <slist name=\"recipe\"><val key=\"null\">-- none --</val><val key=\"LAMP\" depend=\"Ubuntu-24.04-amd64\">LAMP</val></slist>\
         <slist name=\"stored_method\"><val key=\"\">From the balance</val></slist>\
         <metadata><form>{}<field name=\"addon_7820\"><slider name=\"addon_7820\" min=\"512\" max=\"8192\" step=\"512\" cost=\"50.00\"/></field>\
         <field name=\"addon_7823\"><select name=\"addon_7823\"/></field>\
         <field name=\"addon_7824\"><input name=\"addon_7824\" type=\"checkbox\"/></field>\
         <field name=\"domain\"><input name=\"domain\" type=\"text\"/></field>{}\
         <buttons><button name=\"{button}\" type=\"ok\"/><button name=\"cancel\" type=\"cancel\"/></buttons></form></metadata>\
         <list name=\"total_summary\"><elem><label>Total</label></elem></list>\
         <messages><msg name=\"addon_7820\">&lt;b&gt;Memory&lt;/b&gt;</msg><msg name=\"ok\">OK</msg><msg name=\"error\">Error</msg></messages></doc>",
        place[0], place[1]
    )
}

#[test]
fn a_form_is_read_wherever_its_fields_stand() {
    let pages = ["<page name=\"page_pricelist_settings\">", "</page>"];
    let forms =
        [formed(&whole("v2.vds.order.param", pages, "order")), formed(&whole("v2.vds.order.param", ["", ""], "order"))];
    assert_eq!(forms[0], forms[1]);
    let form = &forms[0];
    assert_eq!(form.doubts, []);
    assert_eq!(form.function.as_deref(), Some("v2.vds.order.param"));
    assert_eq!((form.values["addon_7820"].as_str(), form.values["licence_agreement"].as_str()), ("1024", "off"));
    assert!(!form.values.contains_key("password") && !form.values.contains_key("authinfo"), "{:?}", form.values);
    assert_eq!(
        form.lists["ostempl"],
        [listed("Ubuntu-24.04-amd64", "Ubuntu 24.04"), listed("Debian-13-amd64", "Debian 13")]
    );
    let recipe = Listed { depends: Some("Ubuntu-24.04-amd64".to_owned()), ..listed("LAMP", "LAMP") };
    assert_eq!(form.lists["recipe"], [listed("null", "-- none --"), recipe]);
    assert_eq!(form.lists["stored_method"], [listed("", "From the balance")]);
    let slider = Input::Slider { min: 512, max: 8192, step: 512, cost: Some(Decimal::from(50)) };
    assert_eq!(form.inputs["addon_7820"], slider);
    assert_eq!((&form.inputs["addon_7823"], &form.inputs["addon_7824"]), (&Input::Select, &Input::Checkbox));
    assert_eq!((&form.inputs["domain"], form.inputs.len()), (&Input::Other, 4));
    assert_eq!(form.labels.iter().collect::<Vec<_>>(), [(&"addon_7820".to_owned(), &"Memory".to_owned())]);
    assert_eq!(form.buttons, ["order", "cancel"]);
}

#[test]
fn the_forms_of_bjson_and_labels_by_name_are_read_as_well() {
    let bare = r#"{"func":"v2.vds.order.param","model":{"pricelist":"7818","datacenter":"1","order_period":"1","addon_7820":"1024","domain":""},
        "messages":[{"name":"addon_7820","msg":"Memory"},{"name":"error","msg":"Error"}],
        "list":{"slist":{"ostempl":[{"k":"D","v":"Debian"},{"k":"U","v":"Ubuntu"}],"autoprolong":[{"k":"off","v":"off"}],
                "recipe":[{"k":"L","v":"LAMP","depend":"U"}]}}}"#;
    let read = form(bare).expect("a form");
    assert_eq!(read.lists["ostempl"], [listed("D", "Debian"), listed("U", "Ubuntu")]);
    assert_eq!((&read.lists["autoprolong"][..], read.lists.len()), (&[listed("off", "off")][..], 3));
    assert_eq!(read.lists["recipe"][0].depends.as_deref(), Some("U"));
    assert_eq!((read.values["addon_7820"].as_str(), read.labels["addon_7820"].as_str()), ("1024", "Memory"));
    assert!(read.values.contains_key("domain") && read.inputs.is_empty() && read.doubts.is_empty());
    let named = r#"{"doc":{"$func":"vds.order.param","pricelist":{"$":"7818"},"addon_7820":{"$":"1"},
        "metadata":{"form":{"field":[{"$name":"addon_7820","slider":[{"$min":"1","$max":"4","$step":"1"}]}]}},
        "messages":{"msg":{"addon_7820":"Memory","ok":"OK","error":"Error"}}}}"#;
    let read = form(named).expect("a form");
    assert_eq!(read.labels["addon_7820"], "Memory");
    assert_eq!(read.inputs["addon_7820"], Input::Slider { min: 1, max: 4, step: 1, cost: None });
}

#[test]
fn a_slider_whose_limits_cannot_be_read_has_none() {
    let read = |attributes: &str| {
        formed(&format!(
            "<doc func=\"vds.order.param\"><addon_1>1</addon_1><metadata><form><field name=\"addon_1\"><slider {attributes}/>\
             </field></form></metadata></doc>"
        ))
    };
    for (attributes, flawed, place) in [
        ("max=\"9\" step=\"1\"", Flawed::Missing, "field[addon_1]/slider/@min"),
        ("min=\"1\" step=\"1\"", Flawed::Missing, "field[addon_1]/slider/@max"),
        ("min=\"1\" max=\"9\"", Flawed::Missing, "field[addon_1]/slider/@step"),
        ("min=\"1\" max=\"9 GB\" step=\"1\"", Flawed::Unreadable, "field[addon_1]/slider/@max"),
        ("min=\"0.5\" max=\"9\" step=\"1\"", Flawed::Unreadable, "field[addon_1]/slider/@min"),
        ("min=\"-1\" max=\"9\" step=\"1\"", Flawed::Unreadable, "field[addon_1]/slider/@min"),
        ("min=\"9\" max=\"1\" step=\"1\"", Flawed::Unreadable, "field[addon_1]/slider"),
        ("min=\"1\" max=\"9\" step=\"0\"", Flawed::Unreadable, "field[addon_1]/slider"),
    ] {
        let form = read(attributes);
        assert_eq!(form.inputs["addon_1"], Input::Other, "{attributes}");
        assert_eq!((form.doubts.len(), form.doubts[0].flawed, form.doubts[0].place.as_str()), (1, flawed, place));
        assert_eq!(form.doubts[0].tariff, Some(TariffId::new(7818)));
    }
    let form = read("min=\"1\" max=\"9\" step=\"2\" cost=\"free\"");
    assert_eq!(form.inputs["addon_1"], Input::Slider { min: 1, max: 9, step: 2, cost: None });
    assert_eq!(form.doubts[0].place, "field[addon_1]/slider/@cost");
}

#[test]
fn what_a_form_says_in_two_ways_it_does_not_say() {
    let form = formed(
        "<doc func=\"vds.order.param\"><pricelist>7818</pricelist><addon_1>1</addon_1><addon_1>2</addon_1><note>a</note><note>b</note>\
         <slist name=\"ostempl\"><val key=\"A\">A</val></slist><slist name=\"ostempl\"><val key=\"B\">B</val></slist>\
         <slist name=\"recipe\"><val>LAMP</val><val key=\"N\">None</val><val key=\"N\">None</val></slist>\
         <metadata><form><field name=\"addon_2\"><select name=\"addon_2\"/></field><page><field name=\"addon_2\"><input type=\"checkbox\"/></field>\
         </page></form></metadata></doc>",
    );
    assert_eq!(form.values.keys().collect::<Vec<_>>(), ["pricelist"]);
    assert_eq!((form.lists.get("ostempl"), &form.lists["recipe"][..]), (None, &[listed("N", "None")][..]));
    assert_eq!(form.inputs["addon_2"], Input::Other);
    assert_eq!(
        told(&form.doubts),
        [
            (Flawed::Twice, "slist[ostempl]", ""),
            (Flawed::Missing, "slist[recipe]/val[1]/@key", "LAMP"),
            (Flawed::Twice, "field[addon_2]", "input"),
            (Flawed::Twice, "addon_1", "2"),
        ]
    );
}

#[test]
fn another_form_than_was_asked_for_is_none() {
    let of = |fields: &str| form(&format!("<doc func=\"v2.vds.order.param\">{fields}<addon_1>1</addon_1></doc>"));
    assert!(of("<pricelist>7818</pricelist><datacenter>1</datacenter><order_period>1</order_period>").is_ok());
    assert!(of("<pricelist/><datacenter/>").is_ok(), "it need not say");
    for (fields, field) in [
        ("<pricelist>7819</pricelist>", "pricelist"),
        ("<datacenter>2</datacenter>", "datacenter"),
        ("<order_period>12</order_period>", "order_period"),
    ] {
        let error = of(fields).expect_err(fields);
        assert_eq!((error.reason.field.as_deref(), error.passing), (Some(field), false));
    }
    for body in [
        "<doc func=\"vds.order\"><pricelist>7818</pricelist></doc>",
        "<doc func=\"logon\"><username/></doc>",
        "<doc func=\"vds.order.param\"/>",
        "<doc func=\"vds.order.param\"><messages><msg name=\"ok\">OK</msg></messages></doc>",
        "<doc func=\"vds.order.param\"><id>1</id><ok/></doc>",
        "<doc func=\"vds.order.param\"><error type=\"value\" object=\"pricelist\"><msg>x</msg></error></doc>",
        "",
        "<html>x</html>",
    ] {
        for body in shapes::of(body) {
            assert!(form(&body).is_err(), "{body}");
        }
    }
}

#[test]
fn no_question_for_what_is_sold_sends_a_form() {
    use super::asking;
    for dialect in [Dialect::Billmanager5, Dialect::Billmanager6] {
        let protocol = Protocol::usual(dialect);
        let asked = [
            asking::price_list(&protocol),
            asking::tariffs(&protocol, Some(DataCentreId::new(1))),
            asking::order_form(&protocol, wanted()),
        ];
        for form in asked.into_iter().chain(asking::first_steps(&protocol)) {
            assert!(["sok", "snext", "clicked_button"].iter().all(|act| !form.contains_key(*act)), "{form:?}");
        }
    }
}

proptest::proptest! {
    /// Whatever of an answer is lost, doubled or put elsewhere: it is read, or it is an error, and what is read of a
    /// price list has a tariff.
    #[test]
    fn anything_at_all_is_read(shape in 0..4usize, from in 0..4000usize, length in 0..200usize, to in 0..4000usize) {
        let whole = list(&format!("<pricelist>{WHOLE}</pricelist>"));
        let pages = whole_form();
        for (text, kind) in [(&whole, 0), (&pages, 1), (&whole.replace("pricelist>", "elem>"), 2)] {
            let body: Vec<char> = shapes::of(text).swap_remove(shape).chars().collect();
            let at = |place: usize| place % body.len();
            let piece = &body[at(from)..(at(from) + length).min(body.len())];
            let moved: String = body[..at(to)].iter().chain(piece).chain(&body[at(to)..]).collect();
            let lost: String = body[..at(from)].iter().chain(&body[at(from) + piece.len()..]).collect();
            for body in [moved, lost] {
                match kind {
                    0 => proptest::prop_assert!(export(&body).is_ok_and(|read| !read.tariffs.is_empty()) || export(&body).is_err()),
                    1 => drop(form(&body)),
                    _ => drop(step(&body)),
                }
            }
        }
    }
}

fn whole_form() -> String {
    whole("v2.vds.order.param", ["<page name=\"page_pricelist_settings\">", "</page>"], "order")
}
