//! Runs made by hand: one of every status, and as long ones as a test wants.

use jiff::Timestamp;
use jiff::civil::date;
use rust_decimal::Decimal;
use vdsbatch::account::{Account, PanelUrl};
use vdsbatch::catalog::Vat;
use vdsbatch::money::Money;
use vdsbatch::order::ruling::{Decided, Held, Ruled};
use vdsbatch::order::service::{Gap, Service, ServiceState};
use vdsbatch::order::{Difference, Domain, Earlier, Order, Outcome, Part, Reason, ReasonCode, Status, Terms};
use vdsbatch::run::{
    CatalogFacts, End, Facts, Knows, Line, ListRead, ReadRow, Run, SameSheet, Stop, Tally, Trail, Tried, Verdict,
};
use vdsbatch::sheet::input::Input;
use vdsbatch::sheet::problem::{CatalogueProblem, Diagnostic};
use vdsbatch::sheet::{Cell, CellRef, Col, Column, Field, Layout, PerAmount, Role, Row, RowNo, Value};
use vdsbatch::text::lang::Lang;

/// The columns of the sample sheet. `F` has no header, `Owner` and `STATUS` are carried.
pub const HEADERS: [(u16, &str, Role); 12] = [
    (0, "Tariff", Role::Field(Field::Tariff)),
    (1, "OS template", Role::Field(Field::Template)),
    (2, "Period", Role::Field(Field::Period)),
    (3, "Domain", Role::Field(Field::Domain)),
    (4, "Disk", Role::Field(Field::Disk)),
    (6, "Count", Role::Field(Field::Count)),
    (7, "Start", Role::Field(Field::Start)),
    (8, "Price", Role::Field(Field::Price)),
    (9, "Cost centre", Role::Field(Field::CostCentre)),
    (10, "Reference", Role::Field(Field::Reference)),
    (11, "Owner", Role::Carried),
    (12, "STATUS", Role::Carried),
];

/// The header stands in row 3: rows 1 and 2 are titles.
pub const HEADER_ROW: u32 = 2;

pub fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

pub fn money(text: &str) -> Money {
    Money::new(text.parse::<Decimal>().expect("a number")).expect("money")
}

pub fn row_no(no: u32) -> RowNo {
    RowNo::from_index(no - 1)
}

/// A row as it stands in the sheet.
pub fn read_row(no: u32, domain: &str, tariff: &str) -> ReadRow {
    let text = |col: u16, text: &str| (Col::from_index(col), Cell::text(text));
    let cells = vec![
        text(0, tariff),
        text(1, "CentOS-7-x86_64-minimal"),
        (Col::from_index(2), Cell { value: Value::Number(3.0), formula: false }),
        text(3, domain),
        (Col::from_index(4), Cell { value: Value::Number(40.0), formula: true }),
        text(5, "no header here"),
        (Col::from_index(6), Cell { value: Value::Number(9.0), formula: false }),
        (Col::from_index(7), Cell { value: Value::Number(4.0), formula: false }),
        text(8, "1 200,50 ₽"),
        text(9, "=1+1"),
        text(10, "Заявка №7"),
        (Col::from_index(11), Cell { value: Value::Date("2026-11-20".to_owned()), formula: false }),
        (Col::from_index(12), Cell { value: Value::Bool(true), formula: false }),
    ];
    ReadRow { row: Row { no: row_no(no), cells }, diagnostics: Vec::new() }
}

pub fn terms(tariff: &str, months: u8) -> std::sync::Arc<Terms> {
    let amount = |value: u32, given: bool| serde_json::json!({ "value": value, "given": given });
    let said = |part: &str, name: &str, value: u32| serde_json::json!({ "part": part, "name": name, "value": value });
    let terms = serde_json::json!({
        "asked": {
            "tariff": tariff,
            "months": months,
            "template": "CentOS-7-x86_64-minimal",
            "amounts": {
                "disk": amount(40, true),
                "ram": amount(2, false),
                "cpu": amount(1, false),
                "ipv4": amount(1, false),
                "ipv6": amount(0, false),
            },
            "renewal": { "every": months },
            "renewal_given": false,
        },
        "sent": [
            said("tariff", "price", 1100),
            said("period", "period", 1213),
            said("disk", "addon_1101", 40),
            said("ram", "addon_1103", 2),
            said("cpu", "addon_1102", 1),
            said("ipv4", "addon_1104", 1),
            said("ipv6", "addon_1105", 0),
            said("auto-renew", "autoprolong", 1213),
        ],
    });
    serde_json::from_value(terms).expect("terms as a ledger keeps them")
}

