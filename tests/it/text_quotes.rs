//! Text tables of programs that quote, escape and guard text in ways of their own: what could be read
//! in two ways is an error at its place.

use crate::harness::{Desk, vdsbatch};
use crate::sheet::{read, texts};

const HEADER: &str = "Tariff,OS,Period,Domain,Comment,Cost centre,Reference";
const ORDER: &str = "KVM Ferrum,Debian-7-x86_64-minimal,1,a.example.ru";

/// What is found at the one row of a table with these last cells.
fn found(cells: &str) -> Vec<String> {
    let read = read("a.csv", format!("{HEADER}\n{ORDER},{cells}\n").as_bytes()).expect("a table");
    read.notes.into_iter().filter(|note| !note.contains("E006")).collect()
}

#[test]
fn a_quotation_that_goes_over_a_separator_is_an_error_where_it_begins() {
    for cells in [
        r#" "for shop, second", IT"#,
        "\u{a0}\"for shop, second\",IT",
        "“for shop, second”,IT",
        "„for shop, second“,IT",
        "„for shop, second”,IT",
        "«for shop, second»,IT",
        "»for shop, second«,IT",
        "‘for shop, second’,IT",
        "‚for shop, second‘,IT",
        "'for shop, second',IT",
        "''for shop, second'',IT",
        "`for shop, second`,IT",
        "see “shop, a” x,IT",
        r#"see "shop, a",IT"#,
        "«shop „a“, b»,IT",
    ] {
        let said = found(cells);
        assert!(said.len() == 1 && said[0].starts_with("f: E2: E063 "), "{cells}: {said:?}");
    }
    // In front of the columns that are known, and above them.
    let quoted = "Note;Tariff;OS;Period;Domain;Disk\n„a; b“;KVM;Deb;1;a.ru\n";
    let said = read("a.csv", quoted.as_bytes()).expect("a table").notes;
    assert!(said.iter().any(|note| note.starts_with("f: A2: E063 ")), "{said:?}");
    let header = "Tariff,OS,Period,Domain,“Price, RUB”\nKVM,Deb,1,a.ru,5\n";
    let said = read("a.csv", header.as_bytes()).expect("a table").notes;
    assert!(said.iter().any(|note| note.starts_with("f: E1: E063 ")), "{said:?}");
}

#[test]
fn a_curly_quotation_over_the_end_of_a_line_is_an_error_where_it_begins() {
    let rows = |end: &str, begin: &str| {
        read("a.csv", format!("{HEADER}\n{ORDER},{end}\n{begin}\n{}\n", ORDER.replace("a.", "b.")).as_bytes())
            .expect("a table")
            .notes
    };
    for (end, begin) in
        [("“for shop", "second”,IT,R-1"), ("„for shop", "second“,IT"), ("see «for shop", "and\nsecond»,IT")]
    {
        let said = rows(end, begin);
        assert!(said.iter().any(|note| note.starts_with("f: E2: E063 ")), "{end}: {said:?}");
    }
    for (end, begin) in [("“for shop,IT", "x,second”,IT"), ("don't,'90s", "dogs',x"), ("“for shop", "x,y,1,c.ru,“a”")]
    {
        let said = rows(end, begin);
        assert!(!said.iter().any(|note| note.contains("E063")), "{end}: {said:?}");
    }
}

#[test]
fn quotes_that_belong_to_a_text_are_left_to_it() {
    for cells in [
        r#""for shop, second",IT"#,
        "“for shop”,IT,«x»",
        r#"ООО «Ромашка»,IT,ЗАО "Лютик""#,
        r#"19" rack,2" disk,3'"#,
        "don't,users' pcs,O'Neil",
        r#""a ""quoted"", b",IT"#,
        r#""«a, b»",IT"#,
        "",
    ] {
        assert_eq!(found(cells), Vec::<String>::new(), "{cells}");
    }
}

#[test]
fn a_quote_behind_a_space_is_no_quote() {
    let said = found(r#"x, "IT""#);
    assert!(said.len() == 1 && said[0].starts_with("f: F2: E063 "), "{said:?}");
    let said = found("x, \"IT\nlonger\",y");
    assert!(said[0].starts_with("f: F2: E063 "), "{said:?}");
}

#[test]
fn a_backslash_that_may_escape_is_an_error() {
    for cells in [r"for shop\, second,IT", r#""say \"hi\", ok",IT"#, r#""say \"hi\"",IT"#, r#""a \" b",IT"#, r"\N,IT"] {
        let said = found(cells);
        assert!(said.iter().any(|note| note.starts_with("f: E2: E063 ")), "{cells}: {said:?}");
    }
    assert_eq!(found(r"C:\disk\new,IT"), Vec::<String>::new());
    let desk = Desk::new().file("a.csv", format!("{HEADER}\n{ORDER},a\\, b,IT\n").as_bytes());
    desk.run(vdsbatch().args(["check", "--lang", "ru"]).arg(desk.path("a.csv"))).exits(3).says("обратн");
}

#[test]
fn text_that_an_export_guards_is_read_as_it_is_shown() {
    let guarded = format!("{HEADER}\n{ORDER},=\"a \"\"b\"\"\",\"=\"\"0042\"\"\",=\"000123\"\n");
    let read = read("a.csv", guarded.as_bytes()).expect("a table");
    assert_eq!(texts(&read)[0].1[4..], ["a \"b\"", "0042", "000123"]);
    assert!(!read.notes.iter().any(|note| !note.contains("E006")), "{:?}", read.notes);
}

#[test]
fn an_apostrophe_that_guards_a_text_is_left_out_and_told() {
    let guarded = format!("{HEADER}\n'KVM Ferrum,Debian-7-x86_64-minimal,'1,'a.example.ru,'=5,'0042,'000123\n");
    let read = read("a.csv", guarded.as_bytes()).expect("a table");
    assert_eq!(
        texts(&read)[0].1,
        ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.example.ru", "=5", "0042", "000123"]
    );
    assert!(!read.notes.iter().any(|note| note.contains("E2: ")), "what would be a formula is meant: {:?}", read.notes);
    for at in ["A2", "C2", "D2", "F2", "G2"] {
        assert!(read.notes.iter().any(|note| note.starts_with(&format!("f: {at}: E062 warning:"))), "{:?}", read.notes);
    }
}

#[test]
fn a_formula_in_a_text_file_has_no_result() {
    let said = found("x,=B2&C2,=SUM(A1)");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("f: F2: E044 ") && said[1].starts_with("f: G2: E044 "), "{said:?}");
    assert_eq!(found("=),= x,="), Vec::<String>::new());
}
