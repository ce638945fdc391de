//! Domains: rules that say what is wrong, before the canonical form is made.

use super::letters::composed;
use crate::order::Domain;
use crate::sheet::problem::{DomainFault, DomainProblem};

/// Checks one literal name and brings it to its canonical form.
pub(super) fn domain(given: &str) -> Result<Domain, DomainProblem> {
    let fault = |fault| DomainProblem::BadDomain { given: given.to_owned(), fault };
    let composed = composed(given.trim().into());
    let name = composed.strip_suffix('.').unwrap_or(&composed);
    if name.contains('/') {
        return Err(fault(DomainFault::Page));
    }
    if let Some(c) = name.chars().find(|c| !(c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '-' | '.'))) {
        return Err(fault(DomainFault::Character(c)));
    }
    if name.parse::<std::net::Ipv4Addr>().is_ok() {
        return Err(fault(DomainFault::Address));
    }
    let Labels { many, last, empty, hyphen, longest } = Labels::of(name);
    if empty {
        return Err(fault(DomainFault::EmptyLabel));
    }
    if many == 1 {
        return Err(fault(DomainFault::OneLabel));
    }
    if hyphen {
        return Err(fault(DomainFault::Hyphen));
    }
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(fault(DomainFault::NumericTop));
    }
    if let Some((letter, position)) = mixed(name) {
        return Err(DomainProblem::MixedLetters { given: given.to_owned(), letter, position });
    }
    if name.is_ascii() && longest > 63 {
        return Err(fault(DomainFault::LongLabel));
    }
    if name.is_ascii() && name.len() > 253 {
        return Err(fault(DomainFault::TooLong));
    }
    let domain = Domain::new(name).ok_or_else(|| fault(DomainFault::NotInternational))?;
    // An encoded name is judged by the letters that it stands for; any other was judged.
    if !domain.is_encoded() {
        return Ok(domain);
    }
    match mixed(&domain.unicode()) {
        Some((letter, position)) => Err(DomainProblem::MixedLetters { given: domain.unicode(), letter, position }),
        None => Ok(domain),
    }
}

/// What the labels of a name are like.
struct Labels<'n> {
    many: usize,
    last: &'n str,
    /// Whether one of them is empty, and whether one begins or ends with a hyphen.
    empty: bool,
    hyphen: bool,
    /// How many bytes the longest has.
    longest: usize,
}

impl<'n> Labels<'n> {
    fn of(name: &'n str) -> Self {
        let mut all = Self { many: 0, last: "", empty: false, hyphen: false, longest: 0 };
        for label in name.split('.') {
            all.many += 1;
            all.last = label;
            all.empty |= label.is_empty();
            all.hyphen |= label.starts_with('-') || label.ends_with('-');
            all.longest = all.longest.max(label.len());
        }
        all
    }
}

/// The first letter of the rarer alphabet in a label that mixes Latin and another one, and its
/// place in the name, from 1. Letters with marks, such as `ü`, are Latin too.
fn mixed(name: &str) -> Option<(char, u32)> {
    if name.is_ascii() {
        return None;
    }
    let mut at = 0_u32;
    for label in name.split('.') {
        let letters = || label.chars().filter(|c| c.is_alphabetic());
        let latin = letters().filter(|c| is_latin(*c)).count();
        let other = letters().count() - latin;
        if latin > 0 && other > 0 {
            let rare_is_latin = latin < other;
            let rare = |c: &char| c.is_alphabetic() && is_latin(*c) == rare_is_latin;
            let (offset, letter) = label.chars().enumerate().find(|(_, c)| rare(c))?;
            return Some((letter, at + u32::try_from(offset).ok()? + 1));
        }
        at += u32::try_from(label.chars().count()).ok()? + 1;
    }
    None
}

/// The first label all of whose letters are Cyrillic and look Latin as they are typed: `со`, `х`. Below
/// a plainly Cyrillic end, such as `.рф`, nobody takes them for Latin.
pub(super) fn looks_latin(name: &str) -> Option<&str> {
    const ALIKE: &str = "аеорсухіѕјАВЕКМНОРСТХІЅЈ";
    if name.is_ascii() {
        return None;
    }
    let letters = |label: &str| label.chars().filter(|c| c.is_alphabetic()).collect::<Vec<_>>();
    let alike = |label: &str| letters(label).iter().all(|c| ALIKE.contains(*c));
    let last = name.trim_end_matches('.').rsplit('.').next()?;
    if !last.is_ascii() && !alike(last) {
        return None;
    }
    name.split('.').find(|label| !letters(label).is_empty() && alike(label))
}

