//! A table that is pulled from a practice panel is the panel's own truth, however rudely it says it; and what is
//! different between a table and its panel is named.

use std::path::Path;

use vdsbatch::catalog::{AddonId, Catalog, Choice, ChoiceOption, Format, NamedResource, Resource, Tariff};
use vdsbatch::panel::practice::{Sandbox, Settings};

use super::offered::wide;
use super::today::table;
use crate::harness::vdsbatch;

/// What came of a command.
struct Ran {
    code: i32,
    out: String,
    said: String,
}

impl Ran {
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.said);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(self.out.contains(words) || self.said.contains(words), "no `{words}`\n{}\n{}", self.out, self.said);
        self
    }
}

fn at(truth: &Catalog, faults: &str) -> Sandbox {
    let faults = faults.parse().expect("faults");
    Sandbox::start(truth, Settings { faults, ..Settings::default() }).expect("a panel")
}

/// A verb of the tables for the panel's account, in a folder.
fn run(panel: &Sandbox, dir: &Path, words: &[&str]) -> Ran {
    let mut command = vdsbatch();
    command.args(words).args(["--panel", &panel.url(), "--account", "practice"]).current_dir(dir);
    command.env("VDSBATCH_PASSWORD", "practice").env("VDSBATCH_LEDGER", dir.join("ledgers"));
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let record = panel.record();
    if words[0] == "catalog" {
        assert!(record.orders.is_empty() && record.services.is_empty() && record.cart.is_empty(), "it only reads");
    }
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), said: text(output.stderr) }
}

/// What is pulled from a panel of a table: the table, its text, and what was said.
fn pulled(truth: &Catalog, faults: &str) -> (Catalog, String, String) {
    let (panel, dir) = (at(truth, faults), tempfile::tempdir().expect("a folder"));
    let item = truth.protocol.item_type.as_str();
    let ran = run(&panel, dir.path(), &["catalog", "pull", "-o", "-", "--name", "pulled", "--item-type", item]);
    let ran = ran.exits(0);
    let table = Catalog::parse("pulled.toml", &ran.out).unwrap_or_else(|error| panic!("{error}\n{}", ran.out));
    (table, ran.out, ran.said)
}

/// Every table that is tried: both families, with other item types as well.
fn truths() -> Vec<Catalog> {
    let vps = [("item_type = \"vds\"", "item_type = \"vds.vps\"")];
    let instances = [("item_type = \"vds\"", "item_type = \"instances\"\ntemplate_field = \"instances_os\"")];
    let tables = [table("demo5", &[]), table("demo6", &[]), wide("demo5", &[]), wide("demo6", &[])];
    tables.into_iter().chain([wide("demo5", &vps), wide("demo6", &instances)]).collect()
}

fn option(name: &str) -> ChoiceOption {
    ChoiceOption { value: String::new(), name: name.to_owned(), prices: std::collections::BTreeMap::new() }
}

/// The tariffs in the order of their ids and places. What a column is called where a table may say otherwise is the
/// panel's own to say.
fn tariffs(table: &Catalog) -> Vec<Tariff> {
    let mut tariffs = table.tariffs.clone();
    tariffs.sort_by_key(|tariff| (tariff.id, tariff.data_centre));
    let holds_licence = table.templates.iter().any(|template| template.ispmanager);
    for tariff in &mut tariffs {
        // A licence that no template holds can be asked for by its column only where it is a choice.
        if let Some(switch) = tariff.ispmanager.take_if(|_| !holds_licence) {
            let option = |value: u32| ChoiceOption { value: value.to_string(), ..option("") };
            tariff.choices.push(Choice {
                name: String::new(),
                addon: AddonId::new(switch.id.get()),
                options: vec![option(switch.off), option(switch.on)],
                default: switch.off.to_string(),
            });
        }
        if !holds_licence {
            for choice in tariff.choices.iter_mut().filter(|choice| choice.addon == AddonId::new(88012)) {
                choice.name.clear();
                choice.options.iter_mut().for_each(|option| option.name.clear());
            }
            tariff.choices.sort_by_key(|choice| choice.addon);
        }
        if tariff.product.is_some() {
            tariff.name.clear();
        }
    }
    tariffs
}

