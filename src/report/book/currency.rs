//! Currencies by their codes. Pure.

use crate::money::currency_code;
use crate::text::lang::Lang;

/// The code of a currency; empty where nobody names one. It is looked for by formulas, to which these signs mean more.
pub(super) fn code(named: Option<&str>) -> String {
    let code = named.map(|named| currency_code(named).to_uppercase()).unwrap_or_default();
    code.chars().filter(|c| !matches!(c, '*' | '?' | '~' | '<' | '>' | '=' | '"')).collect()
}

/// The name of a currency in a cell, never empty: conditions look for it.
pub(super) fn shown_currency(code: &str, lang: Lang) -> &str {
    if code.is_empty() { lang.pick("not named", "не указана") } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_named_by_their_codes() {
        assert_eq!((code(Some("руб.")), code(Some("usd")), code(None)), ("RUB".into(), "USD".into(), String::new()));
        assert_eq!(code(Some("*")), "", "a formula would take it for any");
        assert_eq!(shown_currency("", Lang::En), "not named");
    }
}
