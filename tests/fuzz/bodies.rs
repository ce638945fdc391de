//! What is asked of everything that comes from outside, whatever its bytes are: the bodies of the fuzz targets.
//!
//! Both the targets and the suite include this file. Each body holds more than that nothing panics: two readings agree,
//! what was read comes back as it was written, and what is read is within its limits.

#![allow(dead_code, reason = "a target uses one body")]

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use vdsbatch::catalog::{BUNDLED, Catalog, Dialect, Protocol};
use vdsbatch::check::{self, Judgement};
use vdsbatch::cli::file::{Config, KEYS};
use vdsbatch::money::Money;
use vdsbatch::order::{Domain, ReasonCode};
use vdsbatch::panel::Answer;
use vdsbatch::panel::billmanager::{Act, Asked, Reply, read_answer, read_list, read_payment};
use vdsbatch::panel::practice::Faults;
use vdsbatch::reader::{Options, open};
use vdsbatch::sheet::{Cell, Col, Column, Field, Layout, Role, Row, RowNo};
use vdsbatch::text::alike::{is_one_slip, nearest, slips};
use vdsbatch::text::lang::Lang;

/// A body and its name; it says whether there was something to read.
pub type Body = (&'static str, fn(&[u8]) -> bool);

/// Every body.
pub const ALL: [Body; 10] = [
    ("answers", answers),
    ("lists", lists),
    ("sheets", sheets),
    ("csv", csv),
    ("headers", headers),
    ("domains", domains),
    ("money", money),
    ("tables", tables),
    ("settings", settings),
    ("faults", faults),
];

/// HTTP statuses, the usual one most often.
const STATUSES: [u16; 8] = [200, 200, 200, 200, 302, 402, 429, 500];

/// The types that answers are said to be of.
const TYPES: [&str; 4] =
    ["text/xml; charset=UTF-8", "application/json", "text/html", "text/plain; charset=windows-1251"];

/// An answer, and how the panel is spoken to: the first byte says both.
fn reply(bytes: &[u8]) -> Option<(Reply, Protocol)> {
    let (first, body) = bytes.split_first()?;
    let at = usize::from(*first);
    let dialect = [Dialect::Billmanager4, Dialect::Billmanager5, Dialect::Billmanager6][at % 3];
    let reply = Reply {
        http_status: STATUSES[at / 3 % STATUSES.len()],
        content_type: Some(TYPES[at / 24 % TYPES.len()].to_owned()),
        retry_after: (at > 200).then(|| String::from_utf8_lossy(body).chars().take(20).collect()),
        body: body.to_vec(),
    };
    Some((reply, Protocol::usual(dialect)))
}

/// Success comes with HTTP 200 and a body alone, a payment is never refused cleanly, and nobody is made to wait for long.
pub fn answers(bytes: &[u8]) -> bool {
    let Some((reply, protocol)) = reply(bytes) else { return false };
    let domain = Domain::new("web-1.example.ru");
    let asked = Asked { act: Act::Order, domain: domain.as_ref(), panel: None, protocol: Some(&protocol) };
    let answer = read_answer(&reply, &asked);
    assert_eq!(answer, read_answer(&reply, &asked), "two readings of one answer");
    match &answer {
        Answer::Accepted { service_id } => {
            assert!(reply.http_status == 200 && !reply.body.is_empty(), "a success without a word: {answer:?}");
            let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.#".contains(&byte);
            let is_id = |id: &String| id.bytes().all(is_sign) && id.len() <= 64 && !id.trim_matches('0').is_empty();
            assert!(service_id.as_ref().is_none_or(is_id), "no id: {answer:?}");
        }
        Answer::InCart { item } => assert!(reply.http_status == 200 && !item.is_empty(), "{answer:?}"),
        Answer::Throttled { retry_after } => {
            assert!(reply.http_status == 429 && retry_after.is_none_or(|wait| wait.as_secs() <= 3600), "{answer:?}");
        }
        Answer::Unclear(reason) if reply.http_status == 302 => assert_eq!(reason.code, ReasonCode::Redirected),
        Answer::Unpaid(_) | Answer::Refused(_) | Answer::SignInRefused(_) => {
            assert_eq!(reply.http_status, 200, "{answer:?}");
        }
        Answer::NoMoney(_) | Answer::Blocked(_) | Answer::Unclear(_) => {}
    }
    let payment = read_payment(&reply, "7", &asked);
    let is_right = matches!(
        payment,
        Answer::Accepted { service_id: None } | Answer::Unpaid(_) | Answer::NoMoney(_) | Answer::Unclear(_)
    );
    assert!(is_right, "a payment that may be made again: {payment:?}");
    matches!(answer, Answer::Accepted { .. } | Answer::Refused(_))
}

/// A page of a list has no more services than it has bytes, and none without an id.
pub fn lists(bytes: &[u8]) -> bool {
    let Some((reply, protocol)) = reply(bytes) else { return false };
    let list = read_list(&reply, &protocol);
    assert_eq!(list, read_list(&reply, &protocol), "two readings of one list");
    let Ok(services) = list else { return false };
    assert!(reply.http_status == 200, "a list under another status");
    assert!(services.len() <= reply.body.len());
    assert!(services.iter().all(|service| !service.id.is_empty()), "a service without an id");
    !services.is_empty()
}

/// The parts of a sound workbook.
const PARTS: [(&str, &str); 6] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Tariff</t></is></c><c r="B1" t="inlineStr"><is><t>Period</t></is></c><c r="C1" t="inlineStr"><is><t>Domain</t></is></c><c r="D1" t="inlineStr"><is><t>OS</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>KVM Ferrum</t></is></c><c r="B2"><v>1</v></c><c r="C2" t="inlineStr"><is><t>web-1.example.ru</t></is></c></row></sheetData></worksheet>"#,
    ),
];

