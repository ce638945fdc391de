//! Packages as other programs write them, part by part: what a person sees in them is read, or the place is
//! named where it could be something else.

use vdsbatch::sheet::Value;
use vdsbatch::text::lang::Lang;

use crate::sheet::{Read, archive, read, texts};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook, by their names.
#[derive(Clone)]
pub struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// An order in row 2, and what stands in the disk's cell (E2) and the comment's (F2).
    pub fn new(disk: &str, comment: &str) -> Self {
        Self::of_rows(&format!("<row r=\"2\">{}{disk}{comment}</row>", order(2)))
    }

    /// With these rows below the header.
    pub fn of_rows(rows: &str) -> Self {
        let headers = ["Tariff", "OS template", "Period", "Domain", "Disk", "Comment"];
        let header: String = ('A'..).zip(headers).map(|(col, text)| inline(&format!("{col}1"), text)).collect();
        Self::of_sheet(&format!(
            "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\">{header}</row>{rows}</sheetData></worksheet>"
        ))
    }

    fn of_sheet(sheet: &str) -> Self {
        let related = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        let all = |list: &[String]| format!("<Relationships>{}</Relationships>", list.concat());
        let workbook = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Orders\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        );
        let styles = format!(
            "<styleSheet xmlns=\"{MAIN}\"><fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"14\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/></cellXfs></styleSheet>"
        );
        let strings = format!("<sst xmlns=\"{MAIN}\"><si><t>IT</t></si><si><t>HR</t></si></sst>");
        let parts = [
            ("[Content_Types].xml", "<Types/>".to_owned()),
            ("_rels/.rels", all(&[related("rId1", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook),
            (
                "xl/_rels/workbook.xml.rels",
                all(&[
                    related("rId1", "worksheet", "worksheets/sheet1.xml"),
                    related("rId2", "styles", "styles.xml"),
                    related("rId3", "sharedStrings", "sharedStrings.xml"),
                ]),
            ),
            ("xl/styles.xml", styles),
            ("xl/sharedStrings.xml", strings),
            ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ];
        Self(parts.map(|(name, content)| (name.to_owned(), content.into_bytes())).into())
    }

    /// With a part under another name.
    pub fn renamed(mut self, from: &str, to: &str) -> Self {
        let found = self.0.iter_mut().find(|(name, _)| name == from).expect("a part");
        to.clone_into(&mut found.0);
        self
    }

    /// With a piece of a part replaced.
    pub fn with(mut self, part: &str, from: &str, to: &str) -> Self {
        let found = self.0.iter_mut().find(|(name, _)| name == part).expect("a part");
        let text = String::from_utf8(found.1.clone()).expect("text");
        assert!(text.contains(from), "`{from}` is not in {part}");
        found.1 = text.replace(from, to).into_bytes();
        self
    }

    pub fn and(mut self, name: &str, content: &str) -> Self {
        self.0.push((name.to_owned(), content.as_bytes().to_vec()));
        self
    }

    pub fn book(&self) -> Vec<u8> {
        archive(&self.0.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect::<Vec<_>>())
    }

    pub fn read(&self) -> Read {
        read("a.xlsx", &self.book()).unwrap_or_else(|error| panic!("{}", error.message(Lang::En)))
    }

    pub fn refused(&self) -> String {
        read("a.xlsx", &self.book()).expect_err("a file that is refused").message(Lang::En)
    }
}

fn inline(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// The needed cells of an order.
pub fn order(row: u32) -> String {
    let texts = ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.example.ru"];
    ('A'..).zip(texts).map(|(col, text)| inline(&format!("{col}{row}"), text)).collect()
}

/// What stands in a column of row 2, and of what kind it is.
pub fn cell(read: &Read, col: usize) -> String {
    let row = read.rows.first().expect("a row");
    let found = row.cells.iter().find(|(at, _)| usize::from(at.index()) == col).map(|(_, cell)| &cell.value);
    match found {
        None => "nothing".to_owned(),
        Some(Value::Text(text)) => format!("text {text}"),
        Some(Value::Number(number)) => format!("number {number}"),
        Some(Value::Bool(truth)) => format!("bool {truth}"),
        Some(Value::Date(day)) => format!("day {day}"),
        Some(Value::Error(word)) => format!("error {word}"),
        Some(Value::NoValue) => "no value".to_owned(),
        Some(Value::Merged(with)) => format!("merged {with}"),
        Some(Value::Shown(shown)) => format!("shown {}", shown.text),
        Some(Value::TwoReadings(both)) => format!("`{}` or `{}`", both.read, both.written),
    }
}

#[test]
fn a_value_is_read_however_it_is_written() {
    for (disk, read) in [
        ("<c r=\"E2\"><v>400</v></c>", "number 400"),
        ("<c r=\"E2\" t=\"n\"><v>\n  400\n</v></c>", "number 400"),
        ("<c r=\"E2\"><v> -5 </v></c>", "number -5"),
        ("<c r=\"E2\" t=\"s\"><v>\n1\n</v></c>", "text HR"),
        ("<c r=\"E2\" t=\"s\"><v>1</v></c>", "text HR"),
        ("<c r=\"E2\"><v>400</v><extLst><ext uri=\"{1}\"><v>7</v></ext></extLst></c>", "number 400"),
        ("<c\n r = 'E2'\n><v>400</v></c>", "number 400"),
        ("<c r=\"E2\" s=\" 1 \"><v>46359</v></c>", "day 2026-12-03"),
        ("<c r=\"E2\" t=\"b\"><v>1</v></c>", "bool true"),
        ("<c r=\"E2\" t=\"e\"><v>#SPILL!</v></c>", "error #SPILL!"),
        ("<c r=\"E2\" t=\"e\"><v>#GETTING_DATA</v></c>", "error #GETTING_DATA"),
        ("<c r=\"E2\" t=\"e\"><v>#WHATEVER!</v></c>", "error #WHATEVER!"),
        ("<c r=\"E2\" t=\"e\"><v>#N/A</v></c>", "error #N/A"),
        ("<c r=\"E2\"><f t=\"shared\">B2*2</f><v>400</v></c>", "number 400"),
        ("<c r=\"E2\"><f t=\"shared\" si=\"x\" ref=\"nonsense\">B2*2</f><v>400</v></c>", "number 400"),
        (
            "<c r=\"E2\" t=\"inlineStr\"><is><r><t>40</t></r><r><rPr><b/></rPr><t>0</t></r><rPh><t>x</t></rPh></is></c>",
            "text 400",
        ),
        ("<c r=\"E2\" t=\"str\"><v>a_x000D_b</v></c>", "text a\rb"),
        ("<c r=\"E2\" s=\"5\"/>", "nothing"),
    ] {
        assert_eq!(cell(&Parts::new(disk, "").read(), 4), read, "{disk}");
    }
}

#[test]
fn a_value_of_two_readings_is_told_at_its_cell() {
    for (disk, read) in [
        ("<c r=\"E2\"><v><![CDATA[400]]></v></c>", "`` or `400`"),
        ("<c r=\"E2\"><v>4<!-- 0 -->00</v></c>", "`4` or `400`"),
        ("<c r=\"E2\"><v>4&#48;0</v></c>", "`4` or `400`"),
        ("<c r=\"E2\"><v>4<?x y?>0</v></c>", "`4` or `40`"),
        ("<c r=\"E2\"><v>400</v><v>40</v></c>", "`40` or `400 / 40`"),
        ("<c r=\"E2\" t=\"s\"><v>-1</v></c>", "`-1` or `-1`"),
        ("<c r=\"E2\" t=\"s\"><v>99</v></c>", "`99` or `99`"),
        ("<c r=\"E2\" t=\"n\"><v>4O0</v></c>", "`4O0` or `4O0`"),
        ("<c r=\"E2\" t=\"b\"><v>2</v></c>", "`2` or `2`"),
        ("<c r=\"E2\" t=\"zz\"><v>2</v></c>", "`2` or `2`"),
        ("<c r=\"E2\" s=\"one\"><v>2</v></c>", "`2` or `2`"),
        ("<c r=\"E2\" t=\"str\"><is><t>2</t></is></c>", "`2` or `2`"),
        ("<c r=\"E2\" t=\"inlineStr\"><v>2</v></c>", "`` or `2`"),
    ] {
        assert_eq!(cell(&Parts::new(disk, "").read(), 4), read, "{disk}");
    }
    // What is shared and read otherwise is told as it stands.
    let odd = Parts::new("<c r=\"E2\" t=\"s\"><v>0</v></c>", "").with(
        "xl/sharedStrings.xml",
        "<t>IT</t>",
        "<t>I<y>M</y>T</t>",
    );
    assert_eq!(cell(&odd.read(), 4), "`IMT` or `IT`");
}

#[test]
fn rows_and_cells_stand_where_they_say_and_once() {
    let twice = Parts::new("<c r=\"E2\"><v>4</v></c><c r=\"E2\"><v>40</v></c>", "");
    assert!(twice.refused().contains("`E2` is in it twice"), "{}", twice.refused());
    let twice = Parts::of_rows(&format!("<row r=\"2\">{}</row><row r=\"2\">{}</row>", order(2), order(2)));
    assert!(twice.refused().contains("`2` is in it twice"), "{}", twice.refused());
    for (disk, said) in [
        ("<c r=\"E3\"><v>4</v></c>", "`E3`"),
        ("<c r=\"XFE2\"><v>4</v></c>", "`XFE2`"),
        ("<c r=\"E4294967298\"><v>4</v></c>", "`E4294967298`"),
    ] {
        let refused = Parts::new(disk, "").refused();
        assert!(refused.contains(said) && refused.contains("no sheet can have such"), "{refused}");
    }
    // Any order will do.
    let unordered = Parts::of_rows(&format!(
        "<row r=\"3\">{}</row><row r=\"2\"><c r=\"E2\"><v>9</v></c>{}</row>",
        order(3),
        order(2)
    ));
    let rows: Vec<u32> = texts(&unordered.read()).iter().map(|(no, _)| *no).collect();
    assert_eq!(rows, [3, 2]);
    // Without numbers, each is the next.
    let next = Parts::of_rows("<row><c/><c><v>1</v></c></row><row/><row><c><v>5</v></c></row>").read();
    let values: Vec<(u32, String)> = texts(&next).into_iter().map(|(no, texts)| (no, texts.concat())).collect();
    assert_eq!(values, [(2, "1".to_owned()), (4, "5".to_owned())]);
}

#[test]
fn only_the_main_namespace_holds_data() {
    let order = order(2);
    for (main, prefix) in [(MAIN, ""), (STRICT, ""), (MAIN, "x:"), (STRICT, "x:")] {
        let sheet = format!("<row r=\"2\">{order}<c r=\"E2\"><v>400</v></c></row>");
        let headers = Parts::of_rows(&sheet);
        let text = String::from_utf8(headers.0.last().expect("a sheet").1.clone()).expect("text");
        let text = text.replace(MAIN, main);
        let text = match prefix {
            "" => text,
            _ => text.replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x="),
        };
        assert_eq!(cell(&Parts::of_sheet(&text).read(), 4), "number 400", "{text}");
    }
    let foreign = Parts::new("<z:c xmlns:z=\"urn:z\" r=\"E2\"><v>400</v></z:c>", "");
    assert!(foreign.refused().contains("a `c` of another program"), "{}", foreign.refused());
    let foreign = Parts::of_rows(&format!("<row r=\"2\">{order}</row><z:row xmlns:z=\"urn:z\" r=\"3\"/>"));
    assert!(foreign.refused().contains("a `row` of another program"), "{}", foreign.refused());
    // What is somebody else's elsewhere is nobody's concern.
    let beside = Parts::new("", "").with(
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        "</sheetData><extLst><ext xmlns:z=\"urn:z\"><z:row r=\"9\"><z:c r=\"A9\"/></z:row></ext></extLst>",
    );
    assert_eq!(beside.read().rows.len(), 1);
    // Cells where no cells stand: the library reads them, and nobody sees them.
    let wrapped = Parts::of_rows(&format!("<row r=\"2\">{order}<smart><c r=\"E2\"><v>400</v></c></smart></row>"));
    assert!(wrapped.refused().contains("the cells of row 2 can be read in two ways"), "{}", wrapped.refused());
}

#[test]
fn parts_are_found_by_their_relations() {
    let order = || Parts::new("<c r=\"E2\" s=\"1\"><v>46359</v></c>", "<c r=\"F2\" t=\"s\"><v>0</v></c>");
    let rels = "xl/_rels/workbook.xml.rels";
    let target = |parts: Parts, from: &str, to: &str| {
        parts.with(rels, &format!("Target=\"{from}\""), &format!("Target=\"{to}\""))
    };
    for (name, parts) in [
        ("as usual", order()),
        ("workbook", order().renamed("xl/workbook.xml", "xl/workbook22.xml").renamed(rels, "xl/_rels/workbook22.xml.rels").with("_rels/.rels", "workbook.xml", "workbook22.xml")),
        ("strings", target(order().renamed("xl/sharedStrings.xml", "xl/sharedStrings2.xml"), "sharedStrings.xml", "sharedStrings2.xml")),
        ("styles", target(order().renamed("xl/styles.xml", "xl/styles2.xml"), "styles.xml", "styles2.xml")),
        ("up", target(order(), "worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml")),
        ("root", target(order(), "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml")),
        ("here", target(order(), "sharedStrings.xml", "./sharedStrings.xml")),
        ("capitals", order().renamed("xl/worksheets/sheet1.xml", "xl/worksheets/SHEET1.XML")),
        ("backslash", order().renamed("xl/worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml")),
        ("elsewhere", target(order().renamed("xl/worksheets/sheet1.xml", "data/one.xml"), "worksheets/sheet1.xml", "/data/one.xml")),
        ("other prefix", order().with("xl/workbook.xml", "xmlns:r=", "xmlns:q=").with("xl/workbook.xml", "r:id=", "z:id=\"rId9\" q:id=")),
        ("count", order().with("xl/sharedStrings.xml", "<sst ", "<sst uniqueCount=\"99999999999\" ")),
        ("macros", order().and("xl/macrosheets/sheet1.xml", "<x/>").with("xl/workbook.xml", "</sheets>", "<sheet name=\"M\" sheetId=\"2\" r:id=\"rId9\"/></sheets>").with(rels, "</Relationships>", "<Relationship Id=\"rId9\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/></Relationships>")),
    ] {
        let read = parts.read();
        assert_eq!((cell(&read, 4).as_str(), cell(&read, 5).as_str()), ("day 2026-12-03", "text IT"), "{name}");
    }
    let same = order().and("xl/Worksheets/Sheet1.xml", "<x/>");
    assert!(same.refused().contains("twice, and programs read different ones"), "{}", same.refused());
    let gone = order().renamed("xl/worksheets/sheet1.xml", "xl/worksheets/sheet9.xml");
    assert!(gone.refused().contains("`xl/worksheets/sheet1.xml` is missing"), "{}", gone.refused());
}

/// With all names of a part changed into another of the same length, in the archive as well as in its list.
fn renamed_within(archive: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = archive.to_vec();
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from.as_bytes()) {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
    }
    bytes
}

#[test]
fn two_parts_of_one_name_are_one_too_many_in_every_archive() {
    let order = Parts::new("<c r=\"E2\"><v>400</v></c>", "");
    let sheet = String::from_utf8(order.0.last().expect("a sheet").1.clone()).expect("text");
    let two = order.and("xl/worksheets/sheet2.xml", &sheet.replace("<v>400</v>", "<v>4</v>")).book();
    assert!(read("a.xlsx", &two).is_ok());
    let ods = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "<x/>"),
        ("content.xmk", "<x/>"),
    ];
    let ods = archive(&ods.map(|(name, content)| (name, content.as_bytes())));
    let xlsb = archive(&[("xl/workbook.bin", b"".as_slice()), ("xl/workbook.bim", b"")]);
    for (name, book) in [
        ("a.xlsx", renamed_within(&two, "xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml")),
        ("a.ods", renamed_within(&ods, "content.xmk", "content.xml")),
        ("a.xlsb", renamed_within(&xlsb, "xl/workbook.bim", "xl/workbook.bin")),
    ] {
        let said = read(name, &book).expect_err("two parts").message(Lang::En);
        assert!(said.contains("two parts of one name"), "{name}: {said}");
    }
}

