//! What `check` says of every sheet that people really send: one snapshot of them all.
//!
//! `samples/corpus` holds the files that other programs wrote (its `make.py` says how); the rest is
//! made here. To look at one: `cargo run -- check samples/corpus/NAME`.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::harness::{Desk, vdsbatch};
use crate::sheet::{archive, given, replaced, utf16};

type File = (&'static str, Vec<u8>);

const RU: &str = "Тариф;Шаблон ОС;Период;Домен;Количество;Диск;Цена;Заказать?\n\
    KVM Ferrum;Debian-7-x86_64-minimal;3 мес.;web-{n}.example.ru;2;40 ГБ;1 350,50 ₽;да\n\
    OVZ Ferrum;Debian-7-x86_64-minimal;квартал;почта.example.ru;;;900 руб.;\n\
    SSD Ferrum;Debian-7-x86_64-minimal;полгода;1c.example.ru;1 шт;120;;нет\n";

const EN: &str = "Tariff;OS;Period;Domain;Disk;RAM;CPU\n\
    KVM Ferrum;Debian-7-x86_64-minimal;3 months;web-1.example.com;40 GB;2048 MB;2\n\
    id:1100;debian-7-x86_64-minimal;1 year;web-2.example.com;;;\n";

/// Texts as programs write them.
fn texts() -> Vec<File> {
    let cp1251 = |text: &str| encoding_rs::WINDOWS_1251.encode(&text.replace('₽', "руб")).0.into_owned();
    let big =
        |text: &str| -> Vec<u8> { utf16(true, text).chunks_exact(2).flat_map(|pair| [pair[1], pair[0]]).collect() };
    let both = [RU.as_bytes(), &cp1251("KVM Ferrum;Debian-7-x86_64-minimal;год;конец.example.ru;;;;\n")].concat();
    let mut koi = encoding_rs::KOI8_R.encode(&RU.replace('₽', "руб")).0.into_owned();
    koi.extend(encoding_rs::KOI8_R.encode("Итого;;;;3;;;\n").0.iter());
    vec![
        ("csv-utf8.csv", RU.into()),
        ("csv-utf8-mark.csv", format!("\u{feff}{RU}").into()),
        ("csv-windows-1251.csv", cp1251(RU)),
        ("csv-koi8.csv", koi),
        ("csv-dos.csv", encoding_rs::IBM866.encode(&RU.replace('₽', "руб")).0.into_owned()),
        ("csv-utf16.csv", utf16(true, RU)),
        ("csv-utf16-big.csv", big(RU)),
        ("csv-utf16-no-mark.csv", utf16(false, RU)),
        ("csv-two-encodings.csv", both),
        ("csv-comma.csv", EN.replace(';', ",").into()),
        ("csv-bar.csv", EN.replace(';', "|").into()),
        ("csv-tab.tsv", EN.replace(';', "\t").into()),
        ("csv-sep-line.csv", format!("sep=;\r\n{}", EN.replace('\n', "\r\n")).into()),
        ("csv-sep-line-padded.csv", format!("sep=;;;;;;;\n{EN}").into()),
        ("csv-mac-lines.csv", EN.replace('\n', "\r").into()),
        ("csv-named-xlsx.xlsx", EN.into()),
        ("csv-open-quote.csv", EN.replace("id:1100", "\"id:1100").into()),
        (
            "csv-quote-takes-rows-in.csv",
            format!("{EN}KVM Ferrum;\"Debian;1;a.example.ru;;;\nKVM Ferrum;Debian\";1;b.example.ru;;;\n").into(),
        ),
        ("csv-values-moved.csv", EN.replace(';', ",").replace("2048 MB", "1,5").into()),
        ("csv-header-only.csv", "Tariff;OS;Period;Domain\n".into()),
        ("csv-no-header.csv", "KVM Ferrum;Debian-7-x86_64-minimal;1;a.example.ru\n".into()),
        ("csv-columns-wrong.csv", "Tariff;Plan;Templaet;Period;Memori\nx;y;z;1;2\n".into()),
        ("csv-cells.csv", CELLS.into()),
        ("csv-layout.csv", LAYOUT.into()),
        ("csv-expansion.csv", EXPANSION.into()),
    ]
}

/// One trap a row.
const CELLS: &str = "Тариф;Шаблон ОС;Период;Домен;Диск;ОЗУ;Ядра;ISPmanager;Автопродление;Цена;Цена за месяц;Примечание\n\
    КVМ Ferrum;Debian-7-x86_64-minimal;1;a1.example.ru;;;;;;;;похожие буквы в тарифе\n\
    KVM\u{a0}Ferrum;\u{a0}Debian-7-x86_64-minimal ;1 ;\u{a0}a2.example.ru\u{a0};20\u{a0}ГБ;;;;;1\u{a0}200,50;;неразрывные пробелы\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a3.exаmple.ru;;;;;;;;буква а кириллицей\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a4.пример.рф;;;;;;;;кириллица целиком\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a5.example.ru;03.дек;;;;;;;дата вместо диска\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a6.example.ru;;03.12.2026;;;;;;дата вместо памяти\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a7.example.ru;;;1E3;;;;;экспонента\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a8.example.ru;-;;;;;;;прочерк\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a9.example.ru;#ССЫЛКА!;;;;;;;ошибка формулы\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;b1.example.ru;;1000 МБ;;;;;;не делится\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;b2.example.ru;;1024 МБ;;;;;;делится\n\
    KVM Ferrum;CentOS-7-x86_64-ispmgr5;1;b3.example.ru;;;;нет;;;;спор о ISPmanager\n\
    KVM Ferrum;CentOS-7-x86_64-ispmgr5;1;b4.example.ru;;;;+;;;;да знаком\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;b5.example.ru;;;;;нет;;;без продления\n\
    KVM Ferrum;Debian-7-x86_64-minimal;3;b6.example.ru;;;;;да;300;100;цены сходятся\n\
    KVM Ferrum;Debian-7-x86_64-minimal;3;b7.example.ru;;;;;;1,200;;две возможные суммы\n\
    KVM Ferrum;Debian-7-x86_64-minimal;2 недели;b8.example.ru;;;;;;;;не период\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;http://b9.example.ru/;;;;;;;;страница\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;сервер;;;;;;;;одно слово\n\
    OVZ Ferrum;FreeBSD-11-amd64-minimal;1;c1.example.ru;;;;;;;;тариф не берёт шаблон\n\
    ;;;c2.example.ru;;;;;;;;почти пусто\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;a1.example.ru.;;;;;;;;тот же домен\n";

/// Titles, totals, blank and repeated rows.
const LAYOUT: &str = "Заявка на серверы;;;;;\n;;;;;\nТариф*;ОС;Срок (мес.);Имя сервера;Сумма;Ответственный\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;d1.example.ru;100;Анна\n;;;;;\n;;;;;подпись\n\
    Всего по отделу;;;;100;\nТариф*;ОС;Срок (мес.);Имя сервера;Сумма;Ответственный\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;d2.example.ru;100;Олег\nИТОГО:;;;;200;\n";

const EXPANSION: &str = "Tariff;OS;Period;Domain;Count;Start\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;e-{n:03}.example.ru;3;8\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;e-###.example.ru;2;10\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;$USER-$i.example.ru;2;0\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;same.example.ru;4;\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;e-{x}.example.ru;2;\n\
    KVM Ferrum;Debian-7-x86_64-minimal;1;e-{n}.example.ru;1001;-1\n";

/// Files that are no sheets, whatever their names say.
fn no_sheets() -> Vec<File> {
    let xlsx = orders(|_| {});
    let old = std::fs::read(corpus().join("libreoffice.xls")).expect("a sample");
    vec![
        ("empty.xlsx", Vec::new()),
        ("blank.csv", b"\r\n  \r\n".to_vec()),
        ("zeros.xlsx", vec![0; 9000]),
        ("noise.xlsx", (0..3000_u32).map(|n| (n * n % 251) as u8).collect()),
        ("page.xls", b"<html><body><table><tr><td>Tariff</td></tr></table>".to_vec()),
        ("page-utf16.xls", utf16(true, "<table><tr><td>Tariff</td></tr></table>")),
        ("page-saved-whole.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n".to_vec()),
        ("document.xlsx", archive(&[("word/document.xml", b"<x/>")])),
        ("numbers.xlsx", archive(&[("Index/Document.iwa", b"x")])),
        ("archive.xlsx", archive(&[("orders.xlsx", &xlsx)])),
        ("scan.xlsx", b"%PDF-1.7".to_vec()),
        ("photo.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF".to_vec()),
        ("link.xlsx", br#"{"url":"https://docs.google.com/spreadsheets/d/x"}"#.to_vec()),
        ("~$orders.xlsx", b"\x04Anna".to_vec()),
        ("cut.xlsx", xlsx[..xlsx.len() / 2].to_vec()),
        ("cut.xls", old[..old.len() / 2].to_vec()),
        ("cut-early.xls", old[..100].to_vec()),
    ]
}

const HEADER: [&str; 6] = ["Tariff", "OS template", "Period", "Domain", "Disk", "Order?"];

/// A sheet of three orders, and what `fill` does to it.
fn orders(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    three(book.add_worksheet());
    fill(book.worksheet_from_index(0).expect("a sheet"));
    book.save_to_buffer().expect("a workbook")
}

fn three(sheet: &mut Worksheet) {
    for (col, header) in (0_u16..).zip(HEADER) {
        sheet.write_string(0, col, header).expect("a cell");
    }
    for row in 1..=3 {
        for (col, text) in (0_u16..).zip(["KVM Ferrum", "Debian-7-x86_64-minimal", "1"]) {
            sheet.write_string(row, col, text).expect("a cell");
        }
        sheet.write_string(row, 3, format!("r{}.example.ru", row + 1)).expect("a cell");
    }
}

fn workbooks() -> Vec<File> {
    let sound = orders(|_| {});
    let formula = orders(|sheet| {
        sheet.write_formula(1, 4, Formula::new("=20*2").set_result("40")).expect("a cell");
        sheet.write_formula(2, 4, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
        sheet.write_formula(3, 4, Formula::new("=7*11").set_result("77")).expect("a cell");
    });
    let dates = orders(|sheet| {
        let day = ExcelDateTime::from_ymd(2026, 12, 3).expect("a date");
        let shown = Format::new().set_num_format("d.mm");
        sheet.write_datetime_with_format(1, 4, &day, &shown).expect("a cell");
        sheet.write_number(2, 4, 12.5).expect("a cell");
        sheet.write_boolean(3, 4, true).expect("a cell");
        sheet.write_boolean(1, 5, true).expect("a cell");
    });
    let several = |names: &[&str], hidden: Option<&str>| {
        let mut book = Workbook::new();
        for name in names {
            let sheet = book.add_worksheet();
            three(sheet);
            sheet.set_name(*name).expect("a name").set_hidden(hidden == Some(name));
        }
        book.save_to_buffer().expect("a workbook")
    };
    let results = |names: &[&str]| {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_custom_property("vdsbatch-results", "r1"));
        for name in names {
            let sheet = book.add_worksheet();
            three(sheet);
            sheet.set_name(*name).expect("a name");
        }
        book.save_to_buffer().expect("a workbook")
    };
    let title = |sheet: &mut Worksheet| {
        sheet.merge_range(4, 0, 4, 5, "Approved by ________", &Format::new()).expect("merged");
        sheet.merge_range(1, 0, 3, 0, "KVM Ferrum", &Format::new()).expect("merged");
    };
    vec![
        ("xlsx.xlsx", sound.clone()),
        ("xlsx-named-csv.csv", sound.clone()),
        (
            "xlsx-hidden-rows.xlsx",
            orders(|sheet| {
                sheet.set_row_hidden(2).expect("a row").set_row_hidden(3).expect("a row");
            }),
        ),
        ("xlsx-merged.xlsx", orders(|sheet| title(sheet))),
        ("xlsx-formulas.xlsx", replaced(&formula, "xl/worksheets/sheet1.xml", "<v>77</v>", "")),
        ("xlsx-dates.xlsx", dates),
        (
            "xlsx-far-cell.xlsx",
            orders(|sheet| {
                sheet.write_string(1_048_575, 16_383, "far").expect("a cell");
            }),
        ),
        ("xlsx-only-far-cells.xlsx", {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            sheet.write_string(0, 0, "a").expect("a cell").write_string(1_048_575, 16_383, "z").expect("a cell");
            book.save_to_buffer().expect("a workbook")
        }),
        ("xlsx-two-sheets.xlsx", several(&["One", "Two"], None)),
        ("xlsx-named-sheet.xlsx", several(&["One", "Заказы"], None)),
        ("xlsx-hidden-sheet.xlsx", several(&["Now", "Then"], Some("Then"))),
        ("xlsx-only-hidden-sheet.xlsx", {
            let mut book = Workbook::new();
            book.add_worksheet().write_string(0, 0, "cover").expect("a cell");
            let sheet = book.add_worksheet();
            three(sheet);
            sheet.set_hidden(true);
            book.save_to_buffer().expect("a workbook")
        }),
        ("xlsx-results.xlsx", results(&["Orders"])),
        ("xlsx-results-to-fix.xlsx", results(&["Orders", "To fix"])),
        ("xlsx-doctype.xlsx", replaced(&sound, "xl/worksheets/sheet1.xml", "<worksheet", "<!DOCTYPE x><worksheet")),
        (
            "xlsx-strict.xlsx",
            replaced(
                &sound,
                "xl/workbook.xml",
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
        ),
    ]
}

fn corpus() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/corpus")
}

/// What other programs wrote.
fn committed() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(corpus()).expect("the corpus");
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_none_or(|end| end != "py"))
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read(&path).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_sheet_of_the_corpus_is_read_or_explained() {
    let made = [texts(), no_sheets(), workbooks()].concat();
    let made = made.into_iter().map(|(name, content)| (name.to_owned(), content));
    let files: Vec<(String, Vec<u8>)> = committed().into_iter().chain(made).collect();
    assert!(files.len() >= 60, "{}", files.len());
    let mut desk = Desk::new();
    let mut said = String::new();
    for (name, content) in &files {
        desk = desk.file(name, content);
        let ran = desk.run(vdsbatch().arg("check").arg(desk.path(name)));
        let code = ran.code.unwrap_or(-1);
        assert!(matches!(code, 0 | 1 | 3), "{ran}");
        assert!(code != 1 || ran.stderr.contains('('), "no way out: {ran}");
        said += &format!("{name}: exit {code}\n{}{}\n", ran.stdout, ran.stderr);
        std::fs::remove_file(desk.path(name)).expect("removed");
    }
    insta::assert_snapshot!(said);
}

/// A generator that gives the same numbers each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("a small number")
    }
}

