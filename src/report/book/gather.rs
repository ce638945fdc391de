//! Everything that a book shows, put together from the records of its accounts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::currency::code;
use super::due::{self, Due};
use super::items::{self, Choice, Fate, Item};
use super::source::Source;
use super::spent::{self, Spent, Whose};
use super::sums::{By, Grouped};
use crate::order::Domain;
use crate::order::ruling::Decided;
use crate::report::calendar::Calendar;
use crate::text::lang::Lang;

/// A book: what it is of, and everything in it.
pub(super) struct Book<'a> {
    pub(super) lang: Lang,
    pub(super) zone: &'a TimeZone,
    pub(super) choice: Choice<'a>,
    pub(super) sources: &'a [Source<'a>],
    /// Its orders, the earliest first.
    pub(super) items: Vec<Item<'a>>,
    /// Orders of its cost centre whose day nobody knows: they are in no book.
    pub(super) undated: u64,
    /// What became of every line, by account and run.
    pub(super) fates: Vec<Vec<Vec<Fate>>>,
    /// What was charged in its time, the earliest first.
    pub(super) spent: Vec<Spent<'a>>,
    /// Charges of which the panel tells no day: they are in no book.
    pub(super) undated_charges: u64,
    /// Charges of its time whose cost centre nobody knows, and which are not in it for that.
    unnamed_left_out: u64,
    /// The renewals that fell into its time, the earliest first.
    pub(super) due: Vec<Due<'a>>,
    /// What people decided in its time, the earliest first, with the account's place.
    pub(super) decisions: Vec<(usize, &'a Decided)>,
    /// What people decided about each order's domain, by account.
    about: Vec<BTreeMap<Domain, Vec<&'a Decided>>>,
}

impl<'a> Book<'a> {
    /// Puts a book together.
    pub(super) fn of(sources: &'a [Source<'a>], choice: Choice<'a>, zone: &'a TimeZone, lang: Lang) -> Self {
        let mut book = Self {
            lang,
            zone,
            choice,
            sources,
            items: Vec::new(),
            undated: 0,
            fates: Vec::new(),
            spent: Vec::new(),
            undated_charges: 0,
            unnamed_left_out: 0,
            due: Vec::new(),
            decisions: Vec::new(),
            about: Vec::new(),
        };
        sources.iter().enumerate().for_each(|(at, source)| book.add(at, source));
        // Several accounts in one book: by day, and then as the accounts stand.
        book.items.sort_by_key(|item| item.day);
        book.spent.sort_by_key(|spent| spent.charge.charged_on);
        book.due.sort_by_key(|due| due.day);
        book.decisions.sort_by_key(|(_, decided)| decided.at);
        book
    }

    fn add(&mut self, at: usize, source: &'a Source<'a>) {
        let choice = self.choice;
        let (all, fates) = items::of_account(at, source, &choice);
        let spent = spent::of_account(at, source, &all, &choice);
        self.spent.extend(spent.found);
        self.undated_charges += spent.undated;
        self.unnamed_left_out += spent.unnamed;
        self.due.extend(due::of_items(&all, &choice));
        self.decisions.extend(decisions(source, &all, &choice, self.zone).map(|decided| (at, decided)));
        self.undated += all.iter().filter(|item| item.day.is_none() && choice.wants(item.cost_centre())).count() as u64;
        self.items.extend(all.into_iter().filter(|item| choice.fate(item) == Fate::Within));
        self.fates.push(fates);
        self.about.push(items::decisions(source));
    }

    /// What a book comes to, by group and currency.
    pub(super) fn grouped(&self, by: By) -> Grouped {
        Grouped::of(&self.items, &self.spent, &self.due, by)
    }

    /// What people decided about an order, at any time.
    pub(super) fn decided(&self, item: &Item<'_>) -> &[&'a Decided] {
        let domain = item.order().map(|order| order.domain.clone()).or_else(|| Domain::new(&item.line.name));
        let about = domain.and_then(|domain| self.about.get(item.source)?.get(&domain));
        about.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether it is of several accounts, so that each line names its own.
    pub(super) const fn is_of_several(&self) -> bool {
        self.sources.len() > 1
    }

    /// Whose an order is, for people.
    pub(super) fn account(&self, at: usize) -> String {
        self.sources.get(at).map(Source::named).unwrap_or_default()
    }

    /// Whether anything of it is practice.
    pub(super) fn is_practice(&self) -> bool {
        self.sources.iter().any(Source::is_practice)
    }

    /// The zone of its times, for people.
    pub(super) fn zone_named(&self) -> String {
        let shown = self.sources.iter().find_map(|source| source.views.first());
        let named = || self.zone.iana_name().unwrap_or_default().to_owned();
        shown.map_or_else(named, |view| Calendar::of(view.run, self.zone).zone())
    }

    /// The zones whose days its orders have: those of their runs.
    pub(super) fn day_zones(&self) -> BTreeSet<String> {
        // The panel tells the day of what was taken over, and no zone.
        let ordered = self.items.iter().filter(|item| !item.taken_over);
        ordered.map(|item| item.view.calendar.zone()).collect()
    }

    /// How many runs of its accounts did not end, or are still going.
    pub(super) fn open(&self) -> u64 {
        self.sources.iter().map(|source| source.chronicle.open).sum()
    }

    /// How many charges of its time name no service, whether they are in it or not.
    pub(super) fn unnamed_charges(&self) -> u64 {
        let within = self.spent.iter().filter(|spent| spent.whose(|_| ()) == Whose::Unnamed).count() as u64;
        within + self.unnamed_left_out
    }

    /// Every currency in which something in it is, the unnamed one as an empty text.
    pub(super) fn currencies(&self) -> BTreeSet<String> {
        let summed = self.grouped(|_| String::new()).0.into_keys().map(|(_, currency)| currency);
        // A refused order is in no sum by group, and has a planned amount all the same.
        summed.chain(self.items.iter().map(|item| code(item.currency()))).collect()
    }
}

/// What was decided in the time of the book about orders of its cost centre.
fn decisions<'a, 'b>(
    source: &'b Source<'a>,
    all: &'b [Item<'a>],
    choice: &'b Choice<'_>,
    zone: &'b TimeZone,
) -> impl Iterator<Item = &'a Decided> {
    let wanted: BTreeSet<&str> = all
        .iter()
        .filter(|item| choice.wants(item.cost_centre()))
        .filter_map(|item| item.order().map(|order| order.domain.ascii()))
        .collect();
    let all_of_them = choice.centre.is_none();
    let decided = source.chronicle.decisions.iter();
    decided
        .filter(move |one| all_of_them || wanted.contains(one.domain.as_str()))
        .filter(|one| choice.period.has(zone.to_datetime(one.at).date()))
}
