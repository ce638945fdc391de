//! What a sheet's part says, in its order: rows, cells and what is written in them, hidden columns, merged
//! areas. A reading of its own beside the library's; what the library stumbles over is noted as an edit.

use std::io::Read;

use calamine::Dimensions;

use super::area::corners;
use super::cell::{Cell, Cells};
use super::edits::Edits;
use super::markup::{Element, Mark, resolve};
use super::spaces::Spaces;
use super::trouble::Trouble;
use crate::reader::address;

/// Rows are seen from this height on, in points: two dots of a screen.
const LOW: f64 = 1.5;

/// Columns are seen from this width on, in letters: two dots of a screen.
const NARROW: f64 = 0.25;

/// What hides or joins cells wherever it stands.
const OF_SHEET: [&[u8]; 8] =
    [b"cols", b"col", b"mergeCells", b"mergeCell", b"sheetData", b"row", b"sheetFormatPr", b"sheetView"];

/// A sheet's part, read from its begin.
pub(super) struct Sheet<R> {
    cells: Cells<R>,
    within: Within,
    /// The row and the column that come next if none is named.
    row: u32,
    col: u32,
    /// The rows that there were, a bit each.
    rows: Vec<u64>,
    /// The columns of this row that there were, from the last one that was not in order.
    cols: Vec<u32>,
    /// Whether rows are hidden that do not say otherwise.
    zero_height: bool,
    /// Whether a view of the sheet shows no zeros.
    hides_zeros: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Sheet,
    Data,
    Row,
}

/// What a sheet says next. Rows and columns count from 0.
#[derive(Debug)]
pub(super) enum Item {
    /// A row begins.
    Row {
        /// Its number.
        row: u32,
        /// Whether it is not to be seen.
        hidden: bool,
    },
    /// A cell. Its text is asked of the sheet.
    Cell(Cell),
    /// These columns are not to be seen.
    Hidden(u16, u16),
    /// These cells are one to the eye.
    Merged(Dimensions),
}

impl<R: Read> Sheet<R> {
    /// Of a part, in a workbook whose cells share so many texts.
    pub(super) fn new(source: R, strings: usize) -> Self {
        let part = Spaces::new(source);
        Self {
            cells: Cells { part, text: String::new(), edits: Edits::default(), strings },
            within: Within::Sheet,
            row: 0,
            col: 0,
            rows: vec![0; address::ROWS as usize / 64],
            cols: Vec::new(),
            zero_height: false,
            hides_zeros: false,
        }
    }

    /// What comes next; none at the end.
    ///
    /// # Errors
    ///
    /// When the part is no sheet that a spreadsheet program writes, or cannot be taken apart.
    pub(super) fn next(&mut self) -> Result<Option<Item>, Trouble> {
        loop {
            if self.within == Within::Row
                && self.cells.part.depth() == 3
                && let Some(cell) = self.cells.plain()
            {
                return self.placed(cell).map(Some);
            }
            match self.cells.part.next()? {
                Mark::Open { .. } => {
                    if let Some(item) = self.element()? {
                        return Ok(Some(item));
                    }
                }
                Mark::Close => self.close(),
                Mark::Doctype => return Err(Trouble::Doctype),
                Mark::End if self.cells.part.depth() == 0 => return Ok(None),
                Mark::End => return Err(Trouble::Cut),
                Mark::Text | Mark::Literal | Mark::Aside => {}
            }
        }
    }

    fn close(&mut self) {
        self.within = match (self.within, self.cells.part.depth()) {
            (Within::Row, 2) => {
                self.row = self.row.saturating_add(1);
                Within::Data
            }
            (Within::Data, 1) => Within::Sheet,
            (within, _) => within,
        };
    }

