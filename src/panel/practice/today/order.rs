//! An order at a practice panel of today: paid at once, or into the cart.

use super::{access, answer, asked, quoted};
use crate::catalog::{Dialect, Protocol};
use crate::money::Money;
use crate::panel::practice::fate::{Fate, Told, accepted};
use crate::panel::practice::kind::Kind;
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::{Owned, Standing};
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::price::{Bill, raised};
use crate::panel::practice::record::OrderRequest;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;
use crate::panel::practice::state::State;

/// What a sent form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It is shown again: this is not the button that orders.
    Form,
    /// It fills the cart.
    Cart,
    /// It orders and pays.
    AtOnce,
}

/// What became of an order.
struct Done {
    executed: bool,
    item: Option<u64>,
    said: Said,
}

impl Done {
    const fn nothing(said: Said) -> Self {
        Self { executed: false, item: None, said }
    }
}

/// What a fault does, and how it is told.
#[derive(Clone, Copy)]
struct Struck<'g> {
    fault: Option<Kind>,
    number: u64,
    style: Style<'g>,
}

/// An order: its fate first, then the rules.
pub(super) fn order(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let domain = given.get("domain").map(|domain| domain.to_lowercase()).unwrap_or_default();
    let (nth, number) = (state.try_of(&domain), state.record.orders.len() as u64 + 1);
    let fault = seller.faults.of_order(&domain, nth, number);
    match fault {
        Some(Kind::SecondFactor) => state.demand_second_factor(),
        Some(Kind::SessionOver) => state.sessions.end_all(),
        _ => {}
    }
    let Done { executed, item, said } = act(seller, state, given, Struck { fault, number, style });
    state.record.orders.push(OrderRequest { domain, fault, executed, item });
    said
}

fn act(seller: &Seller, state: &mut State, given: &Parameters, struck: Struck<'_>) -> Done {
    let Struck { fault, number, style } = struck;
    let fate = match fault {
        Some(Kind::SecondFactor) => return Done::nothing(Refusal::extra_confirm().said(style)),
        Some(Kind::FormAgain) => return Done::nothing(quoted::form(seller, given, style)),
        // Here these come down to what there is of money.
        Some(Kind::Unpaid | Kind::UnpaidPay | Kind::NoMoney) => Fate::Executed(Told::Success),
        fault => Fate::of(fault, number, style),
    };
    if let Fate::Left(told) = fate {
        return Done::nothing(told.said(accepted()));
    }
    let (service, way) = match asked(seller, state, given, struck) {
        Ok(asked) => asked,
        Err(said) => return Done::nothing(said),
    };
    if let Fate::Late(told) = fate {
        later(seller, state, service, way);
        return Done::nothing(told.said(accepted()));
    }
    if let Some(done) = unpaid(seller, state, &service, (way, struck)) {
        return done;
    }
    let twice = fate == Fate::Twice;
    let Some((mut success, mut item)) = made(seller, state, service.clone(), (way, fault)) else {
        // What could not be written did not happen: a record must be as true as the answer.
        return Done::nothing(Said::Front(500, "Internal Server Error"));
    };
    if twice && state.taken(&service.domain) {
        return Done { executed: true, item, said: Refusal::domain_in_use().said(style) };
    }
    if twice && let Some(second) = made(seller, state, service, (way, fault)) {
        (success, item) = second;
    }
    let said = match fate {
        Fate::Twice => Said::Document(success),
        Fate::Left(told) | Fate::Executed(told) | Fate::Late(told) => told.said(success),
    };
    Done { executed: true, item, said }
}

/// The service that an order asks for, and how it gets it.
fn asked(seller: &Seller, state: &mut State, given: &Parameters, struck: Struck<'_>) -> Result<(Owned, Way), Said> {
    let Struck { fault, style, .. } = struck;
    let refused = |refusal: Refusal| refusal.said(style);
    seller.signed_in(state, given).map_err(refused)?;
    if access::is_half(state, given) {
        return Err(refused(Refusal::extra_confirm()));
    }
    let way = way(&seller.catalog.protocol, given, fault);
    if way == Way::Form {
        return Err(quoted::form(seller, given, style));
    }
    let least = (fault == Some(Kind::Clamp)).then(|| asked::clamped(&seller.catalog, given));
    let lax = seller.faults.has(Manner::Lax);
    let asking = asked::Asking::new(&seller.catalog, least.as_ref().unwrap_or(given), lax);
    let mut service = asking.service().map_err(refused)?;
    match fault {
        Some(Kind::NeedsConfig) => service.standing = Standing::Unconfigured,
        Some(Kind::NotAvailable) => service.standing = Standing::Unavailable,
        Some(Kind::UnpaidOk) => service.standing = Standing::Unpaid,
        _ => {}
    }
    let bill = Bill::of(service.cost, &seller.faults);
    (service.cost, service.discount) = (bill.total, bill.discount);
    if matches!(fault, Some(Kind::OtherPrice | Kind::CartPrice)) {
        service.cost = raised(service.cost);
    }
    if state.taken(&service.domain) {
        return Err(refused(Refusal::domain_in_use()));
    }
    Ok((service, way))
}

