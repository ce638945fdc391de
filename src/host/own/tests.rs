use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

/// A folder of one's own with a file of settings in it.
fn settings() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("s.toml");
    fs::write(&file, "").expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("rights");
    (dir, file)
}

fn command(words: &[&str]) -> Result<OwnCommand, CommandFault> {
    let (_dir, file) = settings();
    OwnCommand::of(&file, &words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
}

const SOON: Duration = Duration::from_secs(20);

#[test]
fn only_settings_that_nobody_else_can_write_start_a_program() {
    let (dir, file) = settings();
    let words = ["true".to_owned()];
    assert!(OwnCommand::of(&file, &words).is_ok());
    for (path, mode) in [(file.as_path(), 0o620), (&file, 0o602), (dir.path(), 0o770), (dir.path(), 0o707)] {
        let before = fs::metadata(path).expect("there").permissions();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights");
        let refused = OwnCommand::of(&file, &words);
        assert!(
            matches!(&refused, Err(CommandFault::NotOwn(named)) if named.ends_with("s.toml") == (path == file)),
            "{refused:?}"
        );
        fs::set_permissions(path, before).expect("rights");
    }
    // A link of one's own to a file of somebody else's folder, and the other way round.
    let shared = dir.path().join("shared");
    fs::create_dir(&shared).expect("a folder");
    fs::write(shared.join("s.toml"), "").expect("a file");
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o777)).expect("rights");
    std::os::unix::fs::symlink(shared.join("s.toml"), dir.path().join("there.toml")).expect("a link");
    std::os::unix::fs::symlink(&file, shared.join("back.toml")).expect("a link");
    for link in [dir.path().join("there.toml"), shared.join("back.toml")] {
        assert!(matches!(OwnCommand::of(&link, &words), Err(CommandFault::NotOwn(_))), "{}", link.display());
    }
    assert_eq!(command(&["bin/true"]), Err(CommandFault::Relative));
}

#[test]
fn every_link_of_a_chain_counts_and_every_folder_above_it() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().expect("a folder");
    let (own, shared) = (dir.path().join("own"), dir.path().join("shared"));
    for folder in [&own, &shared, &own.join("kept")] {
        fs::create_dir(folder).expect("a folder");
    }
    let file = own.join("kept").join("s.toml");
    fs::write(&file, "").expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("rights");
    let link = |to: &Path, name: &Path| symlink(to, name).expect("a link");
    // Chains of one's own, also of folders and up again.
    link(&file, &own.join("one"));
    link(Path::new("./one"), &own.join("two"));
    link(Path::new("../own/kept"), &own.join("folder"));
    for good in [own.join("two"), own.join("folder/s.toml"), own.join("folder/../two")] {
        assert_eq!(is_own(&good), Ok(()), "{}", good.display());
    }
    // Anybody may lead what is in the middle elsewhere.
    link(&file, &shared.join("middle"));
    link(&shared.join("middle"), &own.join("through"));
    link(&own.join("through"), &own.join("further"));
    link(&own.join("kept"), &shared.join("kept"));
    link(&shared.join("kept"), &own.join("inner"));
    link(&own.join("loop"), &own.join("loop"));
    for (mode, is_kept) in [(0o755, true), (0o777, false)] {
        fs::set_permissions(&shared, fs::Permissions::from_mode(mode)).expect("rights");
        for chain in [own.join("through"), own.join("further"), own.join("inner/s.toml")] {
            let told = CommandFault::NotOwn(shared.display().to_string());
            assert_eq!(is_own(&chain), if is_kept { Ok(()) } else { Err(told) }, "{}", chain.display());
        }
    }
    assert!(is_own(&own.join("loop")).is_err() && is_own(&own.join("none")).is_err());
}

#[test]
fn a_program_gets_its_input_and_few_variables_and_no_shell() {
    let ran = command(&["sh", "-c", "cat; echo \"$1\" >&2; env >&2", "sh", "$(id) ; x"]).expect("own");
    let ended = ran.run(Purpose::Finish, b"{\"a\":1}".to_vec(), SOON).expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.stdout, b"{\"a\":1}");
    assert!(said.starts_with("$(id) ; x\n"), "{said}");
    let names = said.lines().skip(1).filter_map(|line| line.split_once('=')).map(|(name, _)| name);
    // What a shell sets itself.
    let foreign: Vec<&str> =
        names.filter(|name| !VARIABLES.contains(name) && !["PWD", "SHLVL", "_", "OLDPWD"].contains(name)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn one_that_does_not_end_is_ended_with_all_that_it_started() {
    let dir = tempfile::tempdir().expect("a folder");
    let pid = dir.path().join("pid");
    let script = format!("sleep 1000 & echo $! > '{}'; wait", pid.display());
    let ended =
        command(&["sh", "-c", &script]).expect("own").run(Purpose::Finish, Vec::new(), Duration::from_millis(300));
    assert!(matches!(ended, Err(CommandFault::TooLong(_))), "{ended:?}");
    let pid: i32 = fs::read_to_string(pid).expect("it began").trim().parse().expect("a number");
    let pid = rustix::process::Pid::from_raw(pid).expect("a process");
    // It is another's child then, who takes note of its end in a moment.
    let is_gone = (0..1000).any(|_| {
        std::thread::sleep(PAUSE);
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
        rustix::process::test_kill_process(pid).is_err() || stat.contains(") Z ")
    });
    assert!(is_gone, "what it started goes on");
}

#[test]
fn a_password_counts_when_it_was_printed_whoever_holds_the_stream_then() {
    let dir = tempfile::tempdir().expect("a folder");
    let pid = dir.path().join("pid");
    let script = format!("echo geheim; sleep 1000 & echo $! > '{}'", pid.display());
    let ran = command(&["sh", "-c", &script]).expect("own");
    let ended = ran.run(Purpose::Password, Vec::new(), Duration::from_mins(10)).expect("it ends");
    let pid = fs::read_to_string(pid).expect("it began").trim().parse().ok().and_then(rustix::process::Pid::from_raw);
    // It goes on, as an agent is to.
    rustix::process::kill_process(pid.expect("a process"), rustix::process::Signal::KILL).expect("it goes on");
    assert_eq!((ended.stdout.as_slice(), ended.status.code()), (&b"geheim\n"[..], Some(0)));
}

#[test]
fn what_it_prints_is_kept_up_to_a_limit() {
    let ended = command(&["sh", "-c", "head -c 1000000 /dev/zero; exit 3"]).expect("own").run(
        Purpose::Password,
        Vec::new(),
        SOON,
    );
    let ended = ended.expect("it ends");
    assert_eq!((ended.stdout.len(), ended.status.code()), (MOST, Some(3)));
    let none = command(&["/none/such"]).expect("own").run(Purpose::Password, Vec::new(), SOON);
    assert!(matches!(none, Err(CommandFault::NotStarted(_))), "{none:?}");
}
