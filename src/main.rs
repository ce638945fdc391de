//! The program: arguments in, exit code out. The only place that prints errors.

use std::process::ExitCode;

use vdsbatch::cli;
use vdsbatch::console::Console;
use vdsbatch::machine;
use vdsbatch::signal::StopSignal;

fn main() -> ExitCode {
    machine::forbid_core_dumps();
    let cli = match cli::parse() {
        Ok(cli) => cli,
        Err((error, lang)) => {
            Console { lang, quiet: false }.insist(&error.message(lang));
            return ExitCode::from(error.exit_code());
        }
    };
    let console = Console { lang: cli.common.lang(), quiet: cli.common.quiet };
    let signal = StopSignal::new();
    let interrupted = signal.clone();
    // Without a handler an interrupt ends the process at once, which the ledger stands.
    let _ = ctrlc::set_handler(move || {
        if interrupted.interrupt() {
            std::process::exit(130);
        }
    });
    match vdsbatch::run(cli, &signal) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            console.insist(&error.message(console.lang));
            ExitCode::from(error.exit_code())
        }
    }
}
