//! What `--verbose` tells besides: details that the program records, in words, on standard error.
//!
//! Whoever knows a detail hands it to [`Console::detail`](super::console::Console::detail); requests, their answers and
//! the ledger are told from the records that a log has of them. Nothing else of a log comes here: those of libraries may
//! hold what nobody reads.

use std::fmt;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use super::console::{Console, DETAIL};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Who records requests and their answers, and who records which ledger is used.
const CLIENT: &str = "vdsbatch::panel::http::client";
const LEDGER: &str = "vdsbatch::ledger";

/// Tells details in a language.
pub(super) struct Details(pub(super) Lang);

impl<S: Subscriber> Layer<S> for Details {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut seen = Seen::default();
        event.record(&mut seen);
        if let Some(line) = seen.words(event.metadata().target(), self.0) {
            Console::mutter(&line);
        }
    }
}

/// The fields of a record that are told.
#[derive(Default)]
struct Seen {
    message: String,
    func: String,
    page: String,
    status: String,
    took: String,
    folder: String,
    proxy: String,
    panel: String,
}

impl Seen {
    fn words(&self, target: &str, lang: Lang) -> Option<String> {
        let Self { message, func, page, status, took, folder, proxy, panel } = self;
        let page =
            if page.is_empty() { String::new() } else { tr!(lang, ", page {page}", ", страница {page}") };
        Some(match target {
            DETAIL => message.clone(),
            CLIENT if !panel.is_empty() && proxy.is_empty() => {
                tr!(lang, "panel: {panel}, without a proxy", "панель: {panel}, без прокси")
            }
            CLIENT if !panel.is_empty() => {
                tr!(lang, "panel: {panel}, through the proxy {proxy}", "панель: {panel}, через прокси {proxy}")
            }
            CLIENT if !func.is_empty() && !status.is_empty() => tr!(
                lang,
                "request `{func}`{page}: HTTP {status} after {took}",
                "запрос `{func}`{page}: HTTP {status}, время {took}"
            ),
            CLIENT if !func.is_empty() && !took.is_empty() => tr!(
                lang,
                "request `{func}`{page}: no answer after {took}",
                "запрос `{func}`{page}: ответа нет, время {took}"
            ),
            LEDGER if !folder.is_empty() => tr!(lang, "opened ledger: {folder}", "открыт журнал заказов: {folder}"),
            _ => return None,
        })
    }

    fn note(&mut self, field: &Field, value: &str) {
        let place = match field.name() {
            "message" => &mut self.message,
            "func" => &mut self.func,
            "page" => &mut self.page,
            "status" => &mut self.status,
            "took" => &mut self.took,
            "folder" => &mut self.folder,
            "proxy" => &mut self.proxy,
            "panel" => &mut self.panel,
            _ => return,
        };
        *place = printable(value);
    }
}

impl Visit for Seen {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.note(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.note(field, &format!("{value:?}"));
    }
}
