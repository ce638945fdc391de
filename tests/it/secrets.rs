//! The canary password, searched in every artefact.

use std::io::Write as _;
use std::process::Stdio;

use crate::harness::{CANARY, Desk};

/// The password as it could stand in a file: plain, and as forms, JSON, XML and UTF-16 write it.
fn traces() -> Vec<(&'static str, Vec<u8>)> {
    let form: String = url::form_urlencoded::byte_serialize(CANARY.as_bytes()).collect();
    let percent: String = CANARY
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let json = serde_json::to_string(CANARY).expect("json");
    let xml = quick_xml::escape::escape(CANARY).into_owned();
    vec![
        ("plain", CANARY.as_bytes().to_vec()),
        ("form", form.into_bytes()),
        ("percent", percent.to_lowercase().into_bytes()),
        ("percent, upper case", percent.into_bytes()),
        ("json", json.trim_matches('"').as_bytes().to_vec()),
        ("xml", xml.into_bytes()),
        ("utf-16", CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("its end", b":canary".to_vec()),
    ]
}

fn search(what: &str, content: &[u8]) {
    for (form, trace) in traces() {
        let hit = content.windows(trace.len()).any(|window| window == trace);
        assert!(!hit, "the password stands in {what} ({form})");
    }
}

/// Searches a file, and what a workbook unpacks to.
fn search_file(path: &std::path::Path) {
    let content = std::fs::read(path).expect("a file");
    let name = path.display().to_string();
    search(&name, &content);
    if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&content)) {
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let mut unpacked = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut unpacked).expect("unpacked");
            search(&name, &unpacked);
        }
    }
}

#[test]
fn the_password_stands_in_no_artefact() {
    for faults in ["", "cut-before@2,html@3,wrong-password@5", "500@1", "list-500@1"] {
        let desk = Desk::with(faults).orders(8);
        for args in [&["--jobs", "1"][..], &["--progress", "json"], &["--dry-run"]] {
            let ran = desk.process(args);
            search("standard output", ran.stdout.as_bytes());
            search("standard error", ran.stderr.as_bytes());
        }
        let files = desk.files();
        assert!(files.iter().any(|file| file.ends_with("ledger.db")), "{files:?}");
        assert!(files.iter().any(|file| file.extension().is_some_and(|end| end == "xlsx")), "{files:?}");
        files.iter().for_each(|file| search_file(file));
    }
}

#[test]
fn the_search_would_find_it() {
    let desk = Desk::new().file("leak.txt", format!("authinfo=practice:{CANARY}").as_bytes());
    let leak = desk.path("leak.txt");
    let found = std::panic::catch_unwind(|| search_file(&leak));
    assert!(found.is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn the_password_stands_in_no_process_list() {
    let desk = Desk::with("silence@1").orders(1);
    let mut child = desk
        .command(&["--yes", "--password-stdin"])
        .env_remove("VDSBATCH_PASSWORD")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    writeln!(child.stdin.take().expect("a pipe"), "{CANARY}").expect("the password");
    // The panel keeps silent about the order, so the program stands still in the middle of it.
    while desk.panel.record().orders.is_empty() {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    for file in ["cmdline", "environ"] {
        let content = std::fs::read(format!("/proc/{}/{file}", child.id())).expect("the process");
        search(file, &content);
    }
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).expect("the process");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    child.kill().expect("the program");
    child.wait().expect("the program");
}
