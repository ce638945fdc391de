//! Whether a ledger has the tables that some version of this program made, and nothing else: a view, a trigger, a table
//! or a rule of somebody else's has no business in it, and an index that is missing guards no domain.
//!
//! What is compared is the text that SQLite keeps of each table, piece by piece: tables that were altered have the same
//! pieces in another order. Whoever changes [`TABLES`] lists here what older ledgers may still have.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rusqlite::Connection;

use super::schema::{SESSION, TABLES, VERSION};
use super::seal;

/// What tables of older versions said where those of today say something else.
const FORMER: &str = "
CREATE TABLE claim (run TEXT NOT NULL REFERENCES run(id)) STRICT;
CREATE TABLE listing (run TEXT NOT NULL REFERENCES run(id)) STRICT;
CREATE TABLE decision (claim INTEGER NOT NULL REFERENCES claim(id)) STRICT;
CREATE TABLE attempt (may_have_left INTEGER AS (ended IS NULL OR outcome ->> '$.status' <> 'not-sent')) STRICT;
CREATE TABLE line (run TEXT NOT NULL REFERENCES run(id)) STRICT, WITHOUT ROWID;
";

/// The pieces of what makes a table or an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Made {
    /// Columns and rules of a table; for an index, all of it.
    pieces: BTreeSet<String>,
    /// What stands behind them: `STRICT`, say.
    end: String,
}

type Tables = BTreeMap<String, Made>;

/// The first thing in a database that no version of this program put there, or that this one misses; none if there is
/// none. Nothing of the database is run: SQLite's own table is read, and what stands there is compared as text.
pub(super) fn stranger(db: &Connection) -> rusqlite::Result<Option<String>> {
    let number: i32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let sealed = seal::version_of(number);
    let version = sealed.unwrap_or(number);
    let found = match read(db)? {
        Ok(found) => found,
        Err(stranger) => return Ok(Some(stranger)),
    };
    let (today, former) = known();
    for (name, made) in &found {
        let is_moved = sealed.is_some() && name == "TABLE MOVED";
        let known = if is_moved { moved() } else { today.get(name) };
        let Some(known) = known else { return Ok(Some(name.clone())) };
        let of_old = former.get(name).filter(|_| version < VERSION);
        let is_known =
            |piece: &&String| known.pieces.contains(*piece) || of_old.is_some_and(|old| old.pieces.contains(*piece));
        let has_known_end = made.end == known.end || of_old.is_some_and(|old| old.end == made.end);
        if !has_known_end || !made.pieces.iter().all(|piece| is_known(&piece)) {
            return Ok(Some(name.clone()));
        }
    }
    // An older one has less; what guards a domain it has all the same.
    let misses = |(name, made): &(&String, &Made)| match found.get(*name) {
        Some(found) => version == VERSION && found.pieces != made.pieces,
        None => version == VERSION || *name == ONE_LIVE_CLAIM,
    };
    Ok(today.iter().find(misses).map(|(name, _)| name.clone()))
}

/// Whether a table is one that a program behind SQLite stands for.
pub(super) fn is_virtual(db: &Connection, table: &str) -> rusqlite::Result<bool> {
    let mut statement = db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let tokens = tokens(&row.get::<_, String>(0)?).unwrap_or_default();
        // What follows is for the program behind it.
        let head = tokens.split(|word| word == "USING").next().unwrap_or_default();
        let is_it = |name: &String| name.trim_matches(['"', '`', '[', ']', '\'']).eq_ignore_ascii_case(table);
        if head.get(1).is_some_and(|word| word == "VIRTUAL") && head.iter().any(is_it) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The index that holds one live claim per domain.
const ONE_LIVE_CLAIM: &str = "INDEX ONE_LIVE_CLAIM";

/// The tables and indexes of today, and what older ones had.
fn known() -> &'static (Tables, Tables) {
    static KNOWN: OnceLock<(Tables, Tables)> = OnceLock::new();
    KNOWN.get_or_init(|| (of(&format!("{TABLES}{SESSION}")), of(FORMER)))
}

/// The table that a seal adds.
fn moved() -> Option<&'static Made> {
    static MOVED: OnceLock<Tables> = OnceLock::new();
    MOVED.get_or_init(|| of(seal::MOVED)).get("TABLE MOVED")
}

/// The tables and indexes that a text of ours makes.
fn of(text: &str) -> Tables {
    let statements = tokens(text).unwrap_or_default();
    statements.split(|token| token == ";").filter_map(made).collect()
}

/// The tables and indexes of a database, or the name of one that cannot be ours.
fn read(db: &Connection) -> rusqlite::Result<Result<Tables, String>> {
    let mut statement = db.prepare("SELECT type, name, sql FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    let mut found = Tables::new();
    while let Some(row) = rows.next()? {
        let (kind, name): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
        let (kind, name) = (kind.unwrap_or_default(), name.unwrap_or_default());
        let stranger = format!("{kind} {name}");
        let Some(sql) = row.get::<_, Option<String>>(2)? else {
            // What a rule of a table makes: it has no text of its own.
            if kind == "index" && name.starts_with("sqlite_autoindex_") {
                continue;
            }
            return Ok(Err(stranger));
        };
        // The text is what SQLite goes by.
        let Some((name, made)) = tokens(&sql).and_then(|tokens| made(&tokens)) else { return Ok(Err(stranger)) };
        if found.insert(name, made).is_some() {
            return Ok(Err(stranger));
        }
    }
    Ok(Ok(found))
}

/// What one statement makes: its kind and name, and the pieces; none if it makes neither a table nor an index.
fn made(tokens: &[String]) -> Option<(String, Made)> {
    let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match words.as_slice() {
        // SQLite quotes the name of a table that was given another one.
        ["CREATE", "TABLE", name, "(", rest @ ..] => {
            let name = name.trim_matches('"').to_uppercase();
            let end = rest.iter().rposition(|word| *word == ")")?;
            Some((format!("TABLE {name}"), Made { pieces: pieces(&rest[..end]), end: rest[end + 1..].join(" ") }))
        }
        ["CREATE", "UNIQUE", "INDEX", name, ..] | ["CREATE", "INDEX", name, ..] => {
            Some((format!("INDEX {name}"), Made { pieces: BTreeSet::from([words.join(" ")]), end: String::new() }))
        }
        _ => None,
    }
}

/// The pieces between commas that stand in no brackets.
fn pieces(words: &[&str]) -> BTreeSet<String> {
    let mut depth = 0_i32;
    let is_between = |word: &&str| {
        match *word {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth == 0 && *word == ","
    };
    words.split(is_between).map(|piece| piece.join(" ")).collect()
}

/// The words, texts and signs of a statement, without its comments. Words are in capitals; what is quoted stays as it
/// is. None where a quote or a comment has no end.
fn tokens(sql: &str) -> Option<Vec<String>> {
    let (mut found, mut rest) = (Vec::new(), sql);
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
            continue;
        } else if rest.starts_with("--") {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
            continue;
        } else if rest.starts_with("/*") {
            rest = rest.split_once("*/")?.1;
            continue;
        } else if matches!(first, '\'' | '"' | '`' | '[') {
            let last = if first == '[' { ']' } else { first };
            // A doubled quote is two texts side by side, which is one text of ours just so.
            rest[1..].find(last)? + 2
        } else if is_word(first) {
            rest.find(|sign| !is_word(sign)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let token = &rest[..length];
        found.push(if is_word(first) { token.to_uppercase() } else { token.to_owned() });
        rest = &rest[length..];
    }
    Some(found)
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '$')
}

#[cfg(test)]
mod tests;
