//! `vdsbatch sandbox`: the practice panel by itself.

use super::error::Error;
use super::settings::{catalog as load, faults};
use crate::cli::{Common, SandboxArgs};
use crate::host::console::Console;
use crate::panel::practice::{Sandbox, Settings};
use crate::run::exit::Exit;
use crate::text::lang::tr;

/// `vdsbatch sandbox`: the practice panel by itself, until the process ends.
///
/// # Errors
///
/// When the panel cannot be started.
pub fn sandbox(typed: &SandboxArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    let catalog = load(&common.catalog)?;
    let faults = faults(typed.faults.as_deref())?;
    let settings = Settings { port: typed.port, dir: typed.dir.clone(), faults, ..Settings::default() };
    let (login, password) = (settings.login.clone(), settings.password.clone());
    let panel = Sandbox::start(&catalog, settings)?;
    let url = panel.url();
    console.answer(&tr!(
        console.lang,
        "practice panel: {url} (login `{login}`, password `{password}`; Ctrl-C ends it)\n",
        "учебная панель: {url} (логин `{login}`, пароль `{password}`; Ctrl-C завершает)\n"
    ));
    panel.wait();
    Ok(Exit::Done)
}
