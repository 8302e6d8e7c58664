//! The merged settings as a file, secrets masked.

use std::fmt::Write;

use serde_json::Value;

use super::Config;

/// The settings as TOML that reads back, except for masked passwords. Keys without a value are shown as comments.
pub fn show(config: &Config) -> String {
    let tree = serde_json::to_value(config).unwrap_or_default();
    let mut page = String::new();
    for (section, fields) in tree.as_object().into_iter().flatten() {
        let heading = if page.is_empty() { format!("[{section}]\n") } else { format!("\n[{section}]\n") };
        page.push_str(&heading);
        table(&mut page, section, fields);
    }
    page
}

fn table(page: &mut String, path: &str, fields: &Value) {
    let mut inner = Vec::new();
    for (key, value) in fields.as_object().into_iter().flatten() {
        match value {
            // Writing to a string cannot fail.
            Value::Object(_) => inner.push((key, value)),
            Value::Null => {
                let _ = writeln!(page, "# {key} =");
            }
            // JSON's strings, numbers, truth values and lists of them are TOML's.
            value => {
                let _ = writeln!(page, "{key} = {}", masked(value));
            }
        }
    }
    for (key, value) in inner {
        let path = format!("{path}.{key}");
        let _ = writeln!(page, "\n[{path}]");
        table(page, &path, value);
    }
}

fn masked(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(masked_url(text)),
        Value::Array(items) => Value::Array(items.iter().map(masked).collect()),
        other => other.clone(),
    }
}

/// A URL without its password. Whatever stands between the user and the last `@` counts as one, so that none leaks.
pub fn masked_url(text: &str) -> String {
    let hidden = text.split_once("://").and_then(|(scheme, rest)| {
        let (credentials, host) = rest.rsplit_once('@')?;
        let (user, _) = credentials.split_once(':')?;
        Some(format!("{scheme}://{user}:***@{host}"))
    });
    hidden.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked() {
        assert_eq!(masked_url("amqp://user:se/cret@host:5672/vhost"), "amqp://user:***@host:5672/vhost");
        assert_eq!(masked_url("amqp://user:secret@host:5672/vhost"), "amqp://user:***@host:5672/vhost");
        assert_eq!(masked_url("amqp://user:se@cret@host"), "amqp://user:***@host");
        assert_eq!(masked_url("amqp://host/vhost"), "amqp://host/vhost");
        assert_eq!(masked_url("plain words"), "plain words");
    }

    #[test]
    fn what_is_shown_reads_back() {
        let mut config = Config::default();
        config.amqp.urls = vec!["amqps://broker/news".to_owned()];
        assert_eq!(toml::from_str::<Config>(&show(&config)).unwrap(), config);
    }
}
