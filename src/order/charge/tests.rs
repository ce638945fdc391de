use jiff::civil::date;
use jiff::{Span, ToSpan};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::text::lang::Lang;

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("a number")
}

/// A row of a service, in roubles, without days.
fn row(amount: &str) -> Charge {
    Charge {
        id: "501".to_owned(),
        service: Some("7100001".to_owned()),
        amount: decimal(amount),
        currency: Some("RUB".to_owned()),
        tax: Some(Decimal::ZERO),
        discount: Some(Decimal::ZERO),
        unpaid: Some(Decimal::ZERO),
        ..Charge::default()
    }
}

fn charged(rows: &[Charge]) -> Option<String> {
    Charged::of(rows).map(|sum| format!("{} {}", sum.amount, sum.currency.as_deref().unwrap_or("?")))
}

#[test]
fn rows_come_to_their_sum_with_what_came_back_taken_off() {
    let sum = |amounts: &[&str]| charged(&amounts.iter().map(|amount| row(amount)).collect::<Vec<_>>());
    assert_eq!(sum(&["100.00"]).as_deref(), Some("100.00 RUB"));
    assert_eq!(sum(&["33.33", "33.33", "33.34"]).as_deref(), Some("100.00 RUB"));
    assert_eq!(sum(&["100.00", "-40.50"]).as_deref(), Some("59.50 RUB"));
    assert_eq!(sum(&["3.3333", "3.3333", "3.3334"]).as_deref(), Some("10.0000 RUB"));
    let nothing = Charged::of(&[]).expect("a sum");
    assert!(nothing.is_nothing() && nothing.tax.is_none() && nothing.amount.is_zero());
    let most = Charge { amount: Decimal::MAX, ..row("1") };
    assert_eq!(charged(&[most.clone(), most]), None);
}

#[test]
fn a_sum_is_money_only_to_the_hundredth() {
    let money = |amounts: &[&str]| {
        let rows: Vec<Charge> = amounts.iter().map(|amount| row(amount)).collect();
        Charged::of(&rows).expect("a sum").money().map(|money| money.to_string())
    };
    assert_eq!(money(&["3.3333", "3.3333", "3.3334"]).as_deref(), Some("10.00"));
    assert_eq!(money(&["3.3333"]), None, "nobody said how to round");
    assert_eq!(money(&["-5.00"]), None, "more came back than was charged");
    assert_eq!(money(&[]).as_deref(), Some("0.00"));
}

#[test]
fn several_currencies_have_no_sum() {
    let of = |currencies: &[Option<&str>]| {
        let rows: Vec<Charge> =
            currencies.iter().map(|currency| Charge { currency: currency.map(str::to_owned), ..row("5.00") }).collect();
        charged(&rows)
    };
    assert_eq!(of(&[Some("RUB"), Some("rub")]).as_deref(), Some("10.00 RUB"));
    assert_eq!(of(&[None, None]).as_deref(), Some("10.00 ?"));
    assert_eq!(of(&[Some("RUB"), Some("EUR")]), None);
    assert_eq!(of(&[Some("RUB"), None]), None);
    assert_eq!(of(&[None, Some("RUB")]), None);
}

#[test]
fn what_is_not_paid_yet_is_not_charged_yet() {
    let waiting = Charge { unpaid: Some(decimal("70.00")), tax: None, ..row("70.00") };
    let sum = Charged::of(&[row("30.00"), waiting.clone()]).expect("a sum");
    assert_eq!((sum.amount, sum.rows, sum.tax), (decimal("30.00"), 1, Some(Decimal::ZERO)));
    assert_eq!((sum.waiting, sum.waiting_rows), (decimal("70.00"), 1));
    let sum = Charged::of(&[waiting]).expect("a sum");
    assert!(sum.amount.is_zero() && !sum.is_nothing() && sum.rows == 0);
}

#[test]
fn of_a_charge_that_is_partly_paid_only_that_part_is_charged() {
    let partly = Charge { unpaid: Some(decimal("4.00")), tax: Some(decimal("2.42")), ..row("14.50") };
    let sum = Charged::of(std::slice::from_ref(&partly)).expect("a sum");
    assert_eq!((sum.amount, sum.rows, sum.tax), (decimal("10.50"), 1, None), "nobody knows how much of the tax");
    assert_eq!((sum.waiting, sum.waiting_rows), (decimal("4.00"), 1));
    let sum = Charged::of(&[row("30.00"), partly]).expect("a sum");
    assert_eq!((sum.amount, sum.rows, sum.waiting, sum.waiting_rows), (decimal("40.50"), 2, decimal("4.00"), 1));
    // Of what is to come back, a part came.
    let back = Charge { unpaid: Some(decimal("4.00")), ..row("-14.50") };
    let sum = Charged::of(&[row("30.00"), back]).expect("a sum");
    assert_eq!((sum.amount, sum.waiting), (decimal("19.50"), decimal("-4.00")));
    let free = Charged::of(&[row("0.00")]).expect("a sum");
    assert_eq!((free.rows, free.waiting_rows), (1, 0));
}

