//! What may be done with a sheet that was looked at, and how a person says it. Pure.

use crate::text::lang::Lang;

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// Its servers are ordered.
    Order,
    /// The plan is written as a workbook.
    Plan,
    /// Its servers are ordered at the practice panel.
    Practice,
    /// A copy is written in which every error is marked.
    Mark,
    /// A blank sheet is made.
    Blank,
    /// Nothing.
    Nothing,
}

impl Choice {
    /// What is typed for it: a letter, then whole words; English, then Russian, since a keyboard may be set to either.
    /// Enter alone is nothing.
    const fn words(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::Order => [&["o", "order"], &["з", "заказать", "заказ"]],
            Self::Plan => [&["p", "plan"], &["п", "план"]],
            Self::Practice => [&["t", "try", "practice"], &["у", "учебная", "учёба", "учеба"]],
            Self::Mark => [&["m", "mark"], &["к", "копия"]],
            Self::Blank => [&["s", "sheet"], &["т", "таблица"]],
            Self::Nothing => [&["", "n", "nothing"], &["", "н", "ничего"]],
        }
    }

    /// The letter that is typed for it.
    pub(super) const fn letter(self, lang: Lang) -> &'static str {
        let [en, ru] = self.words();
        lang.pick(en[0], ru[0])
    }

    /// What a person typed: one of what is offered, or nothing; none if it is neither. Whole words may be of either
    /// language, and so may a letter, unless its key is that of another way that is shown in `lang`: `з`, which is
    /// "order", lies on the key of `p`, which is "plan, order nothing".
    pub(super) fn read(typed: &str, offered: &[Self], lang: Lang) -> Option<Self> {
        let typed = typed.trim().to_lowercase();
        let ways = || offered.iter().copied().chain([Self::Nothing]);
        let of = |words: usize| ways().find(|way| way.words()[words].contains(&typed.as_str()));
        let (shown, other) = if lang == Lang::En { (0, 1) } else { (1, 0) };
        if let Some(choice) = of(shown) {
            return Some(choice);
        }
        let by_key = ways().find(|way| *way != Self::Nothing && on_one_key(way.letter(lang), &typed, lang));
        match (of(other), by_key) {
            (Some(said), Some(pressed)) if said != pressed => None,
            (said, pressed) => said.or(pressed),
        }
    }
}

/// The letters of the two layouts, key by key.
const KEYS: [&str; 2] = ["qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить"];

/// Whether a letter that is shown is on the key that gives the typed one in the other layout.
fn on_one_key(shown: &str, typed: &str, lang: Lang) -> bool {
    let [latin, russian] = KEYS;
    let (own, other) = if lang == Lang::En { (latin, russian) } else { (russian, latin) };
    let mut keys = own.chars().zip(other.chars());
    keys.any(|(own, other)| shown.chars().eq([own]) && typed.chars().eq([other]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Choice; 5] = [Choice::Order, Choice::Plan, Choice::Practice, Choice::Mark, Choice::Blank];
    const LANGS: [Lang; 2] = [Lang::En, Lang::Ru];

    #[test]
    fn a_choice_is_typed_in_words_of_either_language_and_only_where_it_is_offered() {
        for (choice, lang) in ALL.into_iter().flat_map(|choice| LANGS.map(|lang| (choice, lang))) {
            for word in choice.words().concat() {
                let read = Choice::read(&format!(" {} ", word.to_uppercase()), &ALL, lang);
                let is_word = word.chars().nth(1).is_some();
                assert!(read == Some(choice) || (!is_word && word != choice.letter(lang)), "{word}: {read:?}");
                assert_ne!(Choice::read(word, &[], lang), Some(choice), "{word}");
            }
            assert_eq!(Choice::read(choice.letter(lang), &ALL, lang), Some(choice));
        }
    }

    #[test]
    fn a_letter_of_the_other_layout_is_never_another_way_than_that_of_its_key() {
        use Choice::{Blank, Mark, Order, Plan, Practice};
        let offered = [Order, Plan, Practice, Mark];
        // The key of the plan gives the letter of an order, and the other way round.
        assert_eq!(Choice::read("з", &offered, Lang::En), None);
        assert_eq!(Choice::read("p", &offered, Lang::Ru), None);
        assert_eq!(Choice::read("т", &[Blank], Lang::En), Some(Blank));
        for (typed, lang, choice) in [
            ("щ", Lang::En, Order),
            ("п", Lang::En, Plan),
            ("е", Lang::En, Practice),
            ("ь", Lang::En, Mark),
            ("o", Lang::Ru, Order),
            ("g", Lang::Ru, Plan),
            ("e", Lang::Ru, Practice),
            ("r", Lang::Ru, Mark),
        ] {
            assert_eq!(Choice::read(typed, &offered, lang), Some(choice), "{typed}");
        }
    }

    #[test]
    fn enter_is_nothing_and_what_is_not_understood_is_no_choice() {
        for lang in LANGS {
            assert_eq!(Choice::read("", &ALL, lang), Some(Choice::Nothing));
            for typed in ["yes", "да", "1", "2", "ok", "orders", "о"] {
                assert_eq!(Choice::read(typed, &ALL, lang), None, "{typed}");
            }
        }
        assert_eq!(Choice::read("y", &ALL, Lang::En), None);
    }
}
