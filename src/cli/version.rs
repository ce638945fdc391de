//! Which program this is: its version, and everything that is known of how it was built.

use crate::catalog::{BUNDLED, Catalog, Dialect};
use crate::text::lang::{Lang, tr};

/// The version in one line.
#[must_use]
pub fn short() -> String {
    format!("vdsbatch {}", env!("CARGO_PKG_VERSION"))
}

/// Everything that is known of it, a line each.
#[must_use]
pub fn long(lang: Lang) -> String {
    let unknown = lang.pick("unknown", "неизвестно");
    let or_unknown = |known: &'static str| if known.is_empty() { unknown } else { known };
    let (commit, date) = (or_unknown(env!("VDSBATCH_BUILD_COMMIT")), or_unknown(env!("VDSBATCH_BUILD_DATE")));
    let target = env!("VDSBATCH_BUILD_TARGET");
    let dialects = Dialect::ALL.map(Dialect::word).join(", ");
    let tables = tables().join(", ");
    let practice = if cfg!(feature = "sandbox") { lang.pick("yes", "есть") } else { lang.pick("no", "нет") };
    let version = short();
    tr!(
        lang,
        "{version}\ncommit: {commit}\ncommit date: {date}\ntarget: {target}\ndialects: {dialects}\ntariff tables: {tables}\npractice panel: {practice}\n",
        "{version}\nкоммит: {commit}\nдата коммита: {date}\nплатформа: {target}\nдиалекты: {dialects}\nтаблицы тарифов: {tables}\nучебная панель: {practice}\n"
    )
}

/// The bundled tariff tables, each with the date of what it holds.
fn tables() -> Vec<String> {
    let table = |(name, _): (&str, &str)| {
        let table = Catalog::bundled(name)?.ok()?;
        Some(format!("{name} ({})", table.as_of))
    };
    BUNDLED.into_iter().filter_map(table).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_version_tells_whatever_a_report_of_a_fault_needs() {
        for lang in [Lang::En, Lang::Ru] {
            let said = long(lang);
            let known = [short(), "ihor (2016-07)".to_owned(), env!("VDSBATCH_BUILD_TARGET").to_owned()];
            for wanted in known.into_iter().chain(Dialect::ALL.map(|dialect| dialect.word().to_owned())) {
                assert!(said.contains(&wanted), "{said}");
            }
            assert!(said.lines().skip(1).all(|line| line.split_once(": ").is_some_and(|(_, value)| !value.is_empty())));
        }
    }
}
