//! Sheets made here: the blank one, and those from a pattern.

use std::path::Path;
use std::process::Command;

use calamine::Reader;
use vdsbatch::catalog::Catalog;
use vdsbatch::check::{Judgement, sheet};
use vdsbatch::form::template;
use vdsbatch::sheet::{Cell, Col, Field, Role, Row, RowNo, Value};
use vdsbatch::text::lang::Lang;

use crate::harness::{catalog, layout, vdsbatch};

/// A run of the program in a folder: exit code, standard output, standard error.
pub fn ran(command: &mut Command) -> (Option<i32>, String, String) {
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// The program in a folder with these words.
pub fn in_folder(dir: &Path, words: &[&str]) -> (Option<i32>, String, String) {
    ran(vdsbatch().current_dir(dir).args(words))
}

/// A part of a workbook, unpacked.
pub fn part(file: &Path, name: &str) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).expect("a file")).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// The fields of a sheet for a table that names no data centres and no recipes, in its order.
fn fields() -> Vec<Field> {
    Field::ALL.into_iter().filter(|field| !matches!(field, Field::DataCentre | Field::Recipe)).collect()
}

/// A catalogue that says more than the bundled one: limits, prices, no renewal, other units.
fn talkative() -> Catalog {
    let mut catalog = catalog();
    catalog.no_renew = Some("off".to_owned());
    for tariff in &mut catalog.tariffs {
        let disk = tariff.resources.get_mut(Field::Disk).expect("sold");
        (disk.min, disk.max, disk.step) = (Some(10), Some(200), Some(10));
        tariff.resources.get_mut(Field::Ram).expect("sold").unit = Some("MB".to_owned());
        tariff.ispmanager = None;
    }
    "Tariff, with a comma; \"quotes\" & <marks>".clone_into(&mut catalog.tariffs[0].name);
    catalog
}

#[test]
fn a_blank_sheet_orders_nothing_and_is_handled_kindly() {
    let dir = tempfile::tempdir().expect("a folder");
    for (lang, name, kindly) in
        [("en", "orders.xlsx", "there is nothing to order yet"), ("ru", "заказы.xlsx", "заказывать пока нечего")]
    {
        let (code, answer, said) = in_folder(dir.path(), &["template", "--lang", lang]);
        assert_eq!((code, answer.as_str()), (Some(0), format!("{name}\n").as_str()), "{said}");
        let (code, answer, said) = in_folder(dir.path(), &["check", name, "--lang", lang]);
        assert_eq!((code, answer.as_str()), (Some(0), ""), "{said}");
        assert!(said.contains(kindly), "{said}");
        let (code, _, said) = in_folder(dir.path(), &["process", name, "--dry-run"]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("to order: 0"), "{said}");
    }
}

#[test]
fn a_name_that_is_taken_gets_a_number_and_only_workbooks_are_made() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("orders.xlsx"), "mine").expect("a file");
    let (code, answer, _) = in_folder(dir.path(), &["template", "-o", "orders.xlsx"]);
    assert_eq!((code, answer.as_str()), (Some(0), "orders (2).xlsx\n"));
    let (_, answer, _) = in_folder(dir.path(), &["template"]);
    assert_eq!(answer, "orders (3).xlsx\n");
    assert_eq!(std::fs::read(dir.path().join("orders.xlsx")).expect("a file"), b"mine");
    let (code, answer, said) = in_folder(dir.path(), &["template", "-o", "orders.csv"]);
    assert_eq!((code, answer.as_str()), (Some(2), ""), "{said}");
    assert!(!dir.path().join("orders.csv").exists());
}

