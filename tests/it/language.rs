//! Two languages, one program: every message exists in both, with the same values in it.
//!
//! The sources themselves are read. Messages stand in pairs, English first: `tr!(lang, "…", "…")`,
//! `lang.pick("…", "…")`, `lang.noun(n, […], […])`, arms of a `match` on the language, and pairs
//! in tables such as `["…" / "…"]` and `("E010", "…", "…")`.

pub mod pairs;
pub mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vdsbatch::text::lang::{Lang, plural_en, plural_ru};

use self::pairs::Pair;
use self::pairs::Source;
use self::pairs::sources;

/// Russian texts without a Cyrillic letter, and why.
const NOT_CYRILLIC: [(&str, &str); 10] = [
    ("HTTP {status}", "a name and a number"),
    ("%d.%m.%Y %H:%M", "how a time is written"),
    ("%d.%m.%Y %H:%M:%S", "how a time is written"),
    ("ru", "the code of the language"),
    ("№", "a sign"),
    ("CPU", "a word of both languages"),
    ("IPv4", "a name"),
    ("IPv6", "a name"),
    ("ISPmanager", "a product"),
    ("{n} {noun}", "a number and a noun"),
];

/// English texts with Cyrillic letters: they tell what may be written in a sheet.
const CYRILLIC_IN_ENGLISH: [&str; 2] = ["пример.рф", "да or нет"];

/// Russian texts that need more words than English has, and why.
const GRAMMAR: [(&str, &str); 4] = [
    (
        "Требуют проверки заказы, которые приняты, но в списке панели не найдены: {n}",
        "the number is last, without a noun",
    ),
    ("Требуют проверки серверы, удалённые в панели: {deleted}", "the number is last, without a noun"),
    (
        "Требуют проверки решения, которые опровергнуты списками панели: {contradicted}",
        "the number is last, without a noun",
    ),
    ("Требуется проверка: неизвестно, {whether} {n} {russian}", "the verb goes with the number as well as the noun"),
];

/// Latin words that Russian texts may hold.
const LATIN: [&str; 70] = [
    "CSV",
    "bash",
    "cron",
    "Schema",
    "JSON",
    "gzip",
    "deflate",
    "zstd",
    "br",
    // Products and formats.
    "vdsbatch",
    "BILLmanager",
    "ISPmanager",
    "Excel",
    "LibreOffice",
    "Windows",
    "PowerShell",
    "OneDrive",
    "Enter",
    "OpenDocument",
    "xlsx",
    "include",
    "skip",
    "xlsm",
    "ods",
    "DOCTYPE",
    "UTF-8",
    "UTF-32",
    "Microsoft",
    "Apple",
    "Numbers",
    "xls",
    "csv",
    "XML",
    "PDF",
    "PEM",
    "SHA-256",
    "TLS",
    "UTF-16",
    // What both languages call alike.
    "API",
    "HTTP",
    "IP",
    "IPv4",
    "IPv6",
    "CPU",
    "UTC",
    "RUB",
    "id",
    "Ctrl-C",
    "id:N",
    "MB",
    "GB",
    // Words of the program's own language: verbs and names of variables.
    "check",
    "process",
    "USER",
    "TMPDIR",
    "yes",
    "no",
    "ru",
    "en",
    "chmod",
    "config",
    "https",
    "billmgr",
    "toml",
    "profile",
    "i",
    "n",
    "TOML",
    // Names of hosts in examples.
    "web-1.example.ru",
    "web-.example.ru",
];