/// Whether a letter is of the Latin alphabet: basic, Latin-1, Extended-A and -B, Additional.
const fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(given: &str) -> DomainFault {
        match domain(given) {
            Err(DomainProblem::BadDomain { fault, .. }) => fault,
            other => panic!("{given}: {other:?}"),
        }
    }

    #[test]
    fn every_fault_is_named() {
        assert_eq!(fault("localhost"), DomainFault::OneLabel);
        assert_eq!(fault("10.0.0.1"), DomainFault::Address);
        assert_eq!(fault("http://a.ru"), DomainFault::Page);
        assert_eq!(fault("a.ru/x"), DomainFault::Page);
        assert_eq!(fault("a_b.ru"), DomainFault::Character('_'));
        assert_eq!(fault("a b.ru"), DomainFault::Character(' '));
        assert_eq!(fault("*.ru"), DomainFault::Character('*'));
        assert_eq!(fault("web².ru"), DomainFault::Character('²'));
        assert_eq!(fault("web１.ru"), DomainFault::Character('１'));
        assert_eq!(fault("a..ru"), DomainFault::EmptyLabel);
        assert_eq!(fault("-a.ru"), DomainFault::Hyphen);
        assert_eq!(fault("a.123"), DomainFault::NumericTop);
        assert_eq!(fault(&format!("{}.ru", "a".repeat(64))), DomainFault::LongLabel);
        assert_eq!(fault(&format!("{}ru", "abcdefgh.".repeat(30))), DomainFault::TooLong);
    }

    #[test]
    fn a_letter_of_another_alphabet_is_named_with_its_place() {
        // The а of exаmple is Cyrillic.
        let problem = domain("web.exаmple.ru").expect_err("a mixed label");
        assert_eq!(problem, DomainProblem::MixedLetters { given: "web.exаmple.ru".into(), letter: 'а', position: 7 });
        let problem = domain("web.xn--exmple-4nf.ru").expect_err("the same, encoded");
        assert_eq!(problem, DomainProblem::MixedLetters { given: "web.exаmple.ru".into(), letter: 'а', position: 7 });
        assert!(domain("xn--80aairftm.xn--p1ai").is_ok());
        assert!(domain("магазин-1.рф").is_ok());
        assert!(["münchen.de", "straße.de", "café.fr"].into_iter().all(|name| domain(name).is_ok()));
        assert!(domain("магазин.example.ru").is_ok());
    }

    #[test]
    fn letters_whose_marks_stand_apart_are_those_letters() {
        for (apart, ascii) in [
            ("саи\u{306}т.рф", "xn--80aswg.xn--p1ai"),
            ("mu\u{308}ller.example.de", "xn--mller-kva.example.de"),
            ("е\u{308}лка.рф", "xn--80atc1g.xn--p1ai"),
        ] {
            assert_eq!(domain(apart).expect(apart).ascii(), ascii);
        }
        assert_eq!(fault("a\u{301}\u{302}\u{303}.ru"), DomainFault::Character('\u{302}'));
    }

    #[test]
    fn a_label_of_letters_that_look_latin_is_found() {
        for (name, label) in [("web19.х.ru", "х"), ("example.со", "со"), ("www.аее.com", "аее"), ("С-1.ru", "С-1")]
        {
            assert_eq!(looks_latin(name), Some(label), "{name}");
        }
        for name in ["сервер.рф", "почта.example.ru", "магазин-1.рф", "münchen.de", "web-1.example.ru", "1.ru"]
        {
            assert_eq!(looks_latin(name), None, "{name}");
        }
    }

    #[test]
    fn the_canonical_form_is_ascii_in_lower_case() {
        assert_eq!(domain(" WEB-1.Example.ru. ").expect("a domain").ascii(), "web-1.example.ru");
        assert_eq!(domain("Магазин.РФ").expect("a domain").unicode(), "магазин.рф");
    }
}
