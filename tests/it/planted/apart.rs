//! Bugs of the process that reads a workbook: doors that were left open.

use super::{Plant, plant};

const APART: &str = "src/reader/apart/mod.rs";
const CONFINE: &str = "src/reader/apart/confine.rs";

const OUTSIDE: &str = "it sheet_apart::a_reader_has_no_environment_and_can_open_write_start_and_become_nothing";
const INSIDE: &str = "lib reader::apart::confine::tests::whoever_is_confined_reads_its_file_and_nothing_else";

const GREEDY: &str = "it sheet_apart::no_reader_of_a_greedy_file_is_ever_as_large_as_512_mb";

const MEMORY: &str = "lib host::machine::tests::memory_is_closed_to_disks_and_to_whoever_is_not_root";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant("a reader inherits the password's variable", APART, [".env_clear().envs(", ".envs("], &[OUTSIDE]),
    plant(
        "a reader may have a gigabyte",
        APART,
        ["pub const MEMORY: u64 = 480 << 20;", "pub const MEMORY: u64 = 1 << 30;"],
        &[OUTSIDE, GREEDY],
    ),
    plant("a reader may open files", CONFINE, ["(Resource::Nofile, 0, 0),", ""], &[OUTSIDE]),
    plant("a reader may write files", CONFINE, ["(Resource::Fsize, 0, 0),", ""], &[OUTSIDE]),
    plant(
        "a reader may call whatever the system has",
        CONFINE,
        ["    filter::enforce(file);\n", "    let _ = file;\n"],
        &[OUTSIDE],
    ),
    plant(
        "a reader reads whatever it inherited",
        CONFINE,
        [
            "given.iter().map(|value| first(*value)).collect::<Result<_, _>>()?",
            "{ let _ = (given, &first); Vec::new() }",
        ],
        &[INSIDE],
    ),
    plant("a reader signals to others", CONFINE, ["libc::SYS_getpid,", "libc::SYS_getpid, libc::SYS_kill,"], &[INSIDE]),
    plant("a reader opens files", CONFINE, ["libc::SYS_munmap,", "libc::SYS_munmap, libc::SYS_openat,"], &[INSIDE]),
    plant(
        "cores may be dumped after all",
        "src/host/machine.rs",
        [
            "Rlimit { current: Some(0), maximum: Some(0) }",
            "Rlimit { current: Some(0), maximum: rustix::process::getrlimit(Resource::Core).maximum }",
        ],
        &[MEMORY],
    ),
    plant(
        "another process of the user reads the password in memory",
        "src/host/machine.rs",
        ["    if !is_traced() {", "    if is_traced() {"],
        &[MEMORY],
    ),
    plant(
        "a plan keeps quiet about the proxy",
        "src/lib.rs",
        ["    process::show_way(&job.panel, console);\n", ""],
        &["it network::ways::a_plan_says_through_which_proxy_and_on_whose_word_the_panel_is_reached"],
    ),
];
