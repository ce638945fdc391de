//! Binary workbooks, record by record, as far as the tests need them.

use crate::sheet::archive;

/// The header of an order sheet, and an order below it.
pub const ORDER: [[&str; 4]; 2] =
    [["Tariff", "OS", "Period", "Domain"], ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.example.ru"]];

/// The letters of a text in two bytes each.
pub fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn letters(text: &str) -> u16 {
    u16::try_from(text.encode_utf16().count()).expect("a short text")
}

/// Numbers of two bytes.
pub fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// Numbers of four bytes.
pub fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

pub mod xls {
    use super::{ORDER, letters, wide, words};

    pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&words(&[kind, u16::try_from(data.len()).expect("a short record")])[..], data].concat()
    }

    fn cell(kind: u16, at: (u16, u16), style: u16, held: &[u8]) -> Vec<u8> {
        record(kind, &[&words(&[at.0, at.1, style])[..], held].concat())
    }

    pub fn label(at: (u16, u16), style: u16, text: &str) -> Vec<u8> {
        cell(0x204, at, style, &[&words(&[letters(text)])[..], &[1], &wide(text)].concat())
    }

    pub fn number(at: (u16, u16), style: u16, number: f64) -> Vec<u8> {
        cell(0x203, at, style, &number.to_le_bytes())
    }

    /// Whole numbers side by side, each with its style.
    pub fn numbers(at: (u16, u16), pairs: &[(u16, i32)]) -> Vec<u8> {
        let last = at.1 + u16::try_from(pairs.len()).expect("few") - 1;
        let packed = pairs
            .iter()
            .flat_map(|(style, number)| [&style.to_le_bytes()[..], &(number << 2 | 2).to_le_bytes()].concat());
        let packed: Vec<u8> = packed.collect();
        record(0xbd, &[&words(&[at.0, at.1])[..], &packed, &words(&[last])].concat())
    }

    /// A formula of one token, its result in the eight bytes that a file has for it.
    pub fn formula(at: (u16, u16), result: [u8; 8], flags: u16) -> Vec<u8> {
        cell(0x06, at, 0, &[&result[..], &words(&[flags, 0, 0, 3]), &[0x1e, 1, 0]].concat())
    }

    /// The text that a formula before it comes to.
    pub fn string(text: &str) -> Vec<u8> {
        record(0x207, &[&words(&[letters(text)])[..], &[1], &wide(text)].concat())
    }

    pub fn format(number: u16, code: &str) -> Vec<u8> {
        record(0x41e, &[&words(&[number, letters(code)])[..], &[1], &wide(code)].concat())
    }

    pub fn font(struck: bool) -> Vec<u8> {
        record(0x31, &[&words(&[200, if struck { 8 } else { 0 }, 0, 0, 0, 0, 0])[..], &[1, 0], b"A"].concat())
    }

    pub fn style(font: u16, format: u16) -> Vec<u8> {
        record(0xe0, &words(&[font, format, 0, 0, 0, 0, 0, 0, 0, 0]))
    }

    /// The cells of an order below its header.
    pub fn order() -> Vec<Vec<u8>> {
        let row = |(row, texts): (u16, [&'static str; 4])| {
            (0..).zip(texts).map(move |(col, text)| label((row, col), 0, text)).collect::<Vec<_>>()
        };
        (0..).zip(ORDER).flat_map(row).collect()
    }

    fn begin(version: u16, kind: u16) -> Vec<u8> {
        record(0x809, &words(&[version, kind, 0, 0, 0, 0, 0, 0]))
    }

    /// The stream of a workbook of one sheet.
    pub fn stream(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
        stream_of(0x0600, globals, &[("Orders", 0, cells)])
    }

    /// The stream of a workbook of sheets: their names, whether they are hidden, their records.
    pub fn stream_of(version: u16, globals: &[Vec<u8>], sheets: &[(&str, u8, &[Vec<u8>])]) -> Vec<u8> {
        let mut stream = [begin(version, 5), globals.concat()].concat();
        let listed = |at: usize, (name, hidden, _): &(&str, u8, &[Vec<u8>])| {
            let at = u32::try_from(at).expect("a short stream");
            let count = u8::try_from(name.len()).expect("a short name");
            let name = if version == 0x0600 { [&[0][..], name.as_bytes()].concat() } else { name.as_bytes().to_vec() };
            record(0x85, &[&at.to_le_bytes()[..], &[*hidden, 0, count], &name].concat())
        };
        let end = record(0x0a, &[]);
        let mut at = stream.len() + sheets.iter().map(|sheet| listed(0, sheet).len()).sum::<usize>() + end.len();
        let mut bodies = Vec::new();
        for sheet in sheets {
            stream.extend(listed(at, sheet));
            let body = [begin(version, 0x10), sheet.2.concat(), end.clone()].concat();
            at += body.len();
            bodies.extend(body);
        }
        [stream, end, bodies].concat()
    }

    /// A stream in a container.
    pub fn file(name: &str, stream: &[u8]) -> Vec<u8> {
        let sectors = stream.len().div_ceil(512).max(8);
        let tables = (sectors + 2).div_ceil(127);
        let number = |number: usize| u32::try_from(number).expect("a small file").to_le_bytes();
        let mut header = vec![0; 512];
        header[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
        header[24..34].copy_from_slice(&words(&[0x3e, 3, 0xfffe, 9, 6]));
        header[44..48].copy_from_slice(&number(tables));
        header[48..52].copy_from_slice(&number(tables));
        header[56..60].copy_from_slice(&number(4096));
        for at in [60, 68] {
            header[at..at + 4].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
        }
        header[76..].fill(0xff);
        for table in 0..tables {
            header[76 + table * 4..][..4].copy_from_slice(&number(table));
        }
        let mut chains: Vec<u8> = [0xfd, 0xff, 0xff, 0xff].repeat(tables);
        chains.extend([0xfe, 0xff, 0xff, 0xff]);
        (1..sectors).for_each(|sector| chains.extend(number(tables + 1 + sector)));
        chains.extend([0xfe, 0xff, 0xff, 0xff]);
        chains.resize(tables * 512, 0xff);
        let entry = |name: &str, kind: u8, child: u32, start: [u8; 4], length: usize| {
            let mut entry = wide(name);
            let bytes = u16::try_from(entry.len() + 2).expect("a short name");
            entry.resize(64, 0);
            entry.extend(bytes.to_le_bytes());
            entry.extend([kind, 1]);
            entry.extend(super::longs(&[u32::MAX, u32::MAX, child]));
            entry.resize(116, 0);
            entry.extend(start);
            entry.extend(number(length));
            entry.resize(128, 0);
            entry
        };
        let mut directory = entry("Root Entry", 5, 1, [0xfe, 0xff, 0xff, 0xff], 0);
        directory.extend(entry(name, 2, u32::MAX, number(tables + 1), sectors * 512));
        directory.resize(512, 0);
        let mut stream = stream.to_vec();
        stream.resize(sectors * 512, 0);
        [header, chains, directory, stream].concat()
    }

    /// A workbook of one sheet.
    pub fn book(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
        file("Workbook", &stream(globals, cells))
    }
}

pub mod xlsb {
    use super::{ORDER, archive, letters, longs, wide, words};

    pub fn record(kind: u32, data: &[u8]) -> Vec<u8> {
        let number = |mut number: u32| {
            let mut bytes = Vec::new();
            loop {
                let byte = u8::try_from(number & 0x7f).expect("seven bits");
                number >>= 7;
                bytes.push(if number > 0 { byte | 0x80 } else { byte });
                if number == 0 {
                    return bytes;
                }
            }
        };
        [number(kind), number(u32::try_from(data.len()).expect("a short record")), data.to_vec()].concat()
    }

    pub fn text(text: &str) -> Vec<u8> {
        [&longs(&[letters(text).into()])[..], &wide(text)].concat()
    }

    /// A row: its height, and whether it is hidden.
    pub fn row(row: u32, height: u16, hidden: bool) -> Vec<u8> {
        record(0, &[&longs(&[row, 0])[..], &words(&[height]), &[0, u8::from(hidden) << 4, 0, 0, 0, 0, 0]].concat())
    }

    pub fn cell(kind: u32, col: u32, style: u32, held: &[u8]) -> Vec<u8> {
        record(kind, &[&longs(&[col, style])[..], held].concat())
    }

    pub fn label(col: u32, style: u32, held: &str) -> Vec<u8> {
        cell(6, col, style, &text(held))
    }

    pub fn number(col: u32, style: u32, number: f64) -> Vec<u8> {
        cell(5, col, style, &number.to_le_bytes())
    }

    /// The cells of a header or an order, after what begins the row.
    pub fn order(at: u32) -> Vec<u8> {
        let texts = ORDER[usize::from(at > 0)];
        let cells: Vec<Vec<u8>> = (0..).zip(texts).map(|(col, text)| label(col, 0, text)).collect();
        [row(at, 300, false), cells.concat()].concat()
    }

    /// Fonts, by whether they strike out; formats from 164 on; styles by font and format.
    pub fn styles(fonts: &[bool], codes: &[&str], styles: &[(u16, u16)]) -> Vec<u8> {
        let font = |struck: &bool| record(43, &words(&[220, if *struck { 8 } else { 0 }, 400, 0, 0, 0, 0, 0]));
        let format = |(no, code): (u16, &&str)| record(44, &[&words(&[no])[..], &text(code)].concat());
        let style = |(font, format): &(u16, u16)| record(47, &words(&[0, *format, *font, 0, 0, 0, 0, 0]));
        let counted = |kind, count: usize| record(kind, &longs(&[u32::try_from(count).expect("few")]));
        [
            vec![record(278, &[]), counted(615, codes.len())],
            (164..).zip(codes).map(format).collect(),
            vec![record(616, &[]), counted(611, fonts.len())],
            fonts.iter().map(font).collect(),
            vec![record(612, &[]), counted(626, 1), style(&(0, 164)), record(627, &[]), counted(617, styles.len())],
            styles.iter().map(style).collect(),
            vec![record(618, &[]), record(279, &[])],
        ]
        .concat()
        .concat()
    }

    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// A workbook of one sheet, whose records are given from the first row on.
    pub struct Made {
        pub before: Vec<u8>,
        pub rows: Vec<u8>,
        pub after: Vec<u8>,
        pub styles: Vec<u8>,
        pub shared: Vec<u8>,
        pub comments: Option<Vec<u8>>,
        pub workbook: Vec<u8>,
        pub state: u32,
    }

    impl Default for Made {
        fn default() -> Self {
            Self {
                before: Vec::new(),
                rows: Vec::new(),
                after: Vec::new(),
                styles: styles(&[false], &[], &[(0, 0)]),
                shared: Vec::new(),
                comments: None,
                workbook: Vec::new(),
                state: 0,
            }
        }
    }

    impl Made {
        /// A header, and below it an order with this in its row.
        pub fn order(header: &str, cell: &[u8]) -> Self {
            let rows = [order(0), label(4, 0, header), order(1), cell.to_vec()].concat();
            Self { rows, ..Self::default() }
        }

        pub fn file(&self) -> Vec<u8> {
            let sheet = [
                record(129, &[]),
                self.before.clone(),
                record(145, &[]),
                self.rows.clone(),
                record(146, &[]),
                self.after.clone(),
                record(130, &[]),
            ];
            let named = record(156, &[longs(&[self.state, 1]), text("r1"), text("Orders")].concat());
            let workbook = [record(131, &[]), record(143, &[]), named, record(144, &[]), self.workbook.clone()];
            let relation = |id: &str, kind: &str, target: &str| {
                format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
            };
            let list = |of: &[String]| format!("<Relationships>{}</Relationships>", of.concat()).into_bytes();
            let of_book = list(&[
                relation("r1", "worksheet", "worksheets/sheet1.bin"),
                relation("r2", "styles", "styles.bin"),
                relation("r3", "sharedStrings", "sharedStrings.bin"),
            ]);
            let of_sheet = list(&[relation("r1", "comments", "../comments1.bin")]);
            let (sheet, workbook) = (sheet.concat(), [workbook.concat(), record(132, &[])].concat());
            let mut parts: Vec<(&str, &[u8])> = vec![
                ("xl/workbook.bin", &workbook),
                ("xl/_rels/workbook.bin.rels", &of_book),
                ("xl/worksheets/sheet1.bin", &sheet),
                ("xl/styles.bin", &self.styles),
                ("xl/sharedStrings.bin", &self.shared),
            ];
            if let Some(comments) = &self.comments {
                parts.extend([
                    ("xl/worksheets/_rels/sheet1.bin.rels", of_sheet.as_slice()),
                    ("xl/comments1.bin", comments),
                ]);
            }
            archive(&parts)
        }
    }
}
