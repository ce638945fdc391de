//! Tricks by which a person would see another thing than is ordered: whatever hides or shows a value in a way of its own
//! is read as it is seen, or is refused.

use vdsbatch::text::lang::Lang;

use crate::sheet::{archive, read};
use crate::sheet_package::{Parts, cell, order};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const DISK: &str = "<c r=\"E2\"><v>400</v></c>";
const MARKUP: &str = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

fn disk(value: &str) -> Parts {
    Parts::new(value, "")
}

/// A disk of 4 in the second style, with another part of styles.
fn styled(fonts: &str, formats: &str, style: &str) -> Parts {
    disk("<c r=\"E2\" s=\"1\"><v>4</v></c>")
        .with("xl/styles.xml", "<fonts><font/>", &format!("{formats}<fonts><font/>{fonts}"))
        .with("xl/styles.xml", "<xf numFmtId=\"14\" fontId=\"0\"/>", style)
}

fn format(code: &str) -> Parts {
    let formats = format!("<numFmts><numFmt numFmtId=\"170\" formatCode=\"{code}\"/></numFmts>");
    styled("", &formats, "<xf numFmtId=\"170\" fontId=\"0\"/>")
}

fn has(parts: &Parts, code: &str) -> bool {
    parts.read().notes.iter().any(|note| note.contains(code))
}

#[test]
fn what_has_next_to_no_height_or_width_is_hidden() {
    for height in ["0.01", "0.5", "1e-9", "-1", "0,0", "none", "NaN"] {
        let row = format!("<row r=\"2\" ht=\"{height}\" customHeight=\"1\">{}</row>", order(2));
        assert!(has(&Parts::of_rows(&row), "row 2: E050"), "{height}");
    }
    for height in ["6", "15.75", "409"] {
        let row = format!("<row r=\"2\" ht=\"{height}\">{}</row>", order(2));
        assert!(!has(&Parts::of_rows(&row), "E050"), "{height}");
    }
    let columns = |col: &str| disk(DISK).with(SHEET, "<sheetData>", &format!("<cols>{col}</cols><sheetData>"));
    for col in [
        "<col min=\"5\" max=\"5\" width=\"0.01\" customWidth=\"1\"/>",
        "<col min=\"5\" max=\"5\" width=\"0.2\"/>",
        "<col min=\"5\" max=\"5\" width=\"-1\"/>",
        "<col min=\"5\" max=\"5\" width=\"x\"/>",
        "<col min=\"9\" max=\"5\" hidden=\"1\"/>",
    ] {
        assert!(has(&columns(col), "E058"), "{col}");
    }
    assert!(!has(&columns("<col min=\"5\" max=\"5\" width=\"2\"/>"), "E058"));
    let low = disk(DISK).with(
        SHEET,
        "<sheetData>",
        "<sheetFormatPr defaultRowHeight=\"0.1\" customHeight=\"1\"/><sheetData>",
    );
    assert!(has(&low, "row 2: E050"));
}

#[test]
fn a_format_shows_what_it_fills_a_cell_with() {
    for (code, shown) in [("*90", "shown 94"), ("0*9", "shown 49"), ("[White]0", "shown "), ("[white]0", "shown ")] {
        assert_eq!(cell(&format(code).read(), 4), shown, "{code}");
    }
    for code in ["_(* 0_)", "* 0", "0* ", "[Red]0", "[Blue]0"] {
        assert_eq!(cell(&format(code).read(), 4), "number 4", "{code}");
    }
}

#[test]
fn one_number_of_two_formats_refuses_the_file() {
    let two = |second: &str| {
        let one = |code: &str| format!("<numFmt numFmtId=\"170\" formatCode=\"{code}\"/>");
        let formats = format!("<numFmts>{}{}</numFmts>", one("0&quot;00&quot;"), one(second));
        styled("", &formats, "<xf numFmtId=\"170\" fontId=\"0\"/>")
    };
    assert!(two("0").refused().contains("`170` is in it twice"), "{}", two("0").refused());
    assert_eq!(cell(&two("0&quot;00&quot;").read(), 4), "shown 400");
}

#[test]
fn letters_that_nobody_can_see_show_nothing() {
    let font = |font: &str, fill: &str| {
        let style = format!("<xf numFmtId=\"0\" fontId=\"1\"{fill}/>");
        styled(font, "", &style).with(
            "xl/styles.xml",
            "<cellXfs>",
            "<fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFC00000\"/></patternFill></fill></fills><cellXfs>",
        )
    };
    for unseen in [
        font("<font><color rgb=\"FFFFFFFF\"/></font>", ""),
        font("<font><color rgb=\"00ffffff\"/></font>", " fillId=\"0\""),
        font("<font><color theme=\"0\"/></font>", ""),
        font("<font><color indexed=\"9\"/></font>", ""),
        font("<font><color rgb=\"FFC00000\"/></font>", " fillId=\"1\""),
        font("<font><sz val=\"0.1\"/></font>", ""),
        font("<font><sz val=\"1\"/></font>", ""),
    ] {
        assert_eq!(cell(&unseen.read(), 4), "shown ");
    }
    for seen in [
        font("<font><color rgb=\"FFFFFFFF\"/></font>", " fillId=\"1\""),
        font("<font><color theme=\"1\"/></font>", ""),
        font("<font><color theme=\"0\" tint=\"-0.5\"/></font>", ""),
        font("<font><color rgb=\"FFC00000\"/></font>", ""),
        font("<font><sz val=\"6\"/></font>", ""),
    ] {
        assert_eq!(cell(&seen.read(), 4), "number 4");
    }
}