pub fn order(row: u32, domain: &str) -> Order {
    Order {
        row: row_no(row),
        server: 1,
        cell: CellRef { row: row_no(row), col: Col::from_index(3) },
        domain: Domain::new(domain).expect("a domain"),
        terms: terms("KVM Ferrum", 3),
        price: Some(money("1200.50")),
        prices: vdsbatch::order::Prices { sheet: Some(money("1200.50")), ..Default::default() },
        cost_centre: "=1+1".to_owned(),
        reference: "Заявка №7".to_owned(),
        comment: String::new(),
    }
}

pub fn service(id: &str, domain: &str) -> Service {
    Service {
        id: id.to_owned(),
        domain: domain.to_owned(),
        ip: "203.0.113.7".to_owned(),
        state: Some(ServiceState::Active),
        created: Some(date(2026, 11, 23)),
        expires: Some(date(2027, 2, 23)),
        cost: Some(money("1250.00")),
        currency: Some("RUB".to_owned()),
        ..Service::default()
    }
}

pub fn line(row: u32, domain: &str, outcome: Outcome) -> Line {
    Line { row: row_no(row), server: 1, name: domain.to_owned(), order: Some(order(row, domain)), outcome }
}

pub fn sent(outcome: Outcome) -> Outcome {
    Outcome {
        attempts: 1,
        http_status: Some(200),
        sent_at: Some(at("2026-11-23T21:30:00Z")),
        ended_at: Some(at("2026-11-23T21:30:02Z")),
        ..outcome
    }
}

/// A run with nothing in it.
pub fn empty() -> Run {
    let columns = HEADERS.into_iter().map(|(col, header, role)| {
        let header = header.to_owned();
        Column { col: Col::from_index(col), header, role, unit: None }
    });
    let layout = Layout {
        sheet: Some("Orders".to_owned()),
        header_row: RowNo::from_index(HEADER_ROW),
        columns: columns.collect(),
        russian: false,
    };
    let account = Account {
        panel: PanelUrl::parse("https://billing.example.ru/billmgr").expect("an address"),
        login: "buyer".to_owned(),
    };
    Run {
        facts: Facts {
            id: "20261123-213000-a1b2".to_owned(),
            started: at("2026-11-23T21:29:58Z"),
            account: Some(account),
            sandbox: false,
            no_list: false,
            dry_run: false,
            approved: None,
            rows: None,
            operator: "мария".to_owned(),
            host: "secret-host-17".to_owned(),
            zone: None,
            version: "0.1.0".to_owned(),
            input: Input {
                file: "заказ.xlsx".to_owned(),
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
                format: "xlsx".to_owned(),
                layout,
            },
            catalog: CatalogFacts {
                name: "ihor".to_owned(),
                title: "Ihor".to_owned(),
                as_of: "2016-07".to_owned(),
                currency: Some("RUB".to_owned()),
                vat: Vat::Included,
                vat_rate: None,
                units: PerAmount::default(),
                comparable: false,
            },
            lang: Lang::En,
            company: Vec::new(),
            knows: Knows::Ledger,
        },
        servers: 0,
        rows: Vec::new(),
        notes: Vec::new(),
        lines: Vec::new(),
        end: Some(End {
            at: at("2026-11-23T21:31:19Z"),
            verdict: Verdict::Done,
            stop: None,
            unexplained: Vec::new(),
            closing: None,
            enquiry: None,
            approval: None,
        }),
        enquiry: None,
        approval: None,
        trail: Trail::default(),
    }
}

/// Adds a row with one server.
pub fn add(run: &mut Run, line: Line) {
    run.rows.push(read_row(line.row.get(), &line.name, "KVM Ferrum"));
    run.lines.push(line);
    run.servers = run.lines.len() as u64;
}

