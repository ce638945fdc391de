//! What the help tells of the commands that ask a panel or show what is known. Pure.

use super::super::pair::pair;
use super::exits::{ANSWERS, ASKS, CANNOT, means, usual};
use super::fact::{Example, Facts, File};
use crate::run::exit::Exit;

/// What commands about an account read.
const KNOWN: &[File] = &[File::Settings, File::Ledgers];

pub(super) const FACTS: &[Facts] = &[
    Facts { path: "catalog", examples: TABLES, ends: ASKS, files: &[File::Settings] },
    Facts {
        path: "catalog list",
        examples: &[("vdsbatch catalog list", pair!("The tables in the program" / "Таблицы, встроенные в программу"))],
        ends: ANSWERS,
        files: &[],
    },
    Facts {
        path: "catalog show",
        examples: &[
            ("vdsbatch catalog show ihor", pair!("A page for people" / "Описание для чтения")),
            (
                "vdsbatch catalog show demo6 --format toml",
                pair!("The table as a file, to be changed" / "Таблица в виде файла, который можно изменить"),
            ),
        ],
        ends: ANSWERS,
        files: &[File::Settings],
    },
    Facts {
        path: "catalog pull",
        examples: &[(
            "vdsbatch catalog pull --panel https://panel.example/billmgr --account anna --name my-provider",
            pair!("Write `my-provider.toml`" / "Создать `my-provider.toml`"),
        )],
        ends: ASKS,
        files: &[File::Settings],
    },
    Facts {
        path: "catalog check",
        examples: &[(
            "vdsbatch catalog check --catalog my-provider.toml --account anna",
            pair!("Is the table still what the panel sells?" / "Продаёт ли панель то, что указано в таблице"),
        )],
        ends: &[
            means(Exit::Done, pair!("the table agrees with its panel" / "таблица совпадает с панелью")),
            means(Exit::NotRun, CANNOT),
            usual(Exit::Usage),
            means(Exit::SomeFailed, pair!("something is different" / "есть расхождения")),
            means(Exit::SomeUnknown, pair!("something could not be compared" / "часть сравнить не удалось")),
            ASKS[3],
        ],
        files: &[File::Settings],
    },
    Facts {
        path: "account",
        examples: &[
            ("vdsbatch account --account anna", pair!("Try the sign-in" / "Проверить вход")),
            (
                "vdsbatch account --account anna --password-file secret.txt --format json",
                pair!("For a script" / "Для сценария"),
            ),
        ],
        ends: ASKS,
        files: &[File::Settings],
    },
    Facts {
        path: "runs",
        examples: &[(
            "vdsbatch runs --account anna",
            pair!("Every run, the last one first" / "Все прогоны, начиная с последнего"),
        )],
        ends: ANSWERS,
        files: KNOWN,
    },
    Facts {
        path: "report",
        examples: &[
            ("vdsbatch report last --account anna", pair!("The workbook of the last run" / "Книга последнего прогона")),
            (
                "vdsbatch report --since 2026-11-01 --until 2026-11-30 --account anna -o november.xlsx",
                pair!("A book of a month, over all runs" / "Книга за месяц по всем прогонам"),
            ),
            (
                "vdsbatch report last --account anna --format json",
                pair!("The run as data, on standard output" / "Данные прогона в стандартный вывод"),
            ),
        ],
        ends: ANSWERS,
        files: KNOWN,
    },
    Facts {
        path: "reconcile",
        examples: &[
            (
                "vdsbatch reconcile --account anna",
                pair!("Settle what is unknown after the last run" / "Выяснить, чем закончился последний прогон"),
            ),
            ("vdsbatch reconcile --account anna --password-file secret.txt --quiet", pair!("From cron" / "Из cron")),
        ],
        ends: &[
            means(Exit::Done, pair!("no order is unknown" / "заказов, требующих проверки, нет")),
            means(Exit::NotRun, CANNOT),
            usual(Exit::Usage),
            means(
                Exit::SomeFailed,
                pair!(
                    "some rows of the run are invalid, rejected, in conflict or unpaid"
                        / "часть строк прогона с ошибками, отклонена, в конфликте или не оплачена"
                ),
            ),
            usual(Exit::SomeUnknown),
            ASKS[3],
            means(
                Exit::Stopped,
                pair!(
                    "the run was stopped early: several failures in a row, no money, an unpaid order, or the panel lets nobody in"
                        / "прогон был остановлен досрочно: несколько неудач подряд, не хватает средств, заказ не оплачен или панель не пускает"
                ),
            ),
            means(Exit::Interrupted, pair!("the run was interrupted" / "прогон был прерван")),
        ],
        files: KNOWN,
    },
    Facts {
        path: "show",
        examples: &[(
            "vdsbatch show web-1.example.ru --account anna",
            pair!("The story of one order" / "История одного заказа"),
        )],
        ends: ANSWERS,
        files: KNOWN,
    },
    Facts {
        path: "decisions",
        examples: &[(
            "vdsbatch decisions --account anna",
            pair!("Who decided what, and why" / "Кто, что и почему решил"),
        )],
        ends: ANSWERS,
        files: KNOWN,
    },
];

const TABLES: &[Example] = &[
    ("vdsbatch catalog list", pair!("The tables in the program" / "Таблицы, встроенные в программу")),
    ("vdsbatch catalog show ihor", pair!("One of them" / "Одна из них")),
];
