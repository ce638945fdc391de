//! The integration tests: one binary, a module per topic.

#![allow(
    clippy::items_after_statements,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::needless_for_each,
    clippy::format_collect,
    reason = "a test reads from top to bottom, its few helpers where they are used"
)]

mod harness;

mod barrier;
mod billing;
mod check;
mod cli;
mod crash;
mod ledger;
mod plan;
mod reconcile;
mod record;
mod repair;
mod report;
mod samples;
mod sandbox;
mod secrets;
mod shape;
mod sheet;
mod sheet_apart;
mod sheet_corpus;
mod sheet_hidden;
mod submit;