    fn element(&mut self) -> Result<Option<Item>, Trouble> {
        let (depth, element) = (self.cells.part.depth(), self.cells.part.element());
        let Some(name) = self.cells.part.name() else {
            // Where data stands, such a name may be meant for data; elsewhere it is somebody else's.
            if self.within != Within::Sheet && matches!(element.name, b"row" | b"c" | b"v" | b"is" | b"f") {
                return Err(Trouble::Foreign(String::from_utf8_lossy(element.name).into_owned()));
            }
            if element.name == b"AlternateContent" {
                return self.alternative();
            }
            return self.skip();
        };
        match (self.within, depth, name) {
            (Within::Row, 4, [b'c']) => self.cell().map(Some),
            (Within::Data, 3, [b'r', b'o', b'w']) => self.begin_row().map(Some),
            (Within::Sheet, 1, b"worksheet") | (Within::Sheet, 2, b"cols" | b"mergeCells" | b"sheetViews") => Ok(None),
            (Within::Sheet, 1, _) => Err(Trouble::NoSheet),
            (Within::Sheet, 2, b"sheetData") => {
                self.within = Within::Data;
                Ok(None)
            }
            (Within::Sheet, 2, b"sheetFormatPr") => {
                self.zero_height = element.value("zeroHeight").is_some_and(|value| hides(&value))
                    || element.value("defaultRowHeight").is_some_and(|height| is_less(&height, LOW));
                Ok(None)
            }
            (Within::Sheet, 2, b"dimension") => self.blank(),
            (Within::Sheet, 3, b"col") => Ok(hidden_columns(&element)),
            (Within::Sheet, 3, b"mergeCell") => merged(&element).map(Some),
            (Within::Sheet, 3, b"sheetView") => {
                self.hides_zeros |= element.value("showZeros").is_some_and(|shows| !hides(&shows));
                self.skip()
            }
            _ => self.skip(),
        }
    }

    fn skip(&mut self) -> Result<Option<Item>, Trouble> {
        self.cells.part.skip()?;
        Ok(None)
    }