/// Where Cyrillic letters stand that are no messages, and why.
const READ: [(&str, &str); 35] = [
    ("text/system.rs", "what systems say, each beside its meaning"),
    ("verb/support/names.rs", "words that may stand in commands"),
    ("text/alias/told.rs", "what stands before names"),
    ("text/alias/token.rs", "what secrets and sheets are called"),
    ("verb/dropped/choice.rs", "what a person types, in either language"),
    ("money.rs", "words for currencies"),
    ("catalog/pulled/kind.rs", "units as panels write them"),
    ("panel/billmanager/session.rs", "a word of the panel"),
    ("panel/billmanager/saying/words.rs", "words of the panel"),
    ("text/shell.rs", "words that stand where something is to be filled in"),
    ("sheet/called.rs", "names of columns in a sheet"),
    ("panel/billmanager/saying/ideas.rs", "words of the panel"),
    ("order/renews.rs", "words of the panel"),
    ("panel/billmanager/quote/", "words of the panel"),
    ("panel/billmanager/listing/state.rs", "words of the panel"),
    ("panel/billmanager/page/mod.rs", "words of pages before the panel"),
    ("text/together.rs", "units that a line does not part from their number"),
    ("text/alike.rs", "words for yes and no in a sheet, and letters that look alike"),
    ("check/", "words that a sheet may hold"),
    ("cli/file/keys.rs", "what secrets are called"),
    ("reader/mod.rs", "names of sheets"),
    ("reader/heading.rs", "words in headers of a sheet"),
    ("reader/unit.rs", "units in headers of a sheet"),
    ("reader/hint.rs", "words in headers of a sheet"),
    ("sheet/vat.rs", "words in headers of a sheet"),
    ("reader/headers.rs", "words for totals"),
    ("form/template/orders.rs", "a formula that knows both words for no"),
    ("report/doubt.rs", "a table of headers, checked as pairs where it is shown"),
    ("text/lang.rs", "the languages themselves"),
    ("report/log.rs", "a table of headers, checked as pairs where it is shown"),
    ("report/problems.rs", "a table of headers, checked as pairs where it is shown"),
    ("report/renewals.rs", "a table of headers, checked as pairs where it is shown"),
    ("text/day.rs", "a year, as only Russian writes one"),
    ("sheet/names.rs", "names of sheets, and a header of workbooks before"),
    ("reader/raw.rs", "errors as Excel writes them"),
];