#[track_caller]
fn is_the_truth(pulled: &Catalog, truth: &Catalog, text: &str) {
    for (pulled, truth) in tariffs(pulled).iter().zip(&tariffs(truth)) {
        assert_eq!(pulled, truth, "{text}");
    }
    assert_eq!(pulled.tariffs.len(), truth.tariffs.len(), "{text}");
    let mut templates = pulled.templates.clone();
    templates.sort_by_key(|template| truth.templates.iter().position(|known| known.name == template.name));
    assert_eq!(templates, truth.templates, "{text}");
    assert_eq!(pulled.recipes, truth.recipes, "{text}");
    for place in &truth.data_centres {
        assert!(pulled.data_centres.contains(place), "{place:?}\n{text}");
    }
    let protocol = vdsbatch::catalog::Protocol {
        skips_cart: pulled.protocol.skips_cart,
        format: Format::Xml,
        ..truth.protocol.clone()
    };
    assert_eq!(pulled.protocol, protocol, "{text}");
    assert_eq!((&pulled.currency, &pulled.no_renew), (&truth.currency, &truth.no_renew), "{text}");
    assert_eq!(pulled.fixed.get("licence_agreement").map(String::as_str), Some("on"), "{text}");
}

#[test]
fn a_pulled_table_is_the_panels_own_truth() {
    for truth in truths() {
        let (table, text, said) = pulled(&truth, "");
        is_the_truth(&table, &truth, &text);
        // That a licence is a choice is the only remark there may be.
        let remarks: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
        assert!(remarks.iter().all(|line| line.contains("`ISPmanager (addon 88012)`")), "{remarks:?}");
        assert!(said.contains("left out: 0, remarks: "), "{said}");
    }
}

#[test]
fn a_rude_panel_tells_the_same_truth() {
    let manners = ["export-empty", "export-503", "limits-elsewhere", "late-forms", "period-named", "closed-tariffs"];
    for name in ["demo5", "demo6"] {
        let truth = wide(name, &[]);
        for manner in manners {
            let (table, text, said) = pulled(&truth, manner);
            is_the_truth(&table, &truth, &text);
            if manner == "closed-tariffs" {
                assert!(text.contains("\n# left out: Closed (99001"), "{text}");
                assert!(said.contains("left out: Closed (99003): closed or hidden"), "{said}");
            }
        }
    }
    let truth = table("demo5", &[]);
    let (table, text, _) = pulled(&truth, "huge-export");
    is_the_truth(&table, &truth, &text);
}

/// Every amount of a table, after a change.
fn each_amount(table: &Catalog, change: impl Fn(&mut Resource)) -> Catalog {
    let mut table = table.clone();
    for tariff in &mut table.tariffs {
        for field in vdsbatch::sheet::Field::amounts() {
            tariff.resources.get_mut(field).into_iter().for_each(&change);
        }
        tariff.named.iter_mut().for_each(|NamedResource { resource, .. }| change(resource));
    }
    table
}

#[test]
fn what_a_panel_does_not_say_stays_open_and_is_told() {
    for name in ["demo5", "demo6"] {
        let truth = wide(name, &[]);
        // Without sliders the price list alone says the least, and nobody the most.
        let (table, text, _) = pulled(&truth, "no-sliders");
        let open = each_amount(&truth, |resource| (resource.max, resource.step) = (None, None));
        is_the_truth(&table, &open, &text);
        assert!(text.contains("# `addon_88011`: the largest amount is told nowhere"), "{text}");
        // What contradicts the form is told, and the form's stands here.
        let (table, text, _) = pulled(&truth, "contradicts");
        is_the_truth(&table, &truth, &text);
        assert!(text.contains("# `addon_88011`: the least is 2 in the form and 5 in the price list"), "{text}");
        // Without prices there are none, and no zero either.
        let (table, text, _) = pulled(&truth, "no-prices");
        for (tariff, truth) in tariffs(&table).iter().zip(tariffs(&truth)) {
            assert!(tariff.resources.iter().all(|(_, of)| of.prices.is_empty()), "{text}");
            // The step of the new family says what a tariff costs as well.
            assert!(tariff.prices.is_empty() || tariff.prices == truth.prices, "{text}");
        }
        // Labels are what there is of a list without keys, and a choice by labels is no choice that could be sent.
        let (table, text, _) = pulled(&truth, "labels-only");
        assert_eq!(table.templates.len(), truth.templates.len(), "the price list's: {text}");
        assert!(text.contains("the form shows no OS templates, these are from the price list"), "{text}");
        assert!(text.contains("# `addon_88015` is left out: the choices are not given"), "{text}");
        assert!(table.tariffs.iter().all(|tariff| tariff.choices.iter().all(|choice| choice.name != "Порт")), "{text}");
    }
}