/// A part of a sound workbook is replaced; the first byte says which: `5` is the sheet.
pub fn sheets(bytes: &[u8]) -> bool {
    let Some((which, part)) = bytes.split_first() else { return false };
    let replaced = usize::from(*which) % 10 % PARTS.len();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, content)) in PARTS.into_iter().enumerate() {
        let content = if at == replaced { part } else { content.as_bytes() };
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(content).expect("its content");
    }
    let archive = archive.finish().expect("an archive").into_inner();
    read("sheet.xlsx", &archive).is_some()
}

/// Reads a file twice, and holds what was read against what a sheet can be; none if it is refused.
fn read(name: &str, content: &[u8]) -> Option<Vec<Row>> {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join(name);
    std::fs::write(&path, content).expect("a file");
    let reading = || {
        let sheet = open(&path, &Options::default()).map_err(|error| error.message(Lang::En))?;
        let mut rows = Vec::new();
        let found = sheet.batches(&mut |batch| {
            rows.extend(batch);
            if rows.len() < 10_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        found.map(|_| rows).map_err(|error| error.message(Lang::Ru))
    };
    let (one, other) = (reading(), reading());
    assert_eq!(one, other, "two readings of one file");
    let rows = match one {
        Ok(rows) => rows,
        Err(said) => {
            assert!(!said.is_empty(), "refused without a word");
            return None;
        }
    };
    for two in rows.windows(2) {
        assert!(two[0].no < two[1].no, "rows go down: {} {}", two[0].no, two[1].no);
    }
    for row in &rows {
        assert!((1..=1_048_576).contains(&row.no.get()), "no row of a sheet: {}", row.no);
        assert!(row.cells.windows(2).all(|two| two[0].0 < two[1].0), "cells go to the right: {row:?}");
        assert!(row.cells.iter().all(|(col, _)| col.index() < 16_384), "no column of a sheet");
    }
    Some(rows)
}

/// A text is read or refused; and what is written as CSV comes back, cell by cell.
pub fn csv(bytes: &[u8]) -> bool {
    let taken = read("sheet.csv", bytes).is_some();
    // The same as one comment: written between quotation marks it is what was written, or the file is refused.
    let Ok(text) = str::from_utf8(bytes) else { return taken };
    if text.contains('\0') {
        return taken;
    }
    let comment = format!("x{text}x");
    let quoted = comment.replace('"', "\"\"");
    let sheet = format!("Tariff;OS;Period;Domain;Comment\nKVM Ferrum;x;1;web-1.example.ru;\"{quoted}\"\n");
    let Some(rows) = read("sheet.csv", sheet.as_bytes()) else { return taken };
    let last = rows.last().expect("a row that was written is read");
    let cells: Vec<String> = last.cells.iter().map(|(_, cell)| cell.as_read().into_owned()).collect();
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    assert_eq!(rows.len(), 1, "one row was written");
    assert_eq!(cells[..4], ["KVM Ferrum", "x", "1", "web-1.example.ru"]);
    assert_eq!(lines(&cells[4]), lines(&comment));
    taken
}

/// Words are as far apart one way as the other, and what is proposed is one of the names.
pub fn headers(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (one, other) = text.split_once('\n').unwrap_or((&text, "Тариф"));
    for most in [1, 2, 5] {
        let far = slips(one, other, most);
        assert_eq!(far, slips(other, one, most), "{one:?} {other:?}");
        assert!(far.is_none_or(|far| far <= most && (far == 0) == (one == other)));
    }
    assert_eq!(is_one_slip(one, other), slips(one, other, 1) == Some(1), "{one:?} {other:?}");
    let names = ["KVM Ferrum", "SSD Ferrum", other];
    assert!(nearest(one, names.into_iter()).is_none_or(|name| names.contains(&name.as_str())));
    let header = text.replace(['"', '\n', '\r', '\0'], " ");
    let sheet = format!("Tariff;OS;Period;Domain;\"{header}\"\nKVM Ferrum;x;1;web-1.example.ru;7\n");
    read("sheet.csv", sheet.as_bytes()).is_some()
}

static TABLE: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::bundled("ihor").expect("a bundled table").expect("which is sound"));

/// A name has one canonical form, which is one that can be sent; a pattern makes so many names as it was asked for.
pub fn domains(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    if let Some(domain) = Domain::new(&text) {
        let ascii = domain.ascii();
        assert_eq!(Domain::new(ascii).as_ref(), Some(&domain), "the canonical form of a canonical form");
        assert_eq!(Domain::new(&domain.unicode()), Some(domain.clone()), "the form for people");
        let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
        assert!(ascii.len() <= 253 && ascii.contains('.') && ascii.bytes().all(is_sign), "{ascii}");
        assert!(ascii.split('.').all(|label| (1..=63).contains(&label.len())), "{ascii}");
    }
    let texts = [
        (Field::Tariff, "KVM Ferrum"),
        (Field::Template, "Debian-7-x86_64-minimal"),
        (Field::Period, "1"),
        (Field::Count, "3"),
        (Field::Domain, &text),
    ];
    let column = |(at, (field, _)): (u16, (Field, &str))| Column {
        col: Col::from_index(at),
        header: field.header().0.to_owned(),
        role: Role::Field(field),
        unit: None,
    };
    let columns = (0..).zip(texts).map(column).collect();
    let layout = Layout { sheet: None, header_row: RowNo::from_index(0), columns, russian: false };
    let cells = (0..).zip(texts).map(|(at, (_, text))| (Col::from_index(at), Cell::text(text))).collect();
    let checked = check::sheet(&TABLE, &layout, Some("anna"), vec![Row { no: RowNo::from_index(1), cells }]);
    let [judged] = checked.judged.as_slice() else { panic!("one row is one row") };
    match &judged.judgement {
        Judgement::Orders(orders) => {
            assert_eq!(orders.len(), 3, "three were asked for");
            let mut names: Vec<&str> = orders.iter().map(|order| order.domain.ascii()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), 3, "no domain twice");
        }
        Judgement::Invalid(_) => assert!(!judged.diagnostics.is_empty(), "refused without a word"),
        Judgement::Skipped(_) | Judgement::Text => {}
    }
    matches!(judged.judgement, Judgement::Orders(_))
}

