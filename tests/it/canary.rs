//! The canary password, searched in everything that a run leaves: every file, every part of every
//! workbook, every cell of every ledger, both streams of every run.
//!
//! Every [`Desk`](crate::harness::Desk) searches what it leaves when it is dropped. How much that is:
//! `VDSBATCH_SEARCHED=1 cargo test --locked --test it` shows a running count on standard error.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::harness::LOGIN;

/// The password at every desk's panel.
pub const CANARY: &str = "pa&ss%+\"'<é:canary7Kx2Vw9";

/// Its beginning: what a cut leaves of it.
const HEAD: &str = "pa&ss%";

/// Its end, which no escaping changes and nothing else holds: it gives away mixtures of escapings.
const TAIL: &str = "canary7Kx2Vw9";

/// Each form of the password, by its name.
static FORMS: LazyLock<BTreeMap<Vec<u8>, String>> = LazyLock::new(|| {
    let signed = format!("{LOGIN}:{CANARY}");
    let texts = [("password", CANARY), ("login and password", &signed), ("beginning", HEAD), ("end", TAIL)];
    let forms = |(what, text)| encodings(text).into_iter().map(move |(how, bytes)| (bytes, format!("{what}, {how}")));
    texts.into_iter().flat_map(forms).collect()
});

/// All forms at once, in one pass.
static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(FORMS.keys()).expect("a few hundred patterns")
});

/// How many artefacts and bytes were searched by this process.
static SEARCHED: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];

