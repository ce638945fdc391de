//! How problems are written down: one row each.

/// Makes an enum of problems: a code and its meaning, and below it each problem that bears it, with its
/// values, its weight, and its words. See [`crate::text::code::coded`].
///
/// The JSON of a problem, in a ledger and in what `check --format json` says, is its name and its values
/// in snake case: a name that changes is a name that a ledger of before does not find.
macro_rules! problems {
    (
        $(#[$about:meta])*
        pub enum $noun:ident in $lang:ident;
        $($code:literal [$en:literal / $ru:literal] {
            $($(#[$doc:meta])* $name:ident $({ $($(#[$is:meta])* $value:ident: $type:ty,)+ })?:
                $weight:expr => $words:expr;)+
        })+
    ) => {
        $crate::text::code::coded! {
            $(#[$about])*
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum $noun in $lang;
            $($code [$en / $ru] {
                $($(#[$doc])* $name $({ $($(#[$is])* $value: $type,)+ })? => $words;)+
            })+
        }

        impl $noun {
            /// How much it weighs.
            #[must_use]
            pub const fn severity(&self) -> $crate::sheet::problem::Severity {
                match self {
                    $($(Self::$name $({ $($value),+ })? => {
                        // Few weights depend on a value.
                        $(let _ = ($($value,)+);)?
                        $weight
                    })+)+
                }
            }
        }
    };
}

pub(super) use problems;
