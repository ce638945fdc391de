//! A person's decisions: `resolve`, `release`, `adopt`. What is said is held against the panel's list.

use jiff::Timestamp;

use super::books;
use super::door::Door;
use super::error::Error;
use super::process::job::PanelChoice;
use super::settings::catalog;
use super::turn;
use super::whole;
use crate::catalog::Catalog;
use crate::cli::{Adopt, Asked, Common, Release, Resolve};
use crate::host::console::Console;
use crate::host::machine;
use crate::ledger::Ledger;
use crate::order::claim::Settle;
use crate::order::findings::{Scope, findings};
use crate::order::ruled::asked_otherwise;
use crate::order::ruling::{Evidence, Held, Ruled, Ruling, Standing, hold};
use crate::order::service::Listing;
use crate::order::{ClaimState, Difference, Domain, Objection, Order};
use crate::panel::Panel;
use crate::report;
use crate::run::exit::Exit;
use crate::text::lang::tr;
use crate::text::printable::printable;
use crate::text::shell::{Options, TO_SAY, word};

/// `vdsbatch resolve DOMAIN`: a person decides about an order in doubt.
///
/// # Errors
///
/// When the order is not in doubt, the panel's list tells otherwise, or the decision cannot be written.
pub fn resolve(typed: &Resolve, common: &Common, console: Console) -> Result<Exit, Error> {
    let ruled = typed.ordered.clone().map_or(Ruled::NotOrdered, Ruled::Ordered);
    let desk = Desk::open(&typed.asked, common, console)?;
    let settle = typed.settle(&desk.choice)?;
    desk.decide(&Said { ruled, domain: Some(&typed.domain), reason: &typed.reason, settle })
}

/// `vdsbatch release DOMAIN`: frees the domain of an order that is over.
///
/// # Errors
///
/// When the domain has no order, or one in doubt, the panel still shows its service, or the decision cannot
/// be written.
pub fn release(typed: &Release, common: &Common, console: Console) -> Result<Exit, Error> {
    let ruled = typed.id.clone().map_or(Ruled::Release, Ruled::Gone);
    let desk = Desk::open(&typed.asked, common, console)?;
    desk.decide(&Said { ruled, domain: typed.domain.as_ref(), reason: &typed.reason, settle: Settle::SECONDS })
}

/// `vdsbatch adopt DOMAIN ID`: a service that was not ordered from here counts as if it had been.
///
/// # Errors
///
/// When no list showed the service under the domain, the domain is claimed, or the decision cannot
/// be written.
pub fn adopt(typed: &Adopt, common: &Common, console: Console) -> Result<Exit, Error> {
    let ruled = Ruled::Adopt(typed.id.clone());
    let desk = Desk::open(&typed.asked, common, console)?;
    let unsaid = console.lang.pick("adopted without a reason", "внесено без пояснения");
    let reason = typed.reason.as_deref().unwrap_or(unsaid);
    desk.decide(&Said { ruled, domain: Some(&typed.domain), reason, settle: 0 })
}

/// What a person says.
struct Said<'s> {
    ruled: Ruled,
    /// About which domain; none for a service whose domain cannot be read.
    domain: Option<&'s Domain>,
    reason: &'s str,
    settle: u32,
}

impl Said<'_> {
    /// What it is about, as people write it.
    fn about(&self) -> String {
        let id = || self.ruled.service_id().unwrap_or_default().to_owned();
        self.domain.map_or_else(id, Domain::unicode)
    }
}

/// Where a decision is made: the account's ledger, and the door to its panel if that may be asked.
struct Desk {
    // What is named first is dropped last: the folder of a practice panel holds the ledger as well.
    door: Option<Door>,
    ledger: Ledger,
    choice: PanelChoice,
    catalog: Catalog,
    options: Options,
    force: bool,
    is_json: bool,
    console: Console,
}

impl Desk {
    fn open(asked: &Asked, common: &Common, console: Console) -> Result<Self, Error> {
        let catalog = catalog(&common.catalog)?;
        let choice = asked.choice(&catalog, common)?;
        let options = choice.options(&common.catalog).unwrap_or_default();
        let opened = if asked.offline {
            books::there(&choice).and_then(|place| {
                let ledger = turn::wait(asked.waiting.most(), console, || Ledger::open(&place))?;
                books::tell_origin(&ledger, console);
                Ok((None, ledger))
            })
        } else {
            books::enter_known(&choice, &catalog, asked.waiting.most(), console)
                .map(|(door, ledger)| (Some(door), ledger))
        };
        let (door, ledger) = opened.map_err(|error| error.with_commands(&options))?;
        Ok(Self { door, ledger, choice, catalog, options, force: asked.force, is_json: asked.told.is_json(), console })
    }

