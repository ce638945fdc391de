//! The program: arguments in, exit code out. The only place that prints errors.

use std::process::ExitCode;

use clap::Parser;
use vdsbatch::cli::Cli;
use vdsbatch::console::Console;
use vdsbatch::machine;
use vdsbatch::signal::StopSignal;

fn main() -> ExitCode {
    machine::forbid_core_dumps();
    let cli = Cli::parse();
    let console = Console { lang: cli.common.lang(), quiet: cli.common.quiet };
    let signal = StopSignal::new();
    vdsbatch::signal::heed(&signal);
    match vdsbatch::run(cli, &signal) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            console.insist(&error.message(console.lang));
            ExitCode::from(error.exit_code())
        }
    }
}
