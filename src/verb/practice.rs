//! `vdsbatch sandbox`: the practice panel by itself.

use super::error::Error;
use super::settings::{catalog as load, faults};
use crate::catalog::{Catalog, Dialect};
use crate::cli::{Common, SandboxArgs};
use crate::host::console::Console;
use crate::panel::practice::{Faults, INVENTED, Sandbox, Settings};
use crate::run::exit::Exit;
use crate::text::lang::{Lang, tr};

/// `vdsbatch sandbox`: the practice panel by itself, until the process ends.
///
/// # Errors
///
/// When the panel cannot be started.
pub fn sandbox(typed: &SandboxArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    if typed.faults.as_deref() == Some("help") {
        console.answer(&Faults::help(console.lang));
        return Ok(Exit::Done);
    }
    let dialect = typed.dialect.as_deref().and_then(Dialect::of_word);
    let catalog = load(dialect.map_or(common.catalog.as_str(), |dialect| bundled(dialect)))?;
    let faults = faults(typed.faults.as_deref())?;
    let unique_domains = catalog.unique_domains;
    let settings = Settings { port: typed.port, dir: typed.dir.clone(), faults, unique_domains, ..Settings::default() };
    let (login, password) = (settings.login.clone(), settings.password.clone());
    let panel = Sandbox::start(&catalog, settings)?;
    let url = panel.url();
    console.answer(&tr!(
        console.lang,
        "practice panel: {url} (login `{login}`, password `{password}`; Ctrl-C ends it)\n",
        "учебная панель: {url} (логин `{login}`, пароль `{password}`; Ctrl-C завершает)\n"
    ));
    console.answer(&prices(&catalog, console.lang));
    let (spoken, order) = (catalog.protocol.dialect.word(), catalog.protocol.order_function());
    console.answer(&tr!(
        console.lang,
        "dialect: {spoken}, order function: `func={order}`\n",
        "диалект: {spoken}, функция заказа: `func={order}`\n"
    ));
    panel.wait();
    Ok(Exit::Done)
}

/// The bundled table of a dialect.
const fn bundled(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Billmanager4 => "ihor",
        Dialect::Billmanager5 => "demo5",
        Dialect::Billmanager6 => "demo6",
    }
}

/// Where the panel's prices come from.
fn prices(catalog: &Catalog, lang: Lang) -> String {
    let untold =
        catalog.tariffs.iter().any(|tariff| tariff.periods.keys().any(|months| !tariff.prices.contains_key(months)));
    if untold {
        return tr!(
            lang,
            "prices: of the tariff table; where it has none, {INVENTED}.00 per month, invented for practice\n",
            "цены: из таблицы тарифов; где их нет — {INVENTED},00 в месяц, придуманы для практики\n"
        );
    }
    lang.pick("prices: of the tariff table\n", "цены: из таблицы тарифов\n").to_owned()
}