#[test]
fn a_zero_that_the_sheet_does_not_show_is_hidden() {
    let zero = |shows: &str| {
        let view = format!("<sheetViews><sheetView{shows} workbookViewId=\"0\"/></sheetViews><sheetData>");
        disk("<c r=\"E2\"><v>0</v></c>").with(SHEET, "<sheetData>", &view)
    };
    assert_eq!(cell(&zero(" showZeros=\"0\"").read(), 4), "shown ");
    assert_eq!(cell(&zero("").read(), 4), "number 0");
    assert_eq!(cell(&zero(" showZeros=\"1\"").read(), 4), "number 0");
}

#[test]
fn merged_areas_are_merged_however_they_are_written() {
    let merged = |area: &str| {
        let merges = format!("</sheetData><mergeCells><mergeCell ref=\"{area}\"/></mergeCells>");
        disk(DISK).with(SHEET, "</sheetData>", &merges)
    };
    for area in ["E2:D2", "$D$2:$E$2", "d2:e2", "E3:D2", "E2:D3"] {
        assert_eq!(cell(&merged(area).read(), 4), "merged D2", "{area}");
    }
    for area in ["D:E", "2:2", "Orders!D2:E2", ""] {
        assert!(merged(area).refused().contains("no sheet can have such a row or cell"), "{area}");
    }
}

#[test]
fn nothing_is_chosen_for_another_program() {
    let either =
        |inside: &str| format!("<mc:AlternateContent><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>");
    let foreign = |parts: Parts| {
        let said = parts.with(SHEET, "<worksheet ", &format!("<worksheet {MARKUP} ")).refused();
        assert!(said.contains("a `AlternateContent` of another program"), "{said}");
    };
    foreign(disk(&format!("<c r=\"E2\">{}</c>", either("<v>4</v>"))));
    let before = |what: &str| disk(DISK).with(SHEET, "<sheetData>", &format!("{what}<sheetData>"));
    let columns = "<col min=\"5\" max=\"5\" hidden=\"1\"/>";
    foreign(before(&format!("<cols>{}</cols>", either(columns))));
    foreign(before(&either(&format!("<cols>{columns}</cols>"))));
    foreign(before(&either("<mergeCells><mergeCell ref=\"D2:E2\"/></mergeCells>")));
    let formats = either("<numFmts><numFmt numFmtId=\"170\" formatCode=\"0\"/></numFmts>");
    let styles = styled("", &formats, "<xf numFmtId=\"170\" fontId=\"0\"/>");
    let styles = styles.with("xl/styles.xml", "<styleSheet ", &format!("<styleSheet {MARKUP} "));
    assert!(styles.refused().contains("a `AlternateContent` of another program"), "{}", styles.refused());
    let controls = before(&either("<controls/>")).with(SHEET, "<worksheet ", &format!("<worksheet {MARKUP} "));
    assert_eq!(cell(&controls.read(), 4), "number 400");
}

#[test]
fn relations_lead_to_one_part_each() {
    let more = |relation: &str| disk(DISK).with(RELATIONS, "</Relationships>", &format!("{relation}</Relationships>"));
    let related = |id: &str, kind: &str| format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"other.xml\"/>");
    for (id, kind, said) in [
        ("rId1", "worksheet", "`rId1` is in it twice"),
        ("rId9", "styles", "`styles` is in it twice"),
        ("rId9", "sharedStrings", "`sharedStrings` is in it twice"),
    ] {
        let refused = more(&related(id, kind)).refused();
        assert!(refused.contains(said), "{refused}");
    }
    let office = disk(DISK).with(
        "_rels/.rels",
        "</Relationships>",
        &format!("{}</Relationships>", related("rId9", "officeDocument")),
    );
    assert!(office.refused().contains("`officeDocument` is in it twice"), "{}", office.refused());
    assert_eq!(cell(&more(&related("rId9", "theme")).read(), 4), "number 400");
    let outside = disk(DISK).with(
        RELATIONS,
        "Target=\"worksheets/sheet1.xml\"",
        "Target=\"worksheets/sheet1.xml\" TargetMode=\"External\"",
    );
    assert!(outside.refused().contains("is missing"), "{}", outside.refused());
    // A name may be written with its letters' numbers.
    let numbered = || disk(DISK).with(RELATIONS, "worksheets/sheet1.xml", "worksheets/sheet%31.xml");
    assert_eq!(cell(&numbered().read(), 4), "number 400");
    let two = numbered().and("xl/worksheets/sheet%31.xml", "<x/>").refused();
    assert!(two.contains("twice, and programs read different ones"), "{two}");
}

#[test]
fn a_name_of_a_part_is_one_however_many_slashes_are_in_it() {
    for name in [
        "/xl/worksheets/sheet1.xml",
        "xl//worksheets/sheet1.xml",
        "xl/./worksheets/sheet1.xml",
        "xl/x/../worksheets/sheet1.xml",
    ] {
        let two = disk(DISK).and(name, "<x/>").refused();
        assert!(two.contains("twice, and programs read different ones"), "{name}: {two}");
    }
}

#[test]
fn an_archive_behind_another_one_is_refused() {
    let (shown, other) = (disk(DISK).book(), disk("<c r=\"E2\"><v>4</v></c>").book());
    let behind = [shown, other.clone()].concat();
    let said = read("a.xlsx", &behind).expect_err("two archives").message(Lang::En);
    assert!(said.contains("programs read different ones"), "{said}");
    assert!(read("a.xlsx", &other).is_ok());
    let ods = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".as_slice()),
        ("content.xml", b"<x/>"),
    ]);
    let said = read("a.ods", &[ods.clone(), ods].concat()).expect_err("two archives").message(Lang::En);
    assert!(said.contains("programs read different ones"), "{said}");
}
