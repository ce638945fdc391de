//! The ways on from a plan that was shown, in words.

use std::path::{Path, PathBuf};

use super::choice::Choice;
use crate::cli;
use crate::host::save::SaveError;
use crate::run::Verdict;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, printable, shown};
use crate::verb::process::{Job, PanelChoice, check_command, command};

/// Whether what was shown may be ordered, if there is an account for it. Unknown orders are looked up on the way.
pub(super) const fn may_order(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Planned | Verdict::SomeFailed | Verdict::SomeUnknown => true,
        Verdict::Done
        | Verdict::NothingToOrder
        | Verdict::StoppedBefore
        | Verdict::SheetErrors
        | Verdict::Unseen
        | Verdict::Guarded
        | Verdict::Stopped
        | Verdict::NoWorkbook
        | Verdict::Interrupted => false,
    }
}

/// What is offered after a plan came to this; `account` tells whether there is somebody to order for.
pub(super) fn offered(verdict: Verdict, account: bool) -> Vec<Choice> {
    let practice = cfg!(feature = "sandbox").then_some(Choice::Practice);
    if may_order(verdict) {
        let order = account.then_some(Choice::Order);
        return order.into_iter().chain([Choice::Plan]).chain(practice).collect();
    }
    match verdict {
        Verdict::SheetErrors => vec![Choice::Mark],
        Verdict::NothingToOrder | Verdict::Guarded => vec![Choice::Plan],
        _ => Vec::new(),
    }
}

/// The question, with a line for each way.
pub(super) fn question(offered: &[Choice], order: Option<&Job>, lang: Lang) -> String {
    let way = |choice: &Choice| format!("\n  {}  {}", choice.letter(lang), means(*choice, order, lang));
    let ways: String = offered.iter().map(way).collect();
    tr!(
        lang,
        "\nWhat next?{ways}\ntype a letter and press Enter; Enter alone does nothing:",
        "\nЧто дальше?{ways}\nвведите букву и нажмите Enter; просто Enter — ничего не делать:"
    )
}

fn means(choice: Choice, order: Option<&Job>, lang: Lang) -> String {
    match (choice, order.map(|job| &job.panel)) {
        (Choice::Order, Some(PanelChoice::Panel { account, .. })) => {
            let account = printable(&account.to_string());
            tr!(lang, "order now, for {account}", "заказать сейчас, для {account}")
        }
        (Choice::Order, _) => lang.pick("order now", "заказать сейчас").to_owned(),
        (Choice::Plan, _) => lang
            .pick("write the plan as a workbook, order nothing", "записать план в книгу, ничего не заказывать")
            .to_owned(),
        (Choice::Practice, _) => lang
            .pick(
                "try it at the practice panel, where nothing is bought",
                "попробовать на учебной панели, где ничего не покупается",
            )
            .to_owned(),
        (Choice::Mark, _) => lang
            .pick("write a copy in which every error is marked", "записать копию, в которой отмечены все ошибки")
            .to_owned(),
        (Choice::Blank, _) => lang.pick("make a blank sheet", "создать пустую таблицу").to_owned(),
        (Choice::Nothing, _) => lang.pick("nothing", "ничего").to_owned(),
    }
}

/// Why ordering is not offered where nobody is named to order for, and how that is done once and for all.
pub(super) fn no_account(lang: Lang) -> String {
    let file = cli::usual().map_or_else(|| "config.toml".to_owned(), |file| file.shown());
    tr!(
        lang,
        "ordering is not offered: no account is given (in a text editor, write the line `account = \"LOGIN\"`, with your login in place of LOGIN, at the top of {file}, which you create if it is not there; then drop the sheet again)",
        "заказ не предлагается: учётная запись не указана (в текстовом редакторе запишите строку `account = \"ЛОГИН\"`, заменив ЛОГИН своим логином, в начало файла {file}; если файла нет, создайте его; затем перетащите таблицу ещё раз)"
    )
}

