//! What a panel of today says that it sells: its price list, the step at which a tariff is chosen, and the form of an
//! order. Read as it stands, and judged nowhere here. Pure.
//!
//! Whatever it is written in, one tree is read: XML and JSON fill it, `bjson` as well, whose forms and lists have
//! shapes of their own.

pub(in crate::panel) mod asking;
mod controls;
mod export;
mod form;
mod notes;
mod plain;
mod prices;
mod step;
mod tariff;
mod whole;

pub(super) use self::controls::{Controls, controls};
pub(in crate::panel) use self::export::read_export;
pub(in crate::panel) use self::form::read_form;
pub(in crate::panel) use self::step::read_step;
pub(in crate::panel) use self::whole::lacks_a_step;

#[cfg(test)]
mod tests;
