//! Holds `deploy/` to the code: every metric, setting and field that a file there names exists, and every metric is shown somewhere.

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

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files under a folder, with their contents.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if let Ok(text) = fs::read_to_string(&path) {
            out.push((path, text));
        }
    }
    out.sort();
    out
}

/// Words of a text that begin with a prefix, made of the characters of a metric's name.
fn words(text: &str, prefix: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.starts_with(prefix) && word.len() > prefix.len())
        .map(str::to_owned)
        .collect()
}

/// Names of the metrics, from the table that `docs/EVENTS.md` is generated with.
fn metrics() -> BTreeSet<String> {
    let events = read("docs/EVENTS.md");
    let table = events.split("## Metrics").nth(1).expect("a table of metrics");
    words(table, "claimwire_")
}

fn base_of(series: &str, known: &BTreeSet<String>) -> String {
    let endings = ["_bucket", "_sum", "_count"];
    let base = endings.iter().find_map(|ending| series.strip_suffix(ending)).filter(|base| known.contains(*base));
    base.unwrap_or(series).to_owned()
}

#[test]
fn every_metric_that_deploy_and_docs_name_exists() {
    let known = metrics();
    let mut all = files(&root().join("deploy"));
    all.extend(files(&root().join("docs")));
    all.push((root().join("README.md"), read("README.md")));
    for (path, text) in all {
        for series in words(&text, "claimwire_") {
            assert!(known.contains(&base_of(&series, &known)), "{}: no metric {series}", path.display());
        }
    }
}

#[test]
fn every_metric_is_on_the_dashboard() {
    let known = metrics();
    let shown: BTreeSet<String> =
        words(&read("deploy/grafana/dashboard.json"), "claimwire_").iter().map(|name| base_of(name, &known)).collect();
    let hidden: Vec<&String> = known.difference(&shown).collect();
    assert!(hidden.is_empty(), "not on the dashboard: {hidden:?}");
}

/// `section.key` of every setting in the shipped file, commented-out ones too.
fn settings() -> BTreeSet<String> {
    let (mut section, mut out) = (String::new(), BTreeSet::new());
    for line in read("config/claimwire.toml").lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            name.clone_into(&mut section);
        } else if let Some((key, _)) = line.trim_start_matches("# ").split_once(" = ") {
            out.insert(format!("{section}.{key}"));
        }
    }
    out
}

#[test]
fn every_setting_that_deploy_uses_exists() {
    let known = settings();
    for (path, text) in files(&root().join("deploy")) {
        for name in words(&text, "CLAIMWIRE__") {
            let key = name.trim_start_matches("CLAIMWIRE__").to_lowercase().replace("__", ".");
            assert!(known.contains(&key), "{}: no setting {key}", path.display());
        }
    }
    let map = read("deploy/kubernetes/configmap.yaml");
    let inner: String =
        map.lines().filter_map(|line| line.strip_prefix("    ")).fold(String::new(), |all, line| all + line + "\n");
    let table: toml::Table = toml::from_str(&inner).expect("the config map holds TOML");
    assert!(!table.is_empty());
    for (section, keys) in table {
        for key in keys.as_table().expect("a section").keys() {
            assert!(known.contains(&format!("{section}.{key}")), "config map: no setting {section}.{key}");
        }
    }
}

/// Every property name of a JSON Schema, at any depth.
fn properties(schema: &Value, out: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(names)) = fields.get("properties") {
                out.extend(names.keys().cloned());
            }
            fields.values().for_each(|field| properties(field, out));
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, out)),
        _ => {}
    }
}

/// Fields that the ingest transform adds.
const ADDED: [&str; 5] = ["document", "record", "type", "query", "owner"];