/// Files in which sentences stand in English only, and why. Everything else a person reads is in
/// both languages.
const ENGLISH: [(&str, &str); 64] = [
    ("text/json.rs", "what cannot happen"),
    ("verb/form.rs", "a command"),
    ("verb/door/practice.rs", "what another library writes before a path"),
    ("sheet/names.rs", "a header of workbooks before"),
    ("verb/support/names.rs", "words that may stand in commands"),
    ("verb/support/log.rs", "the log is for engineers, in English"),
    ("text/alias/file.rs", "names of folders"),
    ("text/alias/told.rs", "what stands before names"),
    ("verb/dropped/ways.rs", "a command"),
    ("sheet/called.rs", "names of columns in a sheet"),
    ("order/attempt.rs", "a reason for `must_use`"),
    ("order/cart.rs", "a reason for `must_use`"),
    ("catalog/protocol.rs", "an error of reading TOML"),
    ("panel/billmanager/saying/ideas.rs", "words of the panel"),
    ("order/renews.rs", "words of the panel"),
    ("panel/billmanager/quote/", "words of the panel"),
    ("panel/billmanager/json/apart.rs", "details of a document that is none, shown to nobody"),
    ("panel/billmanager/json/value.rs", "details of a document that is none, shown to nobody"),
    ("panel/billmanager/listing/state.rs", "words of the panel"),
    ("panel/http/client.rs", "the log is for engineers, in English"),
    ("text/system.rs", "what systems say, each beside its meaning"),
    ("panel/billmanager/page/mod.rs", "words of pages before the panel"),
    ("panel/http/proxy/asked.rs", "words of a library, by which its errors are known"),
    ("panel/http/proxy/chosen.rs", "a request"),
    ("panel/http/trust/trusted.rs", "a detail of a damaged file"),
    ("verb/process/doubts.rs", "a command"),
    ("catalog/protocol.rs", "an error of reading TOML"),
    ("order/cart.rs", "a reason for `must_use`"),
    ("catalog/extends.rs", "errors of a TOML file, whose reader speaks English"),
    ("catalog/table/", "errors of a TOML file, whose reader speaks English"),
    ("catalog/tariff.rs", "an error of reading TOML"),
    ("check/period.rs", "words that a sheet may hold"),
    ("cli/mod.rs", "clap speaks English, and its help with it"),
    ("cli/", "clap speaks English, and its help with it"),
    ("text/lang.rs", "clap shows it"),
    ("cli/file/mod.rs", "errors of a TOML file, whose reader speaks English"),
    ("ledger/mod.rs", "details of a damage, as SQLite gives them"),
    ("ledger/", "SQL, and details as SQLite gives them"),
    ("money.rs", "an error of reading TOML"),
    ("order/mod.rs", "an error of reading the ledger"),
    ("sheet/per_amount.rs", "errors of reading the ledger"),
    ("report/doubt.rs", "a command"),
    ("report/fix.rs", "a pair, shown by `pick`"),
    ("report/style.rs", "number formats"),
    ("report/summary.rs", "pairs, shown by `pick`"),
    ("panel/practice/mod.rs", "a tariff's name"),
    ("panel/practice/", "words of the panel, which speaks English; faults are pairs"),
    ("reader/mod.rs", "a detail of a file, as the system gives them"),
    ("reader/csv/mod.rs", "a detail of a file that is too large"),
    ("reader/format.rs", "a mark of HTML"),
    ("reader/headers.rs", "words for totals"),
    ("reader/workbook/mod.rs", "details of a damaged file, as its reader gives them"),
    ("form/annotate/cell.rs", "a number format"),
    ("order/unwritten.rs", "the head of a sentence that older ledgers keep"),
    ("host/log.rs", "the log is for engineers, in English"),
    ("verb/process/trace.rs", "the log is for engineers, in English"),
    ("report/log.rs", "a table of headers, checked as pairs where it is shown"),
    ("report/problems.rs", "a table of headers, checked as pairs where it is shown"),
    ("report/renewals.rs", "a table of headers, checked as pairs where it is shown"),
    ("reader/apart/wire.rs", "details of a reader that failed"),
    ("reader/csv/lines.rs", "a detail of a damaged file"),
    ("reader/workbook/styled.rs", "number formats"),
    ("reader/workbook/xlsx/clean.rs", "parts of a package that no person reads"),
    ("reader/workbook/xlsx/styles.rs", "a part of a package that no person reads"),
];

fn cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}

/// What a text leaves open: its placeholders, and the braces that it shows.
fn holes(pair: &Pair, text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let shown = pair.formatted && rest.starts_with("{{");
        let end = if shown { rest.find("}}").map(|end| end + 2) } else { rest.find('}').map(|end| end + 1) };
        let Some(end) = end else { break };
        let hole = &rest[..end];
        let name = if shown { hole } else { hole.split([':', '}']).next().unwrap_or(hole) };
        found.insert(name.to_owned());
        rest = &rest[end..];
    }
    // A header's two names, as `let (en, ru) = field.header()` gives them.
    if found.remove("{en") || found.remove("{ru") {
        found.insert("{header".to_owned());
    }
    found
}

/// The text without what is quoted, filled in, or typed on a command line.
fn prose(text: &str) -> String {
    let unquoted: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in unquoted.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace()
        .filter(|word| !word.trim_start_matches(['(', '«']).starts_with("--"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The Latin words of a text, two letters and more.
fn latin(text: &str) -> Vec<String> {
    let prose = prose(text);
    let words = prose.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':')));
    let words = words.map(|word| word.trim_matches(['.', '-', ':', '_']));
    let code = |word: &str| {
        word.len() == 4 && word.starts_with(['E', 'G', 'P', 'T']) && word[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    words
        .filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()) && word.len() > 1 && !code(word))
        .map(ToOwned::to_owned)
        .collect()
}

fn all_pairs() -> Vec<Pair> {
    sources().into_iter().flat_map(|source| source.pairs()).collect()
}

