//! Clients of panels of today that others wrote, as they call one: each test plays one's calls in its order.
//!
//! How they call was read in public code and on pages of the vendor; the requests here are our own.

use serde_json::Value;
use vdsbatch::panel::practice::{Sandbox, Standing};

use super::today::{asked, at, rows, sent, six, table};

fn bjson(panel: &Sandbox, form: &str) -> Value {
    let answer = sent(panel, &format!("authinfo=practice:practice&out=bjson&lang=en&{form}"));
    serde_json::from_str(answer.split_once("\r\n\r\n").expect("an answer").1).unwrap_or_else(|error| panic!("{error}"))
}

/// The vendor's page on promotional codes: the order fills the basket, a second call takes the code.
#[test]
fn a_page_of_the_vendor_that_applies_a_promo_code() {
    let panel = super::today::five("");
    let order = asked(
        &panel,
        "func=vds.order.param&clicked_button=finish&datacenter=5&licence_agreement=on&ostempl=Debian-13-amd64&period=1\
         &pricelist=71850&sok=ok",
    );
    assert!(order["error"].is_null() && order["billorder.id"].is_object(), "{order}");
    assert_eq!(asked(&panel, "func=basket")["total_sum"]["$"], "150.00 RUB");
    let code = |code: &str| asked(&panel, &format!("func=basket&clicked_button=setpromocode&promocode={code}&sok=ok"));
    assert_eq!(code("NO-SUCH")["error"]["$type"], "missed");
    assert_eq!(code("PRACTICE-OVER")["error"]["$type"], "promocode_not_use");
    assert!(code("PRACTICE")["ok"].is_object());
    assert_eq!(asked(&panel, "func=basket")["total_sum"]["$"], "135.00 RUB");
    assert_eq!(panel.record().services[0].standing, Standing::Unpaid);
    assert!(panel.record().charges.is_empty());
}

/// A shop's module for licences: one call, the id as `id.v`, then the form of the service as a flat model.
#[test]
fn a_module_that_reads_the_id_of_one_call() {
    // A licence has no operating system, which every table has.
    let panel = at(&table("demo5", &[("item_type = \"vds\"", "item_type = \"soft\"")]), "lax");
    let order = "func=soft.order.param&pricelist=71850&period=1&ip=192.0.2.7&licname=one&remoteid=shop-12\
                 &autoprolong=null&licence_agreement=on&skipbasket=on&clicked_button=finish&sok=ok";
    let answer = bjson(&panel, order);
    assert!(answer["error"].is_null(), "{answer}");
    let id = answer["id"]["v"].as_str().expect("an id").to_owned();
    let form = bjson(&panel, &format!("func=soft.edit&elid={id}"));
    let model = &form["model"];
    assert_eq!((&model["id"], &model["remoteid"]), (&id.clone().into(), &"shop-12".into()));
    assert_eq!((&model["pricelist_name"], &model["autoprolong"]), (&"Demo Start".into(), &"null".into()));
    assert_eq!(bjson(&panel, "func=soft.edit&elid=7")["error"]["msg"]["$"], "The item '7' does not exist.");
    // The same call, read as XML: an error first, then the id at the top.
    let xml = sent(&panel, &format!("authinfo=practice:practice&out=xml&{order}"));
    assert!(!xml.contains("<error") && xml.contains("<id>7100002</id>"), "{xml}");
}

/// A bot that takes no id from the answer: it finds its own key in the list, and the state by its number.
#[test]
fn a_bot_that_finds_its_order_by_its_own_key() {
    let old = super::today::five("");
    let order = "func=vds.order.param&pricelist=71850&period=1&ostempl=Debian-13-amd64&domain=bot.example&autoprolong=0\
                 &licence_agreement=on&remoteid=bot-77&skipbasket=on&clicked_button=finish&sok=ok";
    let new = "func=v2.vds.order.param&pricelist=92660&order_period=1&ostempl=Debian-13-amd64&domain=bot.example\
               &autoprolong=off&licence_agreement=on&remoteid=bot-77&skipbasket=on&clicked_button=order&sok=ok";
    for (panel, order) in [(old, order), (six(""), new)] {
        assert!(asked(&panel, order)["error"].is_null());
        let found = || {
            let own = |row: &Value| row["remoteid"]["$"] == "bot-77";
            rows(&asked(&panel, "func=vds")).into_iter().find(own).expect("its row")["item_status"]["$orig"].clone()
        };
        let states: Vec<Value> = (0..3).map(|_| found()).collect();
        assert_eq!(states, ["5", "5", "2"]);
        assert_eq!(panel.record().services[0].renewal, None);
    }
}

