//! Why a part of a workbook is not read.

use super::markup::Fault;
use crate::reader::error::{Damage, PartDamage};

/// Why a part is not read.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It cannot be unpacked.
    Unpack,
    /// Its end is missing.
    Cut,
    /// It has a mark without end.
    TooLong,
    /// It is not UTF-8.
    Wide,
    /// It has a document type.
    Doctype,
    /// It names a row or a cell that no sheet has, or that is not where it says.
    NoSuchCell(String),
    /// A row or a cell comes twice.
    Twice(String),
    /// A cell has a reference that means nothing.
    Unknown(String),
    /// A name of somebody else's stands where data stands.
    Foreign(String),
    /// It is something else than a sheet.
    NoSheet,
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Io => Self::Unpack,
            Fault::Cut => Self::Cut,
            Fault::TooLong => Self::TooLong,
            Fault::Wide => Self::Wide,
        }
    }
}

impl Trouble {
    /// The damage of a file whose part of this name it is.
    pub(super) fn of(self, part: &str) -> Damage {
        let part = part.to_owned();
        match self {
            Self::Unpack => PartDamage::Unpacking(part).into(),
            Self::Cut => Damage::CutOff,
            Self::TooLong | Self::Unknown(_) | Self::NoSheet => PartDamage::Unclear { part, at: self.place() }.into(),
            Self::Wide => PartDamage::Wide(part).into(),
            Self::Doctype => Damage::Doctype(part),
            Self::NoSuchCell(address) => Damage::NoSuchCell(address),
            Self::Twice(place) => PartDamage::Twice(place).into(),
            Self::Foreign(name) => PartDamage::Foreign(name).into(),
        }
    }

    fn place(self) -> Option<String> {
        match self {
            Self::Unknown(address) => Some(address),
            _ => None,
        }
    }
}
