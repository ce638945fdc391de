//! The integration tests: one binary, a module per topic.

#![allow(
    clippy::items_after_statements,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::needless_for_each,
    clippy::format_collect,
    reason = "a test reads from top to bottom, its few helpers where they are used"
)]

mod canary;
mod carts;
mod harness;

mod answers;
mod approved;
mod barrier;
mod biff;
mod billing;
mod books;
mod check;
mod cli;
mod closing;
mod config;
mod crash;
mod cron;
mod decide;
mod dropped;
mod files;
mod foreign;
mod forms;
mod fuzz;
mod help;
#[cfg(unix)]
mod interrupt;
mod kept;
mod language;
mod lead;
mod ledger;
mod limits;
mod listening;
mod log;
mod marked;
mod misread;
mod named;
mod network;
#[cfg(unix)]
mod next_steps;
mod online;
mod permit;
mod plan;
mod planted;
mod profile;
mod queries;
mod readable;
mod readme;
mod readme_run;
mod reconcile;
mod record;
mod repair;
mod report;
#[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
mod rig;
mod rude;
mod samples;
mod sandbox;
mod schema;
mod secrets;
mod shape;
mod sheet;
mod sheet_apart;
mod sheet_binary;
mod sheet_corpus;
mod sheet_hidden;
mod sheet_ods;
mod sheet_office;
mod sheet_package;
mod sheet_shown;
mod sheet_structure;
mod sheet_tricks;
mod sheet_values;
mod shut;
mod simulation;
mod submit;
mod summary;
mod support;
mod targets;
mod text_bytes;
mod text_quotes;
mod today;
mod trials;
mod truth;
mod words;
