//! What the help tells of the commands by which people decide, and of ledgers. Pure.

use super::super::pair::pair;
use super::exits::{ANSWERS, CANNOT, End, means, usual};
use super::fact::{Facts, File};
use crate::run::exit::Exit;

const KNOWN: &[File] = &[File::Settings, File::Ledgers];

const DECIDES: &[End] = &[
    means(Exit::Done, pair!("the decision is recorded" / "решение записано")),
    means(Exit::NotRun, CANNOT),
    usual(Exit::Usage),
    means(
        Exit::Guarded,
        pair!(
            "refused: the panel says otherwise, or --force is needed; nothing was recorded"
                / "отказано: панель показывает другое или нужен --force; ничего не записано"
        ),
    ),
];

pub(super) const FACTS: &[Facts] = &[
    Facts {
        path: "resolve",
        examples: &[
            (
                "vdsbatch resolve web-1.example.ru --ordered 123456 --reason \"seen in the panel\" --account anna",
                pair!("The panel shows the server" / "Сервер в панели есть"),
            ),
            (
                "vdsbatch resolve web-1.example.ru --not-ordered --reason \"support: ticket 981\" --account anna",
                pair!("The server does not exist and will not" / "Сервера нет и не будет"),
            ),
        ],
        ends: DECIDES,
        files: KNOWN,
    },
    Facts {
        path: "release",
        examples: &[
            (
                "vdsbatch release web-1.example.ru --reason \"deleted in the panel\" --account anna",
                pair!(
                    "The server is gone; its domain may be ordered again"
                        / "Сервер удалён; его домен можно заказать снова"
                ),
            ),
            (
                "vdsbatch release --id 123456 --reason \"deleted in the panel\" --account anna",
                pair!("The same, where the panel shows no domain" / "То же, если панель не показывает домен"),
            ),
        ],
        ends: DECIDES,
        files: KNOWN,
    },
    Facts {
        path: "adopt",
        examples: &[(
            "vdsbatch adopt web-1.example.ru 123456 --reason \"ordered by hand\" --account anna",
            pair!("Count a server as the one that a row asks for" / "Считать сервер тем, который нужен строке"),
        )],
        ends: DECIDES,
        files: KNOWN,
    },
    Facts {
        path: "ledger",
        examples: &[("vdsbatch ledger check --account anna", pair!("Is it whole?" / "Цел ли журнал заказов"))],
        ends: ANSWERS,
        files: KNOWN,
    },
    Facts {
        path: "ledger where",
        examples: &[("vdsbatch ledger where --account anna", pair!("The folder" / "Папка журнала заказов"))],
        ends: ANSWERS,
        files: KNOWN,
    },
    Facts {
        path: "ledger check",
        examples: &[("vdsbatch ledger check --account anna", pair!("Is it whole?" / "Цел ли журнал заказов"))],
        ends: &[
            means(Exit::Done, pair!("the ledger is whole" / "журнал заказов цел")),
            means(
                Exit::NotRun,
                pair!("the ledger is damaged, or could not be read" / "журнал заказов повреждён или не прочитан"),
            ),
            usual(Exit::Usage),
        ],
        files: KNOWN,
    },
    Facts {
        path: "ledger recover",
        examples: &[(
            "vdsbatch ledger recover --account anna",
            pair!("After `ledger check` found damage" / "После того как `ledger check` нашёл повреждения"),
        )],
        ends: ANSWERS,
        files: KNOWN,
    },
];
