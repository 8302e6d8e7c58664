//! The standard streams: buffered, quiet when a pipe is closed, coloured only where a terminal reads.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};

/// Standard output for bytes: buffered.
pub(super) fn plain() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Standard output for people: colours are stripped where no terminal reads or `NO_COLOR` is set.
pub(super) fn styled() -> Box<dyn Write> {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Box::new(AutoStream::never(Box::new(plain()) as Box<dyn Write>)),
        _ => Box::new(plain()),
    }
}

/// Says why a command failed. A reader that closed our pipe (`| head`) had enough: that is no failure.
pub(super) fn failed(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(io::stderr().lock(), "claimwire: {error:#}");
    ExitCode::FAILURE
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