/// Every way in which a text can stand in a file.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = text.as_bytes();
    let form: String = url::form_urlencoded::byte_serialize(bytes).collect();
    let each = |write: fn(u8) -> String| bytes.iter().map(|byte| write(*byte)).collect::<String>();
    let plain_or = |write: fn(u8) -> String| {
        let shown = |byte: &u8| if byte.is_ascii_alphanumeric() { char::from(*byte).to_string() } else { write(*byte) };
        bytes.iter().map(shown).collect::<String>()
    };
    let chars_or = |keep: fn(char) -> bool, write: fn(char) -> String| {
        text.chars().map(|c| if keep(c) { c.to_string() } else { write(c) }).collect::<String>()
    };
    let word = |c: char| c.is_ascii_alphanumeric();
    let xml = quick_xml::escape::escape(text).into_owned();
    let percent = plain_or(|byte| format!("%{byte:02X}"));
    let json = serde_json::to_string(text).expect("json").trim_matches('"').to_owned();
    let texts = vec![
        ("form", form.clone()),
        ("form, small", lower_escapes(&form)),
        ("percent", percent.clone()),
        ("percent, small", lower_escapes(&percent)),
        ("percent, all", each(|byte| format!("%{byte:02X}"))),
        ("percent, all small", each(|byte| format!("%{byte:02x}"))),
        ("percent twice", percent.replace('%', "%25")),
        ("json", json.clone()),
        ("json in json", serde_json::to_string(&json).expect("json").trim_matches('"').to_owned()),
        ("json, ascii", chars_or(|c| c.is_ascii() && c != '"', |c| format!("\\u{:04x}", u32::from(c)))),
        ("json, words", chars_or(word, |c| format!("\\u{:04x}", u32::from(c)))),
        ("json, words large", chars_or(word, |c| format!("\\u{:04X}", u32::from(c)))),
        ("json, all", chars_or(|_| false, |c| format!("\\u{:04x}", u32::from(c)))),
        ("rust", format!("{text:?}").trim_matches('"').to_owned()),
        ("rust, ascii", text.escape_default().to_string()),
        ("rust, bytes", bytes.escape_ascii().to_string()),
        ("numbers", format!("{bytes:?}").trim_matches(['[', ']']).to_owned()),
        ("xml", xml.clone()),
        ("xml, text only", quick_xml::escape::minimal_escape(text).into_owned()),
        ("xml twice", quick_xml::escape::escape(&xml).into_owned()),
        ("html, decimal", chars_or(word, |c| format!("&#{};", u32::from(c)))),
        ("html, hexadecimal", chars_or(word, |c| format!("&#x{:x};", u32::from(c)))),
        ("html, hexadecimal large", chars_or(word, |c| format!("&#x{:X};", u32::from(c)))),
        ("hex", each(|byte| format!("{byte:02x}"))),
        ("hex, large", each(|byte| format!("{byte:02X}"))),
    ];
    let mut all: Vec<_> = texts.into_iter().map(|(how, text)| (how, text.into_bytes())).collect();
    all.push(("latin-1", text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect()));
    all.push(("utf-16, little", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
    all.push(("utf-16, big", text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
    for (how, alphabet) in [("base64", b"+/"), ("base64, for addresses", b"-_")] {
        all.extend((0..3).map(|before| (how, base64_within(bytes, before, *alphabet))));
    }
    // The last name stands where two forms are the same.
    all.push(("as it is", bytes.to_vec()));
    all
}

/// What base64 makes of these bytes wherever they stand, behind `before` other bytes modulo 3: the
/// letters that depend on them alone, so that padding does not matter.
fn base64_within(bytes: &[u8], before: usize, [plus, slash]: [u8; 2]) -> Vec<u8> {
    let mut letters: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    letters.extend([plus, slash]);
    let bits: Vec<bool> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
    let skipped = (6 - before * 8 % 6) % 6;
    let letter = |six: &[bool]| letters[six.iter().fold(0_usize, |value, bit| value << 1 | usize::from(*bit))];
    bits[skipped..].chunks_exact(6).map(letter).collect()
}

/// The escapes of a text with small letters: `%3a`.
fn lower_escapes(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}%{}{}", part[..2].to_lowercase(), &part[2..]))
}

/// What was found, by place.
#[derive(Debug, Default)]
pub struct Finds(pub Vec<String>);

impl Finds {
    /// Searches bytes that stand at a place.
    pub fn bytes(&mut self, place: &str, bytes: &[u8]) {
        SEARCHED[0].fetch_add(1, Ordering::Relaxed);
        self.within(place, bytes);
    }

    fn within(&mut self, place: &str, bytes: &[u8]) {
        SEARCHED[1].fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if let Some(hit) = SEARCH.find(bytes) {
            let form = FORMS.values().nth(hit.pattern().as_usize()).expect("a form");
            let from = hit.start().saturating_sub(60);
            let around = String::from_utf8_lossy(&bytes[from..bytes.len().min(hit.end() + 20)]).into_owned();
            self.0.push(format!("{place}, byte {}: the {form}: …{around:?}…", hit.start()));
        }
    }

    /// Searches a file and its name: as it is, and what it holds if it is a workbook or a ledger.
    pub fn file(&mut self, path: &Path) {
        let name = path.display().to_string();
        // A file of SQLite's may go while its last connection closes.
        let Ok(content) = std::fs::read(path) else { return };
        self.within("a file's name", name.as_bytes());
        self.bytes(&name, &content);
        if content.starts_with(b"PK") {
            self.parts(&name, &content);
        }
        if content.starts_with(b"SQLite format 3\0") {
            // A text that is longer than a page is torn in the file. A damaged ledger gives what it gives.
            drop(self.cells(&name, path));
        }
    }

    fn parts(&mut self, name: &str, content: &[u8]) {
        let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(content)) else { return };
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let mut unpacked = Vec::new();
            part.read_to_end(&mut unpacked).expect("unpacked");
            self.bytes(&format!("{name}!{:?}", part.name()), &unpacked);
        }
    }

    fn cells(&mut self, name: &str, path: &Path) -> rusqlite::Result<()> {
        let db = rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for table in tables {
            let mut statement = db.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    let value = row.get_ref(column)?;
                    if let Ok(bytes) = value.as_bytes() {
                        self.within(&format!("{name}, table {table}"), bytes);
                    }
                }
            }
        }
        Ok(())
    }

    /// Searches every file below a folder but those that are to hold the password.
    pub fn folder(&mut self, folder: &Path, but: &[PathBuf]) {
        for path in below(folder).iter().filter(|path| !but.contains(path)) {
            self.file(path);
        }
    }
}

