//! Keeps the password out of what a panel said: an error can repeat the request. Pure.

use super::Answer;
use crate::outcome::Reason;

/// What stands in its place.
const CONCEALED: &str = "***";

/// The shortest beginning of the password that is looked for at the end of words that were cut.
const SHORTEST_PIECE: usize = 4;

/// A password, in every form in which an answer can repeat it.
pub(super) struct Discretion {
    forms: Vec<String>,
}

impl Discretion {
    pub(super) fn about(password: &str) -> Self {
        let form: String = url::form_urlencoded::byte_serialize(password.as_bytes()).collect();
        let percent = form.replace('+', "%20");
        let escaped = quick_xml::escape::escape(password).into_owned();
        let mut forms =
            vec![password.to_owned(), lower_escapes(&form), lower_escapes(&percent), form, percent, escaped];
        forms.retain(|form| !form.is_empty());
        // A form can begin with another one, which would leave its end behind.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self { forms }
    }

    /// The answer without the password.
    pub(super) fn of_answer(&self, answer: Answer) -> Answer {
        match answer {
            Answer::Unpaid(reason) => Answer::Unpaid(self.of_reason(reason)),
            Answer::Refused(reason) => Answer::Refused(self.of_reason(reason)),
            Answer::NoMoney(reason) => Answer::NoMoney(self.of_reason(reason)),
            Answer::SignInRefused(reason) => Answer::SignInRefused(self.of_reason(reason)),
            Answer::Blocked(reason) => Answer::Blocked(self.of_reason(reason)),
            Answer::Unclear(reason) => Answer::Unclear(self.of_reason(reason)),
            Answer::Accepted { .. } | Answer::Throttled { .. } => answer,
        }
    }

    /// The reason without the password.
    pub(super) fn of_reason(&self, reason: Reason) -> Reason {
        Reason { words: self.conceal(&reason.words), field: reason.field.map(|field| self.conceal(&field)), ..reason }
    }

    fn conceal(&self, text: &str) -> String {
        let whole = self.forms.iter().fold(text.to_owned(), |text, form| text.replace(form.as_str(), CONCEALED));
        let piece = self.forms.iter().filter_map(|form| piece_at_end(&whole, form)).max();
        match piece {
            Some(length) => format!("{}{CONCEALED}", &whole[..whole.len() - length]),
            None => whole,
        }
    }
}

/// The length in bytes of the longest beginning of `form` that `text` ends with.
fn piece_at_end(text: &str, form: &str) -> Option<usize> {
    form.char_indices()
        .map(|(at, c)| &form[..at + c.len_utf8()])
        .skip(SHORTEST_PIECE - 1)
        .filter(|piece| text.ends_with(piece))
        .map(str::len)
        .max()
}

/// A form's escapes with small letters: `%3a`.
fn lower_escapes(form: &str) -> String {
    let mut left = 0;
    form.chars()
        .map(|c| {
            left = if c == '%' { 3 } else { left };
            let escape = left > 0;
            left -= usize::from(escape);
            if escape { c.to_ascii_lowercase() } else { c }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::outcome::ReasonCode;

    fn told(password: &str, words: &str) -> String {
        Discretion::about(password).of_reason(Reason::with_words(ReasonCode::UnknownError, words)).words
    }

    #[test]
    fn every_form_of_the_password_is_taken_out() {
        let password = "p:A ss&7";
        for form in ["p:A ss&7", "p%3AA+ss%267", "p%3aA%20ss%267", "p:A ss&amp;7"] {
            assert_eq!(told(password, &format!("bad authinfo u:{form} here")), "bad authinfo u:*** here", "{form}");
        }
        assert_eq!(told(password, "Wrong amount"), "Wrong amount");
        assert_eq!(told("", "Wrong amount"), "Wrong amount");
        assert_eq!(told("пароль", "неверно: пароль"), "неверно: ***");
    }

    #[test]
    fn a_field_is_cleaned_as_well() {
        let reason = Reason { field: Some("hunter2".to_owned()), ..Reason::new(ReasonCode::ValueRefused) };
        assert_eq!(Discretion::about("hunter2").of_reason(reason).field.as_deref(), Some("***"));
    }

    proptest! {
        /// Words that are cut within the password do not end with its beginning.
        #[test]
        fn a_password_that_is_cut_is_taken_out(before in 990_usize..1000, password in "[a-zA-Zа-я%:&+ ]{4,20}") {
            let words = told(&password, &format!("{}{password}", ".".repeat(before)));
            let shown: String = words.trim_start_matches('.').replace(CONCEALED, "");
            prop_assert!(shown.chars().count() < SHORTEST_PIECE, "{}", shown);
        }
    }
}
