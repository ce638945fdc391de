//! A workbook as another program reads it: cells with their types, formulas, and what these
//! formulas come to when they are calculated again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

/// Cells by row and column, from 0. A text is `s:…`, a number `n:…`, a date `d:…`, a truth `b:…`.
pub type Cells = BTreeMap<(u32, u32), String>;

pub struct Workbook {
    bytes: Vec<u8>,
    pub names: Vec<String>,
    sheets: BTreeMap<String, Cells>,
    formulas: BTreeMap<String, Cells>,
}

impl Workbook {
    pub fn read(bytes: Vec<u8>) -> Self {
        let mut book = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
        let names = book.sheet_names();
        let mut read = Self { bytes, names: names.clone(), sheets: BTreeMap::new(), formulas: BTreeMap::new() };
        for name in names {
            let range = book.worksheet_range(&name).expect("a sheet");
            let (top, left) = range.start().unwrap_or_default();
            let cells = range.used_cells().map(|(row, col, data)| {
                let at = (top + index(row), left + index(col));
                (at, shown(data))
            });
            read.sheets.insert(name.clone(), cells.collect());
            let range = book.worksheet_formula(&name).expect("formulas");
            let (top, left) = range.start().unwrap_or_default();
            let formulas = range.used_cells().filter(|(_, _, formula)| !formula.is_empty());
            let formulas = formulas.map(|(row, col, formula)| ((top + index(row), left + index(col)), formula.clone()));
            read.formulas.insert(name, formulas.collect());
        }
        read
    }

    pub fn cells(&self, sheet: &str) -> &Cells {
        self.sheets.get(sheet).unwrap_or_else(|| panic!("no sheet {sheet} among {:?}", self.names))
    }

    pub fn formulas(&self, sheet: &str) -> &Cells {
        &self.formulas[sheet]
    }

