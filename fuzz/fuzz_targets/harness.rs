//! The same targets for libFuzzer, which follows coverage; needs a nightly toolchain. The first byte chooses the target.

#![no_main]

use claimwire_fuzz::TARGETS;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some((first, rest)) = data.split_first() {
        if let Some(target) = TARGETS.get(usize::from(*first) % TARGETS.len()) {
            (target.run)(rest);
        }
    }
});
