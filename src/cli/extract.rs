//! `claimwire extract`: articles in, records out, in order, without a broker.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use clap::Args;

use crate::article::Raw;
use crate::text::{Analyser, Scratch};
use crate::worker::job::{Engine, Options};

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Files, or `-` for standard input.
    files: Vec<String>,
}

impl Extract {
    pub(super) fn run(&self) -> ExitCode {
        let engine = Engine::new(Analyser::english(), Options::default());
        let mut scratch = Scratch::default();
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let mut refused = false;
        for line in std::io::stdin().lock().split(b'\n').map_while(Result::ok) {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match engine.run(&Raw { body: &line, ..Raw::default() }, &mut scratch) {
                Ok(product) => {
                    let _ = out.write_all(&product.record.body).and_then(|()| out.write_all(b"\n"));
                }
                Err(_) => refused = true,
            }
        }
        let _ = out.flush();
        if refused { ExitCode::from(2) } else { ExitCode::SUCCESS }
    }
}
