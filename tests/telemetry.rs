//! The documentation of events and metrics is that of the code.

mod support;

#[test]
fn the_committed_page_is_that_of_the_code() {
    support::assert_generated("docs/EVENTS.md", &claimwire::telemetry::document());
}
