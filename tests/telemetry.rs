//! The documentation of events and metrics is that of the code.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails here says so"
)]

mod support;

#[test]
fn the_committed_page_is_that_of_the_code() {
    support::assert_generated("docs/EVENTS.md", &claimwire::telemetry::document());
}
