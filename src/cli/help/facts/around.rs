//! What the help tells of the commands around the work: settings, codes, help, practice. Pure.

use super::super::pair::pair;
use super::exits::{ANSWERS, End, means, usual};
use super::fact::{Facts, File};
use crate::run::exit::Exit;

const SETTINGS: &[File] = &[File::Settings];

/// A command that reads nothing.
const TELLS: &[End] = &[means(Exit::Done, pair!("done" / "выполнено")), usual(Exit::Usage)];

pub(super) const FACTS: &[Facts] = &[
    Facts {
        path: "explain",
        examples: &[
            ("vdsbatch explain E011", pair!("A code" / "Код")),
            ("vdsbatch explain unknown", pair!("A status" / "Статус")),
        ],
        ends: TELLS,
        files: &[],
    },
    Facts {
        path: "config",
        examples: &[("vdsbatch config show", pair!("Settings and their origin" / "Настройки и откуда они взяты"))],
        ends: ANSWERS,
        files: SETTINGS,
    },
    Facts {
        path: "config show",
        examples: &[
            ("vdsbatch config show", pair!("Settings and their origin" / "Настройки и откуда они взяты")),
            ("vdsbatch config show --profile firm", pair!("Those of a profile" / "То же для профиля")),
        ],
        ends: ANSWERS,
        files: SETTINGS,
    },
    Facts {
        path: "profile",
        examples: &[("vdsbatch profile list", pair!("The profiles there are" / "Какие профили есть"))],
        ends: ANSWERS,
        files: SETTINGS,
    },
    Facts {
        path: "profile list",
        examples: &[("vdsbatch profile list", pair!("The profiles there are" / "Какие профили есть"))],
        ends: ANSWERS,
        files: SETTINGS,
    },
    Facts {
        path: "profile add",
        examples: &[(
            "vdsbatch profile add firm --panel https://panel.example/billmgr --account anna --catalog my-provider.toml",
            pair!("Name a panel, an account and a tariff table" / "Дать имя панели, учётной записи и таблице тарифов"),
        )],
        ends: ANSWERS,
        files: SETTINGS,
    },
    Facts {
        path: "profile use",
        examples: &[("vdsbatch profile use firm", pair!("Use it from now on" / "Использовать его дальше"))],
        ends: ANSWERS,
        files: SETTINGS,
    },
    Facts {
        path: "schema",
        examples: &[
            ("vdsbatch schema", pair!("Every answer" / "Все ответы")),
            ("vdsbatch schema summary", pair!("That of `process --summary json`" / "Ответ `process --summary json`")),
        ],
        ends: TELLS,
        files: &[],
    },
    Facts {
        path: "support",
        examples: &[
            (
                "vdsbatch support --account anna --order web-1.example.ru --log run.log",
                pair!(
                    "What happened to an order, with the log of its run"
                        / "Что случилось с заказом, с журналом отладки прогона"
                ),
            ),
            (
                "vdsbatch support orders.xlsx -o -",
                pair!("On standard output, with how a sheet is made" / "В стандартный вывод, с описанием таблицы"),
            ),
        ],
        ends: &[
            means(
                Exit::Done,
                pair!(
                    "written; what could not be read is told in it"
                        / "записано; в файле сказано, чего прочитать не удалось"
                ),
            ),
            means(Exit::NotRun, pair!("the file could not be written" / "файл не удалось записать")),
            usual(Exit::Usage),
        ],
        files: &[File::Settings, File::Ledgers],
    },
    Facts {
        path: "completions",
        examples: &[
            (
                "vdsbatch completions bash > ~/.local/share/bash-completion/completions/vdsbatch",
                pair!("For bash" / "Для bash"),
            ),
            (
                "vdsbatch completions powershell",
                pair!("For PowerShell, to be added to `$PROFILE`" / "Для PowerShell: добавьте в `$PROFILE`"),
            ),
        ],
        ends: TELLS,
        files: &[],
    },
    Facts {
        path: "man",
        examples: &[
            ("vdsbatch man ledger check", pair!("The page of one command" / "Страница одной команды")),
            ("vdsbatch man --all man1", pair!("All pages, for a package" / "Все страницы, для пакета")),
        ],
        ends: ANSWERS,
        files: &[],
    },
    Facts {
        path: "help",
        examples: &[
            ("vdsbatch help process", pair!("Everything about a command" / "Всё о команде")),
            ("vdsbatch help ledger check --lang ru", pair!("The same in Russian" / "То же по-русски")),
        ],
        ends: TELLS,
        files: &[],
    },
    #[cfg(feature = "sandbox")]
    Facts {
        path: "sandbox",
        examples: &[
            (
                "vdsbatch sandbox --port 8080",
                pair!("A practice panel at `http://127.0.0.1:8080`" / "Учебная панель на `http://127.0.0.1:8080`"),
            ),
            (
                "vdsbatch sandbox --dialect billmanager6 --faults cut-after:10%,seed=7",
                pair!(
                    "A panel of today that cuts one answer in ten"
                        / "Современная панель, которая обрывает каждый десятый ответ"
                ),
            ),
            ("vdsbatch sandbox --faults help", pair!("What can be made to fail" / "Какие сбои бывают")),
        ],
        ends: ANSWERS,
        files: &[],
    },
];
