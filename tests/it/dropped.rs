//! Sheets named alone, as Explorer does with those that are dropped on the program: what is shown, what is asked, and
//! that nothing is ordered but by a person who says so.

use std::process::Command;

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// The program with these words in the desk's folder; who orders where stands in the environment, as it would in the
/// settings.
fn alone(desk: &Desk, words: &[&str]) -> Command {
    let mut command = nobody(desk, words);
    command.env("VDSBATCH_ACCOUNT", LOGIN).env("VDSBATCH_PANEL", desk.panel.url());
    command.env("VDSBATCH_LEDGER", desk.path("ledgers")).env("VDSBATCH_PASSWORD", CANARY);
    command
}

/// The same where nobody is named to order for.
fn nobody(desk: &Desk, words: &[&str]) -> Command {
    let mut command = vdsbatch();
    command.args(words).current_dir(desk.dir.path());
    command
}

/// The names of the workbooks in the desk's folder.
fn workbooks(desk: &Desk) -> Vec<String> {
    let files = desk.files().into_iter().filter(|file| file.extension().is_some_and(|end| end == "xlsx"));
    let mut names: Vec<_> =
        files.map(|file| file.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn without_a_person_the_plan_is_shown_and_the_next_command_and_nothing_is_done() {
    let desk = Desk::new().orders(3);
    let ran = desk.run(&mut alone(&desk, &["orders.csv"]));
    let ran = ran.exits(0).says("to order: 3 servers").says("3 servers: ready 3").requests(0);
    let next = ran.stderr.rsplit_once("next: vdsbatch ").expect("a command").1.trim().to_owned();
    assert!(workbooks(&desk).is_empty(), "{ran}");
    assert!(!next.contains("--yes") && !next.contains("--dry-run"), "{next}");
    let mut typed = alone(&desk, &next.split(' ').collect::<Vec<_>>());
    desk.run(typed.arg("--yes")).exits(0).order_requests(3);
    // What is typed ahead in a pipe is no person either.
    let desk = Desk::new().orders(3).file("typed", b"o\n3\n");
    let typed = std::fs::File::open(desk.path("typed")).expect("a file");
    desk.run(alone(&desk, &["orders.csv"]).stdin(typed)).exits(0).requests(0);
    // Nobody is named to order for: the command says what is missing. What is printed in place of a login is nobody.
    desk.run(nobody(&desk, &["orders.csv"]).env("VDSBATCH_ACCOUNT", "LOGIN"))
        .exits(0)
        .says("account LOGIN")
        .requests(0);
    desk.run(&mut nobody(&desk, &["orders.csv"])).exits(0).says("process orders.csv --account LOGIN").requests(0);
}

#[test]
fn a_sheet_that_is_not_there_is_told_as_a_file_and_a_misspelt_command_as_a_command() {
    let desk = Desk::new().orders(1);
    for sheet in ["nowhere.xlsx", "nowhere.CSV", "no/where"] {
        let ran = desk.run(&mut alone(&desk, &[sheet])).exits(1).says("there is no such file").says(sheet);
        assert!(!ran.stderr.contains("subcommand"), "{ran}");
    }
    desk.run(&mut alone(&desk, &["proces", "orders.csv"]))
        .exits(2)
        .says("there is no command `proces`")
        .says("did you mean `process`?");
    desk.run(&mut alone(&desk, &["--lang", "ru", "chek"])).exits(2).says("нет такой команды: `chek`");
    let misspelt = desk.run(&mut alone(&desk, &["--lnag", "ru"])).exits(2).says("`--lang`");
    assert!(!misspelt.stderr.contains("vdsbatch process SHEET"), "{misspelt}");
    // A file that is called like a command does not take its place.
    let desk = desk.file("runs", b"x");
    desk.run(&mut nobody(&desk, &["runs"])).exits(2).says("no account");
    // An option of another command is told with the command that has it.
    desk.run(&mut alone(&desk, &["orders.csv", "--sandbox"]))
        .exits(2)
        .says("vdsbatch process SHEET --sandbox")
        .requests(0);
    let ru = desk.run(&mut alone(&desk, &["--lang", "ru", "orders.csv", "--yes"])).exits(2);
    ru.says("нет такого параметра: `--yes`").says("vdsbatch process").requests(0);
}

#[test]
fn options_of_every_command_stand_before_or_behind_a_sheet() {
    let desk = Desk::new().orders(1);
    for words in [&["--lang", "ru", "orders.csv"], &["orders.csv", "--lang", "ru"]] {
        desk.run(&mut alone(&desk, words)).exits(0).says("к заказу: 1 сервер");
    }
    desk.run(&mut alone(&desk, &["orders.csv", "--catalog", "demo6"])).exits(3).says("E010");
    desk.run(&mut alone(&desk, &["orders.csv", "--config", "none.toml"])).exits(1).says("none.toml");
}

#[test]
fn what_is_dropped_by_mistake_is_told_as_what_it_is() {
    let shortcut = [b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46".as_slice(), &[0; 60]].concat();
    let desk = Desk::new().orders(1).file("orders.lnk", &shortcut).file("~$orders.xlsx", b"\x04Anna");
    std::fs::create_dir(desk.path("folder")).expect("a folder");
    desk.run(&mut alone(&desk, &["process", "orders.csv", "--dry-run"])).exits(0);
    desk.process(&[]).exits(0).leaves("orders.results.xlsx");
    let requests = desk.panel.record().requests;
    for (name, what) in [
        ("folder", "it is a folder"),
        ("./orders.lnk", "a shortcut to a file"),
        ("~$orders.xlsx", "a lock file that a program keeps"),
        ("orders.plan.xlsx", "is a plan that this program made"),
        ("orders.results.xlsx", "is a results workbook, and nothing in it is to be fixed"),
    ] {
        desk.run(&mut alone(&desk, &[name])).exits(1).says(what).says(name.trim_start_matches("./")).requests(requests);
    }
    // The others are looked at all the same.
    let ran = desk.run(&mut alone(&desk, &["folder", "orders.csv", "~$orders.xlsx"]));
    ran.exits(1).says("2 of 3: orders.csv").says("already ordered 1").requests(requests);
}

#[test]
fn errors_are_shown_and_ordering_is_not_offered() {
    let desk = Desk::new().sheet(["KVM Ferum | 1 | web-1.example.ru"]);
    let ran = desk.run(&mut alone(&desk, &["orders.csv"])).exits(3).says("A2: E010").requests(0);
    ran.says("next: vdsbatch check orders.csv --annotate marked.xlsx\n");
    assert!(workbooks(&desk).is_empty());
    // Whatever was typed for the sheet goes for its check as well.
    let desk = desk.file("s.toml", b"max_orders = 5\n");
    let ran = desk.run(&mut alone(&desk, &["--lang", "en", "--config", "s.toml", "orders.csv"]));
    ran.exits(3)
        .says("next: vdsbatch check orders.csv ")
        .says(" --lang en")
        .says(" --config s.toml")
        .says(" --annotate");
}

/// How long a person waits for the program.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_mins(1);

/// A person at a terminal in front of the program, which ends with them.
#[cfg(unix)]
struct Talk<'d> {
    desk: &'d Desk,
    child: std::process::Child,
    master: std::fs::File,
    /// How far what the program said was heard.
    heard: usize,
}

#[cfg(unix)]
impl<'d> Talk<'d> {
    fn with(desk: &'d Desk, command: &mut Command) -> Self {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a terminal");
        grantpt(&master).expect("a terminal");
        unlockpt(&master).expect("a terminal");
        let name = ptsname(&master, Vec::new()).expect("a name").into_string().expect("a name");
        let end = std::fs::File::options().read(true).write(true).open(&name).expect("the terminal");
        let heard = std::fs::read(desk.path("spawned.err")).map_or(0, |said| said.len());
        let child = desk.spawn(command.stdin(end));
        Self { desk, child, master: master.into(), heard }
    }

    fn said(&self) -> String {
        let said = std::fs::read(self.desk.path("spawned.err")).expect("what was said");
        String::from_utf8_lossy(&said[self.heard..]).into_owned()
    }

    /// Waits until the program has said this, and returns what it said up to it.
    #[track_caller]
    fn hears(&mut self, text: &str) -> String {
        let began = std::time::Instant::now();
        loop {
            let said = self.said();
            if let Some(at) = said.find(text) {
                self.heard += at + text.len();
                return said[..at].to_owned();
            }
            let is_over = self.child.try_wait().expect("the program").is_some() || began.elapsed() > PATIENCE;
            assert!(!is_over, "no `{text}` in\n{said}");
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }

    /// Waits for the question what to do next, and returns what was said before.
    #[track_caller]
    fn asked(&mut self) -> String {
        self.hears("Enter alone does nothing:")
    }

    fn types(&mut self, lines: &str) -> &mut Self {
        use std::io::Write as _;
        self.master.write_all(format!("{lines}\n").as_bytes()).expect("typed");
        self
    }

    fn interrupts(&self) {
        let pid = Pid::from_raw(self.child.id().try_into().expect("a process")).expect("a process");
        kill_process(pid, Signal::INT).expect("a signal");
    }

    /// The exit code, once the program ends by itself, and what it said last.
    #[track_caller]
    fn ends(mut self) -> (Option<i32>, String) {
        let began = std::time::Instant::now();
        loop {
            if let Some(end) = self.child.try_wait().expect("the program") {
                return (end.code(), self.said());
            }
            assert!(began.elapsed() < PATIENCE, "it does not end\n{}", self.said());
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }
}

#[cfg(unix)]
impl Drop for Talk<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[cfg(unix)]
#[test]
fn a_person_orders_by_a_word_and_the_number_of_orders() {
    let desk = Desk::new().orders(3);
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv"]));
    let shown = talk.asked();
    assert!(
        shown.contains("to order: 3 servers")
            && shown.contains(&format!("order now, for {LOGIN} @ {}", desk.panel.url()))
    );
    assert!(desk.panel.record().requests == 0 && !desk.place().is_there(), "nothing is done before the answer");
    talk.types("o").hears("type the number of orders (3) to go on:");
    assert_eq!(desk.panel.record().requests, 0);
    talk.types("3");
    let (code, said) = talk.ends();
    assert_eq!((code, desk.panel.record().orders.len()), (Some(0), 3), "{said}");
    assert_eq!(workbooks(&desk), ["orders.results.xlsx"]);
    // Another time there is nothing left to order, and nothing of the kind is offered.
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv"]));
    let shown = talk.asked();
    assert!(!shown.contains("order now") && shown.contains("  p  "), "{shown}");
    talk.types("");
    assert_eq!((talk.ends().0, desk.panel.record().orders.len()), (Some(0), 3));
}

#[cfg(unix)]
#[test]
fn enter_alone_and_a_wrong_number_order_nothing() {
    let desk = Desk::new().orders(2);
    for (typed, code) in [("", 0), ("n", 0), ("\u{4}", 0)] {
        let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv"]));
        talk.asked();
        talk.types(typed);
        assert_eq!(talk.ends().0, Some(code), "{typed:?}");
    }
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv"]));
    talk.asked();
    for typed in ["y", "2", "yes", "orders"] {
        assert!(talk.types(typed).asked().contains("nothing was done"), "{typed}");
    }
    for typed in ["", "20", "y"] {
        talk.types("order").hears("type the number of orders (2) to go on:");
        assert!(talk.types(typed).asked().contains("G113"), "{typed}");
    }
    talk.types("");
    // A confirmation was declined, as by `process`.
    let (code, said) = talk.ends();
    assert_eq!((code, desk.panel.record().requests), (Some(6), 0), "{said}");
    assert!(desk.panel.record().orders.is_empty());
}

#[cfg(unix)]
#[test]
fn what_is_pasted_before_a_question_is_read_is_no_answer_to_it() {
    let desk = Desk::new().orders(2);
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv"]));
    talk.asked();
    talk.types("o\n2\n2\n").hears("type the number of orders (2) to go on:");
    talk.types("").asked();
    talk.types("");
    assert_eq!((talk.ends().0, desk.panel.record().requests), (Some(6), 0));
}

#[cfg(unix)]
#[test]
fn a_key_of_another_keyboard_layout_is_told_and_means_nothing_else() {
    let desk = Desk::new().orders(2);
    for (lang, typed, hint) in [
        ("en", "з", "the keyboard is set to another language"),
        ("en", "о", "the keyboard is set to another language"),
        ("ru", "p", "включена другая раскладка"),
        ("ru", "o", "включена другая раскладка"),
    ] {
        let mut talk = Talk::with(&desk, &mut alone(&desk, &["--lang", lang, "orders.csv"]));
        let asked = if lang == "en" { "Enter alone does nothing:" } else { "ничего не делать:" };
        talk.hears(asked);
        assert!(talk.types(typed).hears(asked).contains(hint), "{lang} {typed}");
        talk.types("");
        assert_eq!((talk.ends().0, workbooks(&desk).len(), desk.panel.record().requests), (Some(0), 0, 0));
    }
}

#[cfg(unix)]
#[test]
fn a_plan_is_written_where_it_is_asked_for_and_practice_needs_nothing_and_is_kept_apart() {
    let desk = Desk::new().orders(2);
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv"]));
    talk.asked();
    assert!(workbooks(&desk).is_empty());
    let again = talk.types("p").asked();
    assert!(!again.contains("  p  ") && again.contains("  o  ") && again.contains("  t  "), "{again}");
    assert_eq!(workbooks(&desk), ["orders.plan.xlsx"]);
    let practised = talk.types("t").asked();
    assert!(practised.contains("PRACTICE PANEL"), "{practised}");
    assert_eq!(workbooks(&desk), ["orders.plan.xlsx", "orders.practice.xlsx"]);
    talk.types("");
    assert_eq!(talk.ends().0, Some(0));
    assert_eq!(desk.panel.record().requests, 0, "the real panel was not asked");

    // Nobody to order for, and a sum that would have to be approved.
    let desk = Desk::new().orders(2);
    let mut talk = Talk::with(&desk, nobody(&desk, &["orders.csv"]).env("VDSBATCH_APPROVAL_ABOVE", "1"));
    let shown = talk.asked();
    assert!(
        shown.contains("ordering is not offered: no account is given") && shown.contains("write the line `account = "),
        "{shown}"
    );
    assert!(!shown.contains("  o  "), "{shown}");
    assert!(talk.types("o").asked().contains("nothing was done"));
    talk.types("t").asked();
    assert_eq!(workbooks(&desk), ["orders.practice.xlsx"]);
    talk.types("");
    assert_eq!(talk.ends().0, Some(0));
}

#[cfg(unix)]
#[test]
fn the_guards_of_process_hold_here_too() {
    let desk = Desk::new().orders(2);
    let mut talk = Talk::with(&desk, alone(&desk, &["orders.csv"]).env("VDSBATCH_APPROVAL_ABOVE", "1"));
    talk.asked();
    let refused = talk.types("o").asked();
    assert!(refused.contains("G127"), "{refused}");
    talk.types("");
    assert_eq!((talk.ends().0, desk.panel.record().requests), (Some(6), 0));
}

#[cfg(unix)]
#[test]
fn after_a_wrong_password_the_question_comes_again() {
    let desk = Desk::new().orders(2);
    let mut talk = Talk::with(&desk, alone(&desk, &["orders.csv"]).env("VDSBATCH_PASSWORD", "mistyped"));
    talk.asked();
    talk.types("o").hears("(2) to go on:");
    let refused = talk.types("2").asked();
    assert!(refused.contains("P208") && refused.contains("  o  "), "{refused}");
    talk.types("");
    assert_eq!((talk.ends().0, desk.panel.record().orders.len()), (Some(1), 0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_sheet_beside_which_nothing_can_be_written_is_shown_and_what_failed_counts() {
    use std::os::fd::AsRawFd as _;
    let desk = Desk::new().orders(2);
    let file = std::fs::File::open(desk.path("orders.csv")).expect("a sheet");
    // Nobody, root included, writes into this folder.
    let name = format!("/proc/{}/fd/{}", std::process::id(), file.as_raw_fd());
    desk.run(&mut alone(&desk, &[&name])).exits(0).says("to order: 2 servers");
    let mut talk = Talk::with(&desk, &mut alone(&desk, &[&name]));
    assert!(talk.asked().contains("to order: 2 servers"));
    for letter in ["p", "t"] {
        let refused = talk.types(letter).asked();
        let is_told =
            refused.contains("cannot write to the folder") && refused.contains("copy it into a folder of yours");
        assert!(is_told && refused.contains("  p  "), "{refused}");
    }
    talk.types("");
    assert_eq!((talk.ends().0, desk.panel.record().requests), (Some(1), 0));
}

#[cfg(unix)]
#[test]
fn errors_can_be_marked_in_a_copy() {
    let desk = Desk::new().sheet(["KVM Ferum | 1 | web-1.example.ru", "KVM Ferrum | 1 | web-2.example.ru"]);
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv"]));
    let shown = talk.asked();
    assert!(shown.contains("  m  ") && !shown.contains("  o  ") && !shown.contains("  t  "), "{shown}");
    talk.types("m");
    let (code, said) = talk.ends();
    assert_eq!((code, desk.panel.record().requests), (Some(3), 0), "{said}");
    assert_eq!(workbooks(&desk), ["orders.marked.xlsx"]);
    assert!(said.contains("marked copy: orders.marked.xlsx"), "{said}");
}

#[cfg(unix)]
#[test]
fn several_sheets_have_a_question_each_and_a_sheet_named_twice_has_one() {
    let desk = Desk::new().sheet(["KVM Ferrum | 1 | a-1.example.ru"]);
    std::fs::rename(desk.path("orders.csv"), desk.path("a.csv")).expect("renamed");
    let desk = desk.orders(2).file("bad.csv", b"Tariff;Period;Domain;OS template\nKVM Ferum;1;x.example.ru;Debian\n");
    let again = desk.path("a.csv").display().to_string();
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["a.csv", "bad.csv", &again, "orders.csv"]));
    assert!(talk.asked().contains("1 of 4: a.csv"));
    talk.types("o").hears("(1) to go on:");
    // Pressed while the order is under way, for whatever is asked next.
    talk.types("1\n\n\n\n");
    assert!(talk.asked().contains("2 of 4: bad.csv"));
    let shown = talk.types("").asked();
    assert!(shown.contains("was given twice") && shown.contains("4 of 4: orders.csv"), "{shown}");
    assert_eq!(desk.panel.record().orders.len(), 1);
    talk.types("o").hears("(2) to go on:");
    talk.types("2");
    let (code, said) = talk.ends();
    // Orders have left, so the errors of one sheet do not say that nothing was sent.
    assert_eq!((code, desk.panel.record().orders.len()), (Some(4), 3), "{said}");
    assert_eq!(workbooks(&desk), ["a.results.xlsx", "orders.results.xlsx"]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_all() {
    let named = |desk: Desk| {
        let desk = desk.orders(40);
        std::fs::copy(desk.path("orders.csv"), desk.path("more.csv")).expect("a copy");
        desk
    };
    let desk = named(Desk::with("delay=20"));
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv", "more.csv"]));
    talk.asked();
    talk.types("o").hears("(40) to go on:");
    talk.types("40");
    while desk.panel.record().orders.len() < 5 {
        std::thread::yield_now();
    }
    talk.interrupts();
    // What a person is told to do next is what they did: no command was typed.
    talk.hears("drop the same sheet on the icon again: what is ordered is not ordered a second time");
    talk.hears("interrupted; not processed: `more.csv`");
    assert_eq!(talk.ends().0, Some(130));
    assert!(desk.panel.record().orders.len() < 40 && workbooks(&desk) == ["orders.results.xlsx"]);
    // At a question nothing is under way, whatever was ordered before.
    let desk = named(Desk::new());
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv", "more.csv"]));
    talk.asked();
    talk.types("o").hears("(40) to go on:");
    talk.types("40").asked();
    talk.interrupts();
    let (code, said) = talk.ends();
    assert_eq!((code, said.contains("left at once")), (Some(130), false), "{said}");
    assert!(!said.contains("not processed"), "the last one was processed: {said}");
    assert!(said.contains("interrupted: nothing more was done"), "{said}");
    assert_eq!(desk.panel.record().orders.len(), 40);
    // Whoever interrupts the first question is told what waited behind it.
    let mut talk = Talk::with(&desk, &mut alone(&desk, &["orders.csv", "more.csv"]));
    talk.asked();
    talk.interrupts();
    let (code, said) = talk.ends();
    assert!(code == Some(130) && said.contains("interrupted; not processed: `more.csv`"), "{said}");
}

#[cfg(unix)]
#[test]
fn the_questions_are_in_the_language_of_the_sheet_and_a_word_answers_in_either() {
    let sheet = "Тариф;Период;Домен;Шаблон ОС\nKVM Ferrum;1;web-1.example.ru;Debian-7-x86_64-minimal\n";
    for (order, lang) in [("з", ""), ("заказать", "ru"), ("order", "ru")] {
        let desk = Desk::new().file("заказ.csv", sheet.as_bytes());
        let mut command = alone(&desk, &["заказ.csv"]);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
        if !lang.is_empty() {
            command.env("VDSBATCH_LANG", lang);
        }
        let mut talk = Talk::with(&desk, &mut command);
        assert!(talk.hears("просто Enter — ничего не делать:").contains("  з  заказать сейчас"), "{order}");
        talk.types(order).hears("введите число заказов (1):");
        talk.types("1");
        assert_eq!((talk.ends().0, desk.panel.record().orders.len()), (Some(0), 1), "{order}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_opens_the_program_alone_is_offered_a_blank_sheet() {
    let desk = Desk::new();
    // What a window that was opened for it makes of no words at all.
    desk.run(&mut nobody(&desk, &["dropped"])).exits(2).says("Drop a filled sheet on its icon");
    for (typed, made) in [("", &[] as &[&str]), ("s", &["orders.xlsx"])] {
        let mut talk = Talk::with(&desk, &mut nobody(&desk, &["dropped"]));
        talk.hears("Enter alone makes none:");
        // What is not understood is asked again.
        assert!(talk.types("x").hears("Enter alone makes none:").contains("`x` is not one of these letters"));
        talk.types(typed);
        assert_eq!(talk.ends().0, Some(0), "{typed}");
        assert_eq!(workbooks(&desk), made, "{typed}");
    }
}