    /// Passes what a program chooses from, if nothing is in it that hides or joins cells: nobody knows what it chooses.
    fn alternative(&mut self) -> Result<Option<Item>, Trouble> {
        let outside = self.cells.part.depth() - 1;
        let foreign = || Trouble::Foreign("AlternateContent".to_owned());
        if self.within != Within::Sheet {
            return self.skip();
        }
        while self.cells.part.depth() > outside {
            match self.cells.part.next()? {
                Mark::End => return Err(Trouble::Cut),
                Mark::Open { .. } if OF_SHEET.contains(&self.cells.part.element().name) => return Err(foreign()),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Passes an element that the library is not to see.
    fn blank(&mut self) -> Result<Option<Item>, Trouble> {
        let from = self.cells.part.at() - 1;
        self.skip()?;
        self.cells.edits.blank(from, self.cells.part.behind());
        Ok(None)
    }

    fn begin_row(&mut self) -> Result<Item, Trouble> {
        let element = self.cells.part.element();
        let (mut hidden, mut low) = (None, None);
        for one in element.attributes().filter(|one| one.prefix.is_empty()) {
            let value = || {
                let mut text = String::new();
                resolve(one.value, &mut text);
                text
            };
            match one.name {
                [b'r'] => {
                    let no = value();
                    self.row = address::row(&no).ok_or(Trouble::NoSuchCell(no))? - 1;
                }
                b"hidden" => hidden = Some(hides(&value())),
                b"ht" => low = Some(is_less(&value(), LOW)),
                _ => {}
            }
        }
        let row = self.row;
        let Some(bits) = self.rows.get_mut(row as usize / 64) else {
            return Err(Trouble::NoSuchCell((u64::from(row) + 1).to_string()));
        };
        if *bits & 1 << (row % 64) != 0 {
            return Err(Trouble::Twice((row + 1).to_string()));
        }
        *bits |= 1 << (row % 64);
        (self.col, self.within) = (0, Within::Row);
        self.cols.clear();
        // Where all rows are hidden, one that has a height of its own is seen.
        let hidden = hidden.unwrap_or(self.zero_height && low.is_none());
        Ok(Item::Row { row, hidden: hidden || low == Some(true) })
    }

    fn cell(&mut self) -> Result<Item, Trouble> {
        let cell = self.cells.cell((self.row, self.col))?;
        self.placed(cell)
    }

    /// The cell, if it stands in this row and no other stands there.
    fn placed(&mut self, cell: Cell) -> Result<Item, Trouble> {
        if cell.row != self.row {
            return Err(Trouble::NoSuchCell(cell.address()));
        }
        // Not in order: then no column may come twice.
        if cell.col < self.col && self.cols.contains(&cell.col) {
            return Err(Trouble::Twice(cell.address()));
        }
        self.cols.push(cell.col);
        self.col = cell.col + 1;
        Ok(Item::Cell(cell))
    }

    /// Whether a zero is shown as nothing.
    pub(super) const fn hides_zeros(&self) -> bool {
        self.hides_zeros
    }

    /// What the last cell says as text.
    pub(super) fn text(&self) -> &str {
        &self.cells.text
    }

    /// What the library is given otherwise than it stands there.
    pub(super) fn edits(self) -> Edits {
        self.cells.edits
    }
}

/// Whether an attribute hides. What is no clean word for no hides: nobody can be sure to see it.
fn hides(value: &str) -> bool {
    !matches!(value.trim(), "" | "0" | "false" | "off")
}

/// Whether a height or a width is less than what is seen. Of what is no number nobody can be sure.
fn is_less(text: &str, than: f64) -> bool {
    text.trim().parse::<f64>().is_ok_and(|size| size < than) || !text.trim().parse::<f64>().is_ok_and(f64::is_finite)
}

/// Cells that are one to the eye.
fn merged(element: &Element<'_>) -> Result<Item, Trouble> {
    let area = element.value("ref").unwrap_or_default();
    corners(&area).map(Item::Merged).ok_or(Trouble::NoSuchCell(area))
}

/// The columns that a person or a group hides, or that have no width.
fn hidden_columns(col: &Element<'_>) -> Option<Item> {
    let number = |name| col.value(name)?.trim().parse::<u16>().ok()?.checked_sub(1);
    let hidden = col.value("hidden").is_some_and(|value| hides(&value));
    let narrow = col.value("width").is_some_and(|width| is_less(&width, NARROW));
    let (first, last) = (number("min")?, number("max")?);
    (hidden || narrow).then_some(Item::Hidden(first.min(last), first.max(last)))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::reader::workbook::xlsx::slow::Slow;

    /// Everything that a sheet says, and whether its first cell is read at one glance.
    fn said(source: impl Read) -> (String, bool) {
        let mut sheet = Sheet::new(source, 9);
        let (mut said, mut plain) = (Vec::new(), false);
        loop {
            let found = sheet.next();
            let over = !matches!(found, Ok(Some(_)));
            said.push(format!("{found:?} {:?} {}", sheet.text(), sheet.cells.part.behind()));
            if over {
                said.push(format!("{:?}", sheet.edits()));
                return (said.join("\n"), plain);
            }
            let ahead = sheet.cells.part.ahead();
            plain |= said.len() == 1 && ahead.is_some_and(|ahead| super::super::plain::cell(ahead).is_some());
        }
    }

    #[test]
    fn a_cell_says_the_same_at_one_glance_and_mark_by_mark() {
        let addresses = [
            "A1",
            "XFD1",
            "AA01",
            "XFE1",
            "a1",
            "A0",
            "A2",
            "A1048577",
            "A00000001",
            "AAAA1",
            "",
            "1",
            "A",
            " A1",
            "A1 ",
            "$A$1",
        ];
        let styles = ["", " s=\"1\"", " s=\"\"", " s=\" 1\"", " s='1'", "  s=\"1\"", " s=\"1234567890\"", " s=\"-1\""];
        let kinds = ["", "n", "s", "str", "inlineStr", "b", "e", "d", "x", "S", "n ", "in"];
        let bodies = [
            "/>",
            "></c>",
            "><v>4</v></c>",
            "><v> 4</v></c>",
            "><v>-0.5e+3</v></c>",
            "><v>e</v></c>",
            "><v></v></c>",
            "><v/></c>",
            "><v>12</v></c>",
            "><v>a&amp;b</v></c>",
            "><v> KVM  Ferrum </v></c>",
            "><v>a_x0041_</v></c>",
            "><v>x86_64</v></c>",
            "><v>a\rb\u{c}</v></c>",
            "><v>1</v><v>2</v></c>",
            "><f>A2</f><v>1</v></c>",
            "><v>inf</v></c>",
            "><v>123456789012345678901234567890123</v></c>",
            "><is><t> тариф </t></is></c>",
            "><is><t xml:space=\"preserve\"> a </t></is></c>",
            "><is><t>a<!-- b -->c</t></is></c>",
            "><is><t/></is></c>",
            "><is><t>\u{c}a\n</t></is></c>",
            "><is><r><t>a</t></r></is></c>",
            "><is><t> </t></is></c>",
            "><v xmlns=\"urn:a\">4</v></c>",
            " ><v>4</v></c>",
            "><v >4</v></c>",
            "><v>4</v> </c>",
            "><v>4",
        ];
        let mut glances = 0;
        for (address, style) in addresses.iter().flat_map(|one| styles.map(|style| (one, style))) {
            for (kind, body) in kinds.iter().flat_map(|one| bodies.map(|body| (one, body))) {
                let kind = if kind.is_empty() { String::new() } else { format!(" t=\"{kind}\"") };
                let cell = format!("<c r=\"{address}\"{style}{kind}{body}");
                let part =
                    format!("<worksheet><sheetData><row r=\"1\">{cell}<c r=\"B1\"/></row></sheetData></worksheet>");
                let (fast, plain) = said(part.as_bytes());
                assert_eq!(fast, said(Slow(part.as_bytes())).0, "{cell}");
                glances += u32::from(plain);
            }
        }
        assert!(glances > 100, "{glances}");
    }
}
