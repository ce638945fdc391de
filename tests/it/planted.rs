//! Bugs that tests must catch, planted one at a time in a copy of the sources.
//!
//! In the suite only the table is looked over, so that it cannot rot. The whole, which takes half an
//! hour:
//!
//! ```text
//! cargo test --locked --test it planted:: -- --ignored --nocapture
//! VDSBATCH_PLANT='timed out' cargo test --locked --test it planted:: -- --ignored --nocapture   one of them
//! VDSBATCH_PLANT=9-20 cargo test --locked --test it planted:: -- --ignored --nocapture          some of them
//! ```

mod answers;
mod apart;
mod approved;
mod books;
mod carts;
mod closing;
mod cron;
mod doors;
mod dropped;
mod foreign;
mod held;
mod help;
mod lead;
mod limits;
mod machines;
mod money;
mod named;
mod offered;
mod online;
mod orders;
mod outside;
mod paper;
mod people;
mod profile;
mod pulled;
mod spoken;
mod targets;
mod times;
mod today;
mod tricks;
mod windows;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A bug that tests must catch.
struct Plant {
    /// What goes wrong.
    name: &'static str,
    /// The file that it is planted in.
    file: &'static str,
    /// The text that is replaced; it stands there once.
    text: &'static str,
    /// What stands there instead.
    instead: &'static str,
    /// The tests that must fail, each: `it` or `lib`, and its name.
    caught_by: &'static [&'static str],
}

const fn plant(
    name: &'static str,
    file: &'static str,
    [text, instead]: [&'static str; 2],
    caught_by: &'static [&'static str],
) -> Plant {
    Plant { name, file, text, instead, caught_by }
}

/// Every bug, by its number from 1. When code moves, only `file` and `text` need to follow.
fn plants() -> impl Iterator<Item = (usize, &'static Plant)> {
    (1..).zip(
        orders::PLANTS
            .iter()
            .chain(books::PLANTS)
            .chain(answers::PLANTS)
            .chain(closing::PLANTS)
            .chain(people::PLANTS)
            .chain(carts::PLANTS)
            .chain(foreign::PLANTS)
            .chain(today::PLANTS)
            .chain(offered::PLANTS)
            .chain(pulled::PLANTS)
            .chain(money::PLANTS)
            .chain(named::PLANTS)
            .chain(online::PLANTS)
            .chain(limits::PLANTS)
            .chain(tricks::PLANTS)
            .chain(apart::PLANTS)
            .chain(machines::PLANTS)
            .chain(lead::PLANTS)
            .chain(approved::PLANTS)
            .chain(paper::PLANTS)
            .chain(times::PLANTS)
            .chain(dropped::PLANTS)
            .chain(help::PLANTS)
            .chain(targets::PLANTS)
            .chain(profile::PLANTS)
            .chain(windows::PLANTS)
            .chain(held::PLANTS)
            .chain(doors::PLANTS)
            .chain(cron::PLANTS)
            .chain(spoken::PLANTS)
            .chain(words::PLANTS)
            .chain(outside::PLANTS),
    )
}

/// Tests that take longer than this hang, which is a failure as well.
const LONGEST: Duration = Duration::from_mins(4);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files that can hold a test of this name.
fn homes(target: &str, test: &str) -> Vec<PathBuf> {
    let modules: Vec<&str> = test.split("::").collect();
    let (_, modules) = modules.split_last().expect("a name");
    match target {
        "it" => vec![root().join("tests/it").join(modules.join("/")).with_extension("rs")],
        "lib" => {
            let (last, above) = modules.split_last().expect("a module");
            let module = root().join("src").join(above.join("/"));
            let inner = module.join(last);
            vec![module.with_extension("rs"), module.join("mod.rs"), inner.with_extension("rs"), inner.join("mod.rs")]
        }
        other => panic!("no such target: {other}"),
    }
}

fn target_and_test(named: &'static str) -> (&'static str, &'static str) {
    named.split_once(' ').expect("a target and a test")
}

#[test]
fn every_planted_text_stands_once_in_its_file_and_every_named_test_exists() {
    let mut names = BTreeSet::new();
    for (_, Plant { name, file, text, instead, caught_by }) in plants() {
        assert!(names.insert(name), "{name} is there twice");
        let source = std::fs::read_to_string(root().join(file)).expect("a source file");
        assert_eq!(source.matches(text).count(), 1, "{name}: {file} holds this so many times: {text}");
        assert!(text != instead && !caught_by.is_empty(), "{name}");
        for named in *caught_by {
            let (target, test) = target_and_test(named);
            let function = format!("fn {}(", test.rsplit("::").next().expect("a name"));
            let texts = homes(target, test).into_iter().filter_map(|home| std::fs::read_to_string(home).ok());
            assert!(texts.into_iter().any(|text| text.contains(&function)), "{name}: no test {named}");
        }
    }
    assert!(names.len() >= 24);
}

/// A copy of the sources, built apart from everything else.
struct Scratch {
    dir: PathBuf,
}