#[test]
fn a_filled_sheet_checks_clean_in_both_languages() {
    let dir = tempfile::tempdir().expect("a folder");
    for (lang, yes, renewal) in [(Lang::En, "yes", "3 months"), (Lang::Ru, "да", "3 месяца")] {
        for (n, catalog) in [catalog(), talkative()].into_iter().enumerate() {
            let tariff = &catalog.tariffs[0];
            let whole: template::Filled = vec![
                (Role::Field(Field::Tariff), text(&tariff.name)),
                (Role::Field(Field::Template), text("Ubuntu-16.04-x86_64-minimal")),
                (Role::Field(Field::Period), Value::Number(6.0)),
                (Role::Field(Field::Domain), text("web-{n:03}.example.ru")),
                (Role::Field(Field::Disk), Value::Number(40.0)),
                (Role::Field(Field::Ram), Value::Number(2.0)),
                (Role::Field(Field::Cpu), Value::Number(2.0)),
                (Role::Field(Field::Ipv4), Value::Number(2.0)),
                (Role::Field(Field::Ipv6), Value::Number(0.0)),
                (Role::Field(Field::Ispmanager), text(lang.pick("no", "нет"))),
                (Role::Field(Field::AutoRenew), text(renewal)),
                (Role::Field(Field::Count), Value::Number(7.0)),
                (Role::Field(Field::Start), Value::Number(0.0)),
                (Role::Field(Field::Price), Value::Number(1350.5)),
                (Role::Field(Field::CostCentre), text("3.12")),
                (Role::Field(Field::Reference), text("=1+1")),
                (Role::Field(Field::Enabled), text(yes)),
            ];
            // The example itself is an order that could be made.
            let mut example = template::example(&catalog, lang);
            example
                .iter_mut()
                .filter(|(role, _)| *role == Role::Field(Field::Enabled))
                .for_each(|(_, value)| *value = text(yes));
            for (domain, value) in &mut example {
                if *domain == Role::Field(Field::Domain) {
                    *value = text("one-{n}.example.ru");
                }
            }
            let bytes = template::workbook(&catalog, lang, &[whole, example]).expect("a workbook");
            let name = format!("{lang}-{n}.xlsx");
            std::fs::write(dir.path().join(&name), bytes).expect("a file");
            let open = vdsbatch::reader::open(&dir.path().join(&name), &vdsbatch::reader::Options::default());
            let open = open.unwrap_or_else(|error| panic!("{}", error.message(Lang::En)));
            assert_eq!(open.notes(), [], "every header is known");
            let layout = open.input().layout.clone();
            assert_eq!((layout.columns.len(), layout.russian), (fields().len(), lang == Lang::Ru));
            let mut rows = Vec::new();
            open.batches(&mut |batch| {
                rows.extend(batch);
                std::ops::ControlFlow::Continue(())
            })
            .expect("rows");
            let checked = sheet(&catalog, &layout, None, rows);
            assert_eq!(checked.servers, 10);
            for judged in &checked.judged {
                assert_eq!(judged.diagnostics, [], "{lang} {n}");
            }
            let Judgement::Orders(orders) = &checked.judged[0].judgement else { panic!("{checked:?}") };
            assert_eq!((orders[0].reference.as_str(), orders[0].cost_centre.as_str()), ("=1+1", "3.12"));
        }
    }
}

