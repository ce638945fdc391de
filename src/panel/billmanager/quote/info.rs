//! The sums of a form of the older functions: a text for people, with markup in it. Pure.

use super::super::amount;
use super::label::{Kind, is_about, is_before, is_of_the_period, kind};
use super::sum::{Sum, Sums, currency};
use crate::catalog::Months;
use crate::money::Money;
use crate::order::Flaw;
use crate::order::renews::Lasting;

/// Tags that end a line. Any other may stand within one: an amount that is struck out is still an amount.
const ENDS: [&str; 18] =
    ["br", "p", "div", "tr", "li", "ul", "ol", "table", "tbody", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dl"];

/// What parts an amount from the period that it is for.
const FOR: [&str; 7] = ["/", " per ", " for ", " за ", " в ", " на ", " every "];

/// The sums that a text names, of an order of so many months. A text that is nothing but an amount is the whole sum.
pub(super) fn sums(text: &str, months: Months) -> Result<Sums, Flaw> {
    let lines = lines(text);
    let mut sums = Sums::default();
    if let [line] = lines.as_slice()
        && let Some((amount, named)) = amount::with_currency(line)
    {
        sums.totals.push(Sum { amount, currency: named.and_then(currency) });
        return Ok(sums);
    }
    for line in &lines {
        let Some(label) = label(line) else {
            // What a line says of all amounts, no total stands against.
            if is_before(line) {
                return Err(Flaw::NotWhole);
            }
            continue;
        };
        let said = line[label.len()..].trim_start_matches([':', ' ', '—', '–']).trim();
        match kind(label) {
            Kind::Total if is_about(label) => return Err(Flaw::OddTotal),
            Kind::Total => {
                is_of_the_period(label, months)?;
                sums.add(total(said, months)?);
            }
            // What is told beside a total is no reason to have none.
            Kind::Discount => sums.discounts.extend(beside(said)),
            Kind::Tax if is_before(line) => return Err(Flaw::NotWhole),
            Kind::Tax => sums.taxes.extend(beside(said)),
            Kind::Before => sums.before = true,
            Kind::Part | Kind::Other => {}
        }
    }
    Ok(sums)
}

/// The label of a line that has figures: what stands before its last colon, or else before its amount.
fn label(line: &str) -> Option<&str> {
    if !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // What is said in brackets belongs to the amount before it.
    let open = line.find('(').filter(|at| line[..*at].contains(|c: char| c.is_ascii_digit())).unwrap_or(line.len());
    let head = &line[..open];
    let begin = head.rfind(':').or_else(|| head.find(|c: char| c.is_ascii_digit() || amount::SIGNS.contains(&c)))?;
    Some(line[..begin].trim_end_matches(amount::MINUS))
}

/// What a line says behind its label for the whole: an amount, perhaps for a period, perhaps with more in brackets.
fn total(said: &str, months: Months) -> Result<Sums, Flaw> {
    let (said, within) = match said.split_once('(') {
        Some((said, within)) => (said, Some(within.trim_end().strip_suffix(')').ok_or(Flaw::OddTotal)?)),
        None => (said, None),
    };
    let parted = FOR.iter().filter_map(|by| said.find(by).map(|at| (at, by.len()))).min();
    let said = match parted {
        Some((at, length)) => {
            let period = Lasting::read(said[at + length..].trim());
            if period != Some(Lasting::Months(months.get())) {
                return Err(Flaw::OtherPeriod);
            }
            &said[..at]
        }
        None => said,
    };
    let (amount, named) = amount::with_currency(said).ok_or(Flaw::OddTotal)?;
    let mut sums = Sums { totals: vec![Sum { amount, currency: named.and_then(currency) }], ..Sums::default() };
    if named.is_some() && sums.totals.iter().any(|sum| sum.currency.is_none()) {
        // Words that are no currency change what the amount says.
        return Err(Flaw::OddTotal);
    }
    match within.map(|within| (kind(within), within)) {
        Some((Kind::Tax, within)) => sums.taxes.extend(figures(within)),
        Some((Kind::Discount, within)) => sums.discounts.extend(figures(within)),
        Some((Kind::Before, _)) => return Ok(Sums { before: true, ..Sums::default() }),
        Some((_, within)) if within.contains(|c: char| c.is_ascii_digit()) => return Err(Flaw::OddTotal),
        _ => {}
    }
    Ok(sums)
}

/// An amount beside the total: a reduction may be written below zero.
fn beside(said: &str) -> Option<Sum> {
    let (amount, named) = amount::signed(said)?;
    Some(Sum { amount: Money::new(amount.abs().normalize())?, currency: named.and_then(currency) })
}

/// The amount behind the words of a bracket: `incl. VAT 0.83 EUR`. Of several, with the percentage among them, nobody
/// knows which one it is.
fn figures(within: &str) -> Option<Sum> {
    let begin = within.find(|c: char| c.is_ascii_digit() || amount::SIGNS.contains(&c))?;
    beside(&within[begin..])
}

/// The lines of a text with markup. One that names what follows and has no figures goes with the next, and so does one
/// that is followed by figures alone.
fn lines(text: &str) -> Vec<String> {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((tag, behind)) = behind.split_once('>') else { break };
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        plain.push(if ENDS.contains(&name.to_lowercase().as_str()) { '\n' } else { ' ' });
        rest = behind;
    }
    if !rest.contains('<') {
        plain.push_str(rest);
    }
    let plain = plain.replace("&nbsp;", " ").replace("&euro;", "€");
    let plain = quick_xml::escape::unescape(&plain).map_or_else(|_| plain.clone(), std::borrow::Cow::into_owned);
    let mut lines: Vec<String> = Vec::new();
    for line in plain.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")) {
        let bare = line.starts_with(|c: char| c.is_ascii_digit() || amount::SIGNS.contains(&c));
        match lines.last_mut() {
            _ if line.is_empty() => {}
            Some(last) if kind(last) != Kind::Other && (bare || !last.contains(|c: char| c.is_ascii_digit())) => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => lines.push(line),
        }
    }
    lines
}
