//! What one cell of an `.ods` says: its value, its text and its number style, which must agree.

use super::agree::{Agree, agree, bare, places};
use super::days::{clock, date, moment};
use super::styles::Look;
use super::text::Said;
use super::xml::{Element, Space};
use crate::reader::looks;
use crate::reader::raw::error_word;
use crate::sheet::shown::NumberFormat;
use crate::sheet::{Cell, Held, Shown, TwoReadings, Value};
use crate::text::alike::yes_no;

/// What the attributes of a cell say of its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Written {
    kind: Option<String>,
    number: Option<String>,
    text: Option<String>,
    date: Option<String>,
    time: Option<String>,
    truth: Option<String>,
    currency: Option<String>,
    error: bool,
    pub(super) formula: bool,
}

/// What the second reading must find in the cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expected {
    Nothing,
    Number(f64),
    Text(String),
    Iso(String),
    Truth(bool),
    /// It cannot understand what stands there.
    Anything,
}

impl Written {
    pub(super) fn of(element: &Element<'_>) -> Self {
        let get = |name: &str| element.get(Space::Office, name).map(str::to_owned);
        Self {
            kind: get("value-type"),
            number: get("value"),
            text: get("string-value"),
            date: get("date-value"),
            time: get("time-value"),
            truth: get("boolean-value"),
            currency: get("currency"),
            error: element.get(Space::Calcext, "value-type") == Some("error"),
            formula: element.get(Space::Table, "formula").is_some_and(|formula| !formula.is_empty()),
        }
    }

    /// The value of the kind that is named, and how many values there are.
    fn own(&self) -> (Option<&String>, usize) {
        let all = [&self.number, &self.text, &self.date, &self.time, &self.truth];
        let own = match self.kind.as_deref() {
            Some("float" | "percentage" | "currency") => &self.number,
            Some("string") => &self.text,
            Some("date") => &self.date,
            Some("time") => &self.time,
            Some("boolean") => &self.truth,
            _ => &None,
        };
        (own.as_ref(), all.iter().filter(|value| value.is_some()).count())
    }

    /// What the second reading must find.
    pub(super) fn expected(&self, said: &Said) -> Expected {
        let text = || said.text.clone().unwrap_or_default();
        let (own, values) = self.own();
        match (self.kind.as_deref(), own) {
            _ if values > 1 || said.hard || said.odd => Expected::Anything,
            (Some("string"), None) => Expected::Text(text()),
            (Some("string"), Some(own)) if self.error && own.is_empty() => Expected::Text(text()),
            (Some("string"), Some(own)) => Expected::Text(own.clone()),
            (Some("float" | "percentage" | "currency"), Some(own)) => {
                own.parse().map_or(Expected::Anything, Expected::Number)
            }
            (Some("date" | "time"), Some(own)) => Expected::Iso(own.clone()),
            (Some("boolean"), Some(own)) if own == "true" || own == "false" => Expected::Truth(own == "true"),
            (_, None) if values == 0 => Expected::Nothing,
            _ => Expected::Anything,
        }
    }

