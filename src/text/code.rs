//! Stable codes such as `E011`, and what is said of each: once, in the row of what bears it.
//!
//! To add something with a code: a row in the list of its noun (`reasons!` in `order`, `coded!` in
//! [`crate::run::Guard`], `problems!` in `sheet/problem`). `vdsbatch explain` knows it then.

use std::fmt;

use serde::Serialize;

use super::lang::Lang;

/// A stable code such as `E011`, which `vdsbatch explain` knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// What a code means and what to do, for whoever meets it without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The code.
    pub code: Code,
    /// In English.
    pub en: &'static str,
    /// In Russian.
    pub ru: &'static str,
}

impl Meaning {
    /// The meaning in words.
    #[must_use]
    pub const fn words(&self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.ru)
    }
}

/// Makes an enum of things that bear a code: a code and its meaning in both languages, and below it each
/// thing that bears it, with its values and its words. One row each, so that none can be forgotten.
///
/// The name behind `in` is the language in which the words are made.
macro_rules! coded {
    (
        $(#[$about:meta])*
        pub enum $noun:ident in $lang:ident;
        $($code:literal [$en:literal / $ru:literal] {
            $($(#[$doc:meta])* $name:ident $({ $($(#[$is:meta])* $value:ident: $type:ty,)+ })? => $words:expr;)+
        })+
    ) => {
        $(#[$about])*
        pub enum $noun {
            $($($(#[$doc])* $name $({ $($(#[$is])* $value: $type,)+ })?,)+)+
        }

        impl $noun {
            /// What each code means.
            pub const MEANINGS: &[$crate::text::code::Meaning] =
                &[$($crate::text::code::Meaning { code: $crate::text::code::Code($code), en: $en, ru: $ru }),+];

            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> $crate::text::code::Code {
                $crate::text::code::Code(match self {
                    $($(Self::$name { .. } => $code,)+)+
                })
            }

            /// The problem and the way out in words, foreign text made printable; without the code.
            #[must_use]
            pub fn message(&self, $lang: $crate::text::lang::Lang) -> String {
                match self {
                    $($(Self::$name $({ $($value),+ })? => {
                        // Not every value is told.
                        $(let _ = ($($value,)+);)?
                        $words
                    })+)+
                }
            }
        }
    };
}

pub(crate) use coded;