/// Whatever is damaged in a file, the program says so and ends by itself. The long form:
/// `VDSBATCH_DAMAGES=4000 cargo test --release --locked --test it sheet_corpus::`.
#[test]
fn no_damage_takes_the_program_along() {
    let cases = std::env::var("VDSBATCH_DAMAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    let mut files = committed();
    files.retain(|(name, _)| !name.contains("password") && !name.contains("html"));
    files.extend([("csv.csv".to_owned(), utf16(true, RU)), ("xlsx.xlsx".to_owned(), orders(|_| {}))]);
    let mut numbers = Numbers(20_261_126);
    let mut refused = 0;
    for case in 0..cases {
        let (name, content) = &files[case % files.len()];
        let mut broken = content.clone();
        match numbers.below(4) {
            0 => broken.truncate(numbers.below(content.len())),
            1 => broken = within_parts(content, &mut numbers).unwrap_or(broken),
            kind => {
                for _ in 0..if kind == 2 { 1 } else { 20 } {
                    let at = numbers.below(broken.len());
                    broken[at] = u8::try_from(numbers.below(256)).expect("a byte");
                }
            }
        }
        let file = given(name, &broken);
        let ran = vdsbatch().arg("check").arg(&file.path).output().expect("the program runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        let ends = matches!(ran.status.code(), Some(0 | 1 | 3)) && !said.trim().is_empty();
        assert!(ends && !said.contains("panicked"), "case {case}, {name}: {} {said}", ran.status);
        refused += usize::from(ran.status.code() == Some(1));
    }
    assert!(refused * 5 > cases, "{refused} of {cases}");
}

/// The same archive, damaged inside one of its parts, where no checksum tells.
fn within_parts(content: &[u8], numbers: &mut Numbers) -> Option<Vec<u8>> {
    let mut source = zip::ZipArchive::new(std::io::Cursor::new(content)).ok()?;
    let mut parts = Vec::new();
    for at in 0..source.len() {
        let mut entry = source.by_index(at).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).ok()?;
        parts.push((name, content));
    }
    let part = numbers.below(parts.len());
    let broken = &mut parts[part].1;
    for _ in 0..=numbers.below(8) {
        if broken.is_empty() {
            break;
        }
        let at = numbers.below(broken.len());
        match numbers.below(3) {
            0 => drop(broken.remove(at)),
            1 => broken[at] = b"0123456789<>\"&ABZ"[numbers.below(17)],
            _ => broken[at] = u8::try_from(numbers.below(256)).ok()?,
        }
    }
    Some(archive(&parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect::<Vec<_>>()))
}
