//! The list of tests.

mod basics;
mod broker;
mod deployed;
mod network;
mod parked;
mod poison;
mod processes;
mod security;
mod soak;
mod telemetry;
mod topology;
mod whole;

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
            limit: Duration::from_mins(5),
            run: |place| Box::pin($module::$name(place)),
        }),*];
    };
    (@ rough) => { true };
    (@) => { false };
}

cases! {
    basics::done_retried_and_parked;
    basics::properties_of_an_output;
    basics::record_above_the_limit;
    whole::the_whole_program;
    deployed::definitions_are_imported;
    deployed::two_units_share_a_queue;
    network::cuts_at_every_offset;
    network::cuts_under_load;
    network::black_hole;
    network::only_to_broker;
    network::only_to_worker;
    network::slow_is_not_broken;
    network::absent_broker;
    network::work_longer_than_a_session;
    network::finished_before;
    network::ipv6;
    topology::wrong_arguments;
    topology::passive_waits_for_the_operator;
    topology::queue_deleted;
    topology::exchange_deleted;
    topology::silent_consumer;
    topology::binding_missing;
    topology::full_queue;
    topology::parking_missing;
    topology::parking_full;
    topology::never_given_up;
    poison::abort_is_parked_neighbours_are_done;
    poison::endless_is_parked;
    poison::duplicates_share_their_id;
    poison::slow_worker_does_not_hoard;
    processes::workers_killed;
    processes::two_hundred_terms;
    processes::drain_deadline_and_second_signal;
    parked::list_replay_drop;
    telemetry::dry_run_changes_nothing;
    telemetry::one_trace_from_producer_to_record;
    telemetry::over_budget_and_level_of_the_log;
    parked::by_the_command;
    parked::replay_interrupted;
    security::tls_and_external;
    security::least_privilege;
    security::rotated_password;
    security::nothing_secret_is_logged;
    broker::broker_killed rough;
    broker::broker_frozen rough;
    broker::memory_alarm rough;
    broker::disk_alarm rough;
    broker::consumer_timeout rough;
    telemetry::ready_follows_the_broker rough;
    soak::soak rough;
}

/// Longest time for a test, its turn at the broker included.
pub fn limit(case: &Case) -> Duration {
    match case.name {
        "soak" => case.limit + Duration::from_secs(soak::seconds() * 2 + 120),
        // A restart of the broker and two alarms, one after the other.
        "ready_follows_the_broker" => case.limit * 2,
        _ => case.limit,
    }
}

/// One a test, and the one that the shipped definitions are for.
pub fn vhosts(rough: bool) -> Vec<String> {
    let own = ALL.iter().filter(|case| case.rough == rough).map(|case| case.name);
    own.chain(["/"]).map(str::to_owned).collect()
}
