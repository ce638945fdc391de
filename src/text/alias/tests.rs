use super::*;

fn aliases() -> Aliases {
    let own = Own {
        words: ["vdsbatch", "reconcile", "owner", "kvm", "ferrum"].map(ToOwned::to_owned).into(),
        reasons: vec!["P213 the server reported an error".to_owned(), "P202 the panel refused a value".to_owned()],
        details: vec!["HTTP {status}", "empty"],
    };
    let mut aliases = Aliases::new(own, false);
    aliases.know(Kind::Account, "practice");
    aliases.know(Kind::User, "anna");
    aliases.know(Kind::Company, "ООО «Ромашка и Ко»");
    aliases.secret("pa&ss%+\"'<é:canary");
    aliases
}

#[test]
fn every_kind_of_name_gets_a_placeholder_and_the_same_name_the_same_one() {
    let mut aliases = aliases();
    for (text, cleaned) in [
        ("web-1.example.ru: unknown", "domain-1: unknown"),
        ("WEB-1.example.ru, web-2.example.ru.", "domain-1, domain-2."),
        ("почта.рф and xn--80a1acny.xn--p1ai", "domain-3 and domain-3"),
        (
            "account: practice @ https://bill.example.ru:1500/billmgr?func=vds&auth=x",
            "account: account-1 @ https://domain-4:1500/billmgr?…",
        ),
        ("https://anna:geheim@bill.example.ru/x", "https://[removed]@domain-4/folder-1"),
        ("from 203.0.113.7:443 and 203.0.113.7, not 127.0.0.1:80", "from ip-1:443 and ip-1, not 127.0.0.1:80"),
        ("at 2001:db8::17 by http://[2001:db8::17]:8/", "at ip-2 by http://ip-2:8/"),
        ("anna@example.ru wrote", "mail-1 wrote"),
        ("folder=/home/anna/.local/state/vdsbatch/ledger.db", "folder=/home/user-1/.local/state/vdsbatch/ledger.db"),
        (r"in C:\Users\anna\Desktop\заказы.results.xlsx", r"in C:\Users\user-1\Desktop\file-1.results.xlsx"),
        ("заказы.csv: E006 note", "file-1.csv: E006 note"),
        (
            "s.toml:7: unknown, /home/anna/t.toml:7: unknown",
            "file-2.toml:7: unknown, /home/user-1/file-3.toml:7: unknown",
        ),
        ("Итоги!C7: E010", "sheet-1!C7: E010"),
        ("Orders!C7: E010", "Orders!C7: E010"),
        ("по договору ООО «Ромашка и Ко» сегодня", "по договору company-1 сегодня"),
        ("written by Анна Петрова.", "written by person-1."),
        (
            "an unknown tariff `KVM Ferum` (did you mean `KVM Ferrum`?)",
            "an unknown tariff `text-1` (did you mean `KVM Ferrum`?)",
        ),
        (
            "next: `vdsbatch reconcile --account practice --ledger /home/anna/l`",
            "next: `vdsbatch reconcile --account account-1 --ledger /home/user-1/folder-2`",
        ),
        (
            "x: P202 the panel refused a value (domain): the owner is Anna",
            "x: P202 the panel refused a value (domain): words-1",
        ),
        ("x: P213 the server reported an error: HTTP 500", "x: P213 the server reported an error: HTTP 500"),
        (
            "reason: Some(\"P202 the panel refused a value: nope\") }",
            "reason: Some(\"P202 the panel refused a value: words-2\") }",
        ),
        (
            "0.1.0 of 2026-11-30T19:49:51.290801Z took=1.664465ms 3/40 text/xml",
            "0.1.0 of 2026-11-30T19:49:51.290801Z took=1.664465ms 3/40 text/xml",
        ),
        (
            "vdsbatch::host::console: request func=\"vds.order.7\"",
            "vdsbatch::host::console: request func=\"vds.order.7\"",
        ),
        ("authinfo=practice:geheim password=\"geheim\" done", "authinfo=[removed] password=\"[removed]\" done"),
    ] {
        assert_eq!(aliases.clean(text), cleaned, "{text}");
    }
    assert_eq!(aliases.counts()[&Kind::Domain], 4);
}

