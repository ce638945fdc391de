//! The integration tests: one binary, a module per topic.

mod harness;

mod billing;
mod check;
mod cli;
mod crash;
mod ledger;
mod plan;
mod report;
mod samples;
mod sandbox;
mod secrets;
mod shape;
mod sheet;
mod submit;