/// Whether a text says something: words that are not the same in both languages.
pub fn speaks(text: &str) -> bool {
    cyrillic(text) || latin(text).iter().any(|word| !LATIN.contains(&word.as_str()))
}

/// Collects what is wrong and shows all of it at once.
#[track_caller]
fn nothing(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_message_is_found() {
    let pairs = all_pairs();
    let of = |form: &str| pairs.iter().filter(|pair| pair.form == form).count();
    for (form, least) in [("tr", 170), ("pick", 220), ("noun", 10), ("slash", 140), ("table", 5), ("header", 19)] {
        assert!(of(form) >= least, "{form}: {} pairs are seen", of(form));
    }
}

#[test]
fn both_texts_of_a_message_have_the_same_values_and_quotes_and_edges() {
    let mut wrong = Vec::new();
    for pair in all_pairs() {
        let (en, ru) = (pair.en.as_str(), pair.ru.as_str());
        let grammar = GRAMMAR.iter().any(|(text, _)| *text == ru);
        if holes(&pair, en) != holes(&pair, ru) && !grammar {
            wrong.push(format!("{pair}: other placeholders"));
        }
        let positional = |text: &str| if pair.formatted { text.matches("{}").count() } else { 0 };
        if positional(en) != positional(ru) {
            wrong.push(format!("{pair}: another number of values"));
        }
        if en.matches('`').count() != ru.matches('`').count() {
            wrong.push(format!("{pair}: other quotes"));
        }
        let edges = |text: &str| {
            (text.starts_with([' ', '\n']), text.ends_with('\n'), text.ends_with(' '), text.ends_with('.'))
        };
        // Russian abbreviations end in a full stop, and no sentence does that English does not end so.
        let short = ru.ends_with("мес.") || ru.ends_with(" г.") || en.ends_with("mo.");
        if edges(en) != edges(ru) && !short {
            wrong.push(format!("{pair}: another beginning or end"));
        }
        let options = |text: &str| {
            let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            words.filter(|word| word.starts_with("--")).map(ToOwned::to_owned).collect::<BTreeSet<String>>()
        };
        if options(en) != options(ru) {
            wrong.push(format!("{pair}: other options"));
        }
    }
    nothing(&wrong);
}

#[test]
fn every_text_is_in_its_language() {
    let mut wrong = Vec::new();
    for pair in all_pairs() {
        let (en, ru) = (pair.en.trim(), pair.ru.trim());
        if en.is_empty() || ru.is_empty() {
            wrong.push(format!("{pair}: empty"));
        }
        if !cyrillic(ru) && !NOT_CYRILLIC.iter().any(|(text, _)| *text == ru) {
            wrong.push(format!("{pair}: no Russian"));
        }
        if cyrillic(en) && !CYRILLIC_IN_ENGLISH.iter().any(|part| en.contains(part)) {
            wrong.push(format!("{pair}: Russian in English"));
        }
        let left: Vec<String> = latin(ru).into_iter().filter(|word| !LATIN.contains(&word.as_str())).collect();
        if !left.is_empty() {
            wrong.push(format!("{pair}: left in English: {left:?}"));
        }
    }
    nothing(&wrong);
}

#[test]
fn no_message_is_written_in_one_language_only() {
    let allowed = |list: &[(&str, &str)], name: &str| {
        list.iter().any(|(file, _)| name == *file || (file.ends_with('/') && name.starts_with(file)))
    };
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, text) in source.loose() {
            let at = format!("{}:{line}: {text:?}", source.name);
            if cyrillic(&text) && !allowed(&READ, &source.name) {
                wrong.push(format!("{at}: Russian outside a pair"));
            }
            let words = prose(&text);
            let sentence = words.split(|c: char| !c.is_alphabetic()).collect::<Vec<_>>();
            let sentence = sentence.windows(2).any(|two| two.iter().all(|word| word.len() > 1 && word.is_ascii()));
            if sentence && words.contains(' ') && !text.starts_with('=') && !allowed(&ENGLISH, &source.name) {
                wrong.push(format!("{at}: English outside a pair"));
            }
        }
        for (line, text) in source.said() {
            wrong.push(format!("{}:{line}: said in one language: {text:?}", source.name));
        }
    }
    nothing(&wrong);
}

