//! What is found in a document before one of its tables is read: where they stand, what stands out in them,
//! and how many cells they have.

use std::collections::HashSet;
use std::ops::{ControlFlow, Range};

use calamine::Dimensions;

use super::package::CONTENT;
use super::styles::Styles;
use super::table::{Aside, Line, Shared, walk};
use super::xml::{Element, Names, Space, Xml};
use crate::reader::address;
use crate::reader::error::{Damage, PartDamage};
use crate::reader::marks::{Marks, WIDEST};

/// Beyond so many merged areas the marks say that there are too many.
const MERGED: usize = 200_000;

/// No program keeps so many tables in a document.
const TABLES: usize = 10_000;

/// A table of a document.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) visible: bool,
    /// Where it stands in the content.
    pub(super) at: Range<usize>,
    pub(super) marks: Marks,
    /// How many cells are filled or commented.
    pub(super) cells: u64,
    /// How many cells a reader holds that holds the whole of it.
    pub(super) held: u64,
    /// Whether nobody calculated its formulas.
    pub(super) uncalculated: bool,
}

/// What is found in a document.
pub(super) struct Found {
    pub(super) names: Names,
    pub(super) styles: Styles,
    /// Whether days are counted from 1904.
    pub(super) old: bool,
    pub(super) tables: Vec<Table>,
    /// Whether a reader that looks at the usual prefixes alone finds the same tables.
    pub(super) plain: bool,
}

/// Looks through a document.
pub(super) fn survey(content: &str, styles: Option<&str>, meta: Option<&str>) -> Result<Found, Damage> {
    let mut all = Styles::default();
    if let Some(document) = styles {
        common(document, &mut all)?;
    }
    let zeros = !meta.is_some_and(calculates);
    let (mut xml, root) = Xml::open(content, CONTENT)?;
    if !root.is(Space::Office, "document-content") {
        return Err(PartDamage::Unclear { part: CONTENT.to_owned(), at: None }.into());
    }
    let names = xml.names().clone();
    let mut survey =
        Survey { styles: Some(all), done: Styles::default(), zeros, old: false, tables: Vec::new(), wild: false };
    while let Some(element) = xml.child()? {
        if let (true, Some(styles)) = (element.is(Space::Office, "automatic-styles"), &mut survey.styles) {
            styles.read(&mut xml)?;
        } else if element.is(Space::Office, "body") {
            survey.body(&mut xml)?;
        } else {
            xml.skip()?;
        }
    }
    if !xml.is_over()? {
        return Err(PartDamage::Unclear { part: CONTENT.to_owned(), at: None }.into());
    }
    let Survey { done: styles, old, tables, wild, .. } = survey;
    let mut seen = HashSet::new();
    for table in &tables {
        if !seen.insert(&table.name) {
            return Err(PartDamage::Twice(table.name.clone()).into());
        }
    }
    let plain = names.are_usual() && !wild;
    Ok(Found { names, styles, old, tables, plain })
}

/// Reads the styles that documents share.
fn common(document: &str, all: &mut Styles) -> Result<(), Damage> {
    let (mut xml, _) = Xml::open(document, "styles.xml")?;
    while let Some(element) = xml.child()? {
        if element.is(Space::Office, "styles") {
            all.read(&mut xml)?;
        } else {
            xml.skip()?;
        }
    }
    Ok(())
}

/// Whether a program wrote the document that calculates.
fn calculates(meta: &str) -> bool {
    let generator = meta.split_once("generator>").map_or("", |(_, rest)| rest.split('<').next().unwrap_or_default());
    let generator = generator.to_lowercase();
    let known = ["office", "gnumeric", "calligra", "kspread", "google", "zoho", "planmaker", "collabora", "aspose"];
    known.iter().any(|program| generator.contains(program))
}

struct Survey {
    styles: Option<Styles>,
    done: Styles,
    /// Whether results of 0 say nothing.
    zeros: bool,
    old: bool,
    tables: Vec<Table>,
    /// Whether simple readers lose their way in the document, or take other tables for these.
    wild: bool,
}

impl Survey {
    fn body(&mut self, xml: &mut Xml<'_>) -> Result<(), Damage> {
        // The styles stand before the body, or they are of no use.
        self.done = self.styles.take().unwrap_or_default().done();
        while let Some(element) = xml.child()? {
            if element.is(Space::Office, "spreadsheet") {
                self.spreadsheet(xml)?;
            } else {
                self.wild |= xml.skip()?;
            }
        }
        Ok(())
    }