#[test]
fn the_drop_downs_show_what_the_reference_sheet_holds_and_the_check_takes() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("blank.xlsx");
    for lang in [Lang::En, Lang::Ru] {
        for catalog in [catalog(), talkative()] {
            let bytes = template::workbook(&catalog, lang, &[template::example(&catalog, lang)]).expect("a workbook");
            std::fs::write(&file, bytes).expect("a file");
            let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
            let reference = lang.pick("Reference", "Справочник");
            let range = book.worksheet_range(reference).expect("a sheet");
            let lists = lists(&part(&file, "xl/worksheets/sheet1.xml"), reference);
            assert_eq!(lists.len(), 6, "{lists:?}");
            for (field, (col, first, last)) in lists {
                let values: Vec<String> = (first..=last)
                    .map(|row| range.get_value((row - 1, u32::from(col))).map(ToString::to_string).unwrap_or_default())
                    .collect();
                let expected: Vec<String> = match field {
                    Field::Tariff => catalog.tariffs.iter().map(|tariff| tariff.name.clone()).collect(),
                    Field::Template => catalog.templates.iter().map(|template| template.name.clone()).collect(),
                    Field::Period => ["1", "3", "6", "12"].map(str::to_owned).to_vec(),
                    Field::AutoRenew => {
                        let no = catalog.no_renew.as_ref().map(|_| lang.pick("no", "нет"));
                        let periods = match lang {
                            Lang::En => ["1 month", "3 months", "6 months", "12 months"],
                            Lang::Ru => ["1 месяц", "3 месяца", "6 месяцев", "12 месяцев"],
                        };
                        let all = [Some(lang.pick("yes", "да")), no].into_iter().flatten().chain(periods);
                        all.map(str::to_owned).collect()
                    }
                    _ => [lang.pick("yes", "да"), lang.pick("no", "нет")].map(str::to_owned).to_vec(),
                };
                assert_eq!(values, expected, "{field:?}");
                if field == Field::AutoRenew {
                    values.iter().for_each(|value| takes(&catalog, field, value));
                }
            }
        }
    }
}

/// The check takes a value in an otherwise sound row.
fn takes(catalog: &Catalog, field: Field, value: &str) {
    let fields = [Field::Tariff, Field::Template, Field::Period, Field::Domain, field];
    let tariff = catalog.tariffs[0].name.as_str();
    let cells = [tariff, "Ubuntu-16.04-x86_64-minimal", "3", "web-1.example.ru", value];
    let cells = (0..).zip(cells).map(|(at, text)| (Col::from_index(at), Cell::text(text))).collect();
    let checked = sheet(catalog, &layout(fields), None, vec![Row { no: RowNo::from_index(1), cells }]);
    assert!(matches!(checked.judged[0].judgement, Judgement::Orders(_)), "{value}: {checked:?}");
}

/// Which columns have a list, and where the list stands: column from 0, first and last row from 1.
fn lists(xml: &str, sheet: &str) -> Vec<(Field, (u8, u32, u32))> {
    let mut found = Vec::new();
    for rule in xml.split("<dataValidation ").skip(1) {
        let value = |from: &str, to: &str| rule.split_once(from).and_then(|(_, rest)| rest.split_once(to));
        let Some((formula, _)) = value("<formula1>", "</formula1>").filter(|_| rule.contains("type=\"list\"")) else {
            continue;
        };
        let (area, _) = value("sqref=\"", "\"").expect("an area");
        let col = area.as_bytes()[0] - b'A';
        let address = formula.strip_prefix(&format!("'{sheet}'!$")).expect("an absolute range of the reference sheet");
        let parts: Vec<&str> = address.split(['$', ':']).filter(|part| !part.is_empty()).collect();
        let [from, first, to, last] = parts.as_slice() else { panic!("{address}") };
        assert_eq!(from, to);
        let place = (from.as_bytes()[0] - b'A', first.parse().expect("a row"), last.parse().expect("a row"));
        found.push((fields()[usize::from(col)], place));
        assert!(area.ends_with("1048576"), "a list goes for the whole column: {area}");
    }
    found
}

