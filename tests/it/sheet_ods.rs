//! Tables of OpenDocument: what a person sees in them is read, or refused at its cell.

use vdsbatch::sheet::{Col, Value};
use vdsbatch::text::lang::Lang;

use crate::harness::{Desk, vdsbatch};
use crate::sheet::{read, texts};
use crate::sheet_values::{packed, packed_with};

const HEADER: [&str; 7] = ["Tariff", "OS", "Period", "Domain", "Disk", "Price", "Reference"];

/// Number styles, and a style of cells for each.
const STYLES: [(&str, &str, &str); 9] = [
    ("number", "year", r#"<number:number number:min-integer-digits="1"/><number:text> year</number:text>"#),
    (
        "number",
        "tb",
        r#"<number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text> TB</number:text>"#,
    ),
    ("number", "zeros", r#"<number:number number:decimal-places="0" number:min-integer-digits="5"/>"#),
    (
        "number",
        "two",
        r#"<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>"#,
    ),
    ("number", "unseen", ""),
    ("number", "rounded", r#"<number:number number:decimal-places="0" number:min-integer-digits="1"/>"#),
    (
        "percentage",
        "percent",
        r#"<number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text>"#,
    ),
    (
        "currency",
        "euro",
        r#"<number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text> </number:text><number:currency-symbol>€</number:currency-symbol>"#,
    ),
    (
        "date",
        "day",
        r#"<number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/>"#,
    ),
];

fn names() -> String {
    let names = ["office", "table", "text", "style", "drawing", "datastyle"].into_iter();
    let prefixes = ["office", "table", "text", "style", "draw", "number"];
    names
        .zip(prefixes)
        .map(|(name, prefix)| format!(r#" xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#))
        .collect()
}

fn styles() -> String {
    let style = |(kind, name, inside): (&str, &str, &str)| {
        format!(
            r#"<number:{kind}-style style:name="N-{name}">{inside}</number:{kind}-style><style:style style:name="{name}" style:family="table-cell" style:data-style-name="N-{name}"/>"#
        )
    };
    STYLES.into_iter().map(style).collect()
}

/// A document of one sheet, `Orders`.
fn document(before: &str, table: &str) -> String {
    let (names, styles) = (names(), styles());
    format!(
        r#"<?xml version="1.0"?><office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{before}<table:table table:name="Orders">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    )
}

/// A file of one sheet, `Orders`, of these rows.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "readers are measured on Linux alone"))]
pub fn book(rows: &str) -> Vec<u8> {
    packed(&document("", rows))
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn text(text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
}

/// A number of a style, with the text that a program keeps beside it.
fn number(value: &str, style: &str, said: Option<&str>) -> String {
    let said = said.map(|said| format!("<text:p>{said}</text:p>")).unwrap_or_default();
    let style = if style.is_empty() { String::new() } else { format!(r#" table:style-name="{style}""#) };
    format!(r#"<table:table-cell office:value-type="float" office:value="{value}"{style}>{said}</table:table-cell>"#)
}

fn empty() -> String {
    "<table:table-cell/>".to_owned()
}

/// An order of these cells: period, disk, price and reference.
fn order(period: String, disk: String, price: String, reference: String) -> String {
    row(&[text("KVM Ferrum"), text("Debian-7-x86_64-minimal"), period, text("a.example.ru"), disk, price, reference])
}

fn header() -> String {
    row(&HEADER.map(text))
}

/// A sheet whose only order has this cell in one of the columns.
fn with(column: &str, cell: &str) -> Vec<u8> {
    let own = |name: &str, usual: String| if name == column { cell.to_owned() } else { usual };
    let order = order(
        own("Period", number("1", "", Some("1"))),
        own("Disk", empty()),
        own("Price", empty()),
        own("Reference", empty()),
    );
    packed(&document("", &(header() + &order)))
}

/// What `check` says of a sheet, and its exit code.
fn check(content: &[u8]) -> (Option<i32>, String) {
    let desk = Desk::new().file("a.ods", content);
    let ran = desk.run(vdsbatch().arg("check").arg(desk.path("a.ods")));
    (ran.code, ran.stdout.clone() + &ran.stderr)
}

/// What stands in a column of the only order.
fn value(content: &[u8], column: &str) -> Option<Value> {
    let col = HEADER.iter().position(|header| *header == column).expect("a column");
    let read = read("a.ods", content).expect("a sheet");
    let row = read.rows.first().expect("a row").clone();
    row.cell(Col::from_index(u16::try_from(col).expect("a column"))).map(|cell| cell.value.clone())
}

fn seen(content: &[u8], column: &str) -> String {
    match value(content, column) {
        Some(Value::TwoReadings(both)) => format!("{both:?}"),
        Some(value) => vdsbatch::sheet::Cell { value, formula: false }.as_read().into_owned(),
        None => String::new(),
    }
}

#[test]
fn a_number_is_what_its_style_shows() {
    for (column, stored, style, shown) in [
        ("Period", "1", "year", "1 year"),
        ("Disk", "1", "tb", "1 TB"),
        ("Price", "1350.5", "two", "1350.50"),
        ("Price", "100.004", "two", "100.00"),
        ("Reference", "123", "zeros", "00123"),
        ("Reference", "0.2", "percent", "20%"),
        ("Reference", "1.1000000000000001", "", "1.1"),
        ("Reference", "46000", "day", "2025-12-09"),
    ] {
        // With the text of any language beside it, and without one.
        let texts = [None, Some(shown.to_owned()), Some(shown.replace(' ', "\u{a0}").replace('.', ","))];
        for said in texts {
            let sheet = with(column, &number(stored, style, said.as_deref()));
            assert_eq!(seen(&sheet, column), shown, "{style} {said:?}");
            let (code, told) = check(&sheet);
            assert_eq!(code, Some(0), "{style} {said:?}: {told}");
        }
    }
}

#[test]
fn what_a_style_shows_otherwise_is_refused_at_its_cell() {
    for (column, stored, style, named) in [
        ("Price", "100", "euro", "!F2: E047"),
        ("Price", "0.2", "percent", "!F2: E059"),
        ("Disk", "500", "unseen", "!E2: E059"),
        ("Disk", "12.5", "rounded", "!E2: E059"),
        ("Disk", "46000", "day", "!E2: E04"),
    ] {
        let (code, told) = check(&with(column, &number(stored, style, None)));
        assert_eq!(code, Some(3), "{style}: {told}");
        assert!(told.contains(named), "{style}: {told}");
    }
}

#[test]
fn a_text_that_says_something_else_than_the_style_has_two_readings() {
    for (column, cell) in [
        ("Disk", number("1", "", Some("1 TB"))),
        ("Disk", number("1", "tb", Some("1"))),
        ("Disk", number("1", "tb", Some("2 TB"))),
        ("Disk", number("1250", "", Some("12.50"))),
        ("Price", number("100", "", Some("100.00 €"))),
        ("Price", number("100", "euro", Some("100.00 $"))),
        ("Disk", number("1,5", "", Some("15"))),
        ("Disk", number("40", "", None).replace("office:value=", r#"office:string-value="400" office:value="#)),
        ("Disk", number("40", "", Some("40")).replace(r#"office:value="40""#, "")),
        ("Disk", text("40").replace("office:value-type", r#"office:string-value="400" office:value-type"#)),
        ("Disk", text("40").replace(r#""string""#, r#""words""#)),
        ("Reference", number("0.2", "", Some("20%")).replace("float", "percentage")),
        ("Price", number("100", "", None).replace(r#""float""#, r#""currency" office:currency="EUR""#)),
        ("Reference", text("R-1").replace("<text:p>", "R-0<text:p>")),
        ("Reference", text("R-1").replace("text:p>", "text:h>")),
    ] {
        let (code, told) = check(&with(column, &cell));
        let col = if column == "Disk" {
            "E"
        } else if column == "Price" {
            "F"
        } else {
            "G"
        };
        assert_eq!(code, Some(3), "{cell}: {told}");
        assert!(told.contains(&format!("!{col}2: E064")), "{cell}: {told}");
    }
    // Zeros that the program shows are no other number.
    for (stored, said) in [("123", "00123"), ("4.1", "4.10"), ("10", "10.0"), ("3.3333333333333335", "3.333333333")] {
        let sheet = with("Price", &number(stored, "", Some(said)));
        assert!(!check(&sheet).1.contains("E064"), "{said}");
        let sheet = with("Reference", &number(stored, "", Some(said)));
        assert!(!check(&sheet).1.contains("E064"), "{said}");
    }
    assert_eq!(seen(&with("Reference", &number("123", "", Some("00123"))), "Reference"), "00123");
    assert_eq!(seen(&with("Reference", &number("4.1", "", Some("4.10"))), "Reference"), "4.10");
}

#[test]
fn letters_that_nobody_can_see_show_nothing() {
    let fo = r#" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0""#;
    let disk = |cell: &str, properties: &str| {
        let style = format!(r#"<style:style style:name="unread" style:family="table-cell">{properties}</style:style>"#);
        let order = order(number("1", "", Some("1")), cell.to_owned(), empty(), empty());
        let document = document("", &(header() + &order)).replacen(
            "</office:automatic-styles>",
            &format!("{style}</office:automatic-styles>"),
            1,
        );
        check(&packed(&document.replacen("<office:document-content", &format!("<office:document-content{fo}"), 1))).1
    };
    let red = r##"<style:table-cell-properties fo:background-color="#C00000"/>"##;
    let words = text("400").replacen("office:", r#"table:style-name="unread" office:"#, 1);
    for cell in [number("400", "unread", Some("400")), number("400", "unread", None), words] {
        for unseen in [
            r##"<style:text-properties fo:color="#ffffff"/>"##.to_owned(),
            r##"<style:text-properties fo:color="#FFFFFF"/><style:table-cell-properties fo:background-color="transparent"/>"##.to_owned(),
            format!(r##"{red}<style:text-properties fo:color="#c00000"/>"##),
            r#"<style:text-properties fo:font-size="1pt"/>"#.to_owned(),
        ] {
            assert!(disk(&cell, &unseen).contains("E2: E059 the cell shows nothing, and it holds `400`"), "{cell} {unseen}");
        }
        for seen in [
            format!(r##"{red}<style:text-properties fo:color="#ffffff"/>"##),
            r##"<style:text-properties fo:color="#ffffff" style:use-window-font-color="true"/>"##.to_owned(),
            r##"<style:text-properties fo:color="#000000" fo:font-size="10pt"/>"##.to_owned(),
        ] {
            assert!(!disk(&cell, &seen).contains("E059"), "{cell} {seen}");
        }
    }
}

#[test]
fn a_cell_without_a_style_has_that_of_its_row_or_column() {
    let plain = number("1", "", None);
    let columns = r#"<table:table-column table:number-columns-repeated="4"/><table:table-column table:default-cell-style-name="tb"/><table:table-column/>"#;
    let order = order(number("1", "", None), plain, empty(), empty());
    let of_column = packed(&document("", &format!("{columns}{}{order}", header())));
    let of_row = order.replace("<table:table-row>", r#"<table:table-row table:default-cell-style-name="tb">"#);
    let of_row = packed(&document("", &(header() + &of_row)));
    assert_eq!(seen(&of_column, "Disk"), "1 TB");
    assert_eq!(seen(&of_row, "Disk"), "1 TB");
    assert_eq!(seen(&of_row, "Period"), "1 TB");
    // A style that all sheets share, and one that builds upon it.
    let common = format!(
        r#"<?xml version="1.0"?>
<office:document-styles{}><office:styles>{}<style:style style:name="base" style:family="table-cell" style:data-style-name="N-tb"/></office:styles></office:document-styles>"#,
        names(),
        styles()
    );
    let own = r#"<style:style style:name="own" style:family="table-cell" style:parent-style-name="base"/></office:automatic-styles>"#;
    let content =
        document("", &(header() + &self::order(number("1", "", None), number("2", "own", None), empty(), empty())));
    let content = content.replace("</office:automatic-styles>", own);
    assert_eq!(seen(&packed_with(&content, &[("styles.xml", common.as_bytes())]), "Disk"), "2 TB");
}

#[test]
fn text_is_read_as_it_is_seen() {
    let cell = |inside: &str| format!(r#"<table:table-cell office:value-type="string">{inside}</table:table-cell>"#);
    for (inside, shown) in [
        ("<text:p><![CDATA[R&D]]></text:p>", "R&D"),
        ("<text:p>R<!-- no -->&amp;&#68;</text:p>", "R&D"),
        ("<text:p>a<text:span>b<text:span>c</text:span></text:span>d</text:p>", "abcd"),
        (r#"<text:p>a<text:s text:c="2"/>b<text:s/><text:tab/>c<text:line-break/>d</text:p>"#, "a  b \tc\nd"),
        ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
        ("\n  <text:p>\n    a\n    b\n  </text:p>\n", "a b"),
        (
            "<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>no</text:ruby-text></text:ruby></text:p>",
            "ab",
        ),
        ("<draw:custom-shape><text:p>no</text:p></draw:custom-shape><text:p>a</text:p>", "a"),
        ("<text:p>a</text:p><draw:frame><draw:text-box><text:p>no</text:p></draw:text-box></draw:frame>", "a"),
        ("<text:p>a<draw:frame><draw:text-box><text:p>no</text:p></draw:text-box></draw:frame></text:p>", "a"),
        ("<office:annotation><text:p>no</text:p></office:annotation><text:p>a</text:p>", "a"),
        (r#"<text:p><text:a xlink:href="http://b">a</text:a></text:p>"#, "a"),
    ] {
        let sheet = with("Reference", &cell(inside));
        assert_eq!(seen(&sheet, "Reference"), shown, "{inside}");
    }
    // A cell of text that does not say so.
    let untyped = "<table:table-cell><text:p>80 GB</text:p></table:table-cell>";
    assert_eq!(seen(&with("Disk", untyped), "Disk"), "80 GB");
    // A number that is written with references.
    let sheet = with("Disk", &number("&#52;00", "", Some("<![CDATA[4]]>00")));
    assert_eq!(value(&sheet, "Disk"), Some(Value::Number(400.0)));
}

#[test]
fn days_times_and_truth_are_what_they_are() {
    let cell = |kind: &str, value: &str, style: &str| {
        format!(
            r#"<table:table-cell table:style-name="{style}" office:value-type="{kind}" office:{kind}-value="{value}"><text:p>x</text:p></table:table-cell>"#
        )
    };
    for (cell, shown) in [
        (cell("date", "2026-12-03", ""), "2026-12-03"),
        (cell("time", "PT10H30M00S", ""), "10:30:00"),
        (cell("time", "PT30H15M00S", "day"), "30:15:00"),
        (cell("boolean", "true", ""), "TRUE"),
    ] {
        assert_eq!(seen(&with("Reference", &cell), "Reference"), shown);
        let (code, told) = check(&with("Disk", &cell));
        assert_eq!(code, Some(3), "{shown}: {told}");
        assert!(told.contains("!E2: E04"), "{shown}: {told}");
    }
    for cell in [
        cell("date", "3.12", ""),
        cell("time", "10:30", ""),
        cell("boolean", "1", ""),
        cell("date", "2026-12-03", "two"),
    ] {
        assert!(check(&with("Reference", &cell)).1.contains("!G2: E064"), "{cell}");
    }
}

#[test]
fn what_lies_under_a_merged_cell_does_not_count() {
    let spanned =
        number("400", "", Some("400")).replace("office:value=", r#"table:number-rows-spanned="2" office:value="#);
    let kept = number("777", "", Some("777")).replace("table-cell", "covered-table-cell");
    for covered in [kept.clone(), kept.replace("covered-", ""), "<table:covered-table-cell/>".to_owned()] {
        let rows =
            [&spanned, &covered].map(|disk| order(number("1", "", None), disk.clone(), empty(), empty())).concat();
        let rows = rows.replacen("a.example.ru", "b.example.ru", 1);
        let (code, told) = check(&packed(&document("", &(header() + &rows))));
        assert_eq!(code, Some(3), "{told}");
        assert!(told.contains("!E3: E053") && told.contains("E2"), "{told}");
    }
}

#[test]
fn results_of_formulas_are_told_from_none() {
    let formula = |inside: &str| format!(r#"<table:table-cell table:formula="of:=1" {inside}</table:table-cell>"#);
    let result = formula(r#"office:value-type="float" office:value="5"><text:p>5</text:p>"#);
    let sheet = |cell: &str| {
        packed(&document("", &(header() + &order(number("1", "", None), cell.to_owned(), result.clone(), empty()))))
    };
    for (cell, code, said) in [
        (formula(">"), 3, "!E2: E044"),
        (formula(r#"office:value-type="float">"#), 3, "!E2: E044"),
        (formula(r#"office:value-type="float" office:value="">"#), 3, "!E2: E044"),
        (formula(r#"office:value-type="string">"#), 3, "!E2: E044"),
        (formula("><text:p/>"), 0, "!E2: E045 warning: the stored result of the formula is empty"),
        (formula(r#"office:value-type="string" office:string-value=""><text:p/>"#), 0, "!E2: E045 warning"),
        (formula(r#"office:value-type="float" office:value="0"><text:p>0</text:p>"#), 3, "!E2: E0"),
        (formula(r#"office:value-type="string" office:string-value=""><text:p>#REF!</text:p>"#), 3, "!E2: E043"),
    ] {
        let (found, told) = check(&sheet(&cell));
        assert_eq!(found, Some(code), "{cell}: {told}");
        assert!(told.contains(said), "{cell}: {told}");
    }
    // A program that does not calculate may write noughts; one that does, says who it is.
    let nought = formula(r#"office:value-type="float" office:value="0"><text:p>0</text:p>"#);
    let content = document("", &(header() + &order(number("1", "", None), empty(), nought, empty())));
    let meta = |generator: &str| {
        let names = names();
        format!(
            "<office:document-meta{names}><office:meta><meta:generator>{generator}</meta:generator></office:meta></office:document-meta>"
        )
    };
    assert!(check(&packed(&content)).1.contains("!F2: E044"));
    let by = |generator: &str| check(&packed_with(&content, &[("meta.xml", meta(generator).as_bytes())])).1;
    assert!(by("ODFPY/1.4.1").contains("!F2: E044"));
    assert!(by("LibreOffice/7.4").contains("!F2: E045 warning"));
    // Each cell that a formula of several fills is a formula.
    let matrix = formula(
        r#"table:number-matrix-rows-spanned="1" table:number-matrix-columns-spanned="2" office:value-type="float" office:value="40"><text:p>40</text:p>"#,
    );
    let table = header() + &order(number("1", "", None), matrix, number("90", "", Some("90")), empty());
    let told = check(&packed(&document("", &table))).1;
    assert!(told.contains("!E2: E045") && told.contains("!F2: E045"), "{told}");
}

#[test]
fn a_document_may_be_written_in_any_way_that_xml_allows() {
    let plain = document(
        "",
        &(header() + &order(number("1", "", Some("1")), number("400", "", Some("400")), empty(), text("R-1"))),
    );
    let expected = texts(&read("a.ods", &packed(&plain)).expect("a sheet"));
    let pretty = plain.replace("><", ">\n  <");
    let renamed = |content: String, prefix: &&str| {
        ["<", "</", " ", "xmlns:"].iter().fold(content, |content, before| {
            let after = if *before == "xmlns:" { "=" } else { ":" };
            content.replace(&format!("{before}{prefix}{after}"), &format!("{before}x{prefix}{after}"))
        })
    };
    let other = ["office", "table", "text"].iter().fold(plain.clone(), renamed);
    let own = plain
        .replace("<table:", "<")
        .replace("</table:", "</")
        .replace(" xmlns:text", r#" xmlns="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text"#);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut found: Vec<(&str, Vec<u8>)> =
        vec![("pretty", packed(&pretty)), ("prefixes", packed(&other)), ("no prefix", packed(&own))];
    let macros = r#"<?xml version="1.0"?><!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"><script:module/>"#;
    found.push(("macros", packed_with(&plain, &[("Basic/Standard/Module1.xml", macros.as_bytes())])));
    found.push(("utf-16", packed_with(wide, &[])));
    for (name, content) in found {
        let read = read("a.ods", &content).unwrap_or_else(|error| panic!("{name}: {}", error.message(Lang::En)));
        assert_eq!(texts(&read), expected, "{name}");
    }
    let doctype = plain.replacen("<office:document-content", "<!DOCTYPE a><office:document-content", 1);
    assert!(read("a.ods", &packed(&doctype)).expect_err("a DOCTYPE").message(Lang::En).contains("DOCTYPE"));
}

#[test]
fn tables_that_nobody_sees_are_not_read() {
    let orders = header() + &order(number("1", "", None), empty(), empty(), empty());
    let table = |name: &str| format!(r#"<table:table table:name="{name}">{orders}</table:table>"#);
    let before = format!(
        "<table:tracked-changes><table:deletion>{}</table:deletion></table:tracked-changes><table:dde-links><table:dde-link>{}</table:dde-link></table:dde-links>{}",
        table("deleted"),
        table("dde"),
        table("'file:///b.ods'#Orders")
    );
    let nested = text("R-1").replace("<text:p>", &format!("<draw:frame>{}</draw:frame><text:p>", table("inside")));
    let own = header() + &order(number("1", "", None), empty(), empty(), nested);
    let (code, told) = check(&packed(&document(&before, &own)));
    // The bundled table's age is told as well.
    let of_sheet = told.lines().filter(|line| !line.contains("the tariff table is older")).count();
    assert_eq!((code, of_sheet), (Some(0), 1), "{told}");
    let (code, told) = check(&packed(&document(&table("Orders"), &orders)));
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("`Orders` is in it twice"), "{told}");
}

#[test]
fn what_is_no_sound_document_is_refused_in_words() {
    let whole = document("", &(header() + &order(number("1", "", Some("1")), empty(), empty(), text("R-1"))));
    let bent = [
        ("a control character", whole.replace("R-1", "R\u{1}1")),
        ("a reference to one", whole.replace("R-1", "R&#1;1")),
        ("an unknown entity", whole.replace("R-1", "R&nope;1")),
        ("]]> in a text", whole.replace("R-1", "R]]>1")),
        ("crossed ends", whole.replace("R-1</text:p></table:table-cell>", "R-1</table:table-cell></text:p>")),
        ("an attribute twice", whole.replace(r#"table:name="Orders""#, r#"table:name="Orders" table:name="Others""#)),
        (
            "an attribute under two prefixes",
            whole
                .replace(
                    "<office:document-content",
                    r#"<office:document-content xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
                )
                .replacen(
                    "<table:table-row>",
                    r#"<table:table-row table:number-rows-repeated="1" t:number-rows-repeated="5">"#,
                    1,
                ),
        ),
        ("an attribute without quotes", whole.replace(r#"table:name="Orders""#, "table:name=Orders")),
        ("another root", whole.replace("office:document-content", "office:document-styles")),
        ("something behind the end", format!("{whole}<a/>")),
        (
            "a prefix of two meanings",
            whole.replace("<table:table table:name", r#"<table:table xmlns:text="urn:b" table:name"#),
        ),
        (
            "deep nesting",
            whole.replace("R-1", &format!("{}R-1{}", "<text:span>".repeat(5000), "</text:span>".repeat(5000))),
        ),
        ("no repeat", whole.replacen("<table:table-row>", r#"<table:table-row table:number-rows-repeated="x">"#, 1)),
    ];
    for (name, content) in bent {
        let error = read("a.ods", &packed(&content)).expect_err(name);
        for lang in [Lang::En, Lang::Ru] {
            let said = error.message(lang);
            let way_out = lang.pick("save it again)", "сохраните заново)");
            assert!(said.contains(way_out), "{name}: {said}");
        }
    }
    for cut in (0..whole.len()).step_by(97).filter(|cut| whole.is_char_boundary(*cut)) {
        assert!(read("a.ods", &packed(&whole[..cut])).is_err(), "cut at {cut}");
    }
    // Of two parts that some systems hold for one, nobody knows which counts.
    let twice = packed_with(&whole, &[("Content.xml", whole.as_bytes())]);
    assert!(read("a.ods", &twice).expect_err("two parts").message(Lang::En).contains("twice"));
}

#[test]
fn repeats_without_end_are_bounded() {
    let orders = header() + &order(number("1", "", None), empty(), empty(), empty());
    let filled = |rows: u64, cols: u64| {
        let cell = text("x").replace("office:", &format!(r#"table:number-columns-repeated="{cols}" office:"#));
        format!(r#"<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>"#)
    };
    let gap = r#"<table:table-row table:number-rows-repeated="2147483648"><table:table-cell table:number-columns-repeated="2147483648"/></table:table-row>"#;
    let spaces = text("Y").replace('Y', &r#"<text:s text:c="2147483647"/>"#.repeat(50));
    let hollow = format!(
        r#"<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{}</table:table-row>"#,
        text("x")
    );
    let began = std::time::Instant::now();
    for (table, code, said) in [
        (orders.clone() + gap, 0, "rows 1,"),
        (orders.clone() + &hollow.repeat(1000), 0, "rows 1,"),
        (orders.clone() + &filled(1_000_000, 16_384), 1, "more than 10000000 cells"),
        (orders.clone() + &filled(1, 2_147_483_648), 1, "no sheet can have such a row or cell"),
        (orders.clone() + &filled(2_147_483_648, 1), 1, "no sheet can have such a row or cell"),
        (orders.clone() + gap + &filled(1, 1), 1, "no sheet can have such a row or cell"),
        (header() + &order(number("1", "", None), empty(), empty(), spaces), 3, "!G2: E064"),
    ] {
        let (found, told) = check(&packed(&document("", &table)));
        assert_eq!(found, Some(code), "{said}: {told}");
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn styles_and_tables_without_end_are_bounded() {
    let orders = header() + &order(number("1", "", None), number("1", "N", None), empty(), empty());
    let with_styles = |styles: &str| {
        let own = format!("{styles}</office:automatic-styles>");
        packed(&document("", &orders).replace("</office:automatic-styles>", &own))
    };
    let map = r#"<style:map style:condition="value()&gt;0" style:apply-style-name="N-N"/>"#;
    let style = |inside: &str| {
        format!(
            r#"<number:number-style style:name="N-N">{inside}</number:number-style><style:style style:name="N" style:family="table-cell" style:data-style-name="N-N" style:parent-style-name="N"/>"#
        )
    };
    let words = format!("<number:text>{}</number:text>", "x".repeat(2_000_000));
    let empty_style = r#"<style:style style:name="x" style:family="table-cell"/>"#;
    let many: String = (0..120_000).map(|no| empty_style.replace("\"x\"", &format!("\"x{no}\""))).collect();
    let began = std::time::Instant::now();
    for (styles, code) in [(style(&map.repeat(50_000)), 3), (style(&words), 3), (many, 1)] {
        let (found, told) = check(&with_styles(&styles));
        assert_eq!(found, Some(code), "{told}");
    }
    let tables = "<table:table/>".repeat(20_000);
    assert_eq!(check(&packed(&document(&tables, &orders))).0, Some(1));
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}
