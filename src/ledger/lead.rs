//! Panels that a person confirmed because only a tariff table had named them, in a file beside the ledgers: one line
//! of JSON for each, never changed.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::place::make_private;
use super::plain;
use crate::account::PanelUrl;
use crate::host::private;

/// The file's name.
const FILE: &str = "panels.jsonl";

/// Where a table leads, and who confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The panel's address.
    pub panel: PanelUrl,
    /// The name of the table that leads there.
    pub table: String,
    /// When it was confirmed.
    pub at: Timestamp,
    /// Who confirmed it.
    pub by: String,
    /// On which machine.
    pub host: String,
}

impl Lead {
    /// What a person confirmed of this table and this address, below folders of ledgers. Neither is enough alone: a
    /// table that leads elsewhere since is not confirmed, nor is another table that leads there. A line that cannot
    /// be read confirms nothing.
    #[must_use]
    pub fn confirmed<'r>(roots: impl IntoIterator<Item = &'r Path>, panel: &PanelUrl, table: &str) -> Option<Self> {
        roots.into_iter().find_map(|root| {
            let text = plain::read(&root.join(FILE)).ok()?;
            let leads = text.lines().filter_map(|line| serde_json::from_str::<Self>(line).ok());
            leads.into_iter().find(|lead| lead.panel == *panel && lead.table == table)
        })
    }

    /// Remembers it, durably.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made, or the file not be written.
    pub fn remember(&self, root: &Path) -> std::io::Result<()> {
        make_private(root)?;
        let mut file = plain::open(private::made(OpenOptions::new().append(true).create(true)), &root.join(FILE))?;
        // A line that was cut off by a crash ends before this one.
        let line = format!("\n{}\n", serde_json::to_string(self)?);
        file.write_all(line.as_bytes())?;
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(panel: &str, table: &str) -> Lead {
        Lead {
            panel: PanelUrl::parse(panel).expect("an address"),
            table: table.to_owned(),
            at: "2026-11-30T08:00:00Z".parse().expect("a time"),
            by: "anna".to_owned(),
            host: "desk".to_owned(),
        }
    }

    #[test]
    fn a_table_and_an_address_are_confirmed_together() {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().join("made");
        let confirmed = |panel: &str, table| {
            Lead::confirmed([root.as_path()], &PanelUrl::parse(panel).expect("an address"), table).map(|lead| lead.by)
        };
        assert_eq!(confirmed("panel.example", "mine"), None, "nothing is there yet");
        lead("panel.example", "mine").remember(&root).expect("written");
        // A crash in the middle of a line takes nothing else with it.
        std::fs::write(root.join(FILE), std::fs::read_to_string(root.join(FILE)).expect("text") + "{\"panel\":\"ht")
            .expect("written");
        lead("other.example", "mine").remember(&root).expect("written");
        let anna = || Some("anna".to_owned());
        assert_eq!(confirmed("https://panel.example/billmgr", "mine"), anna());
        assert_eq!(confirmed("other.example", "mine"), anna());
        for (panel, table) in [
            ("panel.example", "Mine"),
            ("panel.example", "another"),
            ("panel.example:8443", "mine"),
            ("panel.example/manager", "mine"),
            ("third.example", "mine"),
        ] {
            assert_eq!(confirmed(panel, table), None, "{panel} {table}");
        }
    }
}