#[test]
fn the_lists_of_exceptions_hold_nothing_that_is_not_there() {
    let pairs = all_pairs();
    for (text, why) in NOT_CYRILLIC {
        assert!(text == "{n} {noun}" || pairs.iter().any(|pair| pair.ru.trim() == text), "{text}: {why}");
    }
    for (text, why) in GRAMMAR {
        assert!(pairs.iter().any(|pair| pair.ru == text), "{text}: {why}");
    }
    for part in CYRILLIC_IN_ENGLISH {
        assert!(pairs.iter().any(|pair| pair.en.contains(part)), "{part}");
    }
    let names: BTreeMap<String, Source> = sources().into_iter().map(|source| (source.name.clone(), source)).collect();
    for (file, why) in READ.iter().chain(&ENGLISH) {
        let there = names.keys().any(|name| name == file || (file.ends_with('/') && name.starts_with(file)));
        assert!(there, "{file}: {why}");
    }
}

/// The form by the rule that schools teach: look at the last digit, unless the number ends in a teen.
fn taught(n: u64) -> &'static str {
    let written = n.to_string();
    let teen = written.len() > 1 && written.as_bytes()[written.len() - 2] == b'1';
    match written.as_bytes()[written.len() - 1] {
        b'1' if !teen => "one",
        b'2' | b'3' | b'4' if !teen => "few",
        _ => "many",
    }
}

#[test]
fn russian_nouns_go_with_every_number_up_to_200() {
    for n in 0..=200 {
        assert_eq!(plural_ru(n, "one", "few", "many"), taught(n), "{n}");
        assert_eq!(plural_en(n, "one", "many"), if n == 1 { "one" } else { "many" }, "{n}");
        assert_eq!(Lang::Ru.noun(n, ["-", "-"], ["one", "few", "many"]), taught(n), "{n}");
        assert_eq!(Lang::En.noun(n, ["one", "many"], ["-", "-", "-"]) == "one", n == 1, "{n}");
    }
}

proptest! {
    #[test]
    fn russian_nouns_go_with_any_number(n: u64) {
        prop_assert_eq!(plural_ru(n, "one", "few", "many"), taught(n));
    }
}

#[test]
fn every_code_of_the_sources_is_explained_in_both_languages() {
    let mut codes = BTreeSet::new();
    for source in sources() {
        for text in source.texts() {
            for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
                let digits = word.len() == 4 && word.as_bytes()[1..].iter().all(u8::is_ascii_digit);
                if digits && matches!(word.as_bytes()[0], b'E' | b'G' | b'P' | b'T') {
                    codes.insert(word.to_owned());
                }
            }
        }
    }
    assert!(codes.len() > 70, "{codes:?}");
    for code in codes.iter().filter(|code| *code != "E999") {
        let (Some(en), Some(ru)) =
            (vdsbatch::explain::explain(code, Lang::En), vdsbatch::explain::explain(code, Lang::Ru))
        else {
            panic!("{code} is not explained");
        };
        for (text, russian) in [(&en, false), (&ru, true)] {
            assert!(text.starts_with(code.as_str()) && text.ends_with('\n') && text.len() > code.len() + 12, "{text}");
            assert!(cyrillic(text) == russian || CYRILLIC_IN_ENGLISH.iter().any(|part| text.contains(part)), "{text}");
        }
        assert_ne!(en, ru);
    }
    for status in vdsbatch::order::Status::ALL {
        let (en, ru) =
            (vdsbatch::explain::explain(status.word(), Lang::En), vdsbatch::explain::explain(status.word(), Lang::Ru));
        assert!(en.is_some_and(|text| !cyrillic(&text)) && ru.is_some_and(|text| cyrillic(&text)), "{status}");
    }
}
