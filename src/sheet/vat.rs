//! What a header says of value added tax: `Цена с НДС`, `Price excl. VAT`. Pure.

/// The tax's names, as single words.
const TAX: [&str; 5] = ["ндс", "vat", "tax", "taxes", "налога"];

/// Words beside the tax that say that it is in the amount. Longer ones first, where one begins another.
const WITH: [&[&str]; 13] = [
    &["в", "том", "числе"],
    &["в", "т", "ч"],
    &["с", "учетом"],
    &["включая"],
    &["включено"],
    &["включен"],
    &["вкл"],
    &["including"],
    &["included"],
    &["inclusive"],
    &["incl"],
    &["inc"],
    &["with"],
];

/// Words beside the tax that say that it is not. Longer ones first, as above.
const WITHOUT: [&[&str]; 17] = [
    &["не", "облагается"],
    &["не", "включая"],
    &["не", "включен"],
    &["не", "вкл"],
    &["без", "учета"],
    &["без"],
    &["плюс"],
    &["сверху"],
    &["excluding"],
    &["excluded"],
    &["exclusive"],
    &["excl"],
    &["ex"],
    &["without"],
    &["w", "o"],
    &["plus"],
    &["net", "of"],
];

/// What a header says of value added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The amounts include it.
    With,
    /// It is not in them.
    Without,
    /// It is named, and nothing says how it is meant.
    Unclear,
}

/// The header without its words about the tax, and what they say; none if it has none.
#[must_use]
pub fn split(header: &str) -> Option<(String, Said)> {
    // Asked of many texts that are no headers at all.
    if !["НДС", "ндс", "Ндс", "VAT", "vat", "Vat", "TAX", "tax", "Tax", "алога"].iter().any(|tax| header.contains(tax))
    {
        return None;
    }
    let header = header.to_lowercase().replace('ё', "е");
    let words: Vec<&str> = header
        .split(|c: char| c.is_whitespace() || "_.:()[]{},;/-".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut at = words.iter().position(|word| TAX.contains(word))?;
    let mut words = words;
    words.remove(at);
    // A rate beside it says nothing more: `с НДС 20%`, `20 % VAT`.
    while words.get(at).is_some_and(|word| is_rate(word)) {
        words.remove(at);
    }
    while at > 0 && is_rate(words[at - 1]) {
        at -= 1;
        words.remove(at);
    }
    let said = [(Said::Without, &WITHOUT[..]), (Said::With, &WITH[..])]
        .into_iter()
        .find_map(|(said, phrases)| taken(&mut words, at, phrases).then_some(said));
    let said = said.or_else(|| {
        // `С` is a word of its own, and often typed in the other alphabet.
        let with = at > 0 && matches!(words[at - 1], "с" | "c" | "со" | "w");
        with.then(|| words.remove(at - 1)).map(|_| Said::With)
    });
    Some((words.join(" "), said.unwrap_or(Said::Unclear)))
}

/// Whether one of these phrases stands before or behind the place where the tax stood; it is taken out.
fn taken(words: &mut Vec<&str>, at: usize, phrases: &[&[&str]]) -> bool {
    for phrase in phrases {
        for begin in [at.checked_sub(phrase.len()), Some(at)].into_iter().flatten() {
            if words.get(begin..begin + phrase.len()) == Some(*phrase) {
                words.drain(begin..begin + phrase.len());
                return true;
            }
        }
    }
    false
}

fn is_rate(word: &str) -> bool {
    let digits = word.trim_end_matches('%');
    (digits.len() < 3 && digits.bytes().all(|byte| byte.is_ascii_digit())) && !word.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_header_says_of_the_tax_is_taken_out_of_it() {
        for (header, rest, said) in [
            ("Цена с НДС", "цена", Said::With),
            ("Цена (с НДС 20%), руб.", "цена руб", Said::With),
            ("Цена c НДС за месяц", "цена за месяц", Said::With),
            ("Цена, вкл. НДС 20 %", "цена", Said::With),
            ("Цена, в т.ч. НДС", "цена", Said::With),
            ("Price incl. VAT", "price", Said::With),
            ("Price (VAT included)", "price", Said::With),
            ("Price with 20% VAT", "price", Said::With),
            ("Цена без НДС", "цена", Said::Without),
            ("Цена без учёта НДС, ₽", "цена ₽", Said::Without),
            ("Цена (НДС не облагается)", "цена", Said::Without),
            ("Price ex. VAT", "price", Said::Without),
            ("Price w/o VAT per month", "price per month", Said::Without),
            ("Price (net of VAT)", "price", Said::Without),
            ("Цена НДС", "цена", Said::Unclear),
            ("НДС 20%", "", Said::Unclear),
        ] {
            assert_eq!(split(header), Some((rest.to_owned(), said)), "{header}");
        }
        assert_eq!([split("Цена"), split("Private"), split("Taxi")], [None, None, None]);
    }
}
