//! What the environment and options change about the way to the panel, said beside the plan.

use std::ffi::OsString;

use super::job::PanelChoice;
use crate::account::PanelUrl;
use crate::host::console::Console;
use crate::panel::http::{Trust, proxy_to};
use crate::text::lang::{Lang, tr};
use crate::text::printable::{self, Legible, printable};

/// The variables that say whom this machine trusts, where the system has no list of its own that goes first.
const CERTIFICATES: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// Says through which proxy the panel is asked and whose certificates are trusted, where it is not the usual.
pub fn show_way(panel: &PanelChoice, console: Console) {
    if let PanelChoice::Panel { account, trust, .. } = panel {
        for line in way(&account.panel, trust, |name| std::env::var_os(name), console.lang) {
            console.say(&line);
        }
    }
}

fn way(panel: &PanelUrl, trust: &Trust, variable: impl Fn(&str) -> Option<OsString>, lang: Lang) -> Vec<String> {
    // The address of a proxy alone: what opens it is nobody's business.
    let proxy = proxy_to(panel).map(|proxy| printable(&proxy));
    let proxy = proxy.map(|proxy| {
        tr!(
            lang,
            "proxy: the panel is reached through {proxy} (`HTTPS_PROXY` or `ALL_PROXY`; `NO_PROXY` takes hosts out)",
            "прокси: запросы к панели идут через {proxy} (`HTTPS_PROXY` или `ALL_PROXY`; `NO_PROXY` исключает узлы)"
        )
    });
    let is_read = cfg!(all(unix, not(target_os = "macos"))) && panel.as_str().starts_with("https:");
    let listed = CERTIFICATES.into_iter().filter(|_| is_read).filter_map(|name| {
        let place = printable::path(&variable(name).filter(|value| !value.is_empty())?.to_string_lossy());
        Some(tr!(
            lang,
            "certificates: authorities are those of `{name}`: {place}",
            "сертификаты: удостоверяющие центры берутся из `{name}`: {place}"
        ))
    });
    let named = trust.ca_file.as_ref().map(|file| {
        let place = file.shown();
        tr!(
            lang,
            "certificates: those of `--ca-file` are trusted as well: {place}",
            "сертификаты: доверие также тем, что в `--ca-file`: {place}"
        )
    });
    proxy.into_iter().chain(listed).chain(named).collect()
}