/// A provider's own cloud: no button, the item of the cart, its confirm, then the newest service until it has an address.
#[test]
fn a_cloud_client_that_confirms_its_item_of_the_cart() {
    let changes = [("item_type = \"vds\"", "item_type = \"instances\"\ntemplate_field = \"instances_os\"")];
    let panel = at(&table("demo6", &changes), "");
    let order = "func=v2.instances.order.param&order_period=1&pricelist=92610&instances_os=Rocky-10-amd64\
                 &servername=one&password=Secret-1&use_ssh_key=off&order_count=1&licence_agreement=on\
                 &force_use_new_cart=on&sok=ok";
    let answer = asked(&panel, order);
    assert!(answer["error"].is_null(), "{answer}");
    let item = answer["lineitem.id"]["$"].as_str().expect("an item").to_owned();
    assert!(item.len() == 4 && panel.record().services.is_empty());
    let paid = asked(&panel, &format!("func=cartorder.create.confirm&elid={item}&paymethod_id=0&sok=ok"));
    assert!(paid["error"].is_null(), "{paid}");
    let address = (0..5).find_map(|_| {
        let row = rows(&asked(&panel, "func=instances")).pop()?;
        row["ip"]["$"].as_str().filter(|ip| !ip.is_empty()).map(ToOwned::to_owned)
    });
    assert!(address.expect("an address").starts_with("198.51.100."));
    // Where nothing was asked for, the panel makes a domain with the service's id in it.
    assert_eq!(panel.record().domains(), ["instance7100001.practice.example"]);
    // Its other way: the money is taken at once where the panel does as it is told.
    let direct = at(&table("demo6", &[&changes[..], &[("skipbasket = false", "skipbasket = true")]].concat()), "");
    assert!(asked(&direct, &order.replace("&sok", "&skipbasket=on&sok"))["id"].is_object());
    assert_eq!(direct.record().charges.len(), 1);
}

/// A desktop program: it orders into the cart with the whole form, and reads the sums of the cart.
#[test]
fn a_program_that_sends_the_whole_form_and_reads_the_carts_sums() {
    let panel = six("");
    let form = "out=xjson&func=v2.vds.order.param&order_period=12&show_btn=pay_order&autoprolong_unavailable=\
                &autoprolong=on&item_id=&lineitem_id=&pricelist=92610&domain=pc.example&force_use_new_cart=on\
                &ostempl=Ubuntu-26.04-amd64&recipe=null&addon_92612=4&addon_92617=202&order_count=1&elid=\
                &licence_agreement=on&clicked_button=order&sok=ok";
    let answer = asked(&panel, form);
    assert!(answer["error"].is_null(), "{answer}");
    let cart = asked(&panel, "out=xjson&func=cart");
    let total = &cart["total"];
    let told = [&total["cost"]["$"], &total["currency"]["$"], &total["count"]["$"]];
    assert_eq!(told, ["166.00", "EUR", "1"], "{cart}");
    let settings = cart["list"]["elem"]["configuration"]["elem"].as_array().expect("settings");
    assert!(settings.iter().any(|one| one["name"]["$"] == "addon_92617" && one["value"]["$"] == "202"));
}

/// Scripts that go through the basket: what costs nothing is freed, anything else is paid from the balance.
#[test]
fn a_script_that_pays_for_its_basket_from_the_balance() {
    let panel = super::today::five("");
    let order = "func=vds.order.param&pricelist=71850&period=1&datacenter=5&autoprolong=1&ostempl=Debian-13-amd64&itemtype=\
                 &newbasket=&skipbasket=&progressid=false&stylesheet=&licence_agreement=on&clicked_button=finish&sok=ok";
    let answer = asked(&panel, order);
    let bill = answer["billorder.id"]["$"].as_str().expect("an order").to_owned();
    let basket = asked(&panel, "func=basket");
    assert_eq!(basket["list"]["elem"][1]["id"]["$"], bill, "the first row is a head: {basket}");
    assert_eq!(asked(&panel, &format!("func=basket&id={bill}&clicked_button=free&sok=ok"))["error"]["$type"], "value");
    let methods = asked(&panel, &format!("func=payment.add&billorder={bill}"));
    assert_eq!(methods["list"]["elem"]["paymethod"]["$"], "0");
    let pay = format!("func=payment.add&billorder={bill}&clicked_button=fromsubaccount&sok=ok");
    assert!(asked(&panel, &pay)["ok"].is_object());
    assert_eq!(asked(&panel, &pay)["error"]["$type"], "missed");
    let record = panel.record();
    assert_eq!((record.services[0].standing, record.charges.len()), (Standing::InProgress, 1));
    let free = at(&table("demo5", &[("1 = \"150.00\", 12", "1 = \"0.00\", 12")]), "");
    let bill = asked(&free, order)["billorder.id"]["$"].as_str().expect("an order").to_owned();
    assert!(asked(&free, &format!("func=basket&id={bill}&clicked_button=free&sok=ok"))["ok"].is_object());
    assert_eq!(free.record().services[0].standing, Standing::InProgress);
}