/// Every file below a folder.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // A link's end is searched where it stands, and a pipe would be waited for.
        let kind = path.symlink_metadata().expect("an entry").file_type();
        if kind.is_dir() {
            found.extend(below(&path));
        } else if kind.is_file() {
            found.push(path);
        }
    }
    found
}

/// Shows how much was searched so far, if somebody wants to know.
pub fn show_count() {
    if std::env::var_os("VDSBATCH_SEARCHED").is_some() {
        let [artefacts, bytes] = &SEARCHED;
        let (artefacts, bytes) = (artefacts.load(Ordering::Relaxed), bytes.load(Ordering::Relaxed));
        // Not through `eprintln!`, which the test harness keeps to itself.
        let _ = writeln!(std::io::stderr(), "searched for the password: artefacts {artefacts}, bytes {bytes}, hits 0");
    }
}

#[test]
fn the_search_finds_every_form_in_every_kind_of_artefact() {
    let dir = tempfile::tempdir().expect("a folder");
    let planted = |form: &[u8]| [b"before ", form, b" behind"].concat();
    let found = |search: &dyn Fn(&mut Finds)| {
        let mut finds = Finds::default();
        search(&mut finds);
        finds.0.len()
    };
    assert!(FORMS.len() > 80, "{}", FORMS.len());
    for (form, name) in &*FORMS {
        let planted = planted(form);
        assert_eq!(found(&|finds| finds.bytes("a stream", &planted)), 1, "{name}");
        let file = dir.path().join("planted");
        std::fs::write(&file, &planted).expect("a file");
        assert_eq!(found(&|finds| finds.folder(dir.path(), &[])), 1, "{name}");
        assert_eq!(found(&|finds| finds.folder(dir.path(), std::slice::from_ref(&file))), 0, "{name}");
        std::fs::remove_file(&file).expect("removed");
        // Compressed, so that the file itself does not show it.
        let mut book = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        book.start_file("xl/sharedStrings.xml", packed).expect("a part");
        book.write_all(&planted.repeat(20)).expect("written");
        let book = book.finish().expect("a workbook").into_inner();
        assert_eq!(found(&|finds| finds.bytes("packed", &book)), 0, "{name}");
        std::fs::write(dir.path().join("book.xlsx"), &book).expect("a file");
        assert_eq!(found(&|finds| finds.folder(dir.path(), &[])), 1, "{name}");
        std::fs::remove_file(dir.path().join("book.xlsx")).expect("removed");
    }
}

#[test]
fn the_search_finds_the_password_across_the_pages_of_a_ledger() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("ledger.db");
    let db = rusqlite::Connection::open(&file).expect("a ledger");
    db.execute_batch("PRAGMA page_size = 512; CREATE TABLE run (facts TEXT)").expect("a table");
    // Somewhere in a text of many pages the password is torn.
    for before in 0..60 {
        let text = format!("{}{CANARY}{}", ".".repeat(2000 + 8 * before), ".".repeat(2000));
        db.execute("DELETE FROM run", [])
            .and_then(|_| db.execute("INSERT INTO run VALUES (?1)", [text]))
            .expect("kept");
        let mut finds = Finds::default();
        finds.folder(dir.path(), &[]);
        assert!(finds.0.iter().any(|find| find.contains("table run")), "{before}: {finds:?}");
    }
}

#[test]
fn base64_is_found_wherever_it_begins_and_however_it_is_padded() {
    // Of `practice:` and the password, from another tool.
    let known = "cHJhY3RpY2U6cGEmc3MlKyInPMOpOmNhbmFyeTdLeDJWdzk=";
    let mut finds = Finds::default();
    for text in [known, known.trim_end_matches('='), &known.replace('+', "-").replace('/', "_")] {
        finds.bytes("a stream", text.as_bytes());
    }
    assert_eq!(finds.0.len(), 3, "{finds:?}");
}
