//! What is found out, before names are replaced.

use std::path::Path;

use crate::account::Account;
use crate::run::Facts;
use crate::text::alias::Kind;

/// Sections, and names that stand in them.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Titles and texts, in their order.
    pub(super) sections: Vec<(String, String)>,
    /// Names of which it is known what they name.
    pub(super) names: Vec<(Kind, String)>,
    /// Paths of which it is known where they end.
    pub(super) paths: Vec<String>,
}

impl Gathered {
    pub(super) fn section(&mut self, title: &str, body: String) {
        self.sections.push((title.to_owned(), body));
    }

    pub(super) fn name(&mut self, kind: Kind, name: &str) {
        self.names.push((kind, name.to_owned()));
    }

    pub(super) fn path(&mut self, path: &Path) {
        self.paths.push(path.to_string_lossy().into_owned());
    }

    /// Whoever and whatever an account names.
    pub(super) fn account(&mut self, account: &Account) {
        self.name(Kind::Account, &account.login);
    }

    /// The names in what is known of a run.
    pub(super) fn run(&mut self, facts: &Facts) {
        // Everybody's practice panel has the same.
        if let Some(account) = facts.account.as_ref().filter(|_| !facts.sandbox) {
            self.account(account);
        }
        self.name(Kind::User, &facts.operator);
        self.name(Kind::Host, &facts.host);
        self.name(Kind::File, &facts.input.file);
        if let Some(sheet) = &facts.input.layout.sheet {
            self.name(Kind::Sheet, sheet);
        }
        for line in &facts.company {
            self.name(Kind::Company, line.text());
            self.name(Kind::Company, line.label());
        }
    }
}
