//! An account's ledger as a run may use it.

use std::path::Path;
use std::time::Duration;

#[cfg(feature = "sandbox")]
use super::door::practice::{Folder, Practice};
use super::door::{Door, Permit};
use super::error::Error;
use super::process::job::{Job, PanelChoice};
use super::settings::error::SettingsError;
use super::turn;
use crate::account::Account;
use crate::catalog::Catalog;
use crate::host::console::Console;
use crate::ledger::{self, Ledger, LedgerError, Place, Shelf, glance};
use crate::order::claim::History;
use crate::run::{Knows, Run, Trail};
use crate::text::lang::tr;
use crate::text::printable::Legible;

/// An account's ledger: held, glanced at, or none.
#[derive(Debug)]
pub enum Books {
    /// Held by this process alone, which writes it.
    Held {
        /// The ledger.
        ledger: Ledger,
        /// Whose it is.
        account: Account,
    },
    /// Read without its lock, for a plan that sends nothing: whoever holds it goes on.
    Glanced {
        /// Where it is, if it is there at all.
        place: Place,
        /// Whose it is; none for a practice panel, which has no address before it is started.
        account: Option<Account>,
        /// The same, held so that nobody else runs the practice panel beside it.
        held: Option<Ledger>,
    },
    /// None: nobody's plan, or a practice panel that keeps nothing.
    None,
}

/// What a run needs of its account: the door to its panel, if anything is to be sent, and its books.
///
/// Whoever takes both apart names the door first: what is named first is dropped last, and the folder
/// of a practice panel holds the ledger as well.
///
/// # Errors
///
/// When the password may not go to that panel or is not where it is said to be, the ledger cannot be opened, or
/// the practice panel cannot be started.
pub fn open(job: &Job, console: Console) -> Result<(Option<Door>, Books), Error> {
    if job.dry_run && !job.online {
        return Ok((None, Books::glance(&job.panel)));
    }
    if job.dry_run {
        return look(&job.panel, &job.catalog, console);
    }
    super::beside::look(job, console)?;
    Ok(match enter(&job.panel, &job.catalog, job.lock_timeout, console)? {
        Some((door, ledger)) => {
            let account = door.account.clone();
            (Some(door), Books::Held { ledger, account })
        }
        None => (None, Books::None),
    })
}

/// The door to a panel that is only asked, and the ledger as whoever holds it leaves it.
///
/// # Errors
///
/// Those of [`open`].
#[cfg_attr(not(feature = "sandbox"), expect(unused_variables, reason = "a practice panel alone is made of a table"))]
fn look(choice: &PanelChoice, catalog: &Catalog, console: Console) -> Result<(Option<Door>, Books), Error> {
    Ok(match choice {
        PanelChoice::Nobody => (None, Books::None),
        PanelChoice::Panel { account, password, trust, ledgers, named, sign_in } => {
            let permit = Permit::of(account, named, ledgers, console)?;
            let door = Door::of_account(permit, password.clone(), (trust.clone(), *sign_in))?;
            (Some(door), Books::glance(choice))
        }
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { dir, faults } => {
            let folder = Folder::new(dir.as_deref())?;
            let place = folder.ledger();
            // Whoever holds the ledger runs the panel of this folder.
            let held = Some(Ledger::open(&place)?);
            let door = Door::of_practice(Practice::start(catalog, folder, faults)?);
            let account = Some(door.account.clone());
            (Some(door), Books::Glanced { place, account, held })
        }
    })
}

/// Takes hold of an account's ledger, for which it waits for at most `most`, and finds the door to its panel; starts the practice panel if it
/// is wanted. None for nobody.
///
/// # Errors
///
/// Those of [`open`].
#[cfg_attr(not(feature = "sandbox"), expect(unused_variables, reason = "a practice panel alone is made of a table"))]
pub fn enter(
    choice: &PanelChoice,
    catalog: &Catalog,
    most: Duration,
    console: Console,
) -> Result<Option<(Door, Ledger)>, Error> {
    match choice {
        PanelChoice::Nobody => Ok(None),
        PanelChoice::Panel { account, password, trust, ledgers, named, sign_in } => {
            // Before anything is made or read: whether the password may go there at all.
            let permit = Permit::of(account, named, ledgers, console)?;
            // The ledger first: nobody is asked for a password while another process holds it.
            let place = ledgers.place(account);
            let ledger = turn::wait(most, console, || Ledger::open(&place))?;
            tell_origin(&ledger, console);
            Ok(Some((Door::of_account(permit, password.clone(), (trust.clone(), *sign_in))?, ledger)))
        }
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { dir, faults } => {
            let folder = Folder::new(dir.as_deref())?;
            // Here too: whoever holds the ledger runs the panel of this folder.
            let place = folder.ledger();
            let ledger = turn::wait(most, console, || Ledger::open(&place))?;
            Ok(Some((Door::of_practice(Practice::start(catalog, folder, faults)?), ledger)))
        }
    }
}

/// Says that a ledger was taken over, once, from where older versions kept it.
pub fn tell_origin(ledger: &Ledger, console: Console) {
    let Some(from) = ledger.came_from() else { return };
    let shown = |folder: &Path| folder.shown();
    let (from, to) = (shown(from), shown(ledger.place().folder()));
    console.say(&tr!(
        console.lang,
        "ledger: taken over from {from} into {to}, it stays on this computer; the old one is no longer opened",
        "журнал заказов: перенесён из {from} в {to}, на этом компьютере он и останется; прежний больше не открывается"
    ));
}