impl Scratch {
    fn new() -> Self {
        let dir = root().join("target/planted");
        let copy = dir.join("sources");
        for entry in std::fs::read_dir(root()).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_owned();
            if name != "target" && name != ".git" {
                copy_all(&path, &copy.join(name));
            }
        }
        Self { dir }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir.join("sources").join(name)
    }

    fn cargo(&self, targets: &BTreeSet<&str>) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(self.dir.join("sources")).args(["test", "--locked"]);
        for target in targets {
            cargo.args(if *target == "lib" { ["--lib"].as_slice() } else { &["--test", "it"] });
        }
        cargo.env("CARGO_TARGET_DIR", self.dir.join("build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.env("RUST_BACKTRACE", "0").env("INSTA_UPDATE", "no").env("CARGO_TERM_COLOR", "never");
        cargo.stdin(Stdio::null());
        cargo
    }

    /// Builds what these tests stand in. A plant that does not compile is no bug but a wrong table.
    fn build(&self, tests: &BTreeSet<&'static str>) {
        let targets = tests.iter().map(|test| target_and_test(test).0).collect();
        let built = self.cargo(&targets).arg("--no-run").output().expect("cargo runs");
        assert!(built.status.success(), "it does not compile:\n{}", String::from_utf8_lossy(&built.stderr));
    }

    /// Runs these tests, and returns those that passed.
    fn passing(&self, tests: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
        let mut passed = BTreeSet::new();
        for target in ["lib", "it"] {
            let here = tests.iter().map(|named| target_and_test(named)).filter(|(of, _)| *of == target);
            let names: Vec<&str> = here.map(|(_, test)| test).collect();
            if names.is_empty() {
                continue;
            }
            let said = self.run(self.cargo(&BTreeSet::from([target])).args(["--", "--exact"]).args(&names));
            let mut known = 0;
            for named in tests.iter().filter(|named| target_and_test(named).0 == target) {
                let test = target_and_test(named).1;
                known += usize::from(said.contains(&format!("test {test} ... ")));
                if said.contains(&format!("test {test} ... ok")) {
                    passed.insert(*named);
                }
            }
            // A test that hangs, or takes the whole process with it, has no line of its own.
            assert!(known > 0 || !said.contains("running 0 tests"), "no test of {names:?} was run:\n{said}");
        }
        passed
    }

    /// What a command says until it ends, or hangs.
    fn run(&self, command: &mut Command) -> String {
        let file = self.dir.join("said.txt");
        let said = std::fs::File::create(&file).expect("a file");
        command.stdout(said.try_clone().expect("a file")).stderr(said);
        let mut child = apart(command).spawn().expect("cargo runs");
        let began = Instant::now();
        while child.try_wait().expect("cargo").is_none() {
            if began.elapsed() > LONGEST {
                end_all(&mut child);
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = child.wait();
        String::from_utf8_lossy(&std::fs::read(&file).expect("a file")).into_owned()
    }
}

#[cfg(unix)]
fn apart(command: &mut Command) -> &mut Command {
    std::os::unix::process::CommandExt::process_group(command, 0)
}

#[cfg(not(unix))]
fn apart(command: &mut Command) -> &mut Command {
    command
}

/// Ends a command and everything that it started.
fn end_all(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        let group = Pid::from_raw(child.id().try_into().expect("a process")).expect("a process");
        let _ = kill_process_group(group, Signal::KILL);
    }
    let _ = child.kill();
}

/// Copies what differs: what is left alone is not built again.
fn copy_all(from: &Path, to: &Path) {
    if !from.is_dir() {
        let content = std::fs::read(from).expect("a file");
        if std::fs::read(to).ok().as_ref() != Some(&content) {
            std::fs::write(to, content).expect("copied");
        }
        return;
    }
    std::fs::create_dir_all(to).expect("a folder");
    // What was there before and is gone would be built all the same.
    for there in std::fs::read_dir(to).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        match from.join(there.file_name().expect("a name")).exists() {
            true => {}
            false if there.is_dir() => std::fs::remove_dir_all(&there).expect("removed"),
            false => std::fs::remove_file(&there).expect("removed"),
        }
    }
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        copy_all(&path, &to.join(path.file_name().expect("a name")));
    }
}

#[expect(clippy::print_stdout, reason = "the table that a long run is for")]
fn show(line: &str) {
    println!("{line}");
}

/// The plants of these numbers (`9-20`), or of names that hold a text, each with its number from 1.
fn wanted(text: &str) -> Vec<(usize, &'static Plant)> {
    let range = text.split_once('-').and_then(|(from, to)| Some(from.parse().ok()?..=to.parse().ok()?));
    let is_wanted = |(number, plant): &(usize, &Plant)| match &range {
        Some(range) => range.contains(number),
        None => plant.name.contains(text),
    };
    plants().filter(is_wanted).collect()
}

#[test]
#[ignore = "takes half an hour; see the head of the file"]
fn every_planted_bug_is_caught() {
    let chosen = wanted(&std::env::var("VDSBATCH_PLANT").unwrap_or_default());
    let scratch = Scratch::new();
    let began = Instant::now();
    let all: BTreeSet<&str> = chosen.iter().flat_map(|(_, plant)| plant.caught_by).copied().collect();
    scratch.build(&all);
    let passed = scratch.passing(&all);
    assert_eq!(passed, all, "without a bug every test passes");
    show(&format!("no bug: {} tests pass ({} s)", all.len(), began.elapsed().as_secs()));
    let mut escaped = Vec::new();
    for (number, Plant { name, file, text, instead, caught_by }) in chosen {
        let name = &format!("{number}/{} {name}", plants().count());
        let began = Instant::now();
        let sound = std::fs::read_to_string(scratch.file(file)).expect("a source file");
        std::fs::write(scratch.file(file), sound.replacen(text, instead, 1)).expect("planted");
        let tests = caught_by.iter().copied().collect();
        scratch.build(&tests);
        let passed = scratch.passing(&tests);
        std::fs::write(scratch.file(file), sound).expect("taken out");
        let seconds = began.elapsed().as_secs();
        if passed.is_empty() {
            show(&format!("{name} -> caught by {} ({seconds} s)", caught_by.join(", ")));
        } else {
            show(&format!("{name} -> NOT CAUGHT BY {passed:?} ({seconds} s)"));
            escaped.push((number, passed));
        }
    }
    assert!(escaped.is_empty(), "{escaped:#?}");
}
