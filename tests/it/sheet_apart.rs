//! No file can take the program along: bombs, and readers that die or hang.

use std::path::PathBuf;
use std::time::Duration;

use vdsbatch::reader::{Apart, Excess, Lost, Options, SheetError};
use vdsbatch::text::lang::Lang;

use crate::harness::{Desk, Ran, vdsbatch};
use crate::sheet::{HEADER, Read, archive, given, read, read_with, replaced, texts, xlsx};

fn apart() -> Apart {
    Apart {
        program: PathBuf::from(env!("CARGO_BIN_EXE_vdsbatch")),
        patience: Duration::from_mins(5),
        memory: Apart::usual().memory,
    }
}

fn read_apart(name: &str, content: &[u8], apart: Apart) -> Result<Read, SheetError> {
    read_with(&given(name, content).path, &Options { apart: Some(apart), ..Options::default() })
}

fn check<'d>(desk: &'d Desk, name: &str) -> Ran<'d> {
    desk.run(vdsbatch().arg("check").arg(desk.path(name)))
}

#[test]
fn what_is_read_apart_is_what_is_read_here() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut compared = 0;
    for file in ["orders.xlsx", "orders-ru.xlsx", "mistakes.xlsx"].map(|name| folder.join(name)) {
        let content = std::fs::read(&file).expect("a sample");
        let (here, there) =
            (read("a.xlsx", &content).expect("rows"), read_apart("a.xlsx", &content, apart()).expect("rows"));
        assert_eq!(here.rows, there.rows, "{}", file.display());
        assert_eq!((&here.notes, &here.format), (&there.notes, &there.format));
        compared += here.rows.len();
    }
    assert!(compared > 60, "{compared}");
}

/// Each of these ended the process that read it, or took gigabytes, before there was a gate and a
/// process apart.
#[test]
fn every_bomb_gets_a_message_and_exit_1() {
    let sound = xlsx(|sheet| {
        sheet.write_string(1, 0, "KVM").expect("a cell");
    });
    let part = |name: &str, from: &str, to: &str| replaced(&sound, name, from, to);
    let strings = "<si><t></t></si>".repeat(4_100_000) + "</sst>";
    let text = |mib: usize| format!("<t xml:space=\"preserve\">{}", "x".repeat(mib << 20));
    let many: Vec<String> =
        ["xl/workbook.xml".to_owned()].into_iter().chain((0..5000).map(|n| format!("x{n}.xml"))).collect();
    let bombs = [
        ("strings", part("xl/sharedStrings.xml", "</sst>", &strings)),
        ("comments", archive(&[("xl/workbook.xml", b"<x/>"), ("xl/comments1.xml", text(200).as_bytes())])),
        (
            "text",
            part(
                "xl/worksheets/sheet1.xml",
                "<row r=\"2\"",
                &format!("<row r=\"9\"><c t=\"inlineStr\"><is>{}</t></is></c></row><row r=\"2\"", text(80)),
            ),
        ),
        ("doctype", part("xl/workbook.xml", "<workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook")),
        ("doctype-in-sheet", part("xl/worksheets/sheet1.xml", "<worksheet", "<!DOCTYPE x><worksheet")),
        ("parts", archive(&many.iter().map(|name| (name.as_str(), b"<x/>".as_slice())).collect::<Vec<_>>())),
    ];
    let mut desk = Desk::new();
    for (name, bomb) in &bombs {
        assert!(bomb.len() < 1 << 20, "{name}: {}", bomb.len());
        desk = desk.file(&format!("{name}.xlsx"), bomb);
    }
    for (name, _) in &bombs {
        let ran = check(&desk, &format!("{name}.xlsx")).exits(1);
        assert!(ran.stdout.is_empty() && ran.stderr.contains(name) && ran.stderr.contains('('), "{ran}");
        assert!(!ran.stderr.contains("panicked"), "{ran}");
    }
}

#[test]
fn a_sheet_of_absurd_extent_is_streamed_if_it_can_be() {
    let book = xlsx(|sheet| {
        sheet.write_string(1_048_575, 16_383, "far").expect("a cell");
        sheet.write_string(1_048_575, 0, "KVM").expect("a cell");
    });
    assert!(book.len() < 8192);
    let read = read_apart("a.xlsx", &book, apart()).expect("rows");
    assert_eq!(texts(&read), [(1_048_576, vec!["KVM".to_owned(), "far".to_owned()])]);
}