/// Twelve servers, every status among them but `ready`.
pub fn every_status() -> Run {
    let mut run = empty();
    let confirmed =
        Outcome { service: Some(Box::new(service("70001", "web-1.example.ru"))), ..Outcome::new(Status::Confirmed) };
    add(&mut run, line(4, "web-1.example.ru", sent(confirmed)));
    let clamped = vec![Difference { part: Part::Disk, of: None, before: "40".to_owned(), now: "20".to_owned() }];
    let cyrillic = Outcome {
        service: Some(Box::new(Service {
            cost: None,
            state: None,
            ip: String::new(),
            ..service("70002", "пример.рф")
        })),
        differences: clamped,
        ..Outcome::new(Status::Confirmed)
    };
    add(&mut run, line(5, "пример.рф", sent(cyrillic)));
    add(&mut run, line(6, "web-3.example.ru", sent(Outcome::new(Status::Accepted))));
    let earlier = Earlier {
        run: Some("20261101-090000-ffff".to_owned()),
        at: Some(at("2026-11-01T09:00:00Z")),
        status: Status::Confirmed,
    };
    let already = Outcome {
        service: Some(Box::new(service("60001", "web-4.example.ru"))),
        earlier: Some(earlier),
        ..Outcome::new(Status::AlreadyOrdered)
    };
    add(&mut run, line(7, "web-4.example.ru", already));
    let unpaid = Outcome::because(Status::Unpaid, Reason::new(ReasonCode::NotPaid));
    add(
        &mut run,
        line(
            8,
            "web-5.example.ru",
            sent(Outcome { service: Some(Box::new(service("70005", "web-5.example.ru"))), ..unpaid }),
        ),
    );
    let timed_out = sent(Outcome::because(Status::Unknown, Reason::new(ReasonCode::TimedOut)));
    add(&mut run, line(9, "web-6.example.ru", Outcome { http_status: None, ..timed_out }));
    let mut unpriced =
        line(10, "web-7.example.ru", sent(Outcome::because(Status::Unknown, Reason::new(ReasonCode::ConnectionLost))));
    if let Some(order) = &mut unpriced.order {
        order.price = None;
    }
    add(&mut run, unpriced);
    let words = "Баланс недостаточен: нужно 1 200,50, есть 17,00 <b>пополните</b>";
    let rejected = sent(Outcome::because(Status::Rejected, Reason::with_words(ReasonCode::NoMoney, words)));
    let mut rejected = line(11, "web-8.example.ru", rejected);
    if let Some(order) = &mut rejected.order {
        order.price = None;
    }
    add(&mut run, rejected);
    let differences = vec![Difference { part: Part::Period, of: None, before: "12".to_owned(), now: "3".to_owned() }];
    let conflict = Outcome { differences, ..Outcome::because(Status::Conflict, Reason::new(ReasonCode::OtherTerms)) };
    add(&mut run, line(12, "web-9.example.ru", conflict));
    add_invalid(&mut run, 14);
    let not_sent = Outcome::because(Status::NotSent, Reason::new(ReasonCode::RunStopped));
    add(&mut run, line(15, "web-11.example.ru", not_sent));
    let mut skipped = line(16, "web-12.example.ru", Outcome::new(Status::Skipped));
    skipped.order = None;
    add(&mut run, skipped);
    run.end = Some(End {
        at: at("2026-11-23T21:31:19Z"),
        verdict: Verdict::SomeUnknown,
        stop: Some(Stop::Answer(ReasonCode::NoMoney)),
        unexplained: Vec::new(),
        closing: None,
        enquiry: None,
        approval: None,
    });
    run
}

/// The tries of a run, one per order that was sent, and the lists that were read after it.
pub fn with_trail(mut run: Run) -> Run {
    let sent = run.lines.iter().filter(|line| line.outcome.attempts > 0);
    run.trail.attempts = sent
        .map(|line| Tried {
            row: line.row,
            server: line.server,
            number: 1,
            begun: line.outcome.sent_at.expect("sent"),
            ended: line.outcome.ended_at,
            outcome: Some(line.outcome.clone()),
        })
        .collect();
    run.trail.lists = vec![
        ListRead { at: at("2026-11-23T21:29:59Z"), services: 40, gap: None },
        ListRead { at: at("2026-11-23T21:31:05Z"), services: 44, gap: None },
        ListRead { at: at("2026-11-23T21:31:15Z"), services: 30, gap: Some(Gap::Count { stated: 44, came: 30 }) },
    ];
    run
}

/// What a person decided about a domain: ordered, on their word.
pub fn decided(domain: &str) -> Decided {
    Decided {
        at: at("2026-11-24T08:00:00Z"),
        operator: "anna".to_owned(),
        domain: domain.to_owned(),
        ruled: Ruled::Ordered("70001".to_owned()),
        reason: "=1+1 in the panel".to_owned(),
        forced: true,
        held: Held::OnWord,
    }
}

