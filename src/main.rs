//! The program `claimwire`.

fn main() {}
