//! `vdsbatch explain`: what a code or a status means, and what to do. Pure.
//!
//! The words stand in the row of whatever bears the code; here they are only found.

use crate::code::Meaning;
use crate::diagnostic::{CatalogueProblem, DomainProblem, ExpansionProblem, FileProblem, ValueProblem};
use crate::lang::Lang;
use crate::outcome::{Guard, ReasonCode, Status};

/// What the codes mean that are not reasons of an outcome.
fn meanings() -> impl Iterator<Item = &'static Meaning> {
    let tables = [
        FileProblem::MEANINGS,
        CatalogueProblem::MEANINGS,
        DomainProblem::MEANINGS,
        ExpansionProblem::MEANINGS,
        ValueProblem::MEANINGS,
        Guard::MEANINGS,
    ];
    tables.into_iter().flatten()
}

/// What a status means.
const fn of_status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Ready => lang.pick("Passed all checks; plans and dry runs only.", "Прошло все проверки; только в планах."),
        Status::Invalid => lang.pick("Failed a check; nothing was sent.", "Не прошло проверку; ничего не отправлено."),
        Status::Skipped => lang.pick("The row says not to order it.", "В строке указано не заказывать."),
        Status::Conflict => lang.pick(
            "The domain was ordered with other parameters, or stands in the account and is not known to be ours. No request was made.",
            "Домен заказан с другими параметрами или есть в учётной записи, но заказан не отсюда. Запрос не отправлялся.",
        ),
        Status::AlreadyOrdered => lang.pick(
            "The ledger or the panel has exactly this order. No request was made.",
            "В журнале или в панели уже есть ровно такой заказ. Запрос не отправлялся.",
        ),
        Status::NotSent => lang.pick(
            "Valid, but the run stopped first, or the panel was never reached. Run the same command again.",
            "Строка верна, но прогон остановился раньше или связи с панелью не было. Запустите ту же команду ещё раз.",
        ),
        Status::Rejected => lang.pick(
            "The panel refused in a way that is recognised; nothing was ordered.",
            "Панель отказала, и отказ распознан; ничего не заказано.",
        ),
        Status::Accepted => lang.pick(
            "A positive answer; the service is not yet seen in the panel's list. Running the same command again confirms it.",
            "Положительный ответ; услуги в списке панели пока нет. Повторный запуск той же команды её подтвердит.",
        ),
        Status::Confirmed => lang.pick("The panel lists the service.", "Услуга есть в списке панели."),
        Status::Unpaid => lang.pick(
            "The order stands in the panel and waits for payment. Pay or cancel it there.",
            "Заказ создан в панели и ждёт оплаты. Оплатите или отмените его там.",
        ),
        Status::Unknown => lang.pick(
            "The order may or may not exist. It is never sent again by itself. Look for the domain in the panel, then say what you found with `vdsbatch resolve`.",
            "Заказ может существовать, а может и нет. Сам по себе он больше не отправляется. Найдите домен в панели и сообщите результат через `vdsbatch resolve`.",
        ),
    }
}

/// Explains a code such as `E011` or a status such as `unknown`; none if there is none such.
#[must_use]
pub fn explain(wanted: &str, lang: Lang) -> Option<String> {
    let wanted = wanted.trim();
    if let Some(meaning) = meanings().find(|meaning| meaning.code.0.eq_ignore_ascii_case(wanted)) {
        return Some(format!("{}: {}\n", meaning.code, meaning.words(lang)));
    }
    let reason = ReasonCode::ALL
        .iter()
        .find(|reason| reason.code().0.eq_ignore_ascii_case(wanted) || reason.word().eq_ignore_ascii_case(wanted));
    if let Some(reason) = reason {
        let (code, word) = (reason.code(), reason.word());
        return Some(format!("{code} {word}: {}\n→ {}\n", reason.title(lang), reason.next_step(lang)));
    }
    let status = Status::of_word(&wanted.to_lowercase())?;
    Some(format!("{status} ({}): {}\n", status.title(lang), of_status(status, lang)))
}

/// Every code and word that can be explained.
#[must_use]
pub fn known() -> Vec<&'static str> {
    let codes = meanings().map(|meaning| meaning.code.0);
    let reasons = ReasonCode::ALL.iter().map(|reason| reason.code().0);
    let mut known: Vec<&'static str> =
        codes.chain(reasons).chain(Status::ALL.iter().map(|status| status.word())).collect();
    known.sort_unstable();
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_known_is_explained_in_both_languages_and_once() {
        let known = known();
        for word in &known {
            assert!(
                explain(word, Lang::En).is_some_and(|text| text.is_ascii() || text.contains('«') || text.len() > 10)
            );
            let russian = explain(&word.to_lowercase(), Lang::Ru).expect("explained");
            assert!(russian.chars().any(|c| ('а'..='я').contains(&c)), "{russian}");
        }
        let mut once = known.clone();
        once.dedup();
        assert_eq!(once, known);
        assert_eq!(explain("E999", Lang::En), None);
    }
}