#[test]
fn tax_and_discounts_are_told_only_if_every_row_tells_them() {
    let taxed = |tax: Option<&str>| Charge { tax: tax.map(decimal), discount: tax.map(decimal), ..row("12.00") };
    let sum = Charged::of(&[taxed(Some("2.00")), taxed(Some("1.50"))]).expect("a sum");
    assert_eq!((sum.tax, sum.discount), (Some(decimal("3.50")), Some(decimal("3.50"))));
    let sum = Charged::of(&[taxed(Some("2.00")), taxed(None)]).expect("a sum");
    assert_eq!((sum.tax, sum.discount), (None, None));
}

#[test]
fn only_the_rows_of_a_service_from_a_day_on_are_its() {
    let on = |day| Charge { charged_on: day, ..row("5.00") };
    let since = date(2026, 11, 30);
    let rows = vec![
        on(Some(since)),
        on(Some(since.yesterday().expect("a day"))),
        on(None),
        Charge { service: Some("7100002".to_owned()), ..on(Some(since)) },
        Charge { service: None, ..on(Some(since)) },
    ];
    let charges = Charges { rows, gap: None };
    assert_eq!(charges.of_service("7100001", since).count(), 2);
    assert_eq!(charges.of_service("7100003", since).count(), 0);
}

/// The sums of what was charged for an order of this day: for its period, later, and unclear.
fn told(rows: &[Charge], months: u8) -> [String; 3] {
    let charges = Charges { rows: rows.to_vec(), gap: None };
    let months = Months::new(months).expect("months");
    let OfOrder { first, renewals, unclear } = charges.of_order("7100001", date(2026, 11, 30), months);
    [first, renewals, unclear].map(|sum| sum.map_or("none".to_owned(), |sum| sum.amount.normalize().to_string()))
}

fn from(amount: &str, day: Date) -> Charge {
    Charge { from: Some(day), ..row(amount) }
}

#[test]
fn a_row_belongs_to_the_period_from_whose_days_it_pays() {
    let day = date(2026, 11, 30);
    let after = |months: i32| day.saturating_add(Span::new().months(months));
    // Paid at once, and renewed twice.
    let rows = [from("100", day), from("110", after(1)), from("120", after(2))];
    assert_eq!(told(&rows, 1), ["100", "230", "0"]);
    assert_eq!(told(&rows, 3), ["330", "0", "0"]);
    // By the month, in thirteen parts, since it began within one.
    let mut parts: Vec<Charge> = (0..13)
        .map(|month| from("5", if month == 0 { day } else { date(2026, 11, 1).saturating_add(month.months()) }))
        .collect();
    assert_eq!(told(&parts, 12), ["65", "0", "0"]);
    parts.push(from("60", after(12)));
    assert_eq!(told(&parts, 12), ["65", "60", "0"]);
    // By days.
    let days: Vec<Charge> = (0..40).map(|n| from("0.5", day.saturating_add(Span::new().days(n)))).collect();
    assert_eq!(told(&days, 1), ["15", "5", "0"]);
    // Set up three days later, by a panel to the west of here, or on the last day of a month.
    let later = date(2026, 12, 3);
    assert_eq!(told(&[from("7", later), from("8", date(2027, 1, 3))], 1), ["7", "8", "0"]);
    assert_eq!(told(&[from("7", date(2026, 11, 29)), from("8", date(2026, 12, 29))], 1), ["7", "8", "0"]);
    // Money that came back.
    assert_eq!(told(&[from("7", day), from("-7", date(2026, 12, 5))], 1), ["0", "0", "0"]);
}

#[test]
fn what_may_be_either_is_said_to_be_unclear() {
    let day = date(2026, 11, 30);
    let on = |amount: &str, day| Charge { charged_on: Some(day), ..row(amount) };
    // On the order's day it can be nothing else.
    assert_eq!(told(&[on("7", day), on("8", date(2026, 12, 20)), on("9", date(2027, 3, 1))], 1), ["7", "0", "17"]);
    assert_eq!(told(&[row("7")], 1), ["0", "0", "7"]);
    // Before the order's day, or where the rows of the first period are missing.
    assert_eq!(told(&[from("7", date(2026, 11, 20)), from("8", day)], 1), ["8", "0", "7"]);
    assert_eq!(told(&[from("8", date(2026, 12, 30))], 1), ["0", "0", "8"]);
    let odd = Charge { currency: Some("EUR".to_owned()), ..from("8", day) };
    assert_eq!(told(&[from("7", day), odd], 1), ["none", "0", "0"]);
    let charges = Charges { rows: vec![row("7")], gap: None };
    assert!(!charges.of_order("7100001", day, Months::new(1).expect("months")).is_clear());
    assert!(charges.of_order("7100002", day, Months::new(1).expect("months")).is_clear());
}