#[test]
fn what_is_pulled_can_be_ordered_by() {
    for (name, exit) in [("demo5", 0), ("demo6", 0)] {
        let truth = table(name, &[]);
        let (panel, dir) = (at(&truth, ""), tempfile::tempdir().expect("a folder"));
        run(&panel, dir.path(), &["catalog", "pull"]).exits(0).says("127.0.0.1.toml").says("vdsbatch template");
        let tariff = &truth.tariffs[0].name;
        let sheet = format!("Tariff;Period;Domain;OS template\n{tariff};1;web-1.example.ru;Debian-13-amd64\n");
        std::fs::write(dir.path().join("orders.csv"), sheet).expect("a file");
        let process = ["process", "orders.csv", "--yes", "--catalog", "127.0.0.1.toml"];
        run(&panel, dir.path(), &process).exits(exit);
        let service = panel.record().services.remove(0);
        let kept = |truth: &Tariff| truth.resources.iter().map(|(_, of)| of.default.to_string()).collect::<Vec<_>>();
        for amount in kept(&truth.tariffs[0]) {
            assert!(service.addons.values().any(|value| *value == amount), "{amount}: {service:?}");
        }
    }
}

#[test]
fn a_table_that_is_there_is_never_written_over_and_a_panel_has_to_be_named() {
    let (panel, dir) = (at(&table("demo6", &[]), ""), tempfile::tempdir().expect("a folder"));
    let pull = ["catalog", "pull", "-o", "mine.toml", "--name", "mine"];
    std::fs::write(dir.path().join("mine.toml"), "kept").expect("a file");
    run(&panel, dir.path(), &pull).exits(0).says("mine (2).toml");
    assert_eq!(std::fs::read_to_string(dir.path().join("mine.toml")).expect("a file"), "kept");
    let text = std::fs::read_to_string(dir.path().join("mine (2).toml")).expect("a table");
    assert_eq!(Catalog::parse("mine.toml", &text).expect("sound").name, "mine");
    // Nobody is asked where there is nowhere to write.
    let before = panel.record().requests;
    run(&panel, dir.path(), &["catalog", "pull", "-o", "none/mine.toml"]).exits(1).says("there is no folder `none`");
    let wrong = run(&panel, dir.path(), &["catalog", "pull", "--item-type", "vds.delete"]);
    wrong.exits(2).says("expected a type of product");
    assert_eq!(panel.record().requests, before);
    let mut nobody = vdsbatch();
    let output = nobody.args(["catalog", "pull", "--account", "practice"]).current_dir(dir.path()).output();
    let output = output.expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--panel"), "{output:?}");
    // A panel of 2016 says nothing of what it sells, and no other kind is sold here.
    let old = at(&Catalog::bundled("ihor").expect("bundled").expect("sound"), "");
    run(&old, dir.path(), &["catalog", "pull"]).exits(1).says("this is a panel of BILLmanager 4");
    run(&panel, dir.path(), &["catalog", "pull", "--item-type", "dedic"])
        .exits(1)
        .says("none of the known order functions");
    assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").filter_map(Result::ok).count(), 2, "nothing else");
}

