//! What is asked of a status: one answer a field, so that a new status must answer all of it.

use super::claimed::ClaimState;
use super::money::MoneyState;

/// What a status weighs in the verdict of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As asked.
    Good,
    /// Not as asked, and known.
    Failed,
    /// Not known; the gravest.
    Unknown,
}

/// What a status does to the claim on its order's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnClaim {
    /// Nothing: it is no news of the order that holds the claim.
    Nothing,
    /// The claim stands from now on as this.
    Becomes(ClaimState),
    /// It is confirmed if the panel lists the service, otherwise nothing.
    ConfirmedWhenListed,
}

/// Whether there is a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// There is one, or there was: the panel may list it as deleted.
    Stands,
    /// There would be one if the plan were carried out.
    Planned,
    /// There may be one, or nobody pays for it yet.
    InDoubt,
    /// There is none.
    None,
}

/// When the order of a server that stands was placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// When its request was sent.
    Now,
    /// When an earlier order was.
    Earlier,
    /// Not at all, as far as is known.
    Never,
}

/// The colours of a status in workbooks, as RGB: readable at a contrast of 4.5 and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// Of the letters.
    pub ink: u32,
    /// Behind them.
    pub paper: u32,
}

/// What holds of every order of a status.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers a question that has two answers, apart from the others"
)]
pub struct Facts {
    /// What the status alone says of the money.
    pub money: MoneyState,
    /// What it weighs in the verdict.
    pub weight: Weight,
    /// What it does to the claim on the domain.
    pub on_claim: OnClaim,
    /// Whether there is a server.
    pub server: Server,
    /// When it was placed.
    pub placed: Placed,
    /// Whether an order request may have reached the panel.
    pub sent: bool,
    /// Whether the list at the end of a run can make it better known.
    pub open: bool,
    /// Whether it is named as soon as it happens, since a person has to act.
    pub asks: bool,
    /// Whether a corrected sheet would order it: it stands on *To fix*.
    pub to_fix: bool,
    /// Its place among those that ask something of a person, the gravest first; none asks nothing.
    pub gravity: Option<u8>,
    /// Its colours.
    pub tone: Tone,
}
