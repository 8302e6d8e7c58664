//! The flags that every command with settings shares.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use crate::config::{self, Config, Problem};

/// Where the settings come from.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// A settings file (TOML); may be given several times, later ones win. See config/claimwire.toml.
    #[arg(id = "config", long = "config", value_name = "FILE", global = true)]
    files: Vec<PathBuf>,

    /// One setting, `section.key=value`; wins over files and environment. May be given several times.
    #[arg(long = "set", value_name = "KEY=VALUE", global = true)]
    set: Vec<String>,
}

impl Settings {
    /// The same flags again, for a child process.
    pub(super) fn arguments(&self) -> impl Iterator<Item = OsString> {
        let files = self.files.iter().flat_map(|file| [OsString::from("--config"), file.into()]);
        files.chain(self.set.iter().flat_map(|setting| [OsString::from("--set"), setting.into()]))
    }

    /// Merges all layers.
    pub(super) fn load(&self) -> Result<Config, Problem> {
        let words = std::env::vars_os().map(|(name, value)| (name.into_string(), value.into_string()));
        let environment = words.filter_map(|(name, value)| Some((name.ok()?, value.ok()?)));
        config::load(&self.files, environment, &self.set)
    }
}