#[test]
fn a_reader_that_needs_too_much_memory_is_given_up() {
    let rows = xlsx(|sheet| {
        for row in 1..200 {
            sheet.write_string(row, 0, "KVM").expect("a cell");
        }
    });
    assert!(read_apart("a.xlsx", &rows, apart()).is_ok());
    // Far less than any program needs: it dies before or while it reads.
    let said = read_apart("a.xlsx", &rows, Apart { memory: 24 << 20, ..apart() });
    let Err(SheetError::Lost { how, .. }) = &said else { panic!("{said:?}") };
    assert!(matches!(how, Lost::Memory | Lost::Failed), "{how:?}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_hangs_dies_or_lies_is_given_up() {
    use std::os::unix::fs::PermissionsExt;
    crate::harness::heed_signals();
    let dir = tempfile::tempdir().expect("a folder");
    let how = |body: &str| {
        let program = dir.path().join("reader");
        std::fs::write(&program, format!("#!/bin/sh\n{body}\n")).expect("a script");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("may run");
        let apart = Apart { program, patience: Duration::from_millis(300), ..apart() };
        match read_apart("a.xlsx", &xlsx(|_| {}), apart) {
            Err(SheetError::Lost { how, .. }) => how,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(how("exec sleep 600"), Lost::Time);
    assert_eq!(how("kill -ABRT $$"), Lost::Memory);
    assert_eq!(how("kill -XCPU $$"), Lost::Time);
    // Who ends it says nothing about the file.
    for signal in ["KILL", "TERM", "INT"] {
        assert_eq!(how(&format!("kill -{signal} $$")), Lost::Ended, "{signal}");
    }
    assert_eq!(how("exit 101"), Lost::Failed);
    assert_eq!(how("echo this is no message"), Lost::Failed);
    // Longer than anything: the length is not believed.
    assert_eq!(how("printf '\\377\\377\\377\\377H'"), Lost::Failed);
    let none = Apart { program: dir.path().join("none"), ..apart() };
    assert!(matches!(read_apart("a.xlsx", &xlsx(|_| {}), none), Err(SheetError::Lost { how: Lost::NotStarted, .. })));
}

#[test]
fn formats_that_are_held_whole_may_not_be_large() {
    let mut large = vec![0xd0, 0xcf, 0x11, 0xe0];
    large.resize(512, 0);
    large.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
    large.resize(21 << 20, 0);
    let said = read("a.xls", &large);
    let Err(error @ SheetError::TooLarge { why: Excess::HeldWhole(..), .. }) = &said else { panic!("{said:?}") };
    assert!(error.message(Lang::En).contains("an .xls file of more than 20 MiB (save it as .xlsx"), "{error:?}");
}

#[test]
fn a_sheet_that_is_not_named_for_orders_and_holds_none_is_no_reason_to_crash() {
    let empty = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/_rels/workbook.xml.rels", b"<x/>")]);
    assert!(read_apart("a.xlsx", &empty, apart()).is_err());
    assert!(read_apart("a.csv", HEADER.as_bytes(), apart()).expect("no rows").rows.is_empty());
}

/// The process that reads the workbook of this name for this one.
#[cfg(target_os = "linux")]
fn reader_of(name: &str) -> Option<PathBuf> {
    let is_reader = |process: &PathBuf| {
        let words = std::fs::read(process.join("cmdline")).unwrap_or_default();
        let mut words = words.split(|byte| *byte == 0).skip(1).map(String::from_utf8_lossy);
        words.next().as_deref() == Some("read-workbook") && words.next().is_some_and(|ask| ask.contains(name))
    };
    let processes = std::fs::read_dir("/proc").expect("processes").filter_map(|entry| Some(entry.ok()?.path()));
    processes.into_iter().find(is_reader)
}

/// Looked at from outside, while it waits for somebody to take its rows.
#[cfg(target_os = "linux")]
#[test]
fn a_reader_has_no_environment_and_can_open_write_start_and_become_nothing() {
    let book = xlsx(|sheet| {
        for row in 1..20_000 {
            sheet.write_string(row, 0, "a tariff whose rows are more than any pipe holds at once").expect("a cell");
        }
    });
    let name = "closed-doors.xlsx";
    let given = given(name, &book);
    let sheet =
        vdsbatch::reader::open(&given.path, &Options { apart: Some(apart()), ..Options::default() }).expect("a sheet");
    let process = reader_of(name).expect("a reader");
    let part = |part: &str| std::fs::read_to_string(process.join(part)).expect("a reader that waits");
    // A loader may have been told where libraries are, and the static program its allocator's size.
    let environment = part("environ");
    let names =
        environment.split('\0').filter_map(|variable| variable.split('=').next()).filter(|name| !name.is_empty());
    let more: Vec<_> = names.filter(|name| !["LD_LIBRARY_PATH", "MIMALLOC_ARENA_RESERVE"].contains(name)).collect();
    assert!(more.is_empty(), "{more:?}");
    let status = part("status");
    assert!(status.contains("NoNewPrivs:\t1\n") && status.contains("Threads:\t1\n"), "{status}");
    if cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) {
        assert!(status.contains("Seccomp:\t2\n"), "{status}");
    }
    let limits = part("limits");
    for limit in ["Max open files", "Max file size", "Max processes", "Max core file size"] {
        let line = limits.lines().find_map(|line| line.strip_prefix(limit)).expect(limit);
        assert_eq!(line.split_whitespace().take(2).collect::<Vec<_>>(), ["0", "0"], "{limit}{line}");
    }
    let room = limits.lines().find_map(|line| line.strip_prefix("Max address space")).expect("a limit of memory");
    let room: Vec<u64> = room.split_whitespace().filter_map(|bytes| bytes.parse().ok()).collect();
    assert!(room.len() == 2 && room.iter().all(|bytes| *bytes < 512_000_000), "{room:?}");
    let mut count = 0;
    let read = sheet.batches(&mut |batch| {
        count += batch.len();
        std::ops::ControlFlow::Continue(())
    });
    assert_eq!((read.map(drop).is_ok(), count), (true, 19_999));
}

/// Files of a few kilobytes that ask for gigabytes: a long text in every cell of a row, and one in every cell of a sheet.
#[cfg(target_os = "linux")]
fn greedy() -> [(&'static str, Vec<u8>); 2] {
    let cell = |text: &str, repeated: usize| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{repeated}\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let headers: String = ["Tariff", "OS", "Period", "Domain"].iter().map(|header| cell(header, 1)).collect();
    let long = row(headers.clone()) + &row(cell(&"x".repeat(30_000), 16_000));
    let many = row(headers) + &row(cell(&"x".repeat(4_000), 16_000)).repeat(8);
    [("one-row.ods", crate::sheet_ods::book(&long)), ("every-row.ods", crate::sheet_ods::book(&many))]
}

/// What is resident of a reader is looked at while it reads: it only grows.
#[cfg(target_os = "linux")]
#[test]
fn no_reader_of_a_greedy_file_is_ever_as_large_as_512_mb() {
    for (name, content) in greedy() {
        assert!(content.len() < 1 << 16, "{name}: {}", content.len());
        let desk = Desk::new().file(name, &content);
        let mut check = vdsbatch();
        check.arg("check").arg(desk.path(name)).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = check.spawn().expect("the program");
        let mut peak = 0;
        while child.try_wait().expect("a process").is_none() {
            let status = reader_of(name).and_then(|process| std::fs::read_to_string(process.join("status")).ok());
            peak = peak.max(status.as_deref().and_then(resident).unwrap_or(0));
        }
        assert!((64_000..500_000).contains(&peak), "{name}: {peak} KiB");
        let ran = check_in(&desk, name, "en").exits(1);
        ran.says("needs more memory than a sheet may take").says("save it as .xlsx, and split a long sheet");
        check_in(&desk, name, "ru")
            .exits(1)
            .says("сохраните как .xlsx, а длинную таблицу разделите на несколько файлов");
    }
}

/// The most that was resident of a process, in KiB.
#[cfg(target_os = "linux")]
fn resident(status: &str) -> Option<u64> {
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    most.split_whitespace().next()?.parse().ok()
}

#[cfg(target_os = "linux")]
fn check_in<'d>(desk: &'d Desk, name: &str, lang: &str) -> Ran<'d> {
    desk.run(vdsbatch().arg("check").arg(desk.path(name)).args(["--lang", lang]))
}
