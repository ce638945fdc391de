//! Problems of a row's cells: codes E01x (catalogue values), E02x (domains), E03x (expansion),
//! E04x (cells and rows) and E053 (merged cells).

mod words;

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::code::Code;
use crate::row::{CellRef, Field, RowNo};

/// Why a name is no host name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DomainFault {
    /// It has one label only.
    OneLabel,
    /// It is an address.
    Address,
    /// An address of a page was typed.
    Page,
    /// It holds a character that host names do not have.
    Character(char),
    /// A label is empty.
    EmptyLabel,
    /// A label is longer than 63 characters in its ASCII form.
    LongLabel,
    /// The name is longer than 253 characters in its ASCII form.
    TooLong,
    /// A label begins or ends with a hyphen.
    Hyphen,
    /// The last label is a number.
    NumericTop,
    /// The rules of international names (UTS 46) refuse it.
    NotInternational,
}

/// What is wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellProblem {
    /// The tariff is not in the catalogue.
    UnknownTariff {
        /// What was read.
        given: String,
        /// The name that looks most like it.
        nearest: Option<String>,
    },
    /// The period is not offered for the tariff.
    PeriodNotOffered {
        /// What was read.
        given: String,
        /// The tariff.
        tariff: String,
        /// The months that are offered.
        allowed: Vec<u8>,
    },
    /// What stands for the renewal is neither yes nor a period that is offered.
    RenewalNotOffered {
        /// What was read.
        given: String,
        /// The tariff.
        tariff: String,
        /// The months that are offered.
        allowed: Vec<u8>,
    },
    /// A bare 1 for the renewal of a longer period: yes, or one month.
    RenewalUnclear {
        /// What was read.
        given: String,
    },
    /// The template is not in the catalogue.
    UnknownTemplate {
        /// What was read.
        given: String,
        /// The name that looks most like it.
        nearest: Option<String>,
    },
    /// Several names of the catalogue fit.
    Ambiguous {
        /// What was read.
        given: String,
        /// The names that fit.
        names: Vec<String>,
    },
    /// An amount is outside what the tariff offers.
    OutOfRange {
        /// What was read.
        given: String,
        /// The tariff.
        tariff: String,
        /// The smallest amount, where it is known.
        min: Option<u32>,
        /// The largest amount, where it is known.
        max: Option<u32>,
        /// The step, where it is known.
        step: Option<u32>,
    },
    /// ISPmanager is asked for or refused against what the template holds.
    IspmanagerAgainstTemplate {
        /// The template.
        template: String,
        /// Whether the template holds ISPmanager.
        holds: bool,
    },
    /// The tariff does not offer ISPmanager.
    NoIspmanager {
        /// The tariff.
        tariff: String,
    },
    /// The catalogue does not say how to order without renewal.
    NoRenewUnknown,
    /// The tariff does not take the template.
    TemplateNotTaken {
        /// The tariff.
        tariff: String,
        /// The template.
        template: String,
    },
    /// A name holds letters that look like others; it was understood all the same.
    LookAlike {
        /// What was read.
        given: String,
        /// What it was understood as.
        name: String,
    },
    /// The domain is no host name.
    BadDomain {
        /// What was read.
        given: String,
        /// Why.
        fault: DomainFault,
    },
    /// The domain stands in the sheet more than once.
    Twice {
        /// The domain.
        domain: String,
        /// The other rows; the row itself if its own names collide.
        others: Vec<RowNo>,
    },
    /// A label mixes letters of two alphabets.
    MixedLetters {
        /// What was read.
        given: String,
        /// The letter that does not fit.
        letter: char,
        /// Its place in the name, from 1.
        position: u32,
    },
    /// Several servers, and no place for their number.
    NoNumber {
        /// How many.
        count: u32,
        /// A pattern that would do.
        proposal: String,
    },
    /// A pattern is not understood.
    BadPattern {
        /// What was read.
        given: String,
    },
    /// Not a count that is allowed.
    BadCount {
        /// What was read.
        given: String,
    },
    /// Not a first number that is allowed.
    BadStart {
        /// What was read.
        given: String,
    },
    /// The login cannot stand in a host name.
    BadUser {
        /// The login.
        login: String,
    },
    /// No login is known; a stand-in was used.
    UserAssumed,
    /// A first number, and no place for it in the name.
    StartUnused {
        /// What was read.
        given: String,
    },
    /// A needed cell is empty.
    Empty {
        /// The field.
        field: Field,
    },
    /// Not a whole number.
    NotWhole {
        /// What was read.
        given: String,
        /// The unit that may stand behind it.
        unit: Option<String>,
    },
    /// A whole number, but of a unit of which it makes no whole number of the resource's.
    NotDivisible {
        /// What was read.
        given: String,
        /// The resource's unit.
        unit: String,
    },
    /// A date stands where a number or a text belongs.
    Date {
        /// What was read.
        given: String,
    },
    /// A day in a column of text, taken as text.
    DayAsText {
        /// What was read.
        given: String,
    },
    /// An error value.
    ErrorValue {
        /// What was read.
        given: String,
    },
    /// A formula without a stored value.
    NoStoredValue,
    /// A formula's stored value was used.
    Formula {
        /// The value.
        value: String,
    },
    /// The cell is merged with another one, which alone holds a value.
    Merged {
        /// The other cell.
        with: CellRef,
    },
    /// Not yes or no.
    NotYesNo {
        /// What was read.
        given: String,
    },
    /// Not an amount of money.
    NotMoney {
        /// What was read.
        given: String,
    },
    /// The price for the period and the price for a month disagree.
    PricesDisagree {
        /// The price for the period.
        period: String,
        /// The price for a month times the months.
        months: String,
    },
}

impl CellProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code(match self {
            Self::UnknownTariff { .. } => "E010",
            Self::PeriodNotOffered { .. } | Self::RenewalNotOffered { .. } => "E011",
            Self::UnknownTemplate { .. } => "E012",
            Self::Ambiguous { .. } | Self::RenewalUnclear { .. } => "E013",
            Self::OutOfRange { .. } => "E014",
            Self::IspmanagerAgainstTemplate { .. } => "E015",
            Self::NoIspmanager { .. } => "E016",
            Self::NoRenewUnknown => "E017",
            Self::TemplateNotTaken { .. } => "E018",
            Self::LookAlike { .. } => "E019",
            Self::BadDomain { .. } => "E020",
            Self::Twice { .. } => "E021",
            Self::MixedLetters { .. } => "E022",
            Self::NoNumber { .. } => "E030",
            Self::BadPattern { .. } => "E031",
            Self::BadCount { .. } => "E032",
            Self::BadStart { .. } => "E033",
            Self::BadUser { .. } => "E034",
            Self::UserAssumed => "E035",
            Self::StartUnused { .. } => "E036",
            Self::Empty { .. } => "E040",
            Self::NotWhole { .. } | Self::NotDivisible { .. } => "E041",
            Self::Date { .. } | Self::DayAsText { .. } => "E042",
            Self::ErrorValue { .. } => "E043",
            Self::NoStoredValue => "E044",
            Self::Formula { .. } => "E045",
            Self::NotYesNo { .. } => "E046",
            Self::NotMoney { .. } => "E047",
            Self::PricesDisagree { .. } => "E048",
            Self::Merged { .. } => "E053",
        })
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::TemplateNotTaken { .. }
            | Self::Formula { .. }
            | Self::DayAsText { .. }
            | Self::StartUnused { .. } => Severity::Warning,
            Self::LookAlike { .. } | Self::UserAssumed => Severity::Note,
            _ => Severity::Error,
        }
    }
}