#[test]
fn the_rules_of_the_sheet_refuse_nothing_that_the_check_takes() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("blank.xlsx");
    for catalog in [catalog(), talkative()] {
        std::fs::write(&file, template::workbook(&catalog, Lang::En, &[]).expect("a workbook")).expect("a file");
        let xml = part(&file, "xl/worksheets/sheet1.xml");
        let mut whole = 0;
        for rule in xml.split("<dataValidation ").skip(1).filter(|rule| rule.contains("type=\"whole\"")) {
            whole += 1;
            let bound = |tag: &str| -> i64 {
                let (_, rest) = rule.split_once(&format!("<{tag}>")).expect("a bound");
                rest.split_once('<').expect("an end").0.parse().expect("a number")
            };
            let area = rule.split_once("sqref=\"").expect("an area").1;
            let field = fields()[usize::from(area.as_bytes()[0] - b'A')];
            let (least, most) = (bound("formula1"), bound("formula2"));
            let refused = |value: i64| {
                let fields = [Field::Tariff, Field::Template, Field::Period, Field::Domain, field];
                let tariff = catalog.tariffs[0].name.as_str();
                let value = value.to_string();
                let cells = [tariff, "Ubuntu-16.04-x86_64-minimal", "3", "web-{n}.example.ru", &value];
                let cells = (0..).zip(cells).map(|(at, text)| (Col::from_index(at), Cell::text(text))).collect();
                let row = Row { no: RowNo::from_index(1), cells };
                let checked = sheet(&catalog, &layout(fields), None, vec![row]);
                !matches!(checked.judged[0].judgement, Judgement::Orders(_))
            };
            assert!(!refused(least), "{field:?}: {least} is in the rule");
            assert!(refused(least - 1), "{field:?}: {} is taken and the rule refuses it", least - 1);
            let known = matches!(field, Field::Count | Field::Start) || (field == Field::Disk && most == 200);
            assert!(!known || (!refused(most) && refused(most + 1)), "{field:?}: {most}");
            assert!(known || most == 36_525 || most == i64::from(i32::MAX), "{field:?}: {most}");
        }
        assert_eq!(whole, 7);
    }
}

#[test]
fn what_is_typed_becomes_a_sheet_that_checks_clean() {
    let dir = tempfile::tempdir().expect("a folder");
    let base = ["generate", "--tariff", "kvm ferrum", "--template", "Debian-7-x86_64-minimal", "--period", "3 мес"];
    let more = ["--domain", "web-{n:02}.example.ru", "--count", "40", "--start", "7", "--disk", "40 GB", "--ram", "2"];
    let last = ["--cpu", "2", "--ipv4", "2", "--ipv6", "0", "--ispmanager", "нет", "--auto-renew", "да"];
    let own = ["--price", "1350,50", "--cost-centre", "=2+2", "--reference=-7", "--comment", "@all; \"x\""];
    let words: Vec<&str> = base.into_iter().chain(more).chain(last).chain(own).collect();
    for (name, expand) in [("a.xlsx", false), ("b.csv", false), ("c.xlsx", true), ("d.CSV", true)] {
        let mut command = vdsbatch();
        command.current_dir(dir.path()).args(&words).args(["-o", name]);
        if expand {
            command.arg("--expand");
        }
        let (code, answer, said) = ran(&mut command);
        assert_eq!((code, answer.as_str()), (Some(0), format!("{name}\n").as_str()), "{said}");
        assert!(said.contains("40 servers, checked"), "{said}");
        let (code, answer, said) = in_folder(dir.path(), &["check", name]);
        assert_eq!((code, answer.as_str()), (Some(0), ""), "{said}");
        let rows = if expand { 40 } else { 1 };
        assert!(said.contains(&format!("rows {rows}, servers 40, errors 0")), "{said}");
    }
    let csv = std::fs::read_to_string(dir.path().join("d.CSV")).expect("a file");
    assert!(csv.starts_with('\u{feff}') && csv.contains("web-46.example.ru") && !csv.contains("{n"), "{csv}");
    for harmless in ["'=2+2", "'-7", "\"'@all; \"\"x\"\"\""] {
        assert!(csv.contains(harmless), "{csv}");
    }
}

