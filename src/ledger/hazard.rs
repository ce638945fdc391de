//! Where a ledger is not safe.

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What is wrong with a folder for a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// It is reached over a network: a kind of file system, or a share.
    Network(String),
    /// A program keeps it alike on several machines: the folder above it that is kept so.
    Synced(String),
}

impl Hazard {
    /// The problem in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Network(kind) => {
                let kind = printable(kind);
                tr!(
                    lang,
                    "the folder is on a network ({kind}), where locks and writes are not safe",
                    "папка находится в сети ({kind}), где блокировки и запись ненадёжны"
                )
            }
            Self::Synced(above) => {
                let above = printable(above);
                tr!(
                    lang,
                    "OneDrive copies the folder to other computers (`{above}`), and with two copies of a ledger orders are placed twice",
                    "OneDrive копирует папку на другие компьютеры (`{above}`), а при двух копиях журнала заказов заказы размещаются дважды"
                )
            }
        }
    }
}
