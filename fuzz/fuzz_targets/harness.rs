//! The same targets for libFuzzer, which follows coverage. `CLAIMWIRE_FUZZ_TARGET` names the target; without it the first byte chooses.

#![no_main]

use std::sync::LazyLock;

use claimwire_fuzz::{TARGETS, Target};

static CHOSEN: LazyLock<Option<&Target>> = LazyLock::new(|| {
    let name = std::env::var("CLAIMWIRE_FUZZ_TARGET").ok()?;
    TARGETS.iter().find(|target| target.name == name)
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some(target) = *CHOSEN {
        (target.run)(data);
    } else if let Some((first, rest)) = data.split_first() {
        if let Some(target) = TARGETS.get(usize::from(*first) % TARGETS.len()) {
            (target.run)(rest);
        }
    }
});
