//! The layers: defaults, files, environment, command line. Refuses keys that nobody reads.

use std::path::{Path, PathBuf};

use config::{Config as Merged, Environment, File, FileFormat};
use serde_json::Value;

use super::{Config, keys};

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A key that nobody reads: a misspelling does no harm in silence.
    #[error("unknown key `{key}`{}", .nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    UnknownKey {
        /// As written.
        key: String,
        /// The valid key that is nearest to it.
        nearest: Option<String>,
    },
    /// A `--set` without `=`.
    #[error("`{0}` is no setting; write section.key=value")]
    NotASetting(String),
    /// A file that cannot be read, a value of the wrong type.
    #[error(transparent)]
    Layer(#[from] config::ConfigError),
}

/// Merges the layers.
///
/// `files` in order; `environment` as name and value (only `CLAIMWIRE__…` counts); `settings` as `section.key=value`.
///
/// # Errors
/// The first problem found, naming file or key.
pub fn load(
    files: &[PathBuf],
    environment: impl IntoIterator<Item = (String, String)>,
    settings: &[String],
) -> Result<Config, Problem> {
    let defaults = serde_json::to_value(Config::default()).unwrap_or_default();
    let valid = keys::all(&defaults);
    let environment: config::Map<String, String> = environment.into_iter().collect();
    let mut layers = Merged::builder();
    for file in files {
        layers = layers.add_source(File::from(Path::new(file)).format(FileFormat::Toml).required(true));
    }
    layers = layers.add_source(
        typed(Environment::with_prefix("CLAIMWIRE").prefix_separator("__"), &valid, &defaults)
            .source(Some(environment)),
    );
    let mut flags = config::Map::new();
    for setting in settings {
        let (key, value) = setting.split_once('=').ok_or_else(|| Problem::NotASetting(setting.clone()))?;
        flags.insert(format!("SET__{}", key.trim().replace('.', "__")), value.trim().to_owned());
    }
    layers = layers.add_source(
        typed(Environment::with_prefix("SET").prefix_separator("__"), &valid, &defaults).source(Some(flags)),
    );
    let merged = layers.build()?;
    refuse_unknown(&merged.clone().try_deserialize()?, &valid)?;
    Ok(merged.try_deserialize()?)
}

/// Text from outside becomes numbers, truth values and, where the default is a list, lists.
fn typed(source: Environment, valid: &[String], defaults: &Value) -> Environment {
    let source = source.separator("__").try_parsing(true).list_separator(",");
    let lists = valid
        .iter()
        .filter(|key| defaults.pointer(&format!("/{}", key.replace('.', "/"))).is_some_and(Value::is_array));
    // Some key must be named, or every value would be read as a list.
    lists.fold(source.with_list_parse_key(""), |source, key| source.with_list_parse_key(key))
}

fn refuse_unknown(tree: &Value, valid: &[String]) -> Result<(), Problem> {
    for key in keys::all(tree) {
        if !valid.contains(&key) && !key.is_empty() {
            let nearest = keys::nearest(&key, valid).map(str::to_owned);
            return Err(Problem::UnknownKey { key, nearest });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::LogFormat;

    fn from(toml: &str, environment: &[(&str, &str)], settings: &[&str]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("claimwire.toml");
        std::fs::write(&file, toml).unwrap();
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_owned()).collect();
        load(&[file], environment, &settings).map_err(|problem| problem.to_string())
    }

    #[test]
    fn later_layers_win() {
        let file = "[log]\nlevel = \"warn\"\nformat = \"json\"\n[admin]\nlisten = \"a\"\n";
        let config = from(
            file,
            &[("CLAIMWIRE__LOG__LEVEL", "debug"), ("CLAIMWIRE__ADMIN__LISTEN", "b"), ("OTHER", "x")],
            &["admin.listen=c"],
        )
        .unwrap();
        assert_eq!(
            (config.log.level.as_str(), config.log.format, config.admin.listen.as_str()),
            ("debug", LogFormat::Json, "c")
        );
        assert_eq!(config.language, Config::default().language);
    }

    #[test]
    fn lists_come_from_the_environment_too() {
        let config = from("", &[("CLAIMWIRE__ALERTS__RULES", "a.toml,b.toml")], &[]).unwrap();
        assert_eq!(config.alerts.rules, [PathBuf::from("a.toml"), PathBuf::from("b.toml")]);
        let config = from("", &[], &["alerts.rules=a.toml", "language.default=12"]).unwrap();
        assert_eq!(config.alerts.rules, [PathBuf::from("a.toml")]);
        assert_eq!(config.language.default, "12");
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_one_that_was_meant() {
        let problem = from("[log]\nlevl = \"warn\"\n", &[], &[]).unwrap_err();
        assert_eq!(problem, "unknown key `log.levl`; did you mean `log.level`?");
        assert!(from("", &[("CLAIMWIRE__LOGG__LEVEL", "warn")], &[]).unwrap_err().contains("log.level"));
        assert!(from("", &[], &["log.levels=warn"]).unwrap_err().contains("log.level"));
        assert!(from("", &[], &["log.level"]).is_err());
    }

    #[test]
    fn a_wrong_type_names_its_key() {
        let problem = from("[log]\nformat = \"loud\"\n", &[], &[]).unwrap_err();
        assert!(problem.contains("log.format") || problem.contains("loud"), "{problem}");
    }
}
