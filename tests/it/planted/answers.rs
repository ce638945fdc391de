//! Bugs of what an answer means: successes that are none, refusals that are not heard, words misread.

use super::{Plant, plant};

const SUCCESSES: &str = "lib panel::billmanager::answer::refusal::tests::a_success_is_only_what_proves_one";
const WHOLE: &str = "lib panel::billmanager::answer::refusal::tests::the_whole_document_counts";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a form is a success",
        "src/panel/billmanager/answer/target.rs",
        ["(_, true) => Target::Step(None),", "(_, true) => Target::List,"],
        &[SUCCESSES],
    ),
    plant(
        "a success may lead to another server",
        "src/panel/billmanager/answer/target.rs",
        ["else { return Target::Money };", "else { return Target::List };"],
        &[SUCCESSES],
    ),
    plant(
        "money under HTTP 402 is nobody's",
        "src/panel/billmanager/answer/mod.rs",
        ["if http_status == 402 {", "if http_status == 1402 {"],
        &["lib panel::billmanager::answer::refusal::tests::no_money_is_told_in_every_form"],
    ),
    plant(
        "of several successes the first counts",
        "src/panel/billmanager/answer/mod.rs",
        ["(_, 2..) => unreadable(Flaw::SeveralSuccesses)", "(_, 2..) => Answer::Accepted { service_id: None }"],
        &[WHOLE],
    ),
    plant(
        "what stands deeper in an answer does not count",
        "src/panel/billmanager/answer/mod.rs",
        ["(document.below(&[name]).len(), document.named", "(document.named(name).count(), document.named"],
        &[WHOLE],
    ),
    plant(
        "a row of the list may say its id twice",
        "src/panel/billmanager/listing/mod.rs",
        ["element.named(column).count() > 1", "element.named(column).count() > 9"],
        &[
            "lib panel::billmanager::listing::tests::a_row_that_says_one_thing_twice_or_under_another_name_is_not_understood",
        ],
    ),
    plant(
        "a read that is lost speaks of an order",
        "src/panel/billmanager/unread.rs",
        [
            "(ReasonCode::ConnectionLost, _) => ReasonCode::LostWhileReading",
            "(ReasonCode::ConnectionLost, _) => reason.code",
        ],
        &[
            "lib panel::billmanager::unread::tests::a_read_that_is_lost_says_that_nothing_was_ordered",
            "it answers::a_list_that_is_cut_off_says_that_nothing_was_ordered",
        ],
    ),
    plant(
        "an attribute may stand twice",
        "src/panel/billmanager/xml.rs",
        ["if again || !is_name(key)", "if !is_name(key)"],
        &[
            "lib panel::billmanager::xml::tests::a_document_that_is_not_well_formed_proves_nothing",
            "lib panel::billmanager::answer::refusal::tests::the_whole_document_counts",
        ],
    ),
    plant(
        "whoever is refused in words alone ordered nothing",
        "src/panel/billmanager/answer/refusal/mod.rs",
        ["Form::Code(code) => matches!(code, Some(2..=6)),", "Form::Code(code) => code.is_some(),"],
        &["lib panel::billmanager::answer::refusal::tests::whoever_is_not_signed_in_is_told_so_in_every_form"],
    ),
    plant(
        "access to anything is a refusal of the order",
        "src/panel/billmanager/answer/refusal/mod.rs",
        ["\"access\" if self.is_about_our_function() =>", "\"access\" if self.words.len() < 9_999 =>"],
        &["lib panel::billmanager::answer::refusal::tests::rights_are_told_from_sessions_where_the_answer_tells"],
    ),
    plant(
        "an order's domain is read as words",
        "src/panel/billmanager/answer/refusal/mod.rs",
        ["of_words(&without_domain(self.words, self.asked.domain))", "of_words(self.words)"],
        &["lib panel::billmanager::answer::refusal::tests::\
             a_domain_in_use_is_told_in_every_form_and_other_refusals_stay_what_they_are"],
    ),
    plant(
        "whatever is nearer, money is lacking",
        "src/panel/billmanager/saying/kinds/mod.rs",
        ["rival.is_some_and(|rival|", "rival.filter(|rival| *rival > 99).is_some_and(|rival|"],
        &["lib panel::billmanager::saying::kinds::tests::what_looks_like_a_kind_is_none"],
    ),
    plant(
        "two rows of one service are one",
        "src/panel/billmanager/pages.rs",
        ["_ if !self.doubled.is_empty() =>", "_ if self.doubled.len() > 99 =>"],
        &["lib panel::billmanager::listing::tests::two_rows_of_one_service_prove_nothing_absent"],
    ),
];