/// Like [`enter`] for whoever only reads or decides: a ledger that is not there is not made.
///
/// # Errors
///
/// Those of [`open`], and [`Error::NoLedger`].
pub fn enter_known(
    choice: &PanelChoice,
    catalog: &Catalog,
    most: Duration,
    console: Console,
) -> Result<(Door, Ledger), Error> {
    there(choice)?;
    Ok(enter(choice, catalog, most, console)?.ok_or(SettingsError::NoAccount)?)
}

/// The place of a ledger that is there.
///
/// # Errors
///
/// [`Error::NoLedger`] when there is none, with those that there are.
pub fn there(choice: &PanelChoice) -> Result<Place, Error> {
    match choice {
        PanelChoice::Nobody => Err(SettingsError::NoAccount.into()),
        PanelChoice::Panel { account, ledgers, .. } => known(ledgers.place(account), &account.to_string(), ledgers),
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { dir: Some(dir), .. } => of_practice(dir),
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { dir: None, .. } => Err(SettingsError::NoAccount.into()),
    }
}

/// The place of the ledger of a practice panel's folder, if it is there.
///
/// # Errors
///
/// [`Error::NoLedger`] when it is not.
pub fn of_practice(dir: &Path) -> Result<Place, Error> {
    known(Place::of_practice(dir), &dir.display().to_string(), &Shelf::named(dir.to_owned()))
}

/// A place where a ledger is; `ledgers` is where others may be.
///
/// # Errors
///
/// [`Error::NoLedger`] when it is not there.
pub fn known(place: Place, whose: &str, ledgers: &Shelf) -> Result<Place, Error> {
    if place.is_there() {
        return Ok(place);
    }
    if let Some(error) = place.out_of_reach() {
        return Err(error.into());
    }
    Err(Error::NoLedger { whose: whose.to_owned(), root: ledgers.root().to_owned(), known: ledgers.known() })
}

impl Books {
    /// The books of a plan that sends nothing.
    #[must_use]
    pub fn glance(choice: &PanelChoice) -> Self {
        match choice {
            PanelChoice::Nobody => Self::None,
            PanelChoice::Panel { account, ledgers, .. } => {
                Self::Glanced { place: ledgers.place(account), account: Some(account.clone()), held: None }
            }
            #[cfg(feature = "sandbox")]
            PanelChoice::Practice { dir: None, .. } => Self::None,
            #[cfg(feature = "sandbox")]
            PanelChoice::Practice { dir: Some(dir), .. } => {
                Self::Glanced { place: Place::of_practice(dir), account: None, held: None }
            }
        }
    }

    /// The ledger, if this process may write it.
    #[must_use]
    pub const fn held(&self) -> Option<&Ledger> {
        match self {
            Self::Held { ledger, .. } => Some(ledger),
            Self::Glanced { .. } | Self::None => None,
        }
    }

    /// Where the ledger is, or would be; none where none is kept.
    #[must_use]
    pub const fn place(&self) -> Option<&Place> {
        match self {
            Self::Held { ledger, .. } => Some(ledger.place()),
            Self::Glanced { place, .. } => Some(place),
            Self::None => None,
        }
    }

    /// Whose they are. A practice panel is named as its last run named it, if it had one.
    #[must_use]
    pub fn account(&self) -> Option<Account> {
        match self {
            Self::Held { account, .. } | Self::Glanced { account: Some(account), .. } => Some(account.clone()),
            // The address of a practice panel is another one at each start.
            Self::Glanced { place, account: None, .. } => {
                ledger::runs(place).ok()?.into_iter().find_map(|run| run.facts.account)
            }
            Self::None => None,
        }
    }

    /// What was ordered before.
    ///
    /// # Errors
    ///
    /// When a ledger is there and cannot be read.
    pub fn history(&self) -> Result<History, LedgerError> {
        match self {
            Self::Held { ledger, .. } => ledger.history(),
            Self::Glanced { place, .. } => glance(place),
            Self::None => Ok(History::default()),
        }
    }

    /// What is known of earlier orders from this history of theirs.
    #[must_use]
    pub fn knows(&self, history: &History) -> Knows {
        match self {
            Self::Held { ledger, .. } if ledger.made_in().is_some() => Knows::NoLedger,
            Self::Glanced { place, .. } if !place.is_there() => Knows::NoLedger,
            Self::Held { .. } | Self::Glanced { .. } if history.incomplete => Knows::Repaired,
            Self::Held { .. } | Self::Glanced { .. } => Knows::Ledger,
            Self::None => Knows::Nothing,
        }
    }

    /// What they have around a run: its tries, the lists that were read, the same sheet's other runs.
    ///
    /// # Errors
    ///
    /// When a ledger is there and cannot be read.
    pub fn trail(&self, run: &Run) -> Result<Trail, LedgerError> {
        match self {
            Self::Held { ledger, .. } => ledger.trail(run),
            Self::Glanced { place, .. } => ledger::trail(place, run),
            Self::None => Ok(Trail::default()),
        }
    }
}