#[test]
fn a_password_goes_however_it_is_written_also_where_names_are_kept() {
    let mut kept = Aliases::new(Own::default(), true);
    for aliases in [&mut aliases(), &mut kept] {
        aliases.secret("pa&ss%+\"'<é:canary");
        for text in [
            "the password pa&ss%+\"'<é:canary stood here",
            "in=pa%26ss%25%2B%22%27%3C%C3%A9%3Acanary&x",
            "Some(\"pa&ss%+\\\"'<é:canary\")",
        ] {
            let cleaned = aliases.clean(text);
            assert!(!cleaned.contains("canary") && cleaned.contains("removed"), "{cleaned}");
        }
    }
    assert_eq!(kept.clean("web-1.example.ru of anna"), "web-1.example.ru of anna");
}

#[test]
fn a_name_that_is_a_word_of_the_program_goes_only_where_names_stand() {
    let mut aliases = aliases();
    aliases.know(Kind::Account, "panel");
    aliases.know(Kind::Sheet, "Orders");
    aliases.know(Kind::Sheet, "Reconcile owner");
    for (text, cleaned) in [
        ("next: `vdsbatch reconcile --account panel`", "next: `vdsbatch reconcile --account account-1`"),
        ("account            = panel  option", "account            = account-1  option"),
        ("panel @ https://localhost/billmgr", "account-1 @ https://localhost/billmgr"),
        ("x: P202 the panel refused a value (domain): no", "x: P202 the panel refused a value (domain): words-1"),
        ("the panel has 3 orders", "the panel has 3 orders"),
        ("Began { orders: 19 } by reconcile owner", "Began { orders: 19 } by reconcile owner"),
    ] {
        assert_eq!(aliases.clean(text), cleaned);
    }
}

#[test]
fn words_that_were_told_have_one_placeholder_and_a_path_keeps_line_and_column() {
    let mut aliases = aliases();
    aliases.know(Kind::Words, "the owner is Anna");
    for (text, cleaned) in [
        ("decided, `the owner is Anna`", "decided, `words-1`"),
        ("x: P202 the panel refused a value: the owner is Anna", "x: P202 the panel refused a value: words-1"),
        ("cfg/a.toml:3:26: unknown, a.toml", "folder-1/file-1.toml:3:26: unknown, file-1.toml"),
    ] {
        assert_eq!(aliases.clean(text), cleaned);
    }
}

#[test]
fn a_login_is_learned_where_it_stands_with_its_panel() {
    let mut aliases = aliases();
    let text =
        "there is no ledger for petrova @ https://localhost/billmgr\nmain: account: заказчик @ https://localhost/";
    aliases.learn(text);
    assert_eq!(
        aliases.clean(text),
        "there is no ledger for account-1 @ https://localhost/billmgr\nmain: account: account-2 @ https://localhost/"
    );
    assert_eq!(aliases.clean("signed in: petrova"), "signed in: account-1");
}

#[test]
fn names_with_blanks_in_paths_that_are_known_go_as_wholes() {
    let mut aliases = aliases();
    aliases.know_path("/home/anna/ООО Газпром заказы/Заказ для Петровой И.А..csv");
    aliases.know_path(r"C:\Users\anna\OneDrive - Gazprom Neft");
    aliases.know_path(r"C:\Program Files\vdsbatch");
    for (text, cleaned) in [
        ("working folder: /home/anna/ООО Газпром заказы", "working folder: /home/user-1/folder-1"),
        ("Заказ для Петровой И.А..results.xlsx: E006 note", "file-1.results.xlsx: E006 note"),
        (r"in C:\Users\anna\OneDrive - Gazprom Neft\a.csv", r"in C:\Users\user-1\folder-2\file-2.csv"),
        (r"in C:\Program Files\vdsbatch", r"in C:\folder-3\vdsbatch"),
    ] {
        assert_eq!(aliases.clean(text), cleaned);
    }
}
