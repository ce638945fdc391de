//! The program: arguments in, exit code out. The only place that prints errors.

use std::process::ExitCode;

use vdsbatch::cli::{self, TypedError};
use vdsbatch::host::console::Console;
use vdsbatch::host::signal::StopSignal;
use vdsbatch::host::window::Window;
use vdsbatch::host::{log, machine};
use vdsbatch::reader;
use vdsbatch::verb::error::Error;

/// musl's own allocator takes one lock for all threads.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before anything can hold a password.
    machine::close_memory();
    let words: Vec<_> = std::env::args_os().collect();
    // Before there are settings, a log or a second thread: none of them is a reader's.
    if let Some(ask) = reader::asked(&words) {
        return ExitCode::from(reader::serve(ask).code());
    }
    let window = Window::here().unless(cli::is_of_script(&words));
    let wants_json = cli::wants_json(&words);
    let cli = match cli::parse(words, window.is_ours()) {
        Ok(cli) => cli,
        Err((error, lang)) => {
            let exit = error.exit();
            error.say(lang);
            if let (TypedError::Config(error), true) = (error, wants_json) {
                Console { lang, quiet: false, aside: true }.document(&vdsbatch::verb::failed(&error.into(), lang));
            }
            window.wait(lang);
            return ExitCode::from(exit.code());
        }
    };
    let console = Console { lang: cli.common.lang(), quiet: cli.common.quiet, aside: false };
    let signal = StopSignal::new();
    vdsbatch::host::heed::heed(&signal, window, console.lang);
    let common = cli.common.clone();
    let details = cli.common.verbose.then_some(console.lang);
    let logged = log::start(cli.log(), details).map_err(Error::from);
    let exit = match vdsbatch::run(cli, logged, &signal) {
        Ok(exit) => exit,
        Err(error) => {
            console.fail(&error.message(common.lang_over(error.is_of_russian_sheet())));
            error.exit()
        }
    };
    tracing::info!(code = exit.code(), "ends");
    if log::is_torn() {
        console.insist(console.lang.pick("the log is not whole", "журнал отладки записан не полностью"));
    }
    // Nothing is under way or held any more, however long nobody comes.
    signal.disarm();
    // Whoever closes the window presses nothing in it any more.
    window.unless(signal.is_closing()).wait(console.lang);
    ExitCode::from(exit.code())
}
