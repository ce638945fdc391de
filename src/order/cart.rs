//! An account's cart, and the right to pay for one item of it, once.
//!
//! On some panels an order only lays something into the one cart that an account has; a second act pays for it.
//! What somebody else laid there is never touched, emptied or paid.

use super::attempt::Journal;
use super::claim::Claiming;
use super::clock::Moment;
use super::{Order, Outcome, Part, Unwritten};
use crate::money::{Money, is_one_currency};

/// What lies in a cart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cart {
    /// Its items, in the panel's order.
    pub items: Vec<CartItem>,
    /// What all of it costs, where that is a plain number.
    pub total: Option<Money>,
    /// The currency of the sum.
    pub currency: Option<String>,
}

/// One item of a cart. Every field but the id may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartItem {
    /// The panel's id of the item; never that of a service.
    pub id: String,
    /// The tariff's name or id, as shown.
    pub tariff: Option<String>,
    /// For how many months.
    pub months: Option<u8>,
    /// How many of it.
    pub count: Option<u32>,
    /// What it costs.
    pub price: Option<Money>,
}

impl Cart {
    /// The cart as far as its sum can be compared with what was planned: in another currency than the plan's it is
    /// none.
    #[must_use]
    pub fn in_currency(self, planned: Option<&str>) -> Self {
        let other = |shown: &str| planned.is_some_and(|planned| !is_one_currency(planned, shown));
        let total = self.total.filter(|_| !self.currency.as_deref().is_some_and(other));
        Self { total, ..self }
    }

    /// Whether it holds this item of an order and nothing else, as that order asks for it and at no more than was
    /// planned. What the panel does not show, or was not planned, is not the same.
    #[must_use]
    pub fn holds_only(&self, order: &Order, item: &str) -> bool {
        let [lies] = self.items.as_slice() else { return false };
        let (asked, sent) = (&order.terms.asked, &order.terms.sent);
        let own =
            |shown: &String| shown.trim().eq_ignore_ascii_case(&asked.tariff) || *shown == sent.shown(Part::Tariff);
        let planned = |total| order.price.is_some_and(|planned| total <= planned);
        lies.id == item
            && lies.tariff.as_ref().is_some_and(own)
            && lies.months == Some(asked.months.get())
            && lies.count.is_none_or(|count| count == 1)
            && self.total.is_some_and(planned)
    }
}

/// The right to pay for one item of a cart, once.
///
/// It exists only after a [`Journal`] has written it durably, and a journal writes one for a claim and never a
/// second one. Dropped without [`Confirm::close`], it stays open on disk: in doubt.
#[derive(Debug)]
#[must_use = "a confirm that is not closed stays in doubt"]
pub struct Confirm<'a> {
    claiming: &'a Claiming,
    item: String,
}

impl<'a> Confirm<'a> {
    /// Writes to the journal that an item, which an answer of our own named, is about to be paid, and how the order
    /// stands while nobody knows more; the only way to get one.
    ///
    /// # Errors
    ///
    /// [`Unwritten`] when it is not on disk, or another one of this claim is.
    pub fn begin<J: Journal + ?Sized>(
        journal: &J,
        claiming: &'a Claiming,
        (item, doubt): (String, &Outcome),
        now: &Moment,
    ) -> Result<Self, Unwritten> {
        journal.write_confirm(&claiming.order, &item, doubt, now)?;
        Ok(Self { claiming, item })
    }

    /// The order that is paid for.
    #[must_use]
    pub const fn claiming(&self) -> &'a Claiming {
        self.claiming
    }

    /// The item of the cart.
    #[must_use]
    pub fn item(&self) -> &str {
        &self.item
    }

    /// Writes how it ended, and when.
    ///
    /// # Errors
    ///
    /// [`Unwritten`] when that is not on disk; it then stays in doubt there.
    pub fn close<J: Journal + ?Sized>(self, journal: &J, outcome: &Outcome, now: &Moment) -> Result<(), Unwritten> {
        journal.write_confirmed(&self.claiming.order, outcome, now)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::catalog::{Catalog, Months};
    use crate::order::Prices;
    use crate::order::{Asked, Domain, Renewal, Sent, Terms};
    use crate::sheet::{CellRef, Col, PerAmount, RowNo};

    /// An order of the demonstration table's smallest tariff for a month, planned at so much.
    pub(crate) fn order(price: Option<Money>) -> Order {
        let catalog = Catalog::bundled("demo6").expect("bundled").expect("sound");
        let tariff = catalog.tariffs.iter().find(|tariff| tariff.name == "Demo Micro").expect("a tariff");
        let asked = Asked {
            tariff: tariff.name.clone(),
            months: Months::new(1).expect("months"),
            template: catalog.templates[0].name.clone(),
            amounts: PerAmount::of(|_| None),
            renewal: Renewal::Never,
            renewal_given: false,
            data_centre: None,
            recipe: None,
            template_title: None,
            recipe_title: None,
            named: Vec::new(),
        };
        let sent = Sent::of(&catalog, tariff, &catalog.templates[0], &asked).expect("parameters");
        let row = RowNo::from_index(1);
        Order {
            row,
            server: 1,
            cell: CellRef { col: Col::from_index(0), row },
            domain: Domain::new("a.example.com").expect("a domain"),
            terms: Terms { asked, sent }.into(),
            price,
            prices: Prices::default(),
            cost_centre: String::new(),
            reference: String::new(),
            comment: String::new(),
        }
    }

    #[test]
    fn a_cart_is_paid_only_if_it_holds_this_order_and_nothing_else() {
        let money = |amount: i64| Money::new(amount.into());
        let item = || CartItem {
            id: "4001".to_owned(),
            tariff: Some("Demo Micro".to_owned()),
            months: Some(1),
            count: Some(1),
            price: money(2),
        };
        let cart = |items: Vec<CartItem>| Cart { items, total: money(2), currency: Some("EUR".to_owned()) };
        let holds = |cart: &Cart| cart.holds_only(&order(money(2)), "4001");
        assert!(holds(&cart(vec![item()])));
        assert!(holds(&cart(vec![CartItem { tariff: Some("92660".to_owned()), count: None, ..item() }])));
        assert!(holds(&Cart { total: money(1), ..cart(vec![item()]) }), "less than was planned");
        let free = CartItem { id: "4002".to_owned(), price: money(0), ..item() };
        for (what, cart) in [
            ("nothing", cart(Vec::new())),
            ("something else as well, at no cost", cart(vec![item(), free.clone()])),
            ("something else", cart(vec![free])),
            ("another tariff", cart(vec![CartItem { tariff: Some("Demo Cloud".to_owned()), ..item() }])),
            ("a tariff that is not told", cart(vec![CartItem { tariff: None, ..item() }])),
            ("another period", cart(vec![CartItem { months: Some(12), ..item() }])),
            ("a period that is not told", cart(vec![CartItem { months: None, ..item() }])),
            ("two of it", cart(vec![CartItem { count: Some(2), ..item() }])),
            ("more money", Cart { total: money(3), ..cart(vec![item()]) }),
            ("a sum that is not told", Cart { total: None, ..cart(vec![item()]) }),
            ("a sum of another currency", cart(vec![item()]).in_currency(Some("RUB"))),
        ] {
            assert!(!holds(&cart), "{what}");
        }
        assert!(holds(&cart(vec![item()]).in_currency(Some("eur"))));
        assert!(!cart(vec![item()]).holds_only(&order(None), "4001"), "no price was planned");
    }
}
