//! What the help tells of the program, and of the commands around a sheet. Pure.

use super::super::pair::pair;
use super::exits::{ANSWERS, CANNOT, End, means, usual};
use super::fact::{Facts, File};
use crate::run::exit::Exit;

/// Every end of a run.
const ALL: &[End] = &[
    usual(Exit::Done),
    usual(Exit::NotRun),
    usual(Exit::Usage),
    usual(Exit::SheetErrors),
    usual(Exit::SomeFailed),
    usual(Exit::SomeUnknown),
    usual(Exit::Guarded),
    usual(Exit::Stopped),
    usual(Exit::NoWorkbook),
    usual(Exit::ToOrder),
    usual(Exit::Interrupted),
];

pub(super) const FACTS: &[Facts] = &[
    Facts {
        path: "",
        examples: &[
            ("vdsbatch template", pair!("A blank sheet to fill in" / "Пустая таблица для заполнения")),
            (
                "vdsbatch check orders.xlsx",
                pair!("Find the errors of a filled sheet" / "Найти ошибки в заполненной таблице"),
            ),
            (
                "vdsbatch process orders.xlsx --sandbox",
                pair!(
                    "Rehearse the whole order: nothing is bought"
                        / "Отрепетировать заказ целиком: ничего не покупается"
                ),
            ),
            (
                "vdsbatch process orders.xlsx --account anna",
                pair!("Order, after a question" / "Заказать; перед заказом программа спросит"),
            ),
            ("vdsbatch help process", pair!("Everything about a command" / "Всё о команде")),
        ],
        ends: ALL,
        files: &[File::Settings, File::Ledgers],
    },
    Facts {
        path: "process",
        examples: &[
            (
                "vdsbatch process orders.xlsx --sandbox",
                pair!(
                    "Rehearse with a practice panel: nothing is bought"
                        / "Отрепетировать с учебной панелью: ничего не покупается"
                ),
            ),
            (
                "vdsbatch process orders.xlsx --account anna --dry-run --online",
                pair!(
                    "See what would be ordered and what it would cost; the plan has an approval code"
                        / "Посмотреть, что будет заказано и сколько это стоит; в плане есть код утверждения"
                ),
            ),
            (
                "vdsbatch process orders.xlsx --account anna --max-total 50000",
                pair!(
                    "Order, after a question, and for no more than this"
                        / "Заказать после вопроса и не больше чем на эту сумму"
                ),
            ),
            (
                "vdsbatch process orders.xlsx --account anna --password-file secret.txt --yes --expect-orders 40",
                pair!(
                    "From a script: no question, and only if the sheet asks for exactly 40 servers"
                        / "Из сценария: без вопросов и только если в таблице ровно 40 серверов"
                ),
            ),
        ],
        ends: ALL,
        files: &[File::Results, File::Plan, File::Settings, File::Ledgers],
    },
    Facts {
        path: "check",
        examples: &[
            (
                "vdsbatch check orders.xlsx",
                pair!("List every problem with its cell" / "Показать каждую ошибку и её ячейку"),
            ),
            (
                "vdsbatch check orders.xlsx --annotate marked.xlsx",
                pair!("Mark the problems in a copy of the sheet" / "Отметить ошибки в копии таблицы"),
            ),
            (
                "vdsbatch check orders.csv --encoding windows-1251 --format json",
                pair!("For a script, with the encoding given" / "Для сценария, с указанной кодировкой"),
            ),
        ],
        ends: &[
            means(Exit::Done, pair!("the sheet has no errors" / "ошибок в таблице нет")),
            means(Exit::NotRun, CANNOT),
            usual(Exit::Usage),
            means(Exit::SheetErrors, pair!("the sheet has errors" / "в таблице есть ошибки")),
            means(
                Exit::Guarded,
                pair!(
                    "--rows chooses rows that are not in the sheet" / "--rows выбирает строки, которых нет в таблице"
                ),
            ),
        ],
        files: &[File::Settings],
    },
    Facts {
        path: "template",
        examples: &[
            ("vdsbatch template", pair!("Write `orders.xlsx`" / "Создать `orders.xlsx`")),
            (
                "vdsbatch template --catalog my-provider.toml -o web.xlsx --lang ru",
                pair!("In Russian, with the tariffs of another provider" / "По-русски, с тарифами другого провайдера"),
            ),
        ],
        ends: ANSWERS,
        files: &[File::Sheet, File::Settings],
    },
    Facts {
        path: "generate",
        examples: &[
            (
                "vdsbatch generate --tariff \"KVM Ferrum\" --template Debian-7-x86_64-minimal --period 3 --domain web-###.example.ru --count 40",
                pair!("A sheet of 40 servers" / "Таблица на 40 серверов"),
            ),
            (
                "vdsbatch generate --tariff id:1100 --template Debian-7-x86_64-minimal --period 1 --domain db.example.ru -o -",
                pair!("CSV on standard output" / "CSV в стандартный вывод"),
            ),
        ],
        ends: &[
            means(Exit::Done, pair!("done" / "выполнено")),
            means(Exit::NotRun, CANNOT),
            usual(Exit::Usage),
            means(
                Exit::SheetErrors,
                pair!(
                    "the check refuses a value; nothing is written"
                        / "проверка не приняла значение; ничего не записано"
                ),
            ),
        ],
        files: &[File::Sheet, File::Settings],
    },
];