/// The run whose id stands in the sample as that of an earlier order, as one of the same sheet.
pub fn second_run(mut run: Run) -> Run {
    let id = "20261101-090000-ffff".to_owned();
    let plan = SameSheet { id: "20261110-090000-eeee".to_owned(), started: at("2026-11-10T09:00:00Z"), results: false };
    run.trail.same_sheet = vec![SameSheet { id, started: at("2026-11-01T09:00:00Z"), results: true }, plan];
    run
}

/// As full a summary as there is: many tariffs, cost centres, months and things to do.
pub fn crowded() -> Run {
    let mut run = every_status();
    for n in 0..40_u32 {
        let mut line = line(n + 20, &format!("app-{n}.example.ru"), sent(Outcome::new(Status::Accepted)));
        let order = line.order.as_mut().expect("an order");
        order.cost_centre = format!("ЦФО-{:02} Отдел разработки", n % 15);
        let months = [1, 3, 6, 12][n as usize % 4];
        order.terms = terms(["KVM Ferrum", "SSD Ferrum", "OVZ Ferrum"][n as usize % 3], months);
        order.price = (n % 7 != 0).then(|| money("1234567.89"));
        add(&mut run, line);
    }
    for n in 0..24_u32 {
        let outcome = Outcome::because(Status::Rejected, Reason::new(ReasonCode::ALL[n as usize]));
        add(&mut run, line(n + 70, &format!("db-{n}.example.ru"), sent(outcome)));
    }
    second_run(with_trail(run))
}

/// Texts that want to be formulas, escapes, markup, or longer than a cell; wherever text can stand.
pub fn hostile() -> Run {
    let mut run = with_trail(every_status());
    let long = "я".repeat(40_000);
    let control = "\u{0}\u{1}\u{1b}[2J \u{fffe}";
    let texts = [control, "_x0041_", "</t></is>&amp;", "=cmd|' /C calc'!A0", &long];
    for (text, row) in texts.iter().zip(&mut run.rows) {
        row.row.cells[0].1 = Cell::text(*text);
        row.row.cells[11].1 = Cell::text(*text);
    }
    let facts = &mut run.facts;
    "=[a]'#@,\"b _x0041_ \u{ffff}\r\n".clone_into(&mut facts.input.layout.columns[10].header);
    facts.input.layout.columns[11].header.clone_from(&long);
    facts.input.file.clone_from(&long);
    "=1+1".clone_into(&mut facts.operator);
    run.lines[0].order.as_mut().expect("an order").cost_centre = long;
    run
}

/// A row that names an unknown tariff and so makes no order.
pub fn add_invalid(run: &mut Run, no: u32) {
    let mut row = read_row(no, "web-{n}.example.ru", "KVM Ferum");
    let cell = CellRef { row: row_no(no), col: Col::from_index(0) };
    let problem =
        CatalogueProblem::UnknownTariff { given: "KVM Ferum".to_owned(), nearest: Some("KVM Ferrum".to_owned()) };
    row.diagnostics.push(Diagnostic::of_cell(cell, problem));
    run.rows.push(row);
    run.lines.push(Line {
        row: row_no(no),
        server: 1,
        name: "web-{n}.example.ru".to_owned(),
        order: None,
        outcome: Outcome::new(Status::Invalid),
    });
    run.servers = run.lines.len() as u64;
}

/// A run of so many confirmed, rejected and unknown servers.
pub fn long(servers: u32) -> Run {
    let mut run = empty();
    for n in 0..servers {
        let name = format!("web-{n}.example.ru");
        let outcome = match n % 10 {
            0 => Outcome::because(Status::Rejected, Reason::new(ReasonCode::DomainInUse)),
            1 => Outcome::because(Status::Unknown, Reason::new(ReasonCode::TimedOut)),
            _ => Outcome { service: Some(Box::new(service(&n.to_string(), &name))), ..Outcome::new(Status::Confirmed) },
        };
        add(&mut run, line(n + 4, &name, sent(outcome)));
    }
    let tally: Tally = run.lines.iter().map(|line| line.outcome.status).collect();
    run.end = Some(End {
        at: at("2026-11-23T21:31:19Z"),
        verdict: Verdict::of_run(&tally, None, true),
        stop: None,
        unexplained: Vec::new(),
        closing: None,
        enquiry: None,
        approval: None,
    });
    run
}
