//! What the program tells of itself: help, manual pages, completions, the version, colours and details.
#![cfg_attr(windows, allow(dead_code, unused_imports))] // for tests of Unix alone

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use vdsbatch::cli::help;
use vdsbatch::text::lang::Lang;

use crate::harness::{CANARY, Desk, vdsbatch};

fn said(command: &mut Command) -> (Option<i32>, String, String) {
    let ran = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (ran.status.code(), text(ran.stdout), text(ran.stderr))
}

/// The program as its pages see it.
fn program() -> clap::Command {
    let mut program = vdsbatch::cli::command();
    program.build();
    program
}

#[test]
fn help_of_a_command_is_what_the_command_says_of_itself_in_either_language() {
    for path in std::iter::once(Vec::new()).chain(help::command_list(&program())) {
        for lang in ["en", "ru"] {
            let (code, asked, _) = said(vdsbatch().arg("help").args(&path).args(["--lang", lang]));
            assert_eq!(code, Some(0), "{path:?}");
            let (code, own, _) = said(vdsbatch().args(&path).args(["--help", "--lang", lang]));
            assert_eq!((code, asked), (Some(0), own), "{path:?}");
        }
    }
    let (code, _, wrong) = said(vdsbatch().args(["help", "ledger", "chek"]));
    assert_eq!(code, Some(2));
    assert!(wrong.contains("did you mean `ledger check`?"), "{wrong}");
}

#[test]
fn the_short_help_fits_a_glance_and_says_where_there_is_more() {
    let (_, short, _) = said(vdsbatch().args(["process", "-h"]));
    let (_, long, _) = said(vdsbatch().args(["process", "--help"]));
    assert!(short.lines().count() * 2 < long.lines().count(), "{short}");
    assert!(short.ends_with("vdsbatch help process\n") && !short.contains("Examples:"), "{short}");
    assert!(long.contains("\nExamples:\n") && long.contains("\nEnvironment:\n"), "{long}");
}

#[test]
fn a_script_that_types_nothing_is_told_so() {
    for (words, lists) in [(&[] as &[&str], "`vdsbatch help`"), (&["ledger"], "`vdsbatch help ledger`")] {
        let (code, out, wrong) = said(vdsbatch().args(words));
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert_eq!(wrong, format!("no command is given ({lists} lists the commands)\n"));
    }
}

#[cfg(unix)]
#[test]
fn a_person_at_a_terminal_who_types_nothing_is_shown_what_there_is() {
    use std::io::Read as _;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a terminal");
    grantpt(&master).expect("a terminal");
    unlockpt(&master).expect("a terminal");
    let name = ptsname(&master, Vec::new()).expect("a name").into_string().expect("a name");
    let end = std::fs::File::options().read(true).write(true).open(&name).expect("the terminal");
    let mut child = vdsbatch().stdout(end).stderr(Stdio::null()).spawn().expect("it runs");
    let (mut master, mut shown) = (std::fs::File::from(master), Vec::new());
    // The system says EIO once nobody holds the other end.
    let mut some = [0; 4096];
    while let Ok(count @ 1..) = master.read(&mut some) {
        shown.extend_from_slice(&some[..count]);
    }
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let shown = String::from_utf8_lossy(&shown);
    assert!(shown.contains("Usage: vdsbatch") && shown.contains("vdsbatch help"), "{shown}");
}

#[test]
fn settings_say_the_language_of_help_and_of_wrong_usage_too() {
    let desk = Desk::new().file("s.toml", b"lang = \"ru\"\n");
    let settings = desk.path("s.toml");
    let (code, shown, _) = said(vdsbatch().arg("--config").arg(&settings).arg("--help"));
    assert_eq!(code, Some(0));
    assert!(shown.contains("Формат: vdsbatch"), "{shown}");
    let (code, _, wrong) = said(vdsbatch().env("VDSBATCH_CONFIG", &settings).args(["process", "--jbos"]));
    assert_eq!(code, Some(2));
    assert!(wrong.contains("здесь нет параметра"), "{wrong}");
}

#[test]
fn all_manual_pages_are_written_in_either_language_for_a_package() {
    let desk = Desk::new();
    for (lang, heading) in [("en", ".SH EXAMPLES"), ("ru", ".SH ПРИМЕРЫ")] {
        let folder = desk.path(lang);
        assert_eq!(said(vdsbatch().args(["man", "--lang", lang, "--all"]).arg(&folder)).0, Some(0));
        for path in std::iter::once(Vec::new()).chain(help::command_list(&program())) {
            let name = [vec!["vdsbatch".to_owned()], path.clone()].concat().join("-");
            let kept = std::fs::read_to_string(folder.join(format!("{name}.1"))).expect("a page");
            assert!(kept.contains(heading) && kept.contains(".TH "), "{name}: {kept}");
            let (code, page, _) = said(vdsbatch().arg("man").args(&path).args(["--lang", lang]));
            assert_eq!((code, page), (Some(0), kept));
        }
    }
}

#[test]
fn nothing_speaks_of_commands_that_nobody_types() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (_, script, _) = said(vdsbatch().args(["completions", shell]));
        assert!(script.contains("reconcile"), "{shell}");
        assert!(!script.contains("read-workbook") && !script.contains("dropped"), "{shell}");
    }
    for word in ["read-workboo", "droped"] {
        let (code, _, wrong) = said(vdsbatch().arg(word));
        assert_eq!(code, Some(2));
        assert!(!wrong.contains("read-workbook") && !wrong.contains("dropped"), "{wrong}");
    }
}