#[test]
fn every_field_that_search_maps_is_in_the_record() {
    let mut known = BTreeSet::new();
    properties(&serde_json::from_str(&read("docs/schema/record.json")).unwrap(), &mut known);
    known.extend(ADDED.map(str::to_owned));
    let mut checked = 0;
    for name in ["opensearch-records", "opensearch-statements", "opensearch-percolator"] {
        let file: Value = serde_json::from_str(&read(&format!("deploy/search/{name}.json"))).unwrap();
        let mut mapped = BTreeSet::new();
        properties(&file, &mut mapped);
        checked += mapped.len();
        let unknown: Vec<&String> = mapped.difference(&known).collect();
        assert!(unknown.is_empty(), "{name}: {unknown:?}");
    }
    let quickwit: Value = serde_json::from_str(&read("deploy/search/quickwit-statements.json")).unwrap();
    for field in quickwit["doc_mapping"]["field_mappings"].as_array().unwrap() {
        assert!(known.contains(field["name"].as_str().unwrap()), "quickwit: {field}");
    }
    let meili: Value = serde_json::from_str(&read("deploy/search/meilisearch-statements.json")).unwrap();
    for list in ["searchableAttributes", "filterableAttributes", "sortableAttributes"] {
        for field in meili[list].as_array().unwrap() {
            let last = field.as_str().unwrap().rsplit('.').next().unwrap();
            assert!(known.contains(last), "meilisearch: {field}");
        }
    }
    assert!(checked > 30);
}

#[test]
fn every_field_that_alert_templates_read_is_in_the_alert() {
    let mut known = BTreeSet::new();
    properties(&serde_json::from_str(&read("docs/schema/alert.json")).unwrap(), &mut known);
    let mut checked = 0;
    for name in ["alertmanager", "chat"] {
        let text = read(&format!("deploy/alerting/{name}.vrl"));
        for path in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')) {
            for field in path.strip_prefix("alert.").into_iter().flat_map(|path| path.split('.')) {
                assert!(known.contains(field), "{name}: {path}");
                checked += 1;
            }
        }
    }
    assert!(checked > 8);
}

#[test]
fn asyncapi_names_what_the_program_uses() {
    let document: Value = serde_json::from_str(&read("docs/asyncapi.json")).unwrap();
    let shipped: toml::Table = toml::from_str(&read("config/claimwire.toml")).unwrap();
    assert_eq!(document["channels"]["articles"]["address"].as_str(), shipped["consume"]["queue"].as_str());
    let exchange = &document["channels"]["records"]["bindings"]["amqp"]["exchange"]["name"];
    assert_eq!(exchange.as_str(), shipped["publish"]["exchange"].as_str());
    let messages = &document["components"]["messages"];
    assert_eq!(messages["record"]["name"], claimwire::record::SCHEMA);
    assert_eq!(messages["alert"]["name"], claimwire::alert::SCHEMA);
    for message in messages.as_object().unwrap().values() {
        let file = message["payload"]["schema"]["$ref"].as_str().unwrap();
        assert!(root().join("docs").join(file).is_file(), "{file}");
    }
}

/// Which files are checked with what. `here`: a test of this file reads them.
const CHECKED: &[(&str, &str)] = &[
    ("Dockerfile", "hadolint"),
    ("compose.yaml", "check-jsonschema"),
    ("kubernetes/*.yaml", "kubernetes-validate"),
    ("schemas/*.json", "check-jsonschema"),
    ("systemd/*.service", "systemd-analyze"),
    ("prometheus/*.yml", "promtool"),
    ("grafana/*.yml", "yamllint"),
    ("grafana/*.json", "here"),
    ("rabbitmq/definitions.json", "here"),
    ("alerting/*.yml", "amtool"),
    ("alerting/*.tmpl", "amtool"),
    ("alerting/*.vrl", "here"),
    ("search/*.json", "here"),
    ("search/*.toml", "here"),
    ("debian/p*", "shellcheck"),
    // Built, installed, read back: scripts/check-packages.
    ("debian/control.in", "packages"),
    ("debian/copyright", "packages"),
    ("*.md", "prose"),
    ("secrets/.gitignore", "prose"),
];

/// `*` stands for any characters.
fn fits(path: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((head, tail)) => path.starts_with(head) && path.ends_with(tail),
        None => path == pattern,
    }
}

#[test]
fn every_file_of_deploy_has_its_validator() {
    let script = read("scripts/validate-deploy");
    let folder = root().join("deploy");
    for (path, text) in files(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        if name == "secrets/amqp-password" {
            continue; // a developer's own
        }
        let tool = CHECKED.iter().find(|(pattern, _)| fits(name, pattern)).map(|(_, tool)| *tool);
        let tool = tool.unwrap_or_else(|| panic!("deploy/{name} has no validator"));
        assert!(matches!(tool, "here" | "packages" | "prose") || script.contains(tool), "{tool} is not run");
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("json") => {
                serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            }
            Some("toml") => {
                text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{name}: {error}"));
            }
            _ => {}
        }
    }
}

