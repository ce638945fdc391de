//! Texts in both languages, side by side. Pure.

/// A text in English and in Russian.
pub(super) type Pair = (&'static str, &'static str);

/// A text in both languages: `pair!("sheet" / "таблица")`.
macro_rules! pair {
    ($en:literal / $ru:literal) => {
        ($en, $ru)
    };
}

/// Several of them.
macro_rules! pairs {
    ($($en:literal / $ru:literal),* $(,)?) => {
        &[$(($en, $ru)),*]
    };
}

pub(super) use {pair, pairs};