    /// The cell's value; none if nothing stands in it. `old` is the calendar that counts from 1904.
    pub(super) fn value(&self, said: &Said, look: &Look, old: bool) -> Option<Value> {
        let text = said.text.as_deref().map(str::trim).unwrap_or_default();
        let (own, values) = self.own();
        let doubt = |read: &str| Some(two(read, text));
        if said.odd {
            return Some(two(text, &format!("{text} {}", said.aside)));
        }
        let all = [&self.number, &self.text, &self.date, &self.time, &self.truth];
        if values > 1 {
            let other = all.into_iter().flatten().find(|value| Some(*value) != own);
            return Some(two(own.map_or(text, String::as_str), other.map_or("", String::as_str)));
        }
        let value = match (self.kind.as_deref(), own) {
            (Some("float" | "percentage" | "currency"), Some(own)) if !own.trim().is_empty() => {
                match own.trim().parse() {
                    Ok(number) => self.number(number, text, look, old),
                    Err(_) => two(text, own),
                }
            }
            (Some("string"), own) => return self.string(own, said, look),
            (Some("date" | "time"), Some(own)) if look.given && !look.is_of_time() => two(text, own),
            (Some("date"), Some(own)) => date(own).map_or_else(|| two(text, own), Value::Date),
            (Some("time"), Some(own)) => clock(own).map_or_else(|| two(text, own), Value::Date),
            (Some("boolean"), Some(own)) => match own.trim() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => two(text, own),
            },
            // Without a type, or with one and no value, the text is what is seen.
            (None, _) if values == 0 && !text.is_empty() => self.shown_text(text, look),
            // An empty paragraph is what a program writes that calculated an empty text.
            (None, _) if values == 0 => return self.formula.then(|| nothing(said)),
            (Some("void"), _) if values == 0 && text.is_empty() => return self.formula.then_some(Value::NoValue),
            (Some(_), None) if self.formula && text.is_empty() => Value::NoValue,
            (Some(_) | None, _) => {
                let first = all.into_iter().flatten().next();
                if self.formula && text.is_empty() && first.is_none_or(|value| value.trim().is_empty()) {
                    return Some(Value::NoValue);
                }
                // A number that is not there is zero to some programs, and nothing to others.
                let is_number = matches!(self.kind.as_deref(), Some("float" | "percentage" | "currency"));
                return doubt(first.map_or(if is_number { "0" } else { "" }, String::as_str));
            }
        };
        Some(value)
    }

    fn string(&self, own: Option<&String>, said: &Said, look: &Look) -> Option<Value> {
        let said = said.text.as_deref();
        let collapsed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match (own, said) {
            (Some(own), Some(said)) if own.is_empty() && (self.error || error_word(said)) => said,
            (Some(own), Some(said)) if !said.trim().is_empty() && collapsed(own) != collapsed(said) => {
                // What the style makes of the text may stand beside it.
                let seen = self.shown_text(own, look);
                let same = matches!(&seen, Value::Shown(shown) if collapsed(&shown.text) == collapsed(said));
                return Some(if same { seen } else { two(own, said) });
            }
            // What breaks a line is no more to be seen in an attribute.
            (Some(own), Some(said)) if own.len() <= said.len() => said,
            (Some(own), _) => own,
            (None, Some(said)) => said,
            (None, None) => return self.formula.then_some(Value::NoValue),
        };
        if text.trim().is_empty() {
            return self.formula.then(|| Value::Text(String::new()));
        }
        Some(self.shown_text(text, look))
    }

    fn shown_text(&self, text: &str, look: &Look) -> Value {
        if error_word(text) || (self.error && text.trim().starts_with('#')) {
            return Value::Error(text.trim().to_owned());
        }
        shown(Value::Text(text.to_owned()), look.format.as_ref())
    }

    /// A number as its style shows it, if its text says the same.
    fn number(&self, number: f64, text: &str, look: &Look, old: bool) -> Value {
        let plain = Value::number(number);
        let Value::Number(number) = plain else { return plain };
        if error_word(text) {
            return Value::Error(text.to_owned());
        }
        if let Some((code, _)) = look.format.as_ref().filter(|(_, format)| format.is_of_time(number)) {
            return moment(number, code, old).unwrap_or(plain);
        }
        let seen = shown(plain.clone(), look.format.as_ref());
        if look.unseen {
            return seen;
        }
        let said = match &seen {
            Value::Shown(shown) => shown.text.clone(),
            _ => number.to_string(),
        };
        // Programs show the bare number, whatever the type says that it is.
        if let (false, Some(typed)) = (look.given, self.typed(number)) {
            return two(&said, if text.is_empty() { &typed } else { text });
        }
        // Not every program keeps what it shows.
        if text.is_empty() {
            return seen;
        }
        match agree(text, &said) {
            Agree::Whole => seen,
            Agree::ButZeros if look.given => seen,
            Agree::ButZeros => zeros(number, text).unwrap_or(seen),
            Agree::Not if look.loose => {
                let code = look.format.as_ref().map_or_else(|| "General".to_owned(), |(code, _)| code.clone());
                let shown = Shown { text: text.to_owned(), stored: Held::Number(number), rounded: true, code };
                Value::Shown(Box::new(shown))
            }
            Agree::Not if !look.given && near(text, number) => plain,
            // LibreOffice keeps the result of a comparison as a number if nobody chose a format.
            Agree::Not if self.formula && !look.given && is_truth(text, number) => Value::Bool(number > 0.0),
            Agree::Not => two(&said, text),
        }
    }

    /// What the type alone says of a number: that it is a percentage, or money other than roubles.
    fn typed(&self, number: f64) -> Option<String> {
        match (self.kind.as_deref()?, self.currency.as_deref()) {
            ("percentage", _) => Some(format!("{}%", number * 100.0)),
            ("currency", Some(currency)) if !matches!(currency.trim(), "" | "RUB" | "RUR") => {
                Some(format!("{number} {}", currency.trim()))
            }
            _ => None,
        }
    }
}

/// The result of a formula that says nothing: no result at all, or the empty text.
fn nothing(said: &Said) -> Value {
    if said.text.is_some() { Value::Text(String::new()) } else { Value::NoValue }
}

/// Whether a text is the word for a truth value of this number.
fn is_truth(text: &str, number: f64) -> bool {
    yes_no(text).is_some_and(|truth| number.to_bits() == f64::from(u8::from(truth)).to_bits())
}

fn two(read: &str, written: &str) -> Value {
    Value::TwoReadings(Box::new(TwoReadings { read: read.trim().to_owned(), written: written.trim().to_owned() }))
}

fn shown(value: Value, format: Option<&(String, NumberFormat)>) -> Value {
    let Some((code, format)) = format else { return value };
    looks::shown(code, format, Cell { value, formula: false }).value
}

/// A number that the program shows with zeros around it which its style does not ask for.
fn zeros(number: f64, text: &str) -> Option<Value> {
    let (whole, decimals) = places(text)?;
    let point = if decimals > 0 { "." } else { "" };
    let code = format!("{}{point}{}", "0".repeat(whole.min(30)), "0".repeat(decimals.min(30)));
    let format = NumberFormat::parse(&code)?;
    Some(shown(Value::Number(number), Some(&(code, format))))
}

/// Whether a text is a number with as many of its digits as programs show without a format.
fn near(text: &str, number: f64) -> bool {
    bare(text).is_some_and(|(read, digits)| {
        let off = (read - number).abs();
        off <= number.abs() * 1e-14 || (digits >= 9 && off <= number.abs() * 1e-8)
    })
}
