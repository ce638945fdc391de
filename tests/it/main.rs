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
mod config;
mod crash;
mod forms;
mod language;
mod ledger;
mod marked;
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
mod submit;
