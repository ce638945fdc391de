//! The kinds, and the pairs of ideas that say them: what happened, and to what. Pure.

use super::ideas as i;
use super::words::{Idea, Sentence, distance, sentences};

/// What kind of refusal it is, whatever its code or type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// A login, a password or a session is not good.
    SignIn,
    /// The account is blocked.
    AccountBlocked,
    /// Too many tries to sign in.
    TooManyTries,
    /// This machine's address is refused.
    AddressRefused,
    /// A captcha.
    Captcha,
    /// A second factor.
    SecondFactor,
    /// Money is lacking.
    NoMoney,
    /// The domain is in use.
    DomainInUse,
    /// A refusal like others that looks like one of these: rights, a way of paying, a promotional code.
    Ordinary,
}

/// A row: a sentence that has every idea says the kind.
struct Row {
    kind: Kind,
    /// What must be in one sentence: what happened, and to what.
    ideas: &'static [&'static Idea],
    /// What it may have happened to instead: what is nearer to the first idea counts.
    rivals: &'static [&'static Idea],
    /// What must not be in that sentence.
    unless: &'static [&'static Idea],
}

const fn says(
    kind: Kind,
    ideas: &'static [&'static Idea],
    rivals: &'static [&'static Idea],
    unless: &'static [&'static Idea],
) -> Row {
    Row { kind, ideas, rivals, unless }
}

/// The rows; the first that is said counts.
const ROWS: &[Row] = &[
    says(Kind::Captcha, &[&i::CAPTCHA], &[], &[&i::TEMPLATES]),
    says(Kind::Captcha, &[&i::ENTER, &i::SIGNS, &i::PICTURE], &[], &[&i::NAMES]),
    says(Kind::Captcha, &[&i::WRONG, &i::SIGNS, &i::PICTURE], &[], &[&i::NAMES]),
    says(Kind::Captcha, &[&i::NO_ROBOT], &[], &[]),
    says(Kind::SecondFactor, &[&i::SECOND_FACTOR], &[], &[&i::TEMPLATES]),
    says(Kind::SecondFactor, &[&i::ENTER, &i::CODE, &i::CODE_OF], &[], &[&i::OTHER_CODES, &i::TO_BE_CONFIRMED]),
    says(Kind::SecondFactor, &[&i::ENTER, &i::CONFIRMATION, &i::BY_MESSAGE], &[], &[&i::TO_BE_CONFIRMED]),
    says(Kind::TooManyTries, &[&i::TOO_MANY, &i::TRIES], &[&i::THINGS], &[&i::PROMO]),
    says(
        Kind::TooManyTries,
        &[&i::BLOCKED, &i::SIGN_IN],
        &[&i::THINGS, &i::ACCOUNT, &i::ANY_ADDRESS],
        &[&i::TEMPLATES],
    ),
    says(Kind::AddressRefused, &[&i::DENIED, &i::FROM_HERE], &[], &[]),
    says(Kind::AddressRefused, &[&i::DENIED, &i::ADDRESS], &[&i::THINGS], &[&i::OFFERS]),
    says(Kind::AddressRefused, &[&i::ONLY_FROM, &i::ANY_ADDRESS], &[], &[&i::OFFERS]),
    says(Kind::NoMoney, &[&i::LACKING, &i::MONEY], &[&i::RESOURCES], &[]),
    says(Kind::NoMoney, &[&i::EXCEEDED, &i::CREDIT], &[&i::RESOURCES], &[]),
    says(Kind::NoMoney, &[&i::TOP_UP, &i::ACCOUNT_OF_MONEY], &[&i::RESOURCES], &[]),
    says(Kind::NoMoney, &[&i::TOP_UP, &i::REQUIRED], &[&i::RESOURCES], &[]),
    says(Kind::NoMoney, &[&i::REQUIRED, &i::PAYMENT], &[], &[&i::WAY_OF_PAYING]),
    says(Kind::NoMoney, &[&i::DECLINED, &i::PAYMENT], &[], &[&i::WAY_OF_PAYING]),
    says(Kind::NoMoney, &[&i::PAY_NOW], &[], &[&i::WAY_OF_PAYING]),
    says(Kind::NoMoney, &[&i::DEBT], &[], &[&i::WAY_OF_PAYING]),
    says(Kind::DomainInUse, &[&i::TAKEN, &i::DOMAIN], &[&i::OTHER_NAMES], &[]),
    says(
        Kind::AccountBlocked,
        &[&i::BLOCKED, &i::ACCOUNT],
        &[&i::THINGS, &i::CONTACTS],
        &[&i::NOT_CONFIRMED, &i::USERS_OF_A_SERVER],
    ),
    says(Kind::Ordinary, &[&i::TOO_WEAK], &[], &[]),
    says(Kind::SignIn, &[&i::WRONG, &i::CREDENTIALS], &[&i::THINGS], &[&i::OF_A_SERVER, &i::RULES]),
    says(Kind::SignIn, &[&i::NOT_GIVEN, &i::LOGIN_AND_PASSWORD], &[], &[&i::OF_A_SERVER, &i::RULES]),
    says(Kind::SignIn, &[&i::MISSING, &i::USER], &[&i::THINGS], &[&i::OF_A_SERVER]),
    says(Kind::SignIn, &[&i::OVER, &i::SESSION], &[&i::THINGS], &[&i::OF_A_SERVER, &i::LICENCE]),
    says(
        Kind::SignIn,
        &[&i::FAILED, &i::SIGN_IN],
        &[&i::THINGS],
        &[&i::OF_A_SERVER, &i::TEMPLATES, &i::RULES, &i::TAKEN],
    ),
    says(Kind::SignIn, &[&i::SIGN_IN_NOW], &[], &[&i::OF_A_SERVER, &i::TEMPLATES]),
    says(Kind::Ordinary, &[&i::LACKING, &i::RIGHTS], &[], &[]),
    says(Kind::Ordinary, &[&i::PAYMENT, &i::WAY_OF_PAYING], &[], &[]),
    says(Kind::Ordinary, &[&i::PROMO], &[], &[]),
];

/// What the words of an error say. The order's own domain is taken out of them already.
pub(in super::super) fn of_words(words: &str) -> Option<Kind> {
    let sentences = sentences(words);
    ROWS.iter().find(|row| sentences.iter().any(|sentence| row.is_said_in(sentence))).map(|row| row.kind)
}

impl Row {
    fn is_said_in(&self, sentence: &Sentence) -> bool {
        let all = self.ideas.iter().all(|idea| idea.is_in(sentence));
        all && !self.unless.iter().any(|idea| idea.is_in(sentence)) && !self.is_said_of_a_rival(sentence)
    }

    /// Whether something else is nearer to what happened.
    fn is_said_of_a_rival(&self, sentence: &Sentence) -> bool {
        let [what, to, ..] = self.ideas else { return false };
        // Each time that it happens, it happens to something: one time to what is looked for is enough.
        what.spans(sentence).iter().all(|what| {
            let near = |idea: &Idea| distance(&[*what], &idea.spans(sentence));
            let rival = self.rivals.iter().filter_map(|idea| near(idea)).min();
            rival.is_some_and(|rival| near(to).is_none_or(|here| rival < here))
        })
    }
}

#[cfg(test)]
pub(in super::super) mod tests;
