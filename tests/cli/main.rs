//! The commands as a user runs them: arguments, streams, exit codes.

#![allow(
    clippy::expect_used,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may say so by a panic"
)]

mod check;
mod extract;
mod readme;
mod run;
mod words;

/// The program under test.
fn claimwire() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_claimwire"));
    // Whatever the developer's shell carries must not leak into a test.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CLAIMWIRE__")) {
        command.env_remove(name);
    }
    command
}

/// Every line as JSON.
fn json_lines(bytes: &[u8]) -> Vec<serde_json::Value> {
    bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}
