//! Settings: where they come from, what a file of them may hold, and what is never shown.

use std::path::Path;
use std::process::Command;

use crate::forms::ran;
use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// A folder with a file of settings.
fn folder(settings: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("s.toml"), settings).expect("a file");
    dir
}

fn show(dir: &Path) -> Command {
    let mut command = vdsbatch();
    command.current_dir(dir).args(["config", "show", "--config", "s.toml"]);
    command
}

/// The line of a setting, its spaces made single.
fn line(shown: &str, key: &str) -> String {
    let line = shown.lines().find(|line| line.split_whitespace().next() == Some(key));
    line.unwrap_or_else(|| panic!("no {key}\n{shown}")).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn option_environment_profile_file_table_and_built_in_go_in_this_order() {
    let dir = folder("jobs = 7\nrate = 3\nlang = \"ru\"\n[profile.test]\njobs = 9\n");
    let (code, shown, said) =
        ran(show(dir.path()).args(["--profile", "test", "--lang", "en"]).env("VDSBATCH_RATE", "5"));
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(line(&shown, "lang"), "lang = en option");
    assert_eq!(line(&shown, "rate"), "rate = 5 environment VDSBATCH_RATE");
    assert_eq!(line(&shown, "jobs"), "jobs = 9 settings, profile `test`");
    assert_eq!(line(&shown, "panel"), "panel = https://billing.ihor.ru/billmgr tariff table");
    assert_eq!(line(&shown, "max_orders"), "max_orders = 1000 built in");
    assert_eq!(line(&shown, "account"), "account = – not set");
    let (_, shown, _) = ran(&mut show(dir.path()));
    assert_eq!(line(&shown, "jobs"), "jobs = 7 настройки");
    assert_eq!(line(&shown, "lang"), "lang = ru настройки");
    let (_, shown, _) = ran(show(dir.path()).env("VDSBATCH_LANG", "en").env("VDSBATCH_PROFILE", "test"));
    assert_eq!(line(&shown, "lang"), "lang = en environment VDSBATCH_LANG");
    assert_eq!(line(&shown, "jobs"), "jobs = 9 settings, profile `test`");
}

#[test]
fn a_number_is_the_one_that_toml_says_or_refused() {
    for (settings, key, value) in [
        ("max_orders = 0b1000\n", "max_orders", "8"),
        ("max_orders = 0x10\n", "max_orders", "16"),
        ("max_orders = 0o17\n", "max_orders", "15"),
        ("max_orders = 1_000\n", "max_orders", "1000"),
        ("jobs = 0x1F\n", "jobs", "31"),
        ("max_total = 0x10\n", "max_total", "16"),
        ("max_total = 1_200.50\n", "max_total", "1200.50"),
        ("account = 12345\n", "account", "12345"),
    ] {
        let dir = folder(settings);
        let (code, shown, said) = ran(&mut show(dir.path()));
        assert_eq!(code, Some(0), "{settings}{said}");
        assert!(line(&shown, key).starts_with(&format!("{key} = {value} settings")), "{settings}{shown}");
    }
    for settings in [
        "max_orders = 0xFFFFFFFFFFFFFFFFF\n",
        "max_orders = 0x1000000\n",
        "jobs = 0b0\n",
        "on_finish = [\"x\"]\non_finish_timeout = 0x7777\n",
        "account = 0x10\n",
        "account = 1_000\n",
        "account = 1_0.5\n",
        "catalog = 0b1\n",
    ] {
        let dir = folder(settings);
        let (code, shown, said) = ran(&mut show(dir.path()));
        assert_eq!((code, shown.as_str()), (Some(1), ""), "{settings}");
        assert!(said.contains("does not take this value"), "{settings}{said}");
    }
}

#[test]
fn the_companys_lines_are_shown_with_where_they_come_from() {
    let many: String = (0..13).map(|n| format!("l{n} = \"{n}\"\n")).collect();
    let (code, _, said) = ran(&mut show(folder(&format!("[company]\n{many}")).path()));
    assert_eq!(code, Some(1), "{said}");
    let dir = folder("[company]\nINN = \"77\"\nContract = \"5\"\n[profile.test.company]\nINN = \"78\"\n");
    let (_, shown, _) = ran(show(dir.path()).args(["--profile", "test"]));
    assert_eq!(line(&shown, "company.INN"), "company.INN = 78 settings, profile `test`");
    assert_eq!(line(&shown, "company.Contract"), "company.Contract = 5 settings");
    let (_, shown, _) = ran(&mut show(dir.path()));
    assert_eq!(line(&shown, "company.INN"), "company.INN = 77 settings");
}

#[test]
fn settings_reach_every_verb_and_options_go_before_them() {
    let desk = Desk::new().orders(2);
    let account = format!("panel = \"{}\"\naccount = \"{LOGIN}\"\nledger = \"kept\"\n", desk.panel.url());
    let desk = desk.file("s.toml", format!("{account}max_orders = 1\n").as_bytes());
    std::fs::create_dir(desk.path("elsewhere")).expect("a folder");
    let with = |words: &[&str], more: &[&str]| {
        let mut command = vdsbatch();
        command.current_dir(desk.path("elsewhere")).args(words).args(["--config", "../s.toml"]).args(more);
        command.env("VDSBATCH_PASSWORD", CANARY);
        command
    };
    let process = |more: &[&str]| with(&["process", "../orders.csv", "--yes"], more);
    desk.run(&mut process(&[])).exits(6).says("--max-orders allows 1").order_requests(0);
    desk.run(&mut process(&["--max-orders", "2"])).exits(0).order_requests(2);
    assert!(desk.path("kept").is_dir(), "the ledger's folder is beside the settings");
    desk.run(&mut with(&["runs"], &[])).exits(0).says("orders.csv");
    let mut sandbox = process(&["--sandbox"]);
    desk.run(sandbox.args(["--max-orders", "2"])).exits(0).says("PRACTICE PANEL").order_requests(2);
}

#[test]
fn a_password_in_the_environment_goes_before_a_file_named_in_the_settings() {
    let desk = Desk::new().orders(1).file("s.toml", b"password_file = \"not there\"\n");
    desk.run(desk.command(&["--yes", "--config", "s.toml"]).current_dir(desk.dir.path())).exits(0).order_requests(1);
    let mut without = desk.command(&["--yes", "--config", "s.toml"]);
    desk.run(without.current_dir(desk.dir.path()).env_remove("VDSBATCH_PASSWORD"))
        .exits(1)
        .says("cannot read the password");
}

#[test]
fn what_is_wrong_with_a_file_is_named_with_its_line() {
    for (settings, words) in [
        ("jobs = 4\njbos = 4\n", "s.toml:2: unknown setting `jbos` (did you mean `jobs`?)"),
        ("max-orders = 4\n", "did you mean `max_orders`?"),
        ("yes = true\n", "s.toml:1: unknown setting `yes` (known: lang, catalog"),
        ("sandbox = true\n", "unknown setting `sandbox`"),
        ("\n\njobs = 300\n", "s.toml:3: `jobs` does not take this value (allowed: 1 to 256)"),
        ("jobs = true\n", "`jobs` does not take this value"),
        ("panel = \"http://example.com\"\n", "`panel` does not take this value (allowed: an address"),
        ("[profile.a]\nmax_total = \"1.005\"\n", "s.toml:2: `max_total` does not take this value"),
        ("company = 3\n", "s.toml:1: `company` does not take this value (allowed: at most 12 short texts"),
        ("[company]\nINN = \"1\"\nKPP = 2\n", "s.toml:3: `company` does not take this value"),
        ("[company]\n\"\" = \"a\"\n", "s.toml:2: `company` does not take this value"),
        ("[profile.a.company]\nINN = \"1\\n2\"\n", "s.toml:2: `company` does not take this value"),
        ("profile = 3\n", "unknown setting `profile`"),
        ("profile.a = 3\n", "a profile is a section of its own"),
        ("jobs = 1\njobs = 2\n", "s.toml:2:1: "),
        ("jobs = \n", "s.toml:1:"),
    ] {
        let dir = folder(settings);
        let (code, shown, said) = ran(&mut show(dir.path()));
        assert_eq!((code, shown.as_str()), (Some(1), ""), "{settings}");
        assert!(said.contains(words), "{settings}\n{said}");
    }
    // The reader of TOML speaks English: place, setting and way out are said in the reader's language beside it.
    for (settings, words) in [
        ("\naccount = practice\n", "s.toml:2:11: `account` нельзя прочитать (пишите `ключ = \"значение\"`"),
        ("account\n", "s.toml:1:8: эту строку нельзя прочитать (пишите"),
        ("ca_file = \"C:\\Users\"\n", "`ca_file` нельзя прочитать (путь с `\\` заключите в одинарные кавычки"),
        ("profile.a = 3\n", "s.toml:1: профиль — отдельный раздел"),
    ] {
        let dir = folder(settings);
        let (code, _, said) = ran(show(dir.path()).args(["--lang", "ru"]));
        assert_eq!(code, Some(1), "{settings}");
        assert!(said.contains(words), "{settings}\n{said}");
    }
    let dir = folder("");
    let (code, _, said) =
        ran(vdsbatch().current_dir(dir.path()).args(["config", "show", "--config", "none.toml", "--lang", "ru"]));
    assert_eq!(code, Some(1));
    assert!(said.contains("не удалось прочитать настройки `none.toml`: такого файла нет"), "{said}");
    let dir = folder("[profile.test]\njobs = 2\n");
    let (code, _, said) = ran(show(dir.path()).args(["--profile", "tset", "--lang", "ru"]));
    assert_eq!(code, Some(1));
    assert!(said.contains("s.toml: нет профиля `tset` (может быть, `test`?)"), "{said}");
    let (code, _, said) = ran(vdsbatch().current_dir(dir.path()).args(["catalog", "list", "--config", "none.toml"]));
    assert_eq!(code, Some(1));
    assert!(said.contains("cannot read the settings `none.toml`"), "{said}");
    let (code, ..) = ran(vdsbatch().args(["catalog", "list"]));
    assert_eq!(code, Some(0), "the usual file need not exist");
}

#[test]
fn a_path_of_windows_is_never_read_as_something_else() {
    // Between double quotes TOML takes `\t` for a tabulator, and `\U` for the beginning of a sign.
    for (settings, words) in [
        (
            r#"password_file = "C:\temp\new""#,
            r"`password_file` does not take this value (allowed: the name of a file or folder; with `\` between single quotes: `'C:\Users\anna'`)",
        ),
        (r#"catalog = "C:\table.toml""#, "`catalog` does not take this value"),
        (r#"ledger = "C:\\temp\new""#, "`ledger` does not take this value"),
        (r#"ledger = "C:\x41""#, "`ledger` does not take this value"),
        (r#"catalog = "C:\Users\anna.toml""#, "cannot be read (put a path with `\\` between single quotes"),
        (r#"ca_file = "\\server\office\ca.pem""#, "s.toml:1:21: "),
    ] {
        let dir = folder(settings);
        let (code, shown, said) = ran(&mut show(dir.path()));
        assert_eq!((code, shown.as_str()), (Some(1), ""), "{settings}");
        assert!(said.contains(words), "{settings}\n{said}");
    }
    for settings in [r"ledger = 'C:\temp\new'", r#"ledger = "C:\\temp\\new""#] {
        let (code, shown, said) = ran(&mut show(folder(settings).path()));
        assert_eq!(code, Some(0), "{said}");
        assert!(line(&shown, "ledger").contains(r"C:\temp\new"), "{shown}");
    }
}

#[test]
fn a_file_that_notepad_or_powershell_wrote_is_read_or_told() {
    let dir = folder("");
    let write = |bytes: Vec<u8>| std::fs::write(dir.path().join("s.toml"), bytes).expect("a file");
    write(b"\xef\xbb\xbfjobs = 7\r\n".to_vec());
    assert!(line(&ran(&mut show(dir.path())).1, "jobs").contains('7'));
    let marked = "\u{feff}jobs = 7\r\n";
    for bytes in [
        marked.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ] {
        write(bytes.clone());
        let (code, _, said) = ran(show(dir.path()).args(["--lang", "ru"]));
        assert_eq!(code, Some(1));
        assert!(said.contains("`s.toml`: он сохранён в UTF-16"), "{said}");
        std::fs::write(dir.path().join("t.toml"), bytes).expect("a file");
        let (code, _, said) = ran(vdsbatch().current_dir(dir.path()).args(["catalog", "show", "--catalog", "t.toml"]));
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("cannot read the tariff table `t.toml`: it is kept as UTF-16"), "{said}");
    }
    write(b"# \xea\xee\xec\xef\nlang = 'ru'\n".to_vec());
    let (code, _, said) = ran(&mut show(dir.path()));
    assert_eq!(code, Some(1));
    assert!(said.contains("it is not kept as UTF-8 (save it as UTF-8"), "{said}");
}

#[test]
fn secrets_are_refused_and_never_shown() {
    for name in ["password", "Password", "secret", "token", "authinfo", "\"пароль\"", "api-key"] {
        for place in ["", "[profile.other]\n", "[company]\n", "[profile.other.company]\n"] {
            let dir = folder(&format!("{place}{name} = \"hunter-canary\"\n"));
            let (code, shown, said) = ran(&mut show(dir.path()));
            assert_eq!(code, Some(1), "{name}");
            assert!(said.contains("secrets must not be") && said.contains("password_file"), "{said}");
            assert!(!shown.contains("hunter") && !said.contains("hunter"), "{said}");
        }
    }
    for settings in [
        "panel = \"https://anna:hunter-canary@example.com/billmgr\"\n",
        "passwort = \"hunter-canary\"\n",
        "account = \"anna:hunter-canary\"\n",
    ] {
        let dir = folder(settings);
        let (code, shown, said) = ran(&mut show(dir.path()));
        assert_eq!(code, Some(1), "{said}");
        assert!(!shown.contains("hunter") && !said.contains("hunter"), "{said}");
    }
    let dir = folder("");
    let mut command = show(dir.path());
    command.env("VDSBATCH_PASSWORD", CANARY).env("VDSBATCH_PANEL", "https://anna:hunter-canary@example.com/billmgr");
    command.env("VDSBATCH_ACCOUNT", "anna:hunter-canary");
    let (code, shown, said) = ran(&mut command);
    assert_eq!(code, Some(0), "{said}");
    assert!(shown.contains("from VDSBATCH_PASSWORD, not shown"), "{shown}");
    assert!(!shown.contains(CANARY) && !shown.contains("hunter"), "{shown}");
}

#[test]
fn a_login_may_have_a_colon_where_its_settings_sign_in_by_a_session() {
    let (session, account) = ("sign_in = \"session\"\n", "account = \"anna:2\"\n");
    for (settings, takes) in [
        (format!("{session}{account}"), true),
        (format!("{account}{session}"), true),
        (format!("{session}[profile.a]\n{account}"), true),
        (format!("[profile.a]\n{account}{session}"), true),
        (account.to_owned(), false),
        (format!("{account}sign_in = \"stateless\"\n"), false),
        (format!("[profile.a]\n{account}[profile.b]\n{session}"), false),
        (format!("{session}[profile.a]\n{account}sign_in = \"stateless\"\n"), false),
        (format!("{account}[profile.a]\n{session}"), false),
        ("sign_in = \"session\"\naccount = \" \"\n".to_owned(), false),
    ] {
        let dir = folder(&settings);
        let (code, shown, said) = ran(&mut show(dir.path()));
        assert_eq!(code, Some(i32::from(!takes)), "{settings}: {said}");
        assert_eq!(shown.contains("= anna:2"), takes && !settings.contains("[profile"), "{settings}: {shown}");
        assert!(
            takes || said.contains("unless `sign_in` is `session`") && !said.contains("anna:2"),
            "{settings}: {said}"
        );
    }
}

#[test]
fn a_login_with_a_password_behind_it_is_refused_by_every_verb_and_not_repeated() {
    let desk = Desk::new().orders(1);
    let sheet = "orders.csv";
    for words in [
        &["check", sheet] as &[_],
        &["process", sheet, "--yes"],
        &["process", sheet, "--dry-run"],
        &["generate", "--tariff", "T", "--template", "O", "--period", "1", "--domain", "a.example.ru"],
        &["runs"],
        &["reconcile"],
        &["release", "a.example.ru", "--reason", "over"],
        &["ledger", "where"],
    ] {
        let mut typed = vdsbatch();
        typed.current_dir(desk.path("")).args(words).args(["--account", "anna:hunter-canary", "--ledger", "kept"]);
        if matches!(words[0], "check" | "generate") {
            typed = vdsbatch();
            typed.current_dir(desk.path("")).args(words).env("VDSBATCH_ACCOUNT", "anna:hunter-canary");
        }
        let (code, shown, said) = ran(&mut typed);
        assert_eq!(code, Some(2), "{words:?}\n{said}");
        assert!(said.contains("a login cannot have a `:`"), "{words:?}\n{said}");
        assert!(!shown.contains("hunter") && !said.contains("hunter"), "{said}");
        assert!(!desk.path("kept").exists(), "{words:?}");
    }
}

#[test]
fn every_shell_has_completions_and_every_verb_a_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, said) = ran(vdsbatch().args(["completions", shell]));
        assert_eq!(code, Some(0), "{said}");
        for verb in ["process", "template", "generate", "--annotate", "--max-orders"] {
            // fish names an option without its dashes.
            assert!(script.contains(verb.trim_start_matches('-')), "{shell}: no {verb}");
        }
    }
    for verb in ["process", "check", "template", "generate", "config", "man"] {
        let (code, page, said) = ran(vdsbatch().args(["man", verb]));
        assert_eq!(code, Some(0), "{said}");
        assert!(page.contains(".TH") && page.contains(&format!("vdsbatch\\-{verb}")), "{page}");
    }
    let (code, page, _) = ran(vdsbatch().arg("man"));
    assert_eq!(code, Some(0));
    assert!(page.contains("EXIT CODES"), "{page}");
    assert_eq!(ran(vdsbatch().args(["man", "nothing"])).0, Some(2));
}

#[test]
fn a_profile_is_added_listed_and_chosen_and_reaches_every_verb() {
    let desk = Desk::new().orders(1).file("s.toml", b"# ours\nmax_orders = 5\n");
    let typed = |words: &[&str]| {
        let mut command = vdsbatch();
        command.current_dir(desk.dir.path()).args(words).args(["--config", "s.toml"]).env("VDSBATCH_PASSWORD", CANARY);
        command
    };
    let url = desk.panel.url();
    let add = ["profile", "add", "firm", "--panel", &url, "--account", LOGIN, "--ledger", "kept"];
    desk.run(&mut typed(&add))
        .exits(0)
        .says("added to s.toml")
        .says("vdsbatch account --profile firm --config s.toml")
        .requests(0);
    desk.run(&mut typed(&add)).exits(1).says("the profile `firm` exists already");
    let text = std::fs::read_to_string(desk.path("s.toml")).expect("a file");
    assert!(text.starts_with("# ours\nmax_orders = 5\n") && !text.contains(CANARY), "{text}");
    desk.run(&mut typed(&["profile", "list"])).exits(0).says(&format!("  firm: account {LOGIN}, panel {url}"));
    desk.run(&mut typed(&["process", "orders.csv", "--yes"])).exits(2).says("no account is given");
    desk.run(&mut typed(&["--profile", "firm", "process", "orders.csv", "--yes"])).exits(0).order_requests(1);
    assert!(desk.path("kept").is_dir(), "each profile has the ledger that it names");
    desk.run(&mut typed(&["profile", "use", "nobody"])).exits(1).says("no profile `nobody`");
    desk.run(&mut typed(&["profile", "use", "firm"])).exits(0).says("the profile `firm` is used from now on");
    desk.run(&mut typed(&["profile", "list"])).exits(0).says("* firm:");
    desk.run(&mut typed(&["profile", "list", "--format", "json"])).exits(0).says("\"default\": true");
    desk.run(&mut typed(&["runs"])).exits(0).says("orders.csv");
    let (_, shown, _) = ran(&mut typed(&["config", "show"]));
    assert_eq!(line(&shown, "account"), format!("account = {LOGIN} settings, profile `firm`"));
    desk.run(&mut typed(&["profile", "add", "x", "--password-stdin"])).exits(2).says("keeps no password");
}

#[test]
fn what_explains_the_program_works_with_broken_settings() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("s.toml");
    let verbs: [&[&str]; 7] = [
        &["help"],
        &["help", "process"],
        &["explain", "E010"],
        &["explain", "E010", "--format", "json"],
        &["man"],
        &["completions", "bash"],
        &["schema"],
    ];
    for broken in ["= [", "lang = \"klingon\"\n", "nonsense = \"1\"\n"] {
        std::fs::write(&file, broken).expect("a file");
        let run = |words: &[&str]| {
            let mut command = crate::harness::vdsbatch();
            command.args(words).args(["--lang", "ru"]).env("VDSBATCH_CONFIG", &file).output().expect("it runs")
        };
        for words in verbs {
            let ran = run(words);
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success() && !ran.stdout.is_empty(), "{words:?} with {broken:?}: {said}");
        }
        let said = run(&["explain", "E010"]).stdout;
        assert!(String::from_utf8_lossy(&said).contains("ариф"), "the language that was typed");
        // What goes by them says what is wrong with them.
        assert!(!run(&["runs"]).status.success(), "{broken:?}");
    }
}