    fn spreadsheet(&mut self, xml: &mut Xml<'_>) -> Result<(), Damage> {
        loop {
            let from = xml.position();
            let Some(element) = xml.child()? else { return Ok(()) };
            if self.tables.len() > TABLES {
                return Err(xml.bad());
            }
            if element.is(Space::Table, "table") {
                self.table(xml, &element, from)?;
            } else if element.is(Space::Table, "calculation-settings") {
                while let Some(setting) = xml.child()? {
                    let day = setting.get(Space::Table, "date-value");
                    self.old |= day.is_some_and(|day| day.starts_with("1904"));
                    xml.skip()?;
                }
            } else {
                // Changes and links to other programs keep tables that nobody sees.
                self.wild |= xml.skip()?;
            }
        }
    }

    fn table(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, from: usize) -> Result<(), Damage> {
        let name = element.get(Space::Table, "name").map(str::to_owned);
        let hidden = self.done.hides("table", element.get(Space::Table, "style-name"));
        let mut count = Count { zeros: self.zeros, ..Count::default() };
        let shared = Shared { styles: &self.done, old: self.old };
        let aside = walk(xml, &shared, &mut |line| {
            count.line(line);
            Ok(ControlFlow::Continue(()))
        })?;
        self.wild |= aside.wild;
        let name = name.unwrap_or_else(|| format!("Sheet{}", self.tables.len() + 1));
        // The cells of other files that formulas look into are kept as tables that nobody sees.
        if !is_external(&name) {
            self.tables.push(count.done(name, !hidden, from..xml.position(), aside));
        }
        Ok(())
    }
}

/// Whether a table holds what another file said: `'file:///a.ods'#Sheet1`.
fn is_external(name: &str) -> bool {
    name.starts_with('\'') && name.contains("'#") && name.contains(':')
}

/// Merged areas of one size, one beside and below the other.
struct Merged {
    row: u64,
    col: u64,
    down: u64,
    right: u64,
    rows: u64,
    cols: u64,
}

/// What is counted of a table.
#[derive(Default)]
struct Count {
    marks: Marks,
    areas: Vec<Merged>,
    cells: u64,
    /// Cells as they are written, and the rows and columns between the outermost ones.
    written: u64,
    rows: Option<(u64, u64)>,
    width: u64,
    zeros: bool,
    formulas: bool,
    calculated: bool,
}

impl Count {
    fn line(&mut self, line: &Line) {
        let (Ok(first), last) = (u32::try_from(line.row), line.last()) else { return };
        if first > last {
            return;
        }
        if line.hidden {
            self.marks.hide_rows(first, last);
        }
        self.written = self.written.saturating_add(line.width);
        if line.is_filled() {
            self.rows = Some((self.rows.map_or(line.row, |(top, _)| top), u64::from(last) + 1));
            self.width = self.width.max(line.width);
        }
        for slot in &line.cells {
            if slot.is_filled() || slot.comment {
                self.cells = self.cells.saturating_add(slot.repeat.saturating_mul(line.repeat));
            }
            if let Some(uncalculated) = slot.is_uncalculated(self.zeros) {
                self.formulas = true;
                self.calculated |= !uncalculated;
            }
            let left = u16::try_from(slot.col).unwrap_or(u16::MAX);
            let right = u16::try_from(slot.col.saturating_add(slot.repeat) - 1).unwrap_or(u16::MAX).min(WIDEST);
            for col in left..=right {
                if slot.comment {
                    self.marks.comment_rows((first, last), col);
                }
                if slot.struck {
                    self.marks.strike_rows((first, last), col);
                }
            }
            if let Some((rows, cols)) = slot.matrix {
                self.marks.compute(area(line.row, slot.col, rows, cols));
            }
            if let (Some((rows, cols)), true) = (slot.span, self.areas.len() < MERGED) {
                let (down, right) = (u64::from(last - first) + 1, slot.repeat);
                self.areas.push(Merged { row: line.row, col: slot.col, down, right, rows, cols });
            }
        }
    }

    /// Notes the merged areas, down to the last row in which something stands.
    fn merge(&mut self) {
        let bottom = self.rows.map_or(0, |(_, bottom)| bottom);
        let mut count = 0;
        for Merged { row, col, down, right, rows, cols } in std::mem::take(&mut self.areas) {
            for row in row..row.saturating_add(down).min(bottom) {
                for col in col..col.saturating_add(right).min(u64::from(WIDEST) + 1) {
                    count += 1;
                    if count > MERGED {
                        return;
                    }
                    self.marks.merge(area(row, col, rows, cols));
                }
            }
        }
    }