#[test]
fn the_version_is_one_line_or_everything() {
    let (code, short, _) = said(vdsbatch().arg("-V"));
    assert_eq!((code, short), (Some(0), format!("vdsbatch {}\n", env!("CARGO_PKG_VERSION"))));
    let (_, long, _) = said(vdsbatch().args(["--version", "--lang", "en"]));
    for part in ["commit: ", "commit date: ", "target: ", "dialects: billmanager4, ", "ihor (2016-07)"] {
        assert!(long.contains(part), "{long}");
    }
    assert!(said(vdsbatch().args(["--version", "--lang", "ru"])).1.contains("платформа: "));
}

#[test]
fn the_readme_names_every_variable_that_is_read_and_no_other() {
    let readme = include_str!("../../README.md");
    let table = readme.split("| variable | option |\n").nth(1).expect("a table").split("\n\n").next().expect("rows");
    let cell = |row: &str, at: usize| row.split('|').nth(at).map(|cell| cell.trim().trim_matches('`').to_owned());
    let told: BTreeSet<(String, String)> =
        table.lines().skip(1).filter_map(|row| Some((cell(row, 1)?, cell(row, 2)?))).collect();
    let program = program();
    let commands = program.get_subcommands().flat_map(|verb| std::iter::once(verb).chain(verb.get_subcommands()));
    let args = std::iter::once(&program).chain(commands).flat_map(clap::Command::get_arguments);
    let read: BTreeSet<(String, String)> = args
        .filter_map(|arg| Some((arg.get_env()?.to_string_lossy().into_owned(), format!("--{}", arg.get_long()?))))
        .collect();
    assert_eq!(told, read);
    // Whatever a file of settings can say, a variable can; and none of them places an order or consents to one.
    let variables: BTreeSet<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
    for key in vdsbatch::cli::file::KEYS {
        let name = format!("VDSBATCH_{}", key.name.to_uppercase());
        assert!(variables.contains(name.as_str()), "{name}");
    }
    for option in ["--yes", "--approved", "--force", "--only-valid", "--no-list", "--overwrite", "--offline", "--rows"]
    {
        assert!(!read.iter().any(|(_, named)| named == option), "{option}");
    }
}

#[test]
fn a_variable_excludes_nothing_that_is_typed() {
    let desk = Desk::new().orders(1);
    let practice = || {
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).args(["--sandbox", "--dry-run"]);
        command.env("VDSBATCH_ACCOUNT", "anna").env("VDSBATCH_PANEL", "https://panel.example/billmgr");
        command
    };
    assert_eq!(said(&mut practice()).0, Some(0));
    let (code, _, wrong) = said(practice().args(["--account", "anna"]));
    assert_eq!(code, Some(2), "{wrong}");
    // What cannot be read is told, as if it had been typed: a limit that is empty is none.
    let (code, _, wrong) = said(practice().env("VDSBATCH_MAX_TOTAL", ""));
    assert!(code == Some(2) && wrong.contains("`--max-total`"), "{wrong}");
}

#[test]
fn colours_are_there_where_they_are_wanted_and_the_text_is_the_same() {
    let wrong = |extra: &[&str], variable: &str, value: &str| {
        said(vdsbatch().args(["process", "--jbos"]).args(extra).env(variable, value).env_remove("CLICOLOR")).2
    };
    let plain = wrong(&[], "NO_COLOR", "1");
    assert!(!plain.contains('\u{1b}'), "{plain}");
    for painted in [wrong(&["--color", "always"], "TERM", "xterm"), wrong(&[], "CLICOLOR_FORCE", "1")] {
        assert!(painted.starts_with("\u{1b}[1;31m"), "{painted:?}");
        assert_eq!(anstream::adapter::strip_str(&painted).to_string(), plain);
    }
    for bare in
        [wrong(&["--color", "never"], "CLICOLOR_FORCE", "1"), wrong(&[], "TERM", "dumb"), wrong(&[], "TERM", "xterm")]
    {
        assert_eq!(bare, plain);
    }
    let desk = Desk::new().orders(1);
    let order = |colour: &str| desk.process(&["--color", colour]).exits(0).stdout;
    let painted = order("always");
    assert!(painted.contains("\u{1b}[32mconfirmed 1\u{1b}[0m"), "{painted:?}");
    assert!(!order("never").contains('\u{1b}'));
}

#[test]
fn details_name_settings_panel_ledger_and_requests_and_no_secret() {
    let desk = Desk::new().orders(1);
    let plain = desk.process(&["--dry-run", "--online"]).exits(0).stderr;
    let ran = desk.run(desk.command(&["--yes", "-v"]).env("VDSBATCH_JOBS", "2")).exits(0);
    for part in [
        "jobs = 2 (environment VDSBATCH_JOBS)",
        "panel: http://127.0.0.1:",
        "without a proxy",
        "opened ledger: ",
        "request `vds.order.7`: HTTP 200 after ",
    ] {
        assert!(ran.stderr.contains(part), "no {part} in {ran}");
        assert!(!plain.contains(part), "{plain}");
    }
    assert!(!ran.stderr.contains(CANARY), "{ran}");
    let russian = desk.run(desk.command(&["--yes", "--verbose", "--lang", "ru"]).env("VDSBATCH_QUIET", "1"));
    assert!(russian.stderr.contains("открыт журнал заказов: "), "{russian}");
}

#[test]
fn every_page_is_in_both_languages() {
    let program = program();
    for path in help::command_list(&program) {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let [en, ru] = [Lang::En, Lang::Ru].map(|lang| help::page(&program, &path, lang).expect("a page"));
        assert_ne!(en.about, ru.about, "{path:?}");
    }
}