    /// A part of the file as text.
    pub fn part(&self, name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(&self.bytes)).expect("a zip file");
        let mut text = String::new();
        zip.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
        text
    }

    /// The names of the parts of the file.
    pub fn parts(&self) -> Vec<String> {
        let zip = zip::ZipArchive::new(Cursor::new(&self.bytes)).expect("a zip file");
        zip.file_names().map(|name| name.expect("a name").into_owned()).collect()
    }

    /// Calculates every formula again and compares it with the result that is stored. Returns how
    /// many formulas there are.
    pub fn recalculate(&self) -> usize {
        let mut many = 0;
        for (sheet, formulas) in &self.formulas {
            for (at, formula) in formulas {
                let stored = number(&self.sheets[sheet][at]).unwrap_or_else(|| panic!("{sheet} {at:?}: no number"));
                let result = self.result(sheet, formula);
                assert!(
                    (stored - result).abs() < 0.005,
                    "{sheet} {at:?} {formula}: {stored} is stored, {result} is right"
                );
                many += 1;
            }
        }
        many
    }

    fn result(&self, sheet: &str, formula: &str) -> f64 {
        if let Some((one, others)) = formula.split_once(")+") {
            return self.result(sheet, one) + self.result(sheet, others);
        }
        let Some((function, rest)) = formula.split_once('(') else {
            let (a, b) = formula.split_once('-').expect("a difference");
            return number(self.one(sheet, a)).expect("a number") - number(self.one(sheet, b)).expect("a number");
        };
        let arguments: Vec<&str> = rest.trim_end_matches(')').split(',').collect();
        match (function, arguments.as_slice()) {
            ("SUM", [range]) => self.range(sheet, range).iter().filter_map(|cell| number(cell)).sum(),
            ("SUBTOTAL", ["109", range]) => self.range(sheet, range).iter().filter_map(|cell| number(cell)).sum(),
            ("SUBTOTAL", ["103", range]) => count(self.range(sheet, range).iter().filter(|cell| !cell.is_empty())),
            ("COUNTA", [range]) => count(self.range(sheet, range).iter().filter(|cell| !cell.is_empty())),
            ("COUNTIF", [range, like]) if like.starts_with('"') => {
                let like = format!("s:{}", like.trim_matches('"'));
                count(self.range(sheet, range).iter().filter(|cell| **cell == like))
            }
            ("COUNTIF", [range, like]) => {
                let like = self.one(sheet, like);
                count(self.range(sheet, range).iter().filter(|cell| *cell == like))
            }
            ("COUNTIFS", pairs) => count(self.rows(sheet, pairs).into_iter().filter(|fits| *fits)),
            ("SUMIFS", [sums, pairs @ ..]) => {
                let fits = self.rows(sheet, pairs).into_iter().zip(self.range(sheet, sums));
                fits.filter(|(fits, _)| *fits).filter_map(|(_, sum)| number(&sum)).sum()
            }
            other => panic!("not a formula of ours: {other:?}"),
        }
    }

    /// Which rows have what is looked for in each of these pairs of a range and a condition.
    fn rows(&self, sheet: &str, pairs: &[&str]) -> Vec<bool> {
        let mut fits: Vec<bool> = Vec::new();
        for pair in pairs.chunks(2) {
            let [range, like] = pair else { panic!("a range without its condition: {pairs:?}") };
            let like = match like.strip_prefix('"') {
                Some(text) => format!("s:{}", text.trim_matches('"')),
                None => self.one(sheet, like).to_owned(),
            };
            let cells = self.range(sheet, range);
            fits.resize(cells.len(), true);
            fits.iter_mut().zip(cells).for_each(|(fits, cell)| *fits &= cell == like);
        }
        fits
    }

    fn one<'a>(&'a self, sheet: &str, address: &str) -> &'a str {
        self.sheets[sheet].get(&place(address)).map_or("", String::as_str)
    }

    /// The cells of `'Sheet'!$A$2:$A$9`, `A2:A9` or `Orders[Header]`.
    fn range(&self, sheet: &str, range: &str) -> Vec<String> {
        if let Some(header) = range.strip_prefix("Orders[") {
            let header = format!("s:{}", header.trim_end_matches(']'));
            let cells = &self.sheets[sheet];
            let col = cells.iter().find(|((row, _), cell)| *row == 0 && **cell == header).expect("the header").0.1;
            let last = cells.keys().map(|(row, _)| *row).max().expect("rows");
            return (1..last).map(|row| cells.get(&(row, col)).cloned().unwrap_or_default()).collect();
        }
        let (sheet, range) = match range.split_once('!') {
            Some((name, range)) => (name.trim_matches('\''), range),
            None => (sheet, range),
        };
        let (from, to) = range.split_once(':').expect("a range");
        let ((top, left), (bottom, right)) = (place(from), place(to));
        let rows = (top..=bottom).flat_map(|row| (left..=right).map(move |col| (row, col)));
        rows.map(|at| self.sheets[sheet].get(&at).cloned().unwrap_or_default()).collect()
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).expect("a place on a sheet")
}

fn count(cells: impl Iterator) -> f64 {
    f64::from(index(cells.count()))
}

/// The number that a cell holds.
pub fn number(cell: &str) -> Option<f64> {
    cell.strip_prefix("n:")?.parse().ok()
}

/// Row and column of `$C$7`, from 0.
fn place(address: &str) -> (u32, u32) {
    let address = address.replace('$', "");
    let digits = address.find(|c: char| c.is_ascii_digit()).expect("a row");
    let col = address[..digits].bytes().fold(0, |col, letter| col * 26 + u32::from(letter - b'A') + 1);
    (address[digits..].parse::<u32>().expect("a row") - 1, col - 1)
}

fn shown(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => format!("s:{text}"),
        Data::Float(number) => format!("n:{number}"),
        Data::Int(number) => format!("n:{number}"),
        Data::Bool(truth) => format!("b:{truth}"),
        Data::DateTime(at) => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("d:{year:04}-{month:02}-{day:02}"),
                _ => format!("d:{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        other => format!("?:{other:?}"),
    }
}