    /// Holds what is said against the panel's list, and writes it down.
    fn decide(&self, said: &Said<'_>) -> Result<Exit, Error> {
        self.fits_before(said)?;
        let listing = self.listing()?;
        let history = self.ledger.history()?;
        let seen = self.ledger.seen(said.domain, said.ruled.service_id())?;
        let (now, settle) = (Timestamp::now(), said.settle);
        let evidence = Evidence { history: &history, seen: &seen, listing: listing.as_ref(), now, settle };
        let object = |forced| hold(&said.ruled, said.domain, evidence, forced);
        let forced = self.force && object(false).is_err_and(|objection| objection.may_be_forced());
        // An objection says more than that something does not fit.
        let agreed = match object(forced) {
            Ok(agreed) => agreed,
            Err(objection) => {
                // What the list shows is written down all the same: it may settle what was asked.
                self.settle_by(listing.as_ref())?;
                return Err(self.objected(said, objection)?);
            }
        };
        self.fits(said)?;
        let asked_for = self.asked_for(said)?;
        let ruling = Ruling { forced, agreed, ..Ruling::new(said.ruled.clone(), said.reason) };
        match said.domain {
            Some(domain) => self.ledger.decide(domain, ruling, &machine::operator())?,
            None => self.ledger.gone(ruling, &machine::operator())?,
        }
        self.settle_by(listing.as_ref())?;
        let decided = self.ledger.decisions()?.pop();
        let agreed = decided.as_ref().is_some_and(|decided| decided.held == Held::Agreed);
        self.told(said, agreed, &asked_for);
        if let (true, Some(decided)) = (self.is_json, &decided) {
            let claim = said.domain.map(|domain| self.ledger.standing(domain, &said.ruled)).transpose()?;
            let state = claim.and_then(|standing| standing.claim);
            let row = asked_for.first().map(|(order, differences)| (order.row, differences.as_slice()));
            self.console.document(&report::decision_json(decided, state, row));
        }
        Ok(Exit::Done)
    }

    /// Refuses what no list can make fit, before anybody is asked for a password.
    fn fits_before(&self, said: &Said<'_>) -> Result<(), Error> {
        let Some(domain) = said.domain else { return Ok(()) };
        let mut standing = self.ledger.standing(domain, &said.ruled)?;
        // A list may show it in a moment.
        standing.listed |= self.door.is_some();
        if said.ruled.fits(standing) { Ok(()) } else { Err(self.unfit(domain, standing.claim)) }
    }

    /// Refuses what does not fit now.
    fn fits(&self, said: &Said<'_>) -> Result<(), Error> {
        match (said.domain, &said.ruled) {
            (Some(domain), _) => {
                let standing = self.ledger.standing(domain, &said.ruled)?;
                if said.ruled.fits(standing) { Ok(()) } else { Err(self.unfit(domain, standing.claim)) }
            }
            (None, ruled) => {
                let id = ruled.service_id().unwrap_or_default();
                let seen = self.ledger.seen(None, Some(id))?;
                match seen.iter().find(|seen| !seen.deleted) {
                    Some(_) => Ok(()),
                    None => Err(Error::NoService(id.to_owned())),
                }
            }
        }
    }

    fn unfit(&self, domain: &Domain, state: Option<ClaimState>) -> Error {
        let error = Error::NoDecision { domain: domain.clone(), state };
        error.advised(vec![self.options.command(&format!("show {}", word(domain.ascii())))])
    }

    /// The same with what is typed instead.
    fn objected(&self, said: &Said<'_>, objection: Objection) -> Result<Error, Error> {
        let in_doubt = match said.domain {
            Some(domain) => self.ledger.standing(domain, &Ruled::NotOrdered)?,
            None => Standing::default(),
        };
        // The list that was read now may have settled it.
        let in_doubt = Ruled::NotOrdered.fits(in_doubt);
        let domain = said.domain.map(|domain| word(domain.ascii())).unwrap_or_default();
        let commands = match &objection {
            Objection::Appeared(ids) | Objection::Contested(ids) | Objection::NotListed(_, ids) if in_doubt => {
                let ids = ids.iter().map(|id| word(id));
                ids.map(|id| self.options.command(&format!("resolve {domain} --ordered {id} {TO_SAY}"))).collect()
            }
            Objection::OthersOrder(_, other) => vec![self.options.command(&format!("show {}", word(other.ascii())))],
            Objection::Appeared(_) | Objection::Contested(_) | Objection::NotListed(..) if !domain.is_empty() => {
                vec![self.options.command(&format!("show {domain}"))]
            }
            _ => Vec::new(),
        };
        Ok(Error::Objection { about: said.about(), objection }.advised(commands))
    }

