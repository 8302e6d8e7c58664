//! The list of tests.

mod basics;

use std::pin::Pin;
use std::time::Duration;

use super::Place;

pub struct Case {
    pub name: &'static str,
    /// Hurts the broker itself: takes turns on a broker of its own.
    pub rough: bool,
    pub limit: Duration,
    pub run: fn(Place) -> Pin<Box<dyn Future<Output = ()>>>,
}

macro_rules! cases {
    ($($module:ident :: $name:ident $($rough:ident)?;)*) => {
        pub const ALL: &[Case] = &[$(Case {
            name: stringify!($name),
            rough: cases!(@ $($rough)?),
            limit: Duration::from_secs(180),
            run: |place| Box::pin($module::$name(place)),
        }),*];
    };
    (@ rough) => { true };
    (@) => { false };
}

cases! {
    basics::done_retried_and_parked;
    basics::properties_of_an_output;
}

pub fn vhosts(rough: bool) -> Vec<String> {
    ALL.iter().filter(|case| case.rough == rough).map(|case| case.name.to_owned()).collect()
}