/// What a sent form does, by its button and by what the panel makes of `skipbasket`.
fn way(protocol: &Protocol, given: &Parameters, fault: Option<Kind>) -> Way {
    let is = |name: &str, value: &str| given.get(name).is_some_and(|given| given == value);
    let button = given.get("clicked_button").map_or("", String::as_str);
    let ignored = protocol.skips_cart == Some(false) || fault.is_some_and(Kind::into_cart);
    let asked = if is("skipbasket", "on") && !ignored { Way::AtOnce } else { Way::Cart };
    match (protocol.dialect, button) {
        (Dialect::Billmanager5, "finish") | (Dialect::Billmanager6, "order") => asked,
        // Seen at panels in use: without a button, the old form fills the basket.
        (Dialect::Billmanager5, "") => Way::Cart,
        // Likewise: the new form needs none where it is told of the new cart.
        (Dialect::Billmanager6, "") if is("force_use_new_cart", "on") => asked,
        _ => Way::Form,
    }
}

/// An order without the money for it, or one that a fault leaves unpaid; none if nothing of that keeps it up.
fn unpaid(seller: &Seller, state: &mut State, service: &Owned, how: (Way, Struck<'_>)) -> Option<Done> {
    let (way, Struck { fault, number, style }) = how;
    let empty = matches!(fault, Some(Kind::Unpaid | Kind::NoMoney));
    // What goes into a cart needs no money yet.
    let due = way == Way::AtOnce && service.standing != Standing::Unpaid;
    let short = due && service.cost.amount() > state.available();
    if !short && !empty && fault != Some(Kind::UnpaidPay) {
        return None;
    }
    let refusal = too_little(seller, state, (service.cost, empty)).said(style);
    let page = fault == Some(Kind::UnpaidPay) || seller.faults.has(Manner::MoneyPage);
    if !page && fault != Some(Kind::Unpaid) && !seller.faults.has(Manner::MoneyRow) {
        return Some(Done::nothing(refusal));
    }
    let said = if page { Said::Document(answer::to_pay(number)) } else { refusal };
    if way == Way::Cart && seller.catalog.protocol.has_cart() {
        let item = state.lay(service.clone(), false);
        return Some(Done { executed: item.is_some(), item, said });
    }
    let executed = state.make(Owned { standing: Standing::Unpaid, ..service.clone() }).is_some();
    Some(Done { executed, item: None, said })
}

/// What is said where there is less money than something costs; of an account that a fault takes for empty as well.
pub(super) fn too_little(seller: &Seller, state: &State, (cost, empty): (Money, bool)) -> Refusal {
    let nothing = rust_decimal::Decimal::ZERO;
    let (have, available) = if empty { (nothing, nothing) } else { (state.balance, state.available()) };
    let told = [
        ("have", have),
        ("deficit", cost.amount() - available),
        ("limit", state.limit.amount()),
        ("reserved", state.reserved.amount()),
        ("available", available),
    ];
    let mut told = told.map(|(name, amount)| (name, format!("{amount:.2}"))).to_vec();
    told.insert(1, ("currency", seller.currency().to_owned()));
    Refusal::too_little(cost.amount(), &told, seller.currency())
}

/// Executes it, and says so; what it laid into the cart as well.
fn made(seller: &Seller, state: &mut State, service: Owned, how: (Way, Option<Kind>)) -> Option<(Node, Option<u64>)> {
    let (way, fault) = how;
    if way == Way::AtOnce {
        let id = state.make(service)?;
        return Some((answer::at_once(id, fault == Some(Kind::IdArray)), None));
    }
    let (answer, item) = if seller.catalog.protocol.has_cart() {
        let item = state.lay(service, false)?;
        (answer::in_cart(item, seller.faults.has(Manner::ItemElid)), item)
    } else {
        let id = state.make(Owned { standing: Standing::Unpaid, ..service.clone() })?;
        let item = state.lay(Owned { id, ..service }, false)?;
        (answer::in_basket(id, item), item)
    };
    if fault == Some(Kind::CartForeign) {
        state.lay(somebodys(seller), true);
    }
    Some((answer, Some(item)))
}

fn later(seller: &Seller, state: &mut State, service: Owned, way: Way) {
    match (way, seller.catalog.protocol.has_cart()) {
        (Way::Cart, true) => state.make_later(service, true),
        (Way::Cart, false) => state.make_later(Owned { standing: Standing::Unpaid, ..service }, false),
        _ => state.make_later(service, false),
    }
}

/// What a colleague lays into the cart: the table's last tariff, with everything as it is usual.
pub(super) fn somebodys(seller: &Seller) -> Owned {
    let Some(tariff) = seller.catalog.tariffs.last() else { return Owned::default() };
    let mut given = Parameters::from([("pricelist".to_owned(), tariff.id.to_string())]);
    given.insert("domain".to_owned(), "colleague.example".to_owned());
    asked::Asking::new(&seller.catalog, &given, true).service().unwrap_or_default()
}