    /// The list, read and written down now; none if the panel is not asked, or cannot be, which is told.
    fn listing(&self) -> Result<Option<Listing>, Error> {
        let (lang, console) = (self.console.lang, self.console);
        let Some(door) = &self.door else { return Ok(None) };
        let history = self.ledger.history()?;
        let read =
            door.client(&self.catalog, console).and_then(|panel| Ok(whole::held(&panel, panel.services()?, &history)?));
        let listing = match read {
            Ok(listing) => listing,
            Err(error) => {
                let why = error.message(lang);
                console.insist(&tr!(lang, "the panel's list was not read: {why}", "список панели не прочитан: {why}"));
                return Ok(None);
            }
        };
        self.ledger.list(&listing)?;
        if let Some(gap) = &listing.gap {
            console.insist(&gap.line(lang));
        }
        Ok(Some(listing))
    }

    /// Writes what the list says of every order.
    fn settle_by(&self, listing: Option<&Listing>) -> Result<(), Error> {
        let Some(listing) = listing else { return Ok(()) };
        let rules = self.choice.rules(&self.catalog, Settle::default());
        let found = findings(&self.ledger.history()?, listing, Scope::All, rules);
        self.ledger.found(&found)?;
        super::reconcile::show(&found, self.console);
        Ok(())
    }

    /// What rows ask for that met a service which is adopted now, and what the list tells of it otherwise.
    fn asked_for(&self, said: &Said<'_>) -> Result<Vec<(Order, Vec<Difference>)>, Error> {
        let (Ruled::Adopt(id), Some(domain)) = (&said.ruled, said.domain) else { return Ok(Vec::new()) };
        let seen = self.ledger.seen(Some(domain), Some(id))?;
        let Some(service) = seen.iter().map(|seen| &seen.service).find(|service| service.id == *id) else {
            return Ok(Vec::new());
        };
        let orders = self.ledger.asked_for(domain)?;
        let compared = orders.into_iter().map(|order| {
            let differences = asked_otherwise(&order, service);
            (order, differences)
        });
        Ok(compared.filter(|(_, differences)| !differences.is_empty()).take(1).collect())
    }

    /// Whether an order stands and waits for its payment.
    fn is_unpaid(&self, said: &Said<'_>) -> bool {
        let state = said.domain.and_then(|domain| self.ledger.standing(domain, &said.ruled).ok()?.claim);
        state == Some(ClaimState::Unpaid)
    }

    /// Says what was decided, and whether it stands on a person's word.
    fn told(&self, said: &Said<'_>, agreed: bool, asked_for: &[(Order, Vec<Difference>)]) {
        let (lang, console) = (self.console.lang, self.console);
        let done = match &said.ruled {
            // Whoever looked saw that it is there; the list tells whether it was paid.
            Ruled::Ordered(_) if self.is_unpaid(said) => {
                lang.pick("now counts as ordered and unpaid", "теперь считается заказанным, но не оплачен")
            }
            Ruled::Ordered(_) | Ruled::Adopt(_) => lang.pick("now counts as ordered", "теперь считается заказанным"),
            Ruled::NotOrdered | Ruled::Release if !agreed => lang.pick(
                "may be ordered again, unless the panel still lists a service under it",
                "можно заказать снова, если в панели под этим доменом нет услуги",
            ),
            Ruled::NotOrdered | Ruled::Release => lang.pick("may be ordered again", "можно заказать снова"),
            Ruled::Gone(_) => lang.pick(
                "counts as gone: lists are no longer checked for it",
                "считается удалённой: в списках её больше не ищут",
            ),
        };
        console.answer(&format!("{} {done}\n", printable(&said.about())));
        if !agreed {
            console.insist(lang.pick(
                "this was recorded on your word: the next complete list of the panel will confirm or contradict it",
                "это записано с ваших слов: следующий полный список панели подтвердит его или опровергнет",
            ));
        }
        for (order, differences) in asked_for {
            let (row, list) = (order.row, report::differences(differences, lang));
            console.insist(&tr!(
                lang,
                "row {row} of the sheet asks for something else: {list}",
                "в строке {row} таблицы указано другое: {list}"
            ));
        }
    }
}
