//! In what light an answer is read: what was asked, and whom. Pure.

use crate::account::PanelUrl;
use crate::catalog::Protocol;
use crate::order::Domain;

/// What was asked. Nothing is known of a call that only reads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The order's domain, which may be called anything: it is taken out before words are read.
    pub domain: Option<&'a Domain>,
    /// The panel: an answer may lead to another address.
    pub panel: Option<&'a PanelUrl>,
    /// How it is spoken to; as BILLmanager 4 where that is not said.
    pub protocol: Option<&'a Protocol>,
}
