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

    /// What a person typed: one of what is offered, or nothing; none if it is neither.
    pub(super) fn read(typed: &str, offered: &[Self]) -> Option<Self> {
        let typed = typed.trim().to_lowercase();
        let is_it = |choice: &Self| choice.words().iter().any(|words| words.contains(&typed.as_str()));
        offered.iter().copied().chain([Self::Nothing]).find(is_it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Choice; 5] = [Choice::Order, Choice::Plan, Choice::Practice, Choice::Mark, Choice::Blank];

    #[test]
    fn a_choice_is_typed_in_either_language_and_only_where_it_is_offered() {
        for choice in ALL {
            for word in choice.words().concat() {
                assert_eq!(Choice::read(&format!(" {} ", word.to_uppercase()), &ALL), Some(choice), "{word}");
                assert_eq!(Choice::read(word, &[]), None, "{word}");
            }
            for lang in [Lang::En, Lang::Ru] {
                assert_eq!(Choice::read(choice.letter(lang), &ALL), Some(choice));
            }
        }
    }

    #[test]
    fn enter_is_nothing_and_what_is_not_understood_is_no_choice() {
        assert_eq!(Choice::read("", &ALL), Some(Choice::Nothing));
        for typed in ["y", "yes", "да", "1", "2", "ok", "orders", "о"] {
            assert_eq!(Choice::read(typed, &ALL), None, "{typed}");
        }
    }
}