#[test]
fn the_stated_extent_is_only_a_hint() {
    for extent in ["A0:H48943", "1:10901", "A:H", "Orders!A1:H2", "D9:A1", "", "XFE9", "A1:"] {
        let parts = Parts::new("<c r=\"E2\"><v>400</v></c>", "").with(
            "xl/worksheets/sheet1.xml",
            "<sheetData>",
            &format!("<dimension ref=\"{extent}\"/><sheetData>"),
        );
        assert_eq!(cell(&parts.read(), 4), "number 400", "{extent}");
    }
}

#[test]
fn a_part_that_is_no_plain_text_is_refused_with_its_name() {
    let wide = |text: &[u8], big: bool| -> Vec<u8> {
        let text = String::from_utf8_lossy(text).into_owned();
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"] {
        for big in [false, true] {
            let mut parts = Parts::new("", "");
            let found = parts.0.iter_mut().find(|(name, _)| name == part).expect("a part");
            found.1 = wide(&found.1, big);
            assert!(parts.refused().contains(&format!("`{part}` is not written in UTF-8")), "{}", parts.refused());
        }
    }
    let unknown = Parts::new(&inline("E2", "a&nbsp;b"), "");
    assert!(unknown.refused().contains("cannot be understood at E2"), "{}", unknown.refused());
    let cut = Parts::new("", "").with("xl/worksheets/sheet1.xml", "</sheetData></worksheet>", "");
    assert!(cut.refused().contains("the file is cut off"), "{}", cut.refused());
}