/// An amount is the figures that were written, and comes back from every form in which it is shown.
pub fn money(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let kept = Money::try_from(text.clone().into_owned());
    let amounts: Vec<Money> = check::amount(&text).into_iter().chain(kept).collect();
    for amount in &amounts {
        let amount = *amount;
        let plain = amount.to_string();
        assert_eq!(Money::try_from(plain.clone()), Ok(amount));
        assert_eq!(check::amount(&plain), Some(amount));
        assert_eq!(check::amount(&amount.shown(Lang::Ru)), Some(amount));
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (written, read) = (figures(&text), figures(&plain));
        let [written, read] = [written.trim_start_matches('0'), read.trim_start_matches('0')];
        assert_eq!(written.trim_end_matches('0'), read.trim_end_matches('0'), "{text:?} is not {plain}");
        assert!(amount.amount() < 1_000_000_000_000_u64.into());
    }
    !amounts.is_empty()
}

/// A table that is read is the same once it is written.
pub fn tables(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    // So little changes that most tables stay sound: a line goes in behind a line of one of ours.
    let (at, line) = text.split_once('|').unwrap_or(("0", &text));
    let at: usize = at.trim().parse().unwrap_or(0);
    let (name, own) = BUNDLED[at % BUNDLED.len()];
    let mut lines: Vec<&str> = own.lines().collect();
    let place = at / BUNDLED.len() % lines.len();
    if line.contains('\n') {
        lines[place] = line;
    } else {
        lines.insert(place, line);
    }
    let mut taken = false;
    for text in [&text, lines.join("\n").as_str()] {
        let Ok(table) = Catalog::parse("table.toml", text) else { continue };
        let written = table.toml(&vdsbatch::catalog::Comments::new());
        let again = Catalog::parse("table.toml", &written).unwrap_or_else(|error| panic!("{name}: {error}\n{written}"));
        assert_eq!(table, again, "written and read again");
        assert!(!table.tariffs.is_empty() && !table.templates.is_empty());
        taken = true;
    }
    taken
}

