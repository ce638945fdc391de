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
    /// What is typed for it: a letter, then whole words; English, then Russian. Enter alone is nothing.
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

    /// What a person typed who was asked in this language: one of what is offered, or nothing; none if it is neither. A
    /// letter counts in the language of the question alone: the key of `p`, the plan, is that of `з`, to order, on a
    /// keyboard that is set to Russian. A whole word counts in both.
    pub(super) fn read(typed: &str, offered: &[Self], lang: Lang) -> Option<Self> {
        let typed = typed.trim().to_lowercase();
        let is_word = typed.chars().count() > 1;
        let is_it = |choice: &Self| {
            let [en, ru] = choice.words();
            let (own, other) = if lang == Lang::En { (en, ru) } else { (ru, en) };
            own.contains(&typed.as_str()) || is_word && other.contains(&typed.as_str())
        };
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
            for lang in [Lang::En, Lang::Ru] {
                for word in choice.words().concat().into_iter().filter(|word| word.chars().count() > 1) {
                    assert_eq!(Choice::read(&format!(" {} ", word.to_uppercase()), &ALL, lang), Some(choice), "{word}");
                    assert_eq!(Choice::read(word, &[], lang), None, "{word}");
                }
                assert_eq!(Choice::read(choice.letter(lang), &ALL, lang), Some(choice));
                // The same key on a keyboard that is set to the other language may mean to order.
                let other = if lang == Lang::En { Lang::Ru } else { Lang::En };
                assert_eq!(Choice::read(choice.letter(other), &ALL, lang), None);
            }
        }
    }

    #[test]
    fn enter_is_nothing_and_what_is_not_understood_is_no_choice() {
        for lang in [Lang::En, Lang::Ru] {
            assert_eq!(Choice::read("", &ALL, lang), Some(Choice::Nothing));
            for typed in ["y", "yes", "да", "1", "2", "ok", "orders", "о"] {
                assert_eq!(Choice::read(typed, &ALL, lang), None, "{typed}");
            }
        }
    }
}
