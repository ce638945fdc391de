//! Runs that nobody watches: waiting for one's turn, programs of one's own settings, fixed names, places that cannot be
//! written.
#![cfg_attr(windows, allow(dead_code, unused_imports))] // for tests of Unix alone

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use vdsbatch::ledger::Ledger;
use vdsbatch::run::{CommandFault, NoPassword};

use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// The desk's command with a file of settings of one's own.
#[cfg(unix)]
fn with_settings(desk: &Desk, settings: &str, args: &[&str]) -> Command {
    use std::os::unix::fs::PermissionsExt;
    desk.secrets_in("s.toml", settings.as_bytes());
    std::fs::set_permissions(desk.path("s.toml"), std::fs::Permissions::from_mode(0o600)).expect("rights");
    let mut command = desk.command(args);
    command.arg("--config").arg(desk.path("s.toml")).current_dir(desk.dir.path());
    command
}

/// A word as TOML takes it whatever stands in it.
fn toml(text: &str) -> String {
    format!("{text:?}").replace("\\'", "'")
}

#[test]
fn a_second_run_of_an_account_waits_for_the_first_and_says_for_whom() {
    let desk = Desk::new().orders(1);
    let held = Ledger::open(&desk.place()).expect("the lock");
    // At once, as ever.
    desk.run(&mut desk.command(&["--yes"])).exits(1).says("in use by process").requests(0);
    desk.run(&mut desk.command(&["--yes", "--lock-timeout", "1"]))
        .exits(1)
        .says(&format!("waiting for process {}", std::process::id()))
        .says("at most 1 second (nothing was sent; Ctrl-C ends the wait)")
        .requests(0);
    let mut waiting = desk.command(&["--yes"]);
    waiting.env("VDSBATCH_LOCK_TIMEOUT", "600").stderr(Stdio::piped()).stdout(Stdio::null());
    let mut waiting = waiting.spawn().expect("it starts");
    let mut said = BufReader::new(waiting.stderr.take().expect("a stream"));
    let mut line = String::new();
    said.read_line(&mut line).expect("a line");
    assert!(line.contains("waiting for process"), "{line}");
    drop(held);
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut said, &mut rest).expect("the rest");
    assert_eq!(waiting.wait().expect("it ends").code(), Some(0), "{rest}");
    assert!(!rest.contains("waiting for process"), "once: {rest}");
    assert_eq!(desk.panel.record().domains(), ["web-1.example.ru"]);
}

#[cfg(unix)]
#[test]
fn who_waits_is_interrupted_at_once_and_nothing_is_sent() {
    let desk = Desk::new().orders(1);
    let _held = Ledger::open(&desk.place()).expect("the lock");
    let mut waiting = desk.command(&["--yes", "--lock-timeout", "600"]);
    let mut waiting = waiting.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(waiting.stderr.as_mut().expect("a stream")).read_line(&mut line).expect("a line");
    let pid = rustix::process::Pid::from_child(&waiting);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).expect("sent");
    assert_eq!(waiting.wait().expect("it ends").code(), Some(130), "{line}");
    assert_eq!(desk.panel.record().requests, 0);
}