#[test]
fn both_forms_of_a_generated_sheet_are_the_same_orders() {
    let catalog = catalog();
    let given: vdsbatch::form::generate::Given = [
        (Field::Tariff, "id:1100"),
        (Field::Template, "centos-7-x86_64-ispmgr5"),
        (Field::Period, "год"),
        (Field::Domain, "Web-###.Пример.рф"),
        (Field::Count, "12"),
        (Field::Start, "0"),
    ]
    .map(|(field, text)| (Role::Field(field), text.to_owned()))
    .to_vec();
    let of = |expand| {
        let made = vdsbatch::form::generate::generate(&catalog, given.clone(), None, expand).expect("sound");
        let rows = vdsbatch::form::generate::filled(&made.rows);
        let fields = [Field::Tariff, Field::Template, Field::Period, Field::Domain, Field::Count, Field::Start];
        let row = |(no, row): (u32, template::Filled)| Row {
            no: RowNo::from_index(no),
            cells: (0..)
                .zip(fields)
                .filter_map(|(col, field)| {
                    let value = row.iter().find(|(given, _)| *given == Role::Field(field))?.1.clone();
                    Some((Col::from_index(col), Cell { value, formula: false }))
                })
                .collect(),
        };
        let rows = (1..).zip(rows).map(row).collect();
        let judged = sheet(&catalog, &layout(fields), None, rows).judged;
        let orders = judged.into_iter().flat_map(|judged| match judged.judgement {
            Judgement::Orders(orders) => orders,
            other => panic!("{other:?}"),
        });
        orders.map(|order| (order.domain, format!("{:?}", order.terms))).collect::<Vec<_>>()
    };
    let (pattern, expanded) = (of(false), of(true));
    assert_eq!(pattern, expanded);
    assert_eq!((expanded.len(), expanded[11].0.unicode().as_str()), (12, "web-011.пример.рф"));
}

#[test]
fn what_the_check_refuses_is_named_by_its_option_and_nothing_is_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let with = |words: &[&str]| {
        let base = ["generate", "--tariff", "KVM Ferum", "--template", "CentOS-7-x86_64-ispmgr5", "--period", "2"];
        let words: Vec<&str> = base.iter().chain(words).copied().collect();
        in_folder(dir.path(), &words)
    };
    let (code, answer, said) = with(&["--domain", "web.example.ru", "--count", "40", "--ispmanager", "no"]);
    assert_eq!((code, answer.as_str()), (Some(3), ""), "{said}");
    for line in [
        "--tariff: E010 unknown tariff `KVM Ferum` (did you mean `KVM Ferrum`?)",
        "--period: E011 period `2` is not offered",
        "--domain: E030 40 servers need a place for their number in the domain (such as `web-{n}.example.ru`)",
    ] {
        assert!(said.contains(line), "{said}");
    }
    let (code, _, said) = with(&["--domain", "web-{n}.example.ru", "--count", "1001", "-o", "x.csv"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("--count: E032"), "{said}");
    let (code, ..) = with(&["--count", "3"]);
    assert_eq!(code, Some(2), "a missing option is wrong usage");
    let (code, _, said) = with(&["--domain", "web-{n}.example.ru", "-o", "x.pdf"]);
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 0);
}

#[test]
fn names_with_a_login_in_them_are_written_out_only_for_a_login_that_was_given() {
    let dir = tempfile::tempdir().expect("a folder");
    let with = |words: &[&str]| {
        let base = ["generate", "--tariff", "KVM Ferrum", "--template", "Debian-7-x86_64-minimal", "--period", "1"];
        let words: Vec<&str> =
            base.iter().chain(&["--domain", "{user}-{n}.example.ru", "--count", "2"]).chain(words).copied().collect();
        in_folder(dir.path(), &words)
    };
    let (code, answer, said) = with(&["--expand"]);
    assert_eq!((code, answer.as_str()), (Some(2), ""), "{said}");
    assert!(said.contains("--account"), "{said}");
    let (code, _, said) = with(&["--expand", "--account", "anna", "-o", "x.csv"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(std::fs::read_to_string(dir.path().join("x.csv")).expect("a file").contains("anna-2.example.ru"));
    let (code, _, said) = with(&["-o", "y.csv"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("--domain: E035 note:"), "{said}");
    assert!(std::fs::read_to_string(dir.path().join("y.csv")).expect("a file").contains("{user}-{n}.example.ru"));
}