/// What is typed where no person can be asked.
pub(super) fn command_for(look: &Job, (verdict, offered): (Verdict, &[Choice]), lang: Lang) -> String {
    let command = if offered.contains(&Choice::Mark) {
        check_command(look, &["--annotate", "marked.xlsx"])
    } else if offered.contains(&Choice::Order) {
        command(look, &[])
    } else if may_order(verdict) {
        command(look, &["--account", lang.pick("LOGIN", "ЛОГИН")])
    } else {
        command(look, &["--dry-run"])
    };
    tr!(lang, "next: {command}", "дальше: {command}")
}

/// That an answer is none of those that are offered; a letter of another alphabet may look like one of them.
pub(super) fn not_understood(typed: &str, lang: Lang) -> String {
    let is_of_another = typed.chars().any(|letter| letter.is_alphabetic() && letter.is_ascii() != (lang == Lang::En));
    let typed = shown(typed, 40);
    let why = if is_of_another {
        lang.pick(" (the keyboard is set to another language)", " (включена другая раскладка клавиатуры)")
    } else {
        ""
    };
    tr!(
        lang,
        "`{typed}` is not one of these letters; nothing was done{why}",
        "`{typed}` — не из этих букв; ничего не сделано{why}"
    )
}

/// How a run that did not end well is gone on with, where a sheet was dropped.
pub(super) const fn again(lang: Lang) -> &'static str {
    lang.pick(
        "to go on, drop the same sheet on the icon again: what is ordered is not ordered a second time",
        "чтобы продолжить, перетащите ту же таблицу на значок ещё раз: заказанное второй раз не заказывается",
    )
}

/// That a person ended all at a question, and which sheets nobody looked at.
pub(super) fn interrupted(left: &[PathBuf], lang: Lang) -> String {
    if left.is_empty() {
        return lang.pick("interrupted: nothing more was done", "прервано; больше ничего не сделано").to_owned();
    }
    let left = left.iter().map(|sheet| format!("`{}`", file(sheet))).collect::<Vec<_>>().join(", ");
    tr!(lang, "interrupted; not processed: {left}", "прервано; не обработано: {left}")
}

/// What to do where nothing can be written beside a sheet: whoever drops it names no other folder.
pub(super) const fn another_folder(error: &SaveError, lang: Lang) -> Option<&'static str> {
    match error {
        SaveError::NotWritable(..) | SaveError::Untaken(..) | SaveError::Failed(..) => Some(lang.pick(
            "results and plans are written beside the sheet: copy it into a folder of yours, and drop that copy",
            "результаты и планы записываются рядом с таблицей: скопируйте её в свою папку и перетащите копию",
        )),
        SaveError::IsInput(_)
        | SaveError::IsFolder(_)
        | SaveError::NoFile(_)
        | SaveError::NotOurs(_)
        | SaveError::BadName(..)
        | SaveError::NoFolder(_)
        | SaveError::Held(..)
        | SaveError::AllTaken(_) => None,
    }
}

/// How a sheet is named.
pub(super) fn file(sheet: &Path) -> String {
    sheet.shown()
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    #[test]
    fn whoever_cannot_write_beside_a_sheet_is_told_to_copy_it() {
        let denied = || ErrorKind::PermissionDenied.into();
        for lang in [Lang::En, Lang::Ru] {
            assert!(another_folder(&SaveError::NotWritable(".".into(), denied()), lang).is_some());
            assert_eq!(another_folder(&SaveError::Held("a.plan.xlsx".into(), denied()), lang), None);
        }
    }

    #[test]
    fn a_letter_of_another_alphabet_is_told_as_such() {
        assert!(not_understood("у", Lang::En).contains("another language"));
        assert!(!not_understood("x1", Lang::En).contains("another language"));
        assert!(
            not_understood("y", Lang::Ru).contains("раскладка") && !not_understood("ж", Lang::Ru).contains("раскл")
        );
    }
}
