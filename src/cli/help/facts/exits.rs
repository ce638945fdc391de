//! Exit codes as the help tells them. Pure.

use super::super::page::Entry;
use super::super::pair::{Pair, pair};
use crate::run::exit::Exit;
use crate::text::lang::Lang;

/// How a command can end, and what that means there if it means something of its own.
pub(super) type End = (Exit, Option<Pair>);

/// An end that means what it always means.
pub(super) const fn usual(exit: Exit) -> End {
    (exit, None)
}

/// An end with a meaning of this command.
pub(super) const fn means(exit: Exit, meaning: Pair) -> End {
    (exit, Some(meaning))
}

/// A command that answers, or cannot.
pub(super) const ANSWERS: &[End] =
    &[means(Exit::Done, pair!("done" / "выполнено")), means(Exit::NotRun, CANNOT), usual(Exit::Usage)];

/// A command that asks a panel and orders nothing.
pub(super) const ASKS: &[End] = &[
    means(Exit::Done, pair!("done" / "выполнено")),
    means(Exit::NotRun, CANNOT),
    usual(Exit::Usage),
    means(
        Exit::Guarded,
        pair!(
            "refused: only a tariff table that does not come with the program names the panel"
                / "отказано: панель указана только таблицей тарифов, которая не входит в программу"
        ),
    ),
];

/// What keeps a command that orders nothing from its answer.
pub(super) const CANNOT: Pair = pair!(
    "could not be done: a file, the settings, the ledger or the panel"
        / "не выполнено: не удалось из-за файла, настроек, журнала заказов или панели"
);

pub(super) fn entry((exit, own): &End, lang: Lang) -> Entry {
    let (en, ru) = own.unwrap_or_else(|| meaning(*exit));
    Entry { term: exit.code().to_string(), text: lang.pick(en, ru).to_owned(), more: Vec::new(), values: Vec::new() }
}

const fn meaning(exit: Exit) -> Pair {
    match exit {
        Exit::Done => pair!(
            "all is well: every selected row accepted, confirmed, already ordered or skipped"
                / "всё в порядке: выбранные строки приняты, подтверждены, заказаны ранее или пропущены"
        ),
        Exit::NotRun => pair!(
            "could not run, or stopped before the first order; nothing was sent"
                / "не запущено или остановлено до первого заказа; ничего не отправлено"
        ),
        Exit::Usage => pair!("wrong usage; nothing was sent" / "неверные параметры; ничего не отправлено"),
        Exit::SheetErrors => pair!(
            "the sheet has errors and --only-valid was not given; nothing was sent"
                / "в таблице есть ошибки, а --only-valid не указан; ничего не отправлено"
        ),
        Exit::SomeFailed => pair!(
            "finished; some rows are invalid, rejected, in conflict or unpaid"
                / "завершено; часть строк с ошибками, отклонена, в конфликте или не оплачена"
        ),
        Exit::SomeUnknown => pair!(
            "at least one order is unknown: it may or may not exist"
                / "хотя бы один заказ требует проверки: неизвестно, создан ли он"
        ),
        Exit::Guarded => pair!(
            "a guard refused: limit, approval or confirmation; nothing was sent"
                / "отказано: ограничение, утверждение или подтверждение; ничего не отправлено"
        ),
        Exit::Stopped => pair!(
            "stopped early: failures in a row, no money, unpaid, or not let in; orders were sent"
                / "остановлено досрочно (сбои подряд, нет средств или доступа, не оплачено); часть заказов отправлена"
        ),
        Exit::NoWorkbook => pair!(
            "orders were sent, the results could not be written (`vdsbatch report` makes them again)"
                / "заказы отправлены, результаты записать не удалось (их создаст `vdsbatch report`)"
        ),
        Exit::ToOrder => pair!(
            "a clean dry run with orders to place, with --detailed-exitcode; nothing was sent"
                / "с --detailed-exitcode: ошибок нет, есть что заказать; ничего не отправлено"
        ),
        Exit::Interrupted => {
            pair!("interrupted; orders may have been sent" / "прервано; часть заказов могла быть отправлена")
        }
    }
}
