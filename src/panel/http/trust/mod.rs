//! Whom the client trusts: those that the machine trusts, and what a person names, byte for byte.

mod shown;
mod trusted;
mod verifier;

pub use self::trusted::Trust;
pub(super) use self::trusted::TrustError;
pub(super) use self::verifier::Refusal;