#[test]
fn what_is_different_at_the_panel_is_named() {
    let mut truth = wide("demo6", &[]);
    // What the panel's form shows where nobody wants a recipe, its table says as well.
    truth.fixed.insert("recipe".to_owned(), "null".to_owned());
    for tariff in &mut truth.tariffs {
        tariff.name = tariff.name.replace(", 3", ", Москва").replace(", 5", ", Riga & North < 57°");
    }
    let (panel, dir) = (at(&truth, ""), tempfile::tempdir().expect("a folder"));
    let text = truth.toml(&vdsbatch::catalog::Comments::new());
    let check = |text: &str, more: &[&str]| {
        std::fs::write(dir.path().join("own.toml"), text).expect("a file");
        run(&panel, dir.path(), &[&["catalog", "check", "--catalog", "own.toml"], more].concat())
    };
    check(&text, &[]).exits(0).says("tariff table `demo6`: no differences from the panel");
    let old =
        [("max = 500", "max = 100"), ("1 = \"6.50\"", "1 = \"5.00\""), ("as_of = \"2026-11\"", "as_of = \"2016\"")];
    let other = old.iter().fold(text.clone(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let ran = check(&other, &[]).exits(4);
    let ran = ran
        .says("warning: the tariff table is older than a year (2016)")
        .says("table `demo6` and its panel: 2 differences");
    ran.says("tariff Demo Cloud (92610/12): disk (addon 92611): the most: 100 → 500")
        .says("tariff Demo Cloud (92610/12): price for 1 month: 5.00 → 6.50 (+30 %)");
    let ran = check(&other, &["--format", "json", "--lang", "ru"]).exits(4);
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (told["format"].as_str(), told["changes"][1]["kind"].as_str()),
        (Some("vdsbatch-catalog-check"), Some("max"))
    );
    assert_eq!(
        (told["changes"][0]["tariff"].as_u64(), told["changes"][0]["datacenter"].as_u64()),
        (Some(92610), Some(12))
    );
    assert!(told["changes"][0]["message"].as_str().is_some_and(|words| words.contains("цена за 1 мес.")), "{told}");
    // A table that extends another one is compared as it reads.
    std::fs::write(dir.path().join("base.toml"), &text).expect("a file");
    let own = "format = 1\nname = \"own\"\nextends = \"base.toml\"\nwithout = { tariffs = [\"Demo Micro\"] }\n";
    check(own, &[]).exits(4).says("tariff Demo Micro (92660/12): new");
    // What a panel cannot be asked is not different.
    let rude = at(&truth, "labels-only");
    std::fs::write(dir.path().join("own.toml"), &text).expect("a file");
    let ran = run(&rude, dir.path(), &["catalog", "check", "--catalog", "own.toml"]);
    assert!(!ran.out.contains("Порт (addon 88015): gone"), "{}", ran.out);
    ran.says("`addon_88015` is left out");
    let ran = run(&at(&truth, "closed-tariffs"), dir.path(), &["catalog", "check", "--catalog", "own.toml"]);
    ran.exits(0);
}

#[test]
fn any_table_is_shown_as_one_that_can_be_used() {
    let dir = tempfile::tempdir().expect("a folder");
    let show = |words: &[&str]| {
        let output = vdsbatch().args(["catalog"]).args(words).current_dir(dir.path()).output().expect("it runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("text")
    };
    for name in ["ihor", "demo5", "demo6"] {
        let bundled = Catalog::bundled(name).expect("bundled").expect("sound");
        let text = show(&["show", name, "--format", "toml"]);
        assert_eq!(Catalog::parse("x.toml", &text), Ok(Catalog { bundled: false, ..bundled.clone() }));
        let told: serde_json::Value = serde_json::from_str(&show(&["show", name, "--format", "json"])).expect("JSON");
        assert_eq!(told["tariff"].as_array().map(Vec::len), Some(bundled.tariffs.len()));
        std::fs::write(dir.path().join("base.toml"), text).expect("a file");
    }
    std::fs::write(dir.path().join("own.toml"), "format = 1\nname = \"own\"\nextends = \"base.toml\"\n")
        .expect("a file");
    let own = Catalog::parse("own.toml", &show(&["show", "own.toml", "--format", "toml"])).expect("sound");
    assert_eq!((own.name.as_str(), own.tariffs.len()), ("own", 3));
    let told: serde_json::Value = serde_json::from_str(&show(&["list", "--format", "json"])).expect("JSON");
    assert_eq!(told["tables"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_plan_that_asks_the_panel_says_what_its_tariffs_are_not_any_more() {
    let truth = table("demo6", &[]);
    let (panel, dir) = (at(&truth, ""), tempfile::tempdir().expect("a folder"));
    let sheet = "Tariff;Period;Domain;OS template\nDemo Cloud;1;web-1.example.ru;Debian-13-amd64\n";
    std::fs::write(dir.path().join("orders.csv"), sheet).expect("a file");
    let plan = |text: &str, more: &[&str]| {
        std::fs::write(dir.path().join("own.toml"), text).expect("a file");
        let words = ["process", "orders.csv", "--dry-run", "--online", "--catalog", "own.toml"];
        run(&panel, dir.path(), &[&words, more].concat())
    };
    let text = truth.toml(&vdsbatch::catalog::Comments::new());
    plan(&text, &[]).exits(0).says("tariff table: in what is ordered, no differences from the panel");
    // The tariff that is ordered, and not another one.
    let old = text.replacen("max = 500", "max = 100", 1).replacen("1 = \"8.00\"", "1 = \"7.00\"", 1);
    let ran = plan(&old, &[]).exits(0);
    assert!(!ran.said.contains("North") && !ran.out.contains("North"), "{}{}", ran.out, ran.said);
    ran.says("TARIFF TABLE: differences from the panel 1: tariff Demo Cloud (92610/12): disk (addon 92611): the most: 100 → 500");
    // One that the panel does not sell any more.
    let gone = text.replacen("id = 92610", "id = 92699", 1);
    let ran = plan(&gone, &["--lang", "ru"]);
    ran.says("расхождений с панелью 1: тариф Demo Cloud (92699/12): больше нет");
    let moved = text.replacen("datacenter = 12", "datacenter = 99", 1);
    plan(&moved, &[]).says("differences from the panel 1: tariff Demo Cloud (92610/99): its data centre: 99 → 12");
    // A system that is ordered and is there no more, beside one that nobody orders.
    let mut fewer = truth.clone();
    fewer.templates.retain(|template| !template.name.starts_with("Debian-13") && !template.name.starts_with("Alma"));
    fewer.tariffs.iter_mut().for_each(|tariff| tariff.templates = None);
    std::fs::write(dir.path().join("own.toml"), &text).expect("a file");
    let words = ["process", "orders.csv", "--dry-run", "--online", "--catalog", "own.toml"];
    let ran = run(&at(&fewer, ""), dir.path(), &words);
    assert!(!ran.said.contains("Alma") && !ran.out.contains("Alma"), "{}{}", ran.out, ran.said);
    ran.says("TARIFF TABLE: differences from the panel 1: OS template `Debian-13-amd64`: gone");
}

#[test]
fn a_plan_does_not_call_the_same_what_could_not_be_compared() {
    let truth = wide("demo6", &[]);
    let dir = tempfile::tempdir().expect("a folder");
    let sheet = "Tariff;Period;Domain;OS template\nDemo Cloud;1;web-1.example.ru;Debian-13-amd64\n";
    std::fs::write(dir.path().join("orders.csv"), sheet).expect("a file");
    std::fs::write(dir.path().join("own.toml"), truth.toml(&vdsbatch::catalog::Comments::new())).expect("a file");
    let words = ["process", "orders.csv", "--dry-run", "--online", "--catalog", "own.toml"];
    let ran = run(&at(&truth, "labels-only"), dir.path(), &words);
    assert!(!ran.said.contains("in what is ordered, no differences from the panel"), "{}", ran.said);
    ran.says("TARIFF TABLE: NOT ALL OF IT WAS COMPARED: ");
}