#[test]
fn what_is_hidden_struck_out_or_computed_is_noted_however_it_is_written() {
    let rows = |attributes: &str| {
        let parts = Parts::of_rows(&format!("<row r=\"2\" {attributes}>{}</row>", order(2)));
        parts.read().notes.iter().any(|note| note.contains("E050"))
    };
    for hidden in [
        "hidden=\"1\"",
        "hidden=\"true\"",
        "hidden=\"on\"",
        "hidden=\"01\"",
        "hidden=\"&#49;\"",
        "hidden=\" 1\"",
        "ht=\"0\"",
    ] {
        assert!(rows(hidden), "{hidden}");
    }
    for seen in ["", "hidden=\"0\"", "hidden=\"false\"", "ht=\"15\"", "hidden=\"off\""] {
        assert!(!rows(seen), "{seen}");
    }
    let zero = |row: &str| {
        let parts = Parts::of_rows(&format!("<row r=\"2\" {row}>{}</row>", order(2)));
        let parts =
            parts.with("xl/worksheets/sheet1.xml", "<sheetData>", "<sheetFormatPr zeroHeight=\"1\"/><sheetData>");
        parts.read().notes.iter().any(|note| note.contains("row 2: E050"))
    };
    assert!(zero("") && !zero("ht=\"15\"") && !zero("hidden=\"0\""));
    for (disk, comment) in [
        ("<c r=\"E2\" s=\"2\"><v>4</v></c>", ""),
        ("", "<c r=\"F2\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>no</t></r></is></c>"),
    ] {
        let said = Parts::new(disk, comment).read().notes;
        assert!(said.iter().any(|note| note.contains("E065")), "{said:?}");
    }
    // Every cell within the area of an array formula is one.
    let made = Parts::new("<c r=\"E2\"><f t=\"array\" ref=\"E2:F2\">A1:B1</f><v>4</v></c>", "<c r=\"F2\"><v>5</v></c>");
    let read = made.read();
    assert!(read.rows[0].cells.iter().filter(|(col, _)| col.index() >= 4).all(|(_, cell)| cell.formula));
}