/// The value of the first line that begins, after white space and a list's hyphen, with this key.
fn value_of(file: &str, key: &str) -> String {
    let text = read(file);
    let line = text.lines().find_map(|line| line.trim_start_matches([' ', '-']).strip_prefix(key));
    line.unwrap_or_else(|| panic!("{file}: no {key}")).trim().trim_matches('"').to_owned()
}

fn seconds(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("{text} is no number of seconds"))
}

#[test]
fn whoever_stops_a_worker_waits_for_its_drain() {
    let drain = seconds(
        toml::from_str::<toml::Table>(&read("config/claimwire.toml")).unwrap()["drain"]["timeout"].as_str().unwrap(),
    );
    assert!(seconds(&value_of("deploy/systemd/claimwire@.service", "TimeoutStopSec=")) > drain);
    assert!(seconds(&value_of("deploy/compose.yaml", "stop_grace_period:")) > drain);
    let pod = "deploy/kubernetes/deployment.yaml";
    let pause = seconds(&value_of(pod, "sleep:"));
    assert!(seconds(&value_of(pod, "terminationGracePeriodSeconds:")) > drain + pause);
}

#[test]
fn one_more_worker_is_asked_for_only_when_those_that_are_there_hold_their_prefetch() {
    let largest = u64::from(claimwire::transport::amqp::Settings::default().consume.prefetch(64));
    assert!(seconds(&value_of("deploy/kubernetes/scaledobject.yaml", "value:")) >= 2 * largest);
}

#[test]
fn every_alert_has_its_page_in_the_runbook_and_routes_name_alerts_that_exist() {
    let rules = read("deploy/prometheus/rules.yml");
    let runbook = read("docs/OPERATE.md");
    let alerts: BTreeSet<&str> =
        rules.lines().filter_map(|line| line.trim_start().strip_prefix("- alert: ")).map(str::trim).collect();
    assert!(alerts.len() >= 5, "{alerts:?}");
    for alert in &alerts {
        assert!(runbook.contains(&format!("\n### {alert}\n")), "docs/OPERATE.md: no runbook for {alert}");
        assert!(rules.contains(&format!("docs/OPERATE.md#{}", alert.to_lowercase())), "{alert} names no runbook");
    }
    for line in runbook.lines().filter_map(|line| line.strip_prefix("### Claimwire")) {
        assert!(alerts.contains(format!("Claimwire{line}").as_str()), "docs/OPERATE.md: no alert Claimwire{line}");
    }
    for name in words(&read("deploy/alerting/alertmanager.yml"), "Claimwire") {
        assert!(alerts.contains(name.as_str()), "alertmanager.yml: no alert {name}");
    }
}

#[test]
fn the_chat_text_uses_what_the_transform_sets() {
    let transform = read("deploy/alerting/alertmanager.vrl");
    let template = read("deploy/alerting/claimwire.tmpl");
    let mut checked = 0;
    for prefix in [".CommonLabels.", ".Annotations."] {
        for part in template.split(prefix).skip(1) {
            let field: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            assert!(transform.contains(&format!("\"{field}\":")), "alertmanager.vrl sets no {field}");
            checked += 1;
        }
    }
    assert_eq!(checked, 5);
}

#[test]
fn compose_hands_out_one_secret_and_every_file_that_it_mounts_is_there() {
    let compose = read("deploy/compose.yaml");
    for line in compose.lines().filter_map(|line| line.trim().strip_prefix("- ./")) {
        let (path, _) = line.split_once(':').expect("a mount");
        assert!(root().join("deploy").join(path).exists(), "compose.yaml mounts deploy/{path}, which is not there");
    }
    assert!(!compose.contains("RABBITMQ_DEFAULT_PASS_FILE:"), "the image refuses it since 3.9");
    for line in read(".dockerignore").lines().filter(|line| !line.starts_with('#')) {
        assert!(matches!(line, ".git" | "target" | "deploy/secrets"), "the image is built without {line}");
    }
}
