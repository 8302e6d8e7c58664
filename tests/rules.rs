//! Runs the examples that stand in the shipped rule files.

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

use claimwire::alert::Rules;
use serde_json::json;

#[test]
fn shipped_rules_hold_on_their_own_examples() {
    let rules = Rules::shipped().unwrap();
    for (rule, test) in rules.tests() {
        let product = support::run(&json!({ "id": "test", "text": test.text }));
        let suffix = format!(".{rule}");
        let alerts = product.alerts.iter().filter(|alert| alert.route.ends_with(&suffix)).count();
        assert_eq!(alerts, test.alerts, "{rule}: {}", test.text);
    }
}
