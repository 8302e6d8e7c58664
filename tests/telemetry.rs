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

/// Sources of the program by path, the tests in them left out.
fn sources(folder: &std::path::Path) -> Vec<(std::path::PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text.split("#[cfg(test)]").next().unwrap().to_owned()));
        }
    }
    found
}

/// That an event changes its metrics is tested beside the events. Here: somebody emits it.
#[test]
fn every_event_is_told_by_somebody() {
    let sources = sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let tell = |event: &str| {
        let written = [format!("{event} {{"), format!("{event} {{}}")];
        let elsewhere =
            |path: &std::path::Path| !path.ends_with("telemetry/events.rs") && !path.ends_with("telemetry/tests.rs");
        sources.iter().any(|(path, text)| elsewhere(path) && written.iter().any(|form| text.contains(form.as_str())))
    };
    let names: Vec<_> = claimwire::telemetry::events::SPECS.iter().map(|event| camel(event.name)).collect();
    let silent: Vec<_> = names.iter().filter(|name| !tell(name)).collect();
    assert!(silent.is_empty() && names.len() > 20, "nobody tells {silent:?}");
}

/// `message_settled` as its struct is named.
fn camel(name: &str) -> String {
    name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}