    fn done(mut self, name: String, visible: bool, at: Range<usize>, aside: Aside) -> Table {
        self.merge();
        for (first, last) in aside.hidden {
            let first = u16::try_from(first).unwrap_or(u16::MAX);
            self.marks.hide_columns(first, u16::try_from(last).unwrap_or(u16::MAX));
        }
        let Self { marks, cells, written, rows, width, formulas, calculated, .. } = self;
        let (top, bottom) = rows.unwrap_or_default();
        let held = written.saturating_add(width.saturating_mul(bottom - top));
        Table { name, visible, at, marks, cells, held, uncalculated: formulas && !calculated }
    }
}

/// An area of so many rows and columns, as far as a sheet goes.
fn area(row: u64, col: u64, rows: u64, cols: u64) -> Dimensions {
    let place = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
    let bottom = row.saturating_add(rows).min(u64::from(address::ROWS)) - 1;
    let right = col.saturating_add(cols).min(u64::from(address::COLS)) - 1;
    Dimensions { start: (place(row), place(col)), end: (place(bottom), place(right)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::raw::Mark;
    use crate::sheet::{Cell, Col, Value};

    const STYLES: &str = r#"<style:style style:name="low" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style><style:style style:name="fit" style:family="table-row"><style:table-row-properties style:row-height="0cm" style:use-optimal-row-height="true"/></style:style><style:style style:name="thin" style:family="table-column"><style:table-column-properties style:column-width="0in"/></style:style><style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="out" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="deeper" style:family="table-cell" style:parent-style-name="out"/><style:style style:name="back" style:family="table-cell" style:parent-style-name="out"><style:text-properties style:text-line-through-style="none"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>"#;

    fn found(body: &str) -> Result<Found, Damage> {
        let names: String = [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")]
            .map(|(prefix, name)| format!(r#" xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#))
            .concat();
        let content = format!(
            "<office:document-content{names}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
        );
        survey(&content, None, None)
    }

    /// The marks of a table of this content.
    fn marks(rows: &str) -> Marks {
        let mut found = found(&format!(r#"<table:table table:name="a">{rows}</table:table>"#)).expect("a document");
        found.tables.remove(0).marks.done("f").expect("marks")
    }

    fn cell(attributes: &str, inside: &str) -> String {
        format!(r#"<table:table-cell office:value-type="string" {attributes}>{inside}</table:table-cell>"#)
    }

    fn row(attributes: &str) -> String {
        format!("<table:table-row {attributes}>{}</table:table-row>", cell("", "<text:p>x</text:p>"))
    }

    #[test]
    fn rows_are_hidden_by_hand_by_a_filter_by_a_group_or_by_their_height() {
        let group = |display: &str, rows: &str| {
            format!(r#"<table:table-row-group table:display="{display}">{rows}</table:table-row-group>"#)
        };
        let rows = [
            row(r#"table:visibility="collapse""#),
            row(r#"table:visibility="filter" table:number-rows-repeated="2""#),
            row(r#"table:visibility="visible""#),
            row(r#"table:style-name="low""#),
            row(r#"table:style-name="fit""#),
            group("false", &(row("") + &group("true", &row("")))),
            group("true", &row("")),
            format!("<table:table-header-rows>{}</table:table-header-rows>", row(r#"table:visibility="&#99;ollapse""#)),
        ];
        let marks = marks(&rows.concat());
        let hidden: Vec<u32> = (0..12).filter(|row| marks.hides(*row)).map(|row| row + 1).collect();
        assert_eq!(hidden, [1, 2, 3, 5, 7, 8, 10]);
    }

    #[test]
    fn columns_are_hidden_by_hand_by_a_group_or_by_their_width() {
        let columns = r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column/><table:table-column-group table:display="false"><table:table-column table:number-columns-repeated="2"/></table:table-column-group><table:table-column table:style-name="thin"/><table:table-column table:number-columns-repeated="16377"/>"#;
        let marks = marks(columns);
        let cells: Vec<(Col, Cell)> =
            (0..9).map(|col| (Col::from_index(col), Cell { value: Value::Bool(true), formula: false })).collect();
        let hidden: Vec<u16> = marks.of_row(0, &cells).iter().map(|(col, _)| col.index()).collect();
        assert_eq!(hidden, [2, 4, 5, 6]);
    }

    #[test]
    fn what_is_struck_out_or_commented_is_told() {
        let p = |text: &str| format!("<text:p>{text}</text:p>");
        let span = r#"<text:span text:style-name="T1">x</text:span>"#;
        let cells = [
            cell(r#"table:style-name="out""#, &p("x")),
            cell(r#"table:style-name="deeper""#, &p("x")),
            cell(r#"table:style-name="back""#, &p("x")),
            cell("", &p(span)),
            cell("", &p(&format!("{span} y"))),
            cell("", &format!("<office:annotation>{}</office:annotation>{}", p("no"), p("x"))),
            r#"<table:table-cell table:style-name="out"/>"#.to_owned(),
            "<table:table-cell><office:annotation/></table:table-cell>".to_owned(),
        ];
        let marks = marks(&format!("<table:table-row>{}</table:table-row>", cells.concat()));
        let filled: Vec<(Col, Cell)> = (0..6).map(|col| (Col::from_index(col), Cell::text("x"))).collect();
        let told: Vec<(u16, Mark)> = marks.of_row(0, &filled).iter().map(|(col, mark)| (col.index(), *mark)).collect();
        let struck = [0, 1, 3, 4].map(|col| (col, Mark::Struck));
        assert_eq!(told, [struck.as_slice(), &[(5, Mark::Comment), (7, Mark::Comment)]].concat());
    }

    #[test]
    fn merged_areas_name_the_cell_that_is_seen() {
        let spanned = |rows: u32, cols: u32| {
            cell(
                &format!(r#"table:number-rows-spanned="{rows}" table:number-columns-spanned="{cols}""#),
                "<text:p>x</text:p>",
            )
        };
        let rows = format!(
            r#"<table:table-row table:number-rows-repeated="2">{}</table:table-row><table:table-row>{}</table:table-row>{}"#,
            spanned(1, 2),
            spanned(2, 1),
            row("")
        );
        let marks = marks(&rows);
        let covered = |row: u32| -> Vec<String> {
            let name = |(col, cell): (Col, Cell)| match cell.value {
                Value::Merged(with) => format!("{col}<{with}"),
                other => format!("{other:?}"),
            };
            marks.covered(row - 1).map(name).collect()
        };
        assert_eq!([1, 2, 3, 4].map(covered), [vec!["B<A1"], vec!["B<A2"], vec![], vec!["A<A3"]]);
    }

    #[test]
    fn tables_that_nobody_sees_are_no_sheets() {
        let table = |name: &str| format!(r#"<table:table table:name="{name}">{}</table:table>"#, row(""));
        let hidden = table("b").replace("table:name", r#"table:style-name="off" table:name"#);
        let body = format!(
            "<table:tracked-changes><table:deletion>{}</table:deletion></table:tracked-changes>{}{hidden}{}<table:dde-links><table:dde-link>{}</table:dde-link></table:dde-links>",
            table("old"),
            table("a"),
            table("'file:///b.ods'#a"),
            table("dde")
        );
        let found = found(&body).expect("a document");
        let names: Vec<(&str, bool)> = found.tables.iter().map(|table| (&*table.name, table.visible)).collect();
        assert_eq!(names, [("a", true), ("b", false)]);
        assert!(!found.plain, "simple readers take these for sheets");
        assert!(matches!(self::found(&(table("a") + &table("a"))), Err(Damage::Parts(PartDamage::Twice(_)))));
    }

    #[test]
    fn repeats_cost_nothing_and_what_no_sheet_has_is_refused() {
        let rows = |first: &str, count: &str| {
            format!(
                r#"{first}<table:table-row table:number-rows-repeated="{count}"><table:table-cell table:number-columns-repeated="{count}"/></table:table-row>"#
            )
        };
        for count in ["2147483648", "18446744073709551616", "99999999999999999999999999"] {
            let found = found(&format!("<table:table>{}</table:table>", rows(&row(""), count))).expect("a document");
            assert_eq!((found.tables[0].cells, found.tables[0].held < 20_000), (1, true), "{count}");
        }
        for bad in [
            rows("", "0"),
            rows("", "-1"),
            rows("", "1e3"),
            row(r#"table:number-rows-repeated="1048577""#),
            rows("", "1048576") + &row(""),
            format!(
                "<table:table-row>{}</table:table-row>",
                cell(r#"table:number-columns-repeated="16385""#, "<text:p>x</text:p>")
            ),
        ] {
            let refused = found(&format!("<table:table>{bad}</table:table>"));
            assert!(matches!(refused, Err(Damage::NoSuchCell(_))), "{bad}");
        }
        let full = row(r#"table:number-rows-repeated="1048576""#);
        assert_eq!(
            found(&format!("<table:table>{full}</table:table>")).expect("a document").tables[0].cells,
            1_048_576
        );
    }
}