#[test]
fn every_gap_says_in_both_languages_what_is_missing() {
    let unread = UnreadCharge { id: "507".to_owned(), column: "amount".to_owned() };
    for gap in [
        ChargesGap::Unread(vec![unread]),
        ChargesGap::Nameless,
        ChargesGap::Doubled(vec!["507".to_owned()]),
        ChargesGap::Changing,
        ChargesGap::Count { stated: 7, came: 6 },
        ChargesGap::NoEnd,
        ChargesGap::Filtered,
    ] {
        let said = [Lang::En, Lang::Ru].map(|lang| format!("{}: {}", gap.message(lang), gap.way_out(lang)));
        assert_ne!(said[0], said[1]);
        let names = matches!(gap, ChargesGap::Unread(_) | ChargesGap::Doubled(_));
        assert!(said.iter().all(|said| said.contains("507") == names), "{said:?}");
        let kept = serde_json::to_string(&gap).expect("JSON");
        assert_eq!(serde_json::from_str::<ChargesGap>(&kept).expect("a gap"), gap);
    }
}

/// How a panel shows one charge: parts of it, and money that went there and back.
#[derive(Clone, Debug)]
struct Shown {
    cuts: Vec<u32>,
    there_and_back: Vec<u32>,
    tax: u32,
    discount: u32,
    daily: bool,
}

fn shown() -> impl Strategy<Value = Shown> {
    let cuts = prop::collection::vec(0..=10_000_u32, 0..31);
    let back = prop::collection::vec(1..=9_999_999_u32, 0..4);
    (cuts, back, 0..=3000_u32, 0..=9000_u32, any::<bool>())
        .prop_map(|(cuts, there_and_back, tax, discount, daily)| Shown { cuts, there_and_back, tax, discount, daily })
}

/// The rows of a charge of so many ten thousandths, shown in this way.
fn rows(charge: u64, shown: &Shown) -> Vec<Charge> {
    let whole = Decimal::new(i64::try_from(charge).expect("a charge"), 4);
    let mut cuts: Vec<Decimal> =
        shown.cuts.iter().map(|cut| (whole * Decimal::new(i64::from(*cut), 4)).trunc_with_scale(4)).collect();
    cuts.extend([Decimal::ZERO, whole]);
    cuts.sort();
    let mut amounts: Vec<Decimal> = cuts.windows(2).map(|cut| cut[1] - cut[0]).collect();
    for amount in &shown.there_and_back {
        let amount = Decimal::new(i64::from(*amount), 4);
        amounts.extend([amount, -amount]);
    }
    let share = |of: Decimal, hundredths: u32| (of * Decimal::new(i64::from(hundredths), 4)).round_dp(4);
    let day = date(2026, 11, 30);
    let charge = |(number, amount): (i64, Decimal)| Charge {
        id: number.to_string(),
        amount,
        tax: Some(share(amount, shown.tax)),
        discount: Some(share(amount, shown.discount)),
        charged_on: Some(day),
        // A row a day, all of them within a month; or all of them from the order's day on.
        from: Some(if shown.daily { day.saturating_add((number % 30).days()) } else { day }),
        ..self::row("0")
    };
    (0..).zip(amounts).map(charge).collect()
}

proptest! {
    #[test]
    fn however_a_panel_splits_discounts_or_taxes_a_charge_its_sum_is_that_charge(
        charge in 0..=10_000_000_000_u64,
        other in 1..=10_000_000_u64,
        ways in (shown(), shown()),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut all = rows(charge, &ways.0);
        all.extend(rows(other, &ways.1).into_iter().map(|row| Charge { service: Some("7100002".to_owned()), ..row }));
        let at = turn.index(all.len());
        all.rotate_left(at);
        let charges = Charges { rows: all, gap: None };
        let day = date(2026, 11, 30);
        let expected = Decimal::new(i64::try_from(charge).expect("a charge"), 4);
        let sum = Charged::of(charges.of_service("7100001", day)).expect("a sum");
        prop_assert_eq!(sum.amount, expected);
        let told = charges.of_order("7100001", day, Months::new(1).expect("months"));
        prop_assert_eq!(told.first.expect("a sum").amount, expected);
        prop_assert!(told.renewals.expect("a sum").is_nothing() && told.unclear.expect("a sum").is_nothing());
    }
}

#[test]
fn a_gap_of_many_rows_names_a_few_of_them() {
    let row = |id: usize| UnreadCharge { id: id.to_string(), column: "amount".to_owned() };
    for (gap, some) in [
        (ChargesGap::Unread((1..=33).map(row).collect()), "5 (amount)"),
        (ChargesGap::Doubled((1..=33).map(|id| id.to_string()).collect()), "4, 5"),
    ] {
        for (lang, more) in [(Lang::En, " … and 28 more"), (Lang::Ru, " … и ещё 28")] {
            let told = gap.message(lang);
            assert!(told.ends_with(&format!("{some}{more}")), "{told}");
        }
    }
    let five = ChargesGap::Doubled((1..=5).map(|id| id.to_string()).collect()).message(Lang::En);
    assert!(five.ends_with(": 1, 2, 3, 4, 5"), "{five}");
}
