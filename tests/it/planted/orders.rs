//! Bugs of the life of an order: never twice, never lost, never guessed; and of secrets.

use super::{Plant, plant};

const STEPS: &str = "lib submit::step::tests::every_delivery_leads_where_the_table_says";
const ANSWERS: &str = "lib panel::billmanager::answer::tests::every_answer_is_read_as_the_table_says";
const NO_TRACE: &str = "it secrets::the_password_stands_in_no_artefact";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    // Never twice.
    plant(
        "a request that timed out is sent again",
        "src/submit/step.rs",
        [
            "Delivery::Lost { reason, .. } => (in_doubt(reason),",
            "Delivery::Lost { reason, .. } => (retry(reason, None, false),",
        ],
        &[STEPS, "it submit::a_request_that_may_have_left_is_never_sent_again"],
    ),
    plant(
        "an attempt that cannot be written is sent all the same",
        "src/order/attempt.rs",
        ["journal.write_begin(&claiming.order, now)?", "journal.write_begin(&claiming.order, now).unwrap_or((0, 1))"],
        &["it submit::an_attempt_that_cannot_be_written_is_not_sent_and_stops_the_run"],
    ),
    plant(
        "an attempt is written after its request",
        "src/ledger/book.rs",
        ["transaction.commit()?", "transaction.rollback()?"],
        &["it submit::every_attempt_is_on_disk_while_its_request_is_under_way"],
    ),
    plant(
        "the row's number is the key of an order",
        "src/order/plan.rs",
        [
            "let Some(claim) = history.claims.get(&order.domain) else {",
            "let mut sorted: Vec<_> = history.claims.iter().collect();
    sorted.sort_by_key(|(domain, _)| domain.to_string());
    let Some((_, claim)) = sorted.into_iter().nth(order.row.get() as usize - 2) else {",
        ],
        &["it cli::sorting_the_sheet_or_writing_a_domain_otherwise_orders_nothing_again"],
    ),
    plant(
        "a domain in other letters is another domain",
        "src/order/mod.rs",
        [
            "idna::domain_to_ascii_strict(name).ok()?",
            "idna::domain_to_ascii_strict(name).map(|_| name.to_owned()).ok()?",
        ],
        &[
            "lib order::tests::a_domain_has_one_canonical_form",
            "it cli::sorting_the_sheet_or_writing_a_domain_otherwise_orders_nothing_again",
        ],
    ),
    plant(
        "one domain has several live claims",
        "src/ledger/schema.rs",
        ["ON claim(domain) WHERE live = 1", "ON claim(domain, id) WHERE live = 1"],
        &["it ledger::a_second_claim_on_an_ordered_domain_is_refused"],
    ),
    plant(
        "an unknown order frees its domain",
        "src/order/status.rs",
        ["on_claim: OnClaim::Becomes(ClaimState::Unknown)", "on_claim: OnClaim::Becomes(ClaimState::Open)"],
        &["it cli::an_order_that_nobody_can_prove_exits_5_and_is_never_sent_again"],
    ),
    plant(
        "an order that was tried is freed when its run ends",
        "src/ledger/write.rs",
        ["WHERE run = ?1 AND live = 1 AND state = 'open'\"", "WHERE run = ?1 AND live = 1\""],
        &["it ledger::a_claim_that_was_never_tried_is_freed_when_its_run_ends_and_a_tried_one_is_not"],
    ),
    plant(
        "an order is sent for the third time",
        "src/order/claim.rs",
        ["self.count == 1 && self.agree", "self.count >= 1 && self.agree"],
        &[
            "lib order::claim::tests::only_one_try_can_be_proved_absent_and_one_that_was_cut_off_takes_longer",
            "it reconcile::an_order_proved_absent_is_sent_once_more_and_never_a_third_time",
        ],
    ),
    plant(
        "the ledger lets an order be sent for the third time",
        "src/ledger/write.rs",
        [
            "SELECT count(*) FROM attempt WHERE attempt.claim = claim.id AND may_have_left) = 1)",
            "SELECT count(*) FROM attempt WHERE attempt.claim = claim.id AND may_have_left) >= 1)",
        ],
        &["it ledger::a_second_try_is_the_last_whatever_the_plan_says"],
    ),
    plant(
        "one list is enough to believe an order absent",
        "src/order/claim.rs",
        ["const LISTS: usize = 3", "const LISTS: usize = 1"],
        &[
            "lib order::claim::tests::three_lists_a_minute_apart_from_the_fifteenth_minute_on_prove_an_order_absent",
            "it reconcile::an_order_proved_absent_is_sent_once_more_and_never_a_third_time",
        ],
    ),
    plant(
        "absence is believed at once, whatever the panel",
        "src/verb/settings/mod.rs",
        ["if far && seconds < Settle::SECONDS {", "if far && seconds > 604_800 {"],
        &["it reconcile::a_panel_elsewhere_is_given_its_time"],
    ),
    plant(
        "absence is proved without a service that must be listed",
        "src/order/findings.rs",
        ["listing.proves_absence() && !history.known_services.is_empty()", "listing.proves_absence()"],
        &["it plan::a_list_settles_what_it_shows_and_proves_absent_only_what_a_complete_one_lacks"],
    ),
    plant(
        "an order that was throttled is sent again without a look at the list",
        "src/submit/step.rs",
        ["*retry_after, true)", "*retry_after, false)"],
        &[STEPS, "it submit::a_throttled_order_that_the_list_shows_is_not_sent_again_and_nobody_knows_whose_it_is"],
    ),
    plant(
        "the list is not read before sending",
        "src/verb/process/prepare.rs",
        ["let listing = if job.no_list {", "let listing = if job.no_list || !history.incomplete {"],
        &[
            "it cli::a_domain_that_stands_in_the_account_is_a_conflict",
            "it barrier::the_second_run_says_which_barrier_held",
        ],
    ),
    plant(
        "an incomplete list is good enough to send",
        "src/verb/process/prepare.rs",
        ["Some(gap) => Err(Error::ListIncomplete(gap.clone())),", "Some(_) => Ok(listing),"],
        &[
            "it cli::an_incomplete_list_exits_1_and_nothing_is_sent",
            "it cli::a_list_that_lacks_a_service_of_ours_is_incomplete",
        ],
    ),
    plant(
        "a list that lacks services is complete",
        "src/panel/billmanager/pages.rs",
        ["Some(stated) if stated != came", "Some(stated) if stated < came"],
        &[
            "lib panel::billmanager::listing::tests::a_list_is_complete_when_as_many_came_as_are_stated",
            "it cli::an_incomplete_list_exits_1_and_nothing_is_sent",
        ],
    ),
    plant(
        "two processes use one ledger",
        "src/ledger/lock.rs",
        ["file.try_lock()", "file.try_lock_shared()"],
        &["it ledger::one_process_holds_a_ledger"],
    ),
    plant(
        "a second account shares the ledger of the first",
        "src/ledger/place.rs",
        ["format!(\"{}\\n{}\", account.panel, account.login)", "format!(\"{}\", account.panel)"],
        &["lib ledger::place::tests::accounts_that_look_alike_have_ledgers_of_their_own"],
    ),
    plant(
        "an order goes out on a connection that was used before",
        "src/panel/http/client.rs",
        ["pool_max_idle_per_host(0)", "pool_max_idle_per_host(4)"],
        &["it billing::an_order_is_one_post_with_everything_in_its_body_on_a_connection_of_its_own"],
    ),
    plant(
        "a connection that was lost after the request proves that nothing was sent",
        "src/panel/http/fault.rs",
        ["Fault::Lost(Reason::with_words(code, &words), None)", "Fault::NotSent(Reason::with_words(code, &words))"],
        &["it billing::a_connection_that_ends_after_it_was_made_leaves_the_order_in_doubt"],
    ),
    // Never lost.
    plant(
        "a commit may be lost with the power",
        "src/ledger/open.rs",
        ["PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"],
        &["it ledger::what_was_written_is_read_back_by_the_next_process"],
    ),
    plant(
        "what makes a commit durable is not read back",
        "src/ledger/open.rs",
        ["mode != \"wal\" || synchronous != 2 || keys != 1", "keys != 1"],
        &["lib ledger::open::tests::a_file_on_which_a_commit_is_not_durable_is_no_ledger"],
    ),
    plant(
        "an outcome is shown before it is written",
        "src/submit/worker.rs",
        [
            "Task::Close(outcome) => match attempt.take() {",
            "Task::Close(outcome) => match {
                    let domain = order.domain.clone();
                    self.tell(Event::Ended { domain, status: outcome.status, reason: None });
                    attempt.take()
                } {",
        ],
        &["it submit::an_outcome_is_written_before_it_is_told"],
    ),
    plant(
        "an outcome that the ledger does not take is forgotten",
        "src/ledger/journal.rs",
        ["hint.write(&self.folder)", "Some(self.folder.join(&hint.run))"],
        &["it repair::an_outcome_that_the_ledger_did_not_take_is_a_hint_for_a_person"],
    ),
    plant(
        "a run goes on when an outcome could not be written",
        "src/submit/life/mod.rs",
        ["breakers.stop_for(Stop::Unwritten(why.clone()));\n        self.to(State::Saving", "self.to(State::Saving"],
        &["it submit::an_outcome_that_cannot_be_written_stops_the_run_and_is_still_told"],
    ),
    plant(
        "an unknown order does not show in the exit code",
        "src/run/verdict.rs",
        ["if some(Weight::Unknown) {", "if stop.is_some() && some(Weight::Unknown) {"],
        &["it plan::the_gravest_end_decides", "it cli::an_order_that_nobody_can_prove_exits_5_and_is_never_sent_again"],
    ),
    plant(
        "a workbook replaces an earlier one",
        "src/host/save.rs",
        ["|made, to| made.persist_noclobber(to)", "|made, to| made.persist(to)"],
        &["it cli::the_same_command_again_sends_no_order_request_and_keeps_the_first_workbook"],
    ),
    // Never guessed.
    plant(
        "an error of a server is a refusal",
        "src/panel/billmanager/answer/mod.rs",
        [
            "unclear(ReasonCode::ServerError, Flaw::HttpStatus(http_status))",
            "Answer::Refused(Reason::new(ReasonCode::ServerError))",
        ],
        &[ANSWERS, "it cli::an_order_whose_answer_is_lost_is_found_in_the_list"],
    ),
    plant(
        "an error that is not known is a refusal",
        "src/panel/billmanager/answer/refusal/mod.rs",
        [
            "a message in words.\n            _ => Answer::Unclear(",
            "a message in words.\n            _ => Answer::Refused(",
        ],
        &[ANSWERS],
    ),
    plant(
        "an order that is not paid is accepted",
        "src/panel/billmanager/answer/mod.rs",
        [
            "(None, Some(order), ..) => Answer::Unpaid(Reason::with_words(ReasonCode::NotPaid, order))",
            "(None, Some(_), ..) => Answer::Accepted { service_id: None }",
        ],
        &[ANSWERS],
    ),
    plant(
        "a login form is a success",
        "src/panel/billmanager/answer/mod.rs",
        [
            "return Answer::SignInRefused(Reason::new(ReasonCode::SignInRefused));",
            "return Answer::Accepted { service_id: None };",
        ],
        &[ANSWERS],
    ),
    plant(
        "a success counts under any HTTP status",
        "src/panel/billmanager/answer/mod.rs",
        ["if http_status != 200 {", "if http_status > 599 {"],
        &[ANSWERS],
    ),
    plant(
        "an answer that is cut short is taken for whole",
        "src/panel/http/came.rs",
        [
            "response.read(&mut piece).map_err(|error| fault::of_body(&error))?",
            "response.read(&mut piece).unwrap_or(0)",
        ],
        &["it billing::an_answer_that_is_cut_short_is_none"],
    ),
    plant(
        "a list is as young as its last page",
        "src/panel/http/lists.rs",
        ["asked: asked.at,", "asked: jiff::Timestamp::now().max(asked.at),"],
        &["it billing::a_list_is_read_page_by_page"],
    ),
    plant(
        "a list may last for ever",
        "src/panel/http/client.rs",
        [
            "self.services_within(self.settings.deadlines.list)",
            "self.services_within(std::time::Duration::from_hours(1))",
        ],
        &["it billing::a_list_that_does_not_end_is_given_up_as_a_whole"],
    ),
    plant(
        "that a domain is in use is a refusal, even of a second try",
        "src/submit/step.rs",
        [
            "return Step::LookUp(reason, Ends { listed, ..Ends::DOUBT });",
            "return Step::Close(Status::Rejected, Some(reason));",
        ],
        &[STEPS],
    ),
    plant(
        "a deleted twin is the service of an order",
        "src/order/identity.rs",
        ["self.of(mark.domain).iter().filter(undeleted).filter(new)", "self.of(mark.domain).iter().filter(new)"],
        &["it plan::the_list_decides_what_is_ours"],
    ),
    plant(
        "a service that was listed before is that of an order",
        "src/order/identity.rs",
        [
            "|service: &&&'l Service| !mark.listed_before.contains(&service.id) && !foreign(service);",
            "|service: &&&'l Service| mark.listed_before.len() < usize::MAX && !foreign(service);",
        ],
        &["it plan::the_list_decides_what_is_ours"],
    ),
    plant(
        "other terms for an ordered domain are no conflict",
        "src/order/plan.rs",
        ["if !differences.is_empty() {", "if differences.len() > 99 {"],
        &["it plan::other_terms_are_a_conflict_that_names_the_difference"],
    ),
    plant(
        "an unknown price is 0",
        "src/run/summary.rs",
        ["None => self.unknown += 1,", "None => self.priced += 1,"],
        &["it cli::guards_exit_6_without_a_request"],
    ),
    // The batch.
    plant(
        "the first order does not go alone",
        "src/submit/breakers.rs",
        ["if self.opened { self.allowed } else { 1 }", "self.allowed"],
        &["it submit::breakers_hold"],
    ),
    plant(
        "any number of unknown orders is borne",
        "src/submit/breakers.rs",
        ["Self { unknown: 3,", "Self { unknown: 3000,"],
        &["it cli::three_unknown_orders_stop_the_run_whatever_the_jobs"],
    ),
    plant(
        "any number of equal refusals is borne",
        "src/submit/breakers.rs",
        ["refusals: 3,", "refusals: 3000,"],
        &["it cli::the_same_refusal_three_times_stops_the_run"],
    ),
    plant(
        "an interrupt is ignored",
        "src/submit/gate.rs",
        ["state.breakers.stop_for(Stop::Interrupted);", "let _ = (&state.breakers, Stop::Interrupted);"],
        &["it submit::an_interrupt_sends_nothing_new"],
    ),
    plant(
        "a limit of orders limits nothing",
        "src/verb/process/guard.rs",
        ["if servers > most {", "if servers > most.saturating_mul(1000) {"],
        &["it cli::guards_exit_6_without_a_request"],
    ),
    // Secrets.
    plant(
        "a redirect takes the password along",
        "src/panel/http/setup.rs",
        ["reqwest::redirect::Policy::none()", "reqwest::redirect::Policy::limited(5)"],
        &["it billing::a_redirect_is_not_followed_and_takes_no_password_along"],
    ),
    plant(
        "the password stands in the address",
        "src/panel/http/client.rs",
        [
            ".post(self.settings.panel.as_str())",
            ".post(format!(\"{}?authinfo={}\", self.settings.panel, self.settings.password.expose_secret()))",
        ],
        &["it billing::an_order_is_one_post_with_everything_in_its_body_on_a_connection_of_its_own"],
    ),
    plant(
        "the wire is logged",
        "src/panel/http/setup.rs",
        [".referer(false)", ".referer(false).connection_verbose(true)"],
        &[NO_TRACE],
    ),
    plant(
        "the form is logged",
        "src/panel/http/client.rs",
        [
            "let ask = std::ptr::eq(http, &raw const self.reads);",
            "tracing::trace!(?form, \"sent\");\n        let ask = std::ptr::eq(http, &raw const self.reads);",
        ],
        &[NO_TRACE],
    ),
    plant(
        "an answer is logged as it came",
        "src/panel/http/client.rs",
        ["length = body.len(),", "length = body.len(), raw = %String::from_utf8_lossy(body),"],
        &[NO_TRACE],
    ),
    plant(
        "what a panel repeats in another escaping is quoted",
        "src/panel/http/discretion/mod.rs",
        [".any(|reading| self.is_told_by(reading, cut))", ".any(|reading| cut && self.is_told_by(reading, cut))"],
        &[
            "lib panel::http::discretion::tests::words_that_can_be_read_as_the_password_are_dropped_whole",
            "it secrets::a_panel_that_repeats_the_login_in_its_words_is_quoted_without_it_in_whatever_escaping",
        ],
    ),
    plant(
        "a log goes wherever a link leads",
        "src/host/log.rs",
        ["is_ok_and(|meta| meta.file_type().is_symlink())", "is_err()"],
        &["it log::a_log_is_its_owners_alone_and_is_never_written_elsewhere"],
    ),
];
