//! Enums of which each variant is one sentence.

/// Makes an enum whose variants have words and no values: one row each, or one for several that read alike.
macro_rules! worded {
    (
        $(#[$about:meta])*
        pub enum $noun:ident;
        $($($(#[$doc:meta])* $name:ident),+ = [$en:literal / $ru:literal];)+
    ) => {
        $(#[$about])*
        pub enum $noun {
            $($($(#[$doc])* $name,)+)+
        }

        impl $noun {
            /// What it is and the way out in words.
            #[must_use]
            pub const fn message(self, lang: $crate::text::lang::Lang) -> &'static str {
                match self {
                    $($(Self::$name)|+ => lang.pick($en, $ru),)+
                }
            }
        }
    };
}

pub(super) use worded;
