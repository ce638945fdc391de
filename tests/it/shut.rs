//! A window that is closed while the panel is still asked what became of orders that are all answered.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use vdsbatch::host::signal::{Leaving, StopSignal};
use vdsbatch::panel::practice::Settings;

use crate::harness::{CANARY, Desk, LOGIN};

/// What is asked for last: the list of charges.
const LAST: &[u8] = b"func=expense";

/// How long the test waits for anything.
const PATIENCE: Duration = Duration::from_mins(1);

/// Passes everything on to a panel but the question for the charges, which it keeps for itself and never answers.
/// Returns its address, and tells when that question came.
fn silent_at_last(panel: &str) -> (String, std::sync::mpsc::Receiver<()>) {
    let rest = panel.split_once("//").expect("an address").1;
    let (upstream, path) = rest.split_once('/').expect("a path");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/{path}", listener.local_addr().expect("an address"));
    let (asked, heard) = channel();
    let upstream = upstream.to_owned();
    std::thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let Ok(panel) = TcpStream::connect(&upstream) else { return };
            let (mut answers, mut to) = (panel.try_clone().expect("a handle"), client.try_clone().expect("a handle"));
            let asked = asked.clone();
            let hosts = [listener.local_addr().expect("an address").to_string(), upstream.clone()];
            std::thread::spawn(move || pass(client, panel, &hosts, &asked));
            std::thread::spawn(move || std::io::copy(&mut answers, &mut to));
        }
    });
    (url, heard)
}

/// Passes requests on. The panel answers to its own name alone, so the name of whoever passes them on is put right.
fn pass(mut client: TcpStream, mut panel: TcpStream, [ours, theirs]: &[String; 2], asked: &Sender<()>) {
    let mut bytes = vec![0; 65536];
    while let Ok(count @ 1..) = client.read(&mut bytes) {
        if bytes[..count].windows(LAST.len()).any(|part| part == LAST) {
            let _ = asked.send(());
            continue;
        }
        let request = String::from_utf8_lossy(&bytes[..count]).replace(ours, theirs);
        if panel.write_all(request.as_bytes()).is_err() {
            return;
        }
    }
}

#[test]
fn a_window_that_is_closed_before_the_panel_has_told_the_charges_leaves_a_workbook() {
    let desk =
        Desk::of("demo6", Settings::default()).orders(2).secret("password", CANARY.as_bytes()).file("config.toml", b"");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(desk.path("password"), private).expect("rights");
    }
    let (url, asked) = silent_at_last(&desk.panel.url());
    let mut words =
        ["vdsbatch", "process", "--yes", "--quiet", "--account", LOGIN, "--panel", &url, "--catalog", "demo6"]
            .map(Into::into)
            .to_vec();
    for (option, file) in [("--ledger", "ledgers"), ("--password-file", "password"), ("--config", "config.toml")] {
        words.extend([option.into(), desk.path(file).into()]);
    }
    words.push(desk.path("orders.csv").into());
    let cli = vdsbatch::cli::parse(words, false).expect("it fits");
    let signal = StopSignal::new();
    let given = signal.clone();
    let (ended, end) = channel();
    std::thread::spawn(move || ended.send(vdsbatch::run(cli, Ok(()), &given).map_err(|error| error.to_string())));
    let is_asked = asked.recv_timeout(PATIENCE).is_ok();
    assert!(is_asked, "nobody asked for the charges: {:?}", end.try_recv());
    // The orders are all answered, and yet nobody knows when what is left will be written.
    assert!(signal.close(Duration::ZERO), "it would be waited for in vain");
    assert!(signal.say_last_words(Leaving::Closed));
    assert_eq!(desk.panel.record().orders.len(), 2);
    let results = desk.path("orders.results.xlsx");
    assert!(results.is_file(), "no workbook");
}