/// Settings that are numbers or sums, in whatever way TOML lets them be written.
const NUMBERS: [&str; 7] = ["jobs", "rate", "max_orders", "max_total", "approval_above", "lock_timeout", "settle"];

/// A setting that is taken is the one that TOML says, and its own check takes it.
pub fn settings(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else { return false };
    let Ok(config) = Config::parse("s.toml", text, None) else { return false };
    let toml: toml::Table = toml::from_str(text).expect("what is taken is TOML");
    if toml.contains_key("default_profile") {
        return true;
    }
    for key in &KEYS {
        let (Some(taken), Some(said)) = (config.get(key.name), toml.get(key.name)) else {
            assert_eq!(config.get(key.name), None, "{} is of nobody", key.name);
            continue;
        };
        match said {
            toml::Value::Integer(number) if NUMBERS.contains(&key.name) => {
                assert_eq!(taken.trim_start_matches('+').parse(), Ok(*number), "{}", key.name);
            }
            toml::Value::Float(number) if key.name == "max_total" || key.name == "approval_above" => {
                assert_eq!(taken.parse(), Ok(*number), "{}", key.name);
            }
            toml::Value::Integer(_) | toml::Value::Float(_) => assert!(text.contains(taken), "{}", key.name),
            said => assert_eq!(said.as_str(), Some(taken), "{}", key.name),
        }
    }
    true
}

/// A specification is one and the same however it is spaced, and a share is never another one.
pub fn faults(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Ok(faults) = text.parse::<Faults>() else { return false };
    let spaced: Vec<String> = text.split(',').map(|part| format!(" {} ", part.trim())).collect();
    assert_eq!(spaced.join(",,").parse(), Ok(faults.clone()), "spaces and empty parts mean nothing");
    for part in text.split(',').filter_map(|part| part.trim().strip_suffix('%')) {
        let Some((kind, share)) = part.split_once(':') else { continue };
        let share: f64 = share.parse().expect("a share is a number");
        assert!((0.0..=100.0).contains(&share), "{part}");
        let alone: Faults = format!("{kind}:{share}%").parse().expect("it was taken");
        let whole: Faults = format!("{kind}:{share:.2}%").parse().expect("two decimals are enough");
        assert_eq!(alone, whole, "{part}");
    }
    true
}
