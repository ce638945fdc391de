//! The panel's ids of what a table offers: each a type of its own, so that none goes in another's place.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// Takes the number that the provider's table gives.
            #[must_use]
            pub const fn new(id: u32) -> Self {
                Self(id)
            }

            /// The number, as it goes to the panel.
            #[must_use]
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// The panel's id of a tariff (BILLmanager's parameter `price`, which is not money).
    TariffId
}
id! {
    /// The panel's id of a tariff's period (BILLmanager's parameter `period`, which is not months).
    PeriodId
}
id! {
    /// The panel's id of a resource: the N of `addon_N`.
    AddonId
}
id! {
    /// The panel's id of a data centre.
    DataCentreId
}
id! {
    /// The panel's id of a choice: the N of `enum_N`.
    EnumId
}