#[cfg(unix)]
#[test]
fn a_program_of_ones_own_settings_prints_the_password() {
    let desk = Desk::new().orders(1).secret("kept", format!("{CANARY}\n").as_bytes());
    let without = |settings: &str| {
        let mut command = with_settings(&desk, settings, &["--yes"]);
        command.env_remove("VDSBATCH_PASSWORD");
        command
    };
    let file = toml(desk.path("kept").to_str().expect("UTF-8"));
    let refused = |words: &str, told: &str| {
        desk.run(&mut without(&format!("password_command = [{words}]\n"))).exits(1).says(told).order_requests(0);
    };
    refused(r#""sh", "-c", "echo the keyring is closed >&2; exit 3""#, "`password_command`: the keyring is closed\n");
    // What it says may name a secret: nobody gets it but whoever watches.
    let got = toml(desk.path("got.json").to_str().expect("UTF-8"));
    let settings = format!(
        "password_command = [\"sh\", \"-c\", \"echo token=hush-hush >&2; exit 3\"]\non_finish = [\"sh\", \"-c\", \"cat > \\\"$0\\\"\", {got}]\n"
    );
    let ran = desk.run(without(&settings).args(["--summary", "json"])).exits(1).says("token=hush-hush");
    let told = std::fs::read_to_string(desk.path("got.json")).expect("told");
    let ledger = desk.files().into_iter().filter_map(|file| std::fs::read(file).ok());
    for text in [ran.stdout.clone().into_bytes(), told.into_bytes(), desk.log().into_bytes()].into_iter().chain(ledger)
    {
        let text = String::from_utf8_lossy(&text);
        assert!(!text.contains("token=hush-hush") || text.contains("password_command = ["), "{text}");
    }
    assert!(ran.stdout.contains("it failed with exit code 3"), "{ran}");
    refused(r#""echo""#, "it must print one line");
    refused(r#""printf", "a\\nb\\n""#, "it must print one line");
    refused(r#""/none/such""#, "it cannot be started");
    refused(r#""bin/pass""#, "neither a plain name nor an absolute path");
    // Nothing of it may come from the environment of whoever starts this program.
    refused(r#""sh", "-c", "echo $VDSBATCH_TRY""#, "it must print one line");
    // A variable goes before it, and both settings are one too many.
    let both = format!("password_file = {file}\npassword_command = [\"cat\", {file}]\n");
    desk.run(&mut without(&both)).exits(1).says("`password_file` and `password_command` both say");
    let mut command = without(&format!("password_command = [\"cat\", {file}]\n"));
    desk.run(&mut command).exits(0).ordered(["web-1.example.ru"]);
    let mut shown = vdsbatch();
    desk.run(shown.args(["config", "show", "--config"]).arg(desk.path("s.toml"))).exits(0).says("cat …");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_program_that_prints_the_password_and_is_told_as_every_end() {
    use rustix::process::{Pid, Signal, kill_process, test_kill_process};
    for signal in [Signal::INT, Signal::TERM] {
        let desk = Desk::new().orders(1);
        let began = desk.path("began");
        let script = format!("sleep 1000 & echo $! > '{0}.part'; mv '{0}.part' '{0}'; wait", began.display());
        let settings = format!("password_command = [\"sh\", \"-c\", {}]\n", toml(&script));
        let mut command = with_settings(&desk, &settings, &["--yes", "--summary", "json"]);
        let running = command.env_remove("VDSBATCH_PASSWORD").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = running.spawn().expect("it starts");
        while !began.exists() && running.try_wait().expect("a state").is_none() {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let started = std::fs::read_to_string(&began).expect("it began").trim().parse().ok().and_then(Pid::from_raw);
        kill_process(Pid::from_child(&running), signal).expect("sent");
        let ended = running.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(130), "{said}");
        assert!(said.contains("it was stopped since you interrupted the run"), "{said}");
        let told: serde_json::Value = serde_json::from_slice(&ended.stdout).expect("JSON");
        assert_eq!((told["kind"].as_str(), told["exit_code"].as_u64()), (Some("summary"), Some(130)), "{told}");
        // It is another's child then, who takes note of its end in a moment.
        let started = started.expect("a process");
        let is_gone = (0..1000).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", started.as_raw_nonzero())).unwrap_or_default();
            test_kill_process(started).is_err() || stat.contains(") Z ")
        });
        assert!(is_gone, "what it started goes on");
        assert!(desk.panel.record().domains().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn settings_that_others_can_write_start_no_program() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new().orders(1);
    for settings in ["password_command = [\"touch\", \"ran\"]\n", "on_finish = [\"touch\", \"ran\"]\n"] {
        let mut command = with_settings(&desk, settings, &["--yes"]);
        std::fs::set_permissions(desk.path("s.toml"), std::fs::Permissions::from_mode(0o666)).expect("rights");
        desk.run(command.env_remove("VDSBATCH_PASSWORD"))
            .exits(1)
            .says("it is not started, since others can change")
            .requests(0);
        // Whoever looks before the first morning is told as well.
        let mut shown = vdsbatch();
        desk.run(shown.args(["config", "show", "--config"]).arg(desk.path("s.toml")))
            .exits(0)
            .says("    it is not started, since others can change");
        assert!(!desk.path("ran").exists());
    }
}

#[cfg(unix)]
#[test]
fn whoever_is_to_be_told_gets_the_run_in_one_object_however_it_ended() {
    let desk = Desk::with("refuse-after@2").orders(2);
    let got = desk.path("got.json");
    let tell = |script: &str| {
        format!(
            "on_finish = [\"sh\", \"-c\", {}, {}]\non_finish_timeout = 5\n",
            toml(script),
            toml(got.to_str().expect("UTF-8"))
        )
    };
    let settings = tell("cat > \"$0\"; echo told; echo \"$VDSBATCH_PASSWORD$CREDENTIALS_DIRECTORY|\"; exit 9");
    let told = |command: &mut Command, code: i32| {
        let ran = desk.run(command.env("CREDENTIALS_DIRECTORY", "/run/none")).exits(code);
        let ran = ran
            .says("`on_finish`: told")
            .says("`on_finish`: |")
            .says("it failed with exit code 9 (the run itself is not affected)");
        let text = std::fs::read_to_string(&got).unwrap_or_else(|_| panic!("nothing was told\n{ran}"));
        std::fs::remove_file(&got).expect("removed");
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((json["kind"].as_str(), json["exit_code"].as_i64()), (Some("summary"), Some(code.into())), "{text}");
        json
    };
    // Refused by a guard, by a ledger that another process holds, by a table that is not there; and a run.
    let refused = told(&mut with_settings(&desk, &settings, &["--yes", "--max-orders", "1"]), 6);
    assert_eq!((refused["verdict"].as_str(), refused["stopped"]["code"].as_str()), (Some("guarded"), Some("G110")));
    let held = Ledger::open(&desk.place()).expect("the lock");
    let stopped = told(&mut with_settings(&desk, &settings, &["--yes"]), 1);
    assert!(stopped["stopped"]["message"].as_str().is_some_and(|why| why.contains("in use")), "{stopped}");
    drop(held);
    told(&mut with_settings(&desk, &settings, &["--yes", "--catalog", "none.toml"]), 1);
    let done = told(&mut with_settings(&desk, &settings, &["--yes", "--jobs", "1"]), 5);
    assert_eq!(done["account"], LOGIN);
    // A plan changes nothing, and one that hangs is ended; wrong usage is told to whoever typed it.
    desk.run(&mut with_settings(&desk, &settings, &["--dry-run"]));
    desk.run(&mut with_settings(&desk, &settings, &["--jobs", "0"])).exits(2);
    assert!(!got.exists());
    let hangs = tell("sleep 1000").replace("timeout = 5", "timeout = 1");
    desk.run(&mut with_settings(&desk, &hangs, &["--yes", "--max-orders", "0"])).exits(2);
    desk.run(&mut with_settings(&desk, &hangs, &["--yes", "--expect-orders", "5"]))
        .exits(6)
        .says("it did not end within 1 second");
}

#[cfg(unix)]
#[test]
fn a_password_file_is_a_file_and_private_or_the_credential_of_a_service() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new().orders(1);
    let protect =
        |name: &str, mode: u32| std::fs::set_permissions(desk.path(name), std::fs::Permissions::from_mode(mode));
    std::fs::create_dir(desk.path("credentials")).expect("a folder");
    for name in ["password", "credentials/password"] {
        desk.secrets_in(name, CANARY.as_bytes());
        protect(name, 0o440).expect("rights");
    }
    let made = Command::new("mkfifo").arg(desk.path("pipe")).status().expect("mkfifo");
    assert!(made.success());
    let from = |name: &str| {
        let mut command = desk.command(&["--yes", "--password-file"]);
        command
            .arg(desk.path(name))
            .env_remove("VDSBATCH_PASSWORD")
            .env("CREDENTIALS_DIRECTORY", desk.path("credentials"));
        command
    };
    desk.run(&mut from("none"))
        .exits(1)
        .says(&format!("cannot read the password file `{}`", desk.path("none").display()));
    // A pipe is not waited for.
    for name in ["pipe", "credentials"] {
        desk.run(&mut from(name)).exits(1).says("not a regular file").requests(0);
    }
    desk.run(&mut from("password")).exits(1).says("only its owner may read it").requests(0);
    protect("credentials/password", 0o444).expect("rights");
    desk.run(&mut from("credentials/password")).exits(1).says("only its owner may read it").requests(0);
    protect("credentials/password", 0o440).expect("rights");
    desk.run(&mut from("credentials/password")).exits(0).order_requests(1);
}

#[test]
fn a_job_with_a_fixed_name_runs_again_and_again() {
    let desk = Desk::new().orders(2);
    let out = desk.path("orders.results.xlsx");
    let out = out.to_str().expect("UTF-8");
    let job = |more: &[&str]| desk.run(desk.command(&["--yes", "-o", out, "--overwrite"]).args(more));
    job(&[]).exits(0).leaves("orders.results.xlsx").order_requests(2);
    let first = std::fs::read(out).expect("a workbook");
    // Nothing to order: the same name, with what stands now.
    job(&[]).exits(0).order_requests(2);
    let second = std::fs::read(out).expect("a workbook");
    assert_ne!(first, second);
    // What sent nothing leaves the results as they are: its plan stands beside them, under one name as well.
    for (more, code) in
        [(["--expect-orders=3", "--quiet"], 6), (["--dry-run", "--quiet"], 0), (["--expect-orders=3", "-v"], 6)]
    {
        job(&more).exits(code).leaves("orders.plan.xlsx").order_requests(2);
        assert_eq!(std::fs::read(out).expect("a workbook"), second);
    }
    let names = std::fs::read_dir(desk.dir.path()).expect("a folder").flatten().map(|entry| entry.file_name());
    let books = names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "xlsx"));
    assert_eq!(books.count(), 2, "a file of each");
    // Somebody's own file is never replaced.
    std::fs::write(out, "mine").expect("a file");
    job(&[]).exits(1).order_requests(2);
    assert_eq!(std::fs::read(out).expect("a file"), b"mine");
}

#[cfg(unix)]
#[test]
fn without_home_terminal_or_language_each_thing_that_is_missing_is_said() {
    let desk = Desk::new().orders(1);
    let bare = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vdsbatch"));
        command.env_clear().current_dir(desk.dir.path()).stdin(Stdio::null());
        command.args(["process", "orders.csv", "--yes", "--account", LOGIN, "--panel", &desk.panel.url()]).args(args);
        command.env("VDSBATCH_PASSWORD", CANARY);
        command
    };
    desk.run(&mut bare(&["--ledger", "ledgers"])).exits(0).order_requests(1).leaves("orders.results.xlsx");
    let mut nobody = bare(&["--ledger", "ledgers"]);
    nobody.env_remove("VDSBATCH_PASSWORD");
    desk.run(&mut nobody).exits(0).order_requests(1);
}

#[test]
fn the_lines_of_the_readme_for_cron_and_systemd_are_taken_by_the_program() {
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("\n### From cron and systemd\n").expect("the section");
    let section = section.split("\n### ").next().expect("its end");
    let is_line =
        |line: &&str| line.contains("vdsbatch process") && (line.starts_with("ExecStart=") || line.starts_with("0 "));
    let mut tried = 0;
    for line in section.lines().filter(is_line) {
        let (_, typed) = line.split_once("vdsbatch process").expect("a command");
        // Help is given only once all that stands before it is understood.
        let ran = vdsbatch()
            .arg("process")
            .args(typed.trim_end_matches(">/dev/null").split_whitespace())
            .arg("--help")
            .output()
            .expect("it runs");
        assert!(ran.status.success(), "{line}\n{}", String::from_utf8_lossy(&ran.stderr));
        tried += 1;
    }
    assert_eq!(tried, 2);
    let settings: String = section.split("```toml\n").skip(1).filter_map(|text| text.split("```").next()).collect();
    assert!(settings.contains("password_command") && settings.contains("on_finish_timeout"));
    vdsbatch::cli::file::Config::parse("README", &settings, None).expect("settings");
}

#[test]
fn why_there_is_no_password_is_kept_as_values() {
    let command = |fault| NoPassword::Command { program: "pass".to_owned(), fault };
    for (why, kept) in [
        (NoPassword::NotFile("p".to_owned()), r#"{"not_file":"p"}"#),
        (NoPassword::NotText, r#""not_text""#),
        (
            NoPassword::FileUnread { file: "p".to_owned(), why: "w".to_owned() },
            r#"{"file_unread":{"file":"p","why":"w"}}"#,
        ),
        (NoPassword::TooLong, r#""too_long""#),
        (command(CommandFault::NotOwn("/x".to_owned())), r#"{"command":{"program":"pass","fault":{"not_own":"/x"}}}"#),
        (command(CommandFault::Failed(Some(3))), r#"{"command":{"program":"pass","fault":{"failed":3}}}"#),
        (command(CommandFault::TooLong(120)), r#"{"command":{"program":"pass","fault":{"too_long":120}}}"#),
        (command(CommandFault::NotOneLine), r#"{"command":{"program":"pass","fault":"not_one_line"}}"#),
        (command(CommandFault::Interrupted), r#"{"command":{"program":"pass","fault":"interrupted"}}"#),
    ] {
        assert_eq!(serde_json::to_string(&why).expect("JSON"), kept);
        assert_eq!(serde_json::from_str::<NoPassword>(kept).expect("a reason"), why);
    }
}

#[test]
fn every_run_tells_of_unknown_orders_of_earlier_sheets() {
    let desk = Desk::with("cut-before@2").orders(2);
    let results = desk.path("r.xlsx").display().to_string();
    desk.process(&["--jobs", "1", "-o", &results, "--overwrite"]).exits(5);
    let another = |desk: Desk, name: &str| desk.sheet([format!("KVM Ferrum | 1 | {name}.example.ru").as_str()]);
    let desk = another(desk, "day-2");
    let job = ["-o", results.as_str(), "--overwrite", "--quiet", "--summary", "json"];
    let ran = desk.process(&job).exits(0).says("1 order of earlier runs is unknown");
    let ran = ran.says("    vdsbatch reconcile --account practice");
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((told["in_doubt"].as_u64(), told["statuses"]["confirmed"].as_u64()), (Some(1), Some(1)), "{told}");
    let next = &told["next"][0];
    assert!(next["status"].is_null() && next["servers"] == 1, "{told}");
    assert!(next["commands"][0].as_str().is_some_and(|typed| typed.starts_with("vdsbatch reconcile ")), "{told}");
    // The panel's list knows no better, and the last run is not all there is.
    desk.run(&mut desk.verb(&["reconcile", "-o", "n.xlsx"])).exits(5).says("web-2.example.ru: unknown");
    // A plan tells it as well, and whoever orders the very sheet is told of its rows instead.
    desk.process(&["--dry-run", "--quiet"]).exits(0).says("1 order of earlier runs is unknown");
    let desk = desk.orders(2);
    let ran = desk.process(&["--summary", "json"]).exits(5);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((told["in_doubt"].as_u64(), told["statuses"]["unknown"].as_u64()), (Some(0), Some(1)), "{told}");
    assert!(!ran.stderr.contains("of earlier runs"), "{ran}");
    // Without a ledger nobody can tell.
    let ran = desk.run(vdsbatch().args(["process", "--dry-run", "--summary", "json"]).arg(desk.path("orders.csv")));
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert!(told["in_doubt"].is_null(), "{ran}");
}

#[test]
fn a_run_that_reads_no_order_tells_of_unknown_orders_as_well() {
    let desk = Desk::with("cut-before@2").orders(2);
    desk.process(&["--jobs", "1"]).exits(5);
    let desk = desk.file("orders.csv", b"A;B\n1;2\n");
    let told = |desk: &Desk, code: i32| {
        let ran = desk.process(&["--quiet", "--summary", "json"]).exits(code);
        let ran =
            ran.says("1 order of earlier runs is unknown; look them up in the panel's list:\n    vdsbatch reconcile ");
        let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
        assert_eq!((told["exit_code"].as_i64(), told["in_doubt"].as_u64()), (Some(code.into()), Some(1)), "{told}");
        let next = &told["next"][0];
        assert!(next["commands"][0].as_str().is_some_and(|typed| typed.starts_with("vdsbatch reconcile ")), "{told}");
        assert_eq!(next["domains"], serde_json::json!(["web-2.example.ru"]), "{told}");
        told
    };
    assert_eq!(told(&desk, 3)["stopped"]["code"], "E002");
    std::fs::remove_file(desk.path("orders.csv")).expect("removed");
    told(&desk, 1);
    // While another run writes the ledger, what is under way there is not told as unknown.
    let _held = Ledger::open(&desk.place()).expect("the lock");
    let ran = desk.process(&["--summary", "json"]).exits(1);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert!(told["in_doubt"].is_null() && !ran.stderr.contains("of earlier runs"), "{ran}");
    assert_eq!(told["stopped"]["code"], "G140", "{ran}");
    let ran = desk.run(&mut desk.verb(&["reconcile", "--format", "json"])).exits(1);
    assert!(ran.stdout.contains("\"code\":\"G140\""), "{ran}");
    let ran = desk.run(vdsbatch().args(["explain", "G140"])).exits(0);
    assert!(ran.stdout.contains("--lock-timeout"), "{ran}");
}

#[test]
fn whoever_wants_warnings_alone_gets_them_and_a_good_day_is_silent() {
    let desk = Desk::with("cut-before@2").orders(2);
    let quiet = |desk: &Desk, args: &[&str], code: i32| {
        let ran = desk.run(desk.command(&["--yes", "--quiet", "--jobs", "1"]).args(args)).exits(code);
        ran.stderr.clone()
    };
    let said = quiet(&desk, &[], 5);
    assert!(said.contains("ledger: a new one was made for this account"), "{said}");
    for _ in 0..2 {
        // Every run names what is unknown and what to do about it.
        let said = quiet(&desk, &[], 5);
        assert!(said.contains("web-2.example.ru") && said.contains("    vdsbatch reconcile"), "{said}");
        assert!(!said.contains("a new one was made") && !said.contains("to order:"), "{said}");
    }
    let other = desk.run(desk.command_in("other", &["--yes", "--quiet"]).arg("--expect-orders=2")).exits(4);
    assert!(other.stderr.contains("Conflict · 1 (web-1.example.ru)"), "{other}");
    let desk = desk.sheet(["KVM Ferum | 1 | web-9.example.ru"]);
    let said = quiet(&desk, &[], 3);
    assert!(said.contains("KVM Ferum"), "{said}");
    // A good day: nothing on standard error but the age of the table, also where the results take standard output.
    let desk = Desk::new().orders(1);
    quiet(&desk, &[], 0);
    for args in [&[][..], &["-o", "-", "--format", "csv"]] {
        let said = quiet(&desk, args, 0);
        let is_known = |line: &str| line.starts_with("warning: the tariff table is older than a year");
        assert!(said.lines().all(is_known), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written_is_named_whole_with_the_way_out() {
    let desk = Desk::new().orders(1);
    // Nobody may create files there, not even the superuser.
    let nowhere = |args: &[&str]| {
        let mut command = vdsbatch();
        command.args(args).env("VDSBATCH_PASSWORD", CANARY).current_dir("/proc/self");
        command
    };
    let order = ["--account", LOGIN, "--panel", &desk.panel.url(), "--yes"];
    // Started in another folder than was meant: the sheet is what is missing.
    let ran = desk.run(nowhere(&["process", "today.xlsx"]).args(order)).exits(1).requests(0);
    assert!(ran.stderr.contains("`today.xlsx`") && !ran.stderr.contains("cannot write to the folder"), "{ran}");
    let sheet = desk.path("orders.csv").display().to_string();
    let ran = desk.run(nowhere(&["process", &sheet, "-o", "r.xlsx"]).args(order)).exits(1).requests(0);
    ran.says("cannot write to the folder `/proc/").says("(name a file in another folder, for example with -o)");
    let mut added = nowhere(&["profile", "add", "firm", "--account=a"]);
    let added = added.env("XDG_CONFIG_HOME", "/proc/self/none").output().expect("it runs");
    let said = String::from_utf8(added.stderr).expect("text");
    assert!(said.contains("cannot write the settings `/proc/self/none/vdsbatch/"), "{said}");
    assert!(said.contains("or name another file with --config)"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_home_that_counts_from_wherever_the_program_is_started_keeps_no_ledger() {
    let desk = Desk::new().orders(1);
    let typed = |variable: &str, value: &str| {
        let mut command = vdsbatch();
        command.args(["process", "orders.csv", "--yes", "--account", LOGIN, "--panel", &desk.panel.url()]);
        command.env("VDSBATCH_PASSWORD", CANARY).env_remove("XDG_STATE_HOME").env("HOME", desk.path("mine"));
        command.env(variable, value).current_dir(desk.dir.path());
        command
    };
    for (variable, value) in [("HOME", "home"), ("HOME", "."), ("XDG_STATE_HOME", "state")] {
        desk.run(&mut typed(variable, value)).exits(1).says("must be an absolute path").requests(0);
        assert!(!desk.path(value).join(".local").exists() && !desk.path("state").exists(), "{variable}={value}");
    }
    let mut added = vdsbatch();
    added.args(["profile", "add", "firm", "--account=a"]).env_remove("XDG_CONFIG_HOME").env("HOME", "home");
    desk.run(added.current_dir(desk.dir.path())).exits(1).says("no home folder to keep settings in");
    // An empty one is none.
    desk.run(&mut typed("XDG_STATE_HOME", "")).exits(0).order_requests(1);
    assert!(desk.path("mine/.local/state/vdsbatch").is_dir());
}

#[test]
fn a_printed_command_finds_the_ledger_from_any_folder() {
    let desk = Desk::with("cut-before@1").orders(1);
    let mut command = vdsbatch();
    command.args(["process", "orders.csv", "--yes", "--account", LOGIN, "--panel", &desk.panel.url()]);
    command.args(["--ledger", "kept"]).env("VDSBATCH_PASSWORD", CANARY).current_dir(desk.dir.path());
    let ran = desk.run(&mut command).exits(5);
    let printed =
        ran.stderr.lines().find(|line| line.trim_start().starts_with("vdsbatch reconcile")).expect("a command");
    let ledger = printed.split_once("--ledger ").expect("the option").1;
    let ledger = ledger.split_whitespace().next().expect("a folder").trim_matches(['\'', '"']);
    assert!(Path::new(ledger).is_absolute() && ledger.ends_with("kept"), "{printed}");
}

#[test]
fn a_plan_beside_a_run_waits_for_nothing_and_says_that_it_may_change() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    let said = format!("process {} uses this account now, so this plan may change", std::process::id());
    let held = Ledger::open(&desk.place()).expect("the lock");
    desk.process(&["--dry-run", "--quiet"]).exits(0).says(&said);
    desk.process(&["--dry-run", "--online"]).exits(0).says(&said);
    desk.run(vdsbatch().arg("check").arg(desk.path("orders.csv"))).exits(0);
    drop(held);
    let ran = desk.process(&["--dry-run"]).exits(0);
    assert!(!ran.stderr.contains("uses this account now"), "{ran}");
}
