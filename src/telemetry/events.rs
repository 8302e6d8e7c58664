//! Every event worth telling: one struct, which writes its log line and its metrics. Fields, not sentences.
//!
//! The log line is the event's name with its fields; no field ever holds article text. `docs/EVENTS.md` is made from this file.

use super::limit::Limit;
use super::metrics::{Labels, Metrics, ROLES, metrics};

/// What an event is, for the documentation.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// The message of the log line.
    pub name: &'static str,
    /// Its level.
    pub level: &'static str,
    /// Meaning.
    pub help: &'static str,
    /// Names and meanings of its fields.
    pub fields: &'static [(&'static str, &'static str)],
    /// The metrics that it changes, without prefix.
    pub metrics: &'static [&'static str],
}

/// An event.
pub trait Event {
    /// For the documentation.
    const SPEC: Spec;
    /// Changes metrics.
    fn count(&self, metrics: &Metrics);
    /// Writes the log line.
    fn log(&self);
    /// Tells it: log line and metrics.
    fn emit(&self) {
        self.count(metrics());
        self.log();
    }
}

macro_rules! events {
    ($(
        #[doc = $help:literal]
        $level:ident $name:literal $event:ident { $( #[doc = $field_help:literal] $field:ident: $type:ty, )* }
        changes [$($metric:literal),*] by |$this:ident, $metrics:ident| $count:block
    )+) => {
        $(
            #[doc = $help]
            #[derive(Debug, Clone)]
            pub struct $event { $( #[doc = $field_help] pub $field: $type, )* }

            impl Event for $event {
                const SPEC: Spec = Spec {
                    name: $name,
                    level: stringify!($level),
                    help: $help,
                    fields: &[$( (stringify!($field), $field_help), )*],
                    metrics: &[$($metric),*],
                };

                fn count(&self, $metrics: &Metrics) {
                    let $this = self;
                    $count
                }

                fn log(&self) {
                    static LIMIT: Limit = Limit::new();
                    let Some(repeats) = LIMIT.pass(tracing::Level::$level <= tracing::Level::INFO) else { return };
                    if repeats > 0 {
                        tracing::event!(tracing::Level::$level, event = $name, repeats, "log_lines_left_out");
                    }
                    tracing::event!(tracing::Level::$level, $( $field = &self.$field, )* $name);
                }
            }
        )+

        /// All events.
        pub const SPECS: &[Spec] = &[$( <$event as Event>::SPEC, )+];
    };
}

/// Labels of one name.
fn one(name: &'static str, value: &'static str) -> Labels {
    vec![(name, value.into())]
}

events! {
    #[doc = "A worker begins."]
    INFO "worker_started" WorkerStarted {
        #[doc = "Version of the program."] version: &'static str,
        #[doc = "Threads that analyse."] threads: u64,
        #[doc = "Alert rules loaded."] rules: u64,
    } changes [] by |_event, _metrics| {}

    #[doc = "The admin server listens."]
    INFO "admin_listening" AdminListening {
        #[doc = "Address and port."] address: String,
    } changes [] by |_event, _metrics| {}

    #[doc = "The admin server has no address; a worker on files goes on without it."]
    WARN "admin_unavailable" AdminUnavailable {
        #[doc = "What the system says."] reason: String,
    } changes [] by |_event, _metrics| {}

    #[doc = "A signal asks the worker to stop."]
    INFO "stop_asked" StopAsked {
        #[doc = "SIGTERM or SIGINT."] signal: &'static str,
    } changes [] by |_event, _metrics| {}

    #[doc = "A worker has ended, everything settled or given back."]
    INFO "worker_stopped" WorkerStopped {
        #[doc = "Deliveries done."] done: u64,
        #[doc = "Finished before, let go without work."] duplicates: u64,
        #[doc = "Given to the retry ladder."] retried: u64,
        #[doc = "Parked."] parked: u64,
        #[doc = "Given back unfinished."] returned: u64,
        #[doc = "Lost with their session; delivered again."] lost: u64,
    } changes [] by |_event, _metrics| {}

    #[doc = "The drain deadline is over: started work is let go unfinished."]
    WARN "drain_expired" DrainExpired {
        #[doc = "Deliveries given back."] unfinished: u64,
    } changes ["drain_returned_total", "messages_in_flight"] by |event, metrics| {
        metrics.returned.get_or_create(&Labels::new()).inc_by(event.unfinished);
        metrics.in_flight.dec_by(event.unfinished.cast_signed());
    }

    #[doc = "A delivery was taken from the source."]
    DEBUG "message_received" MessageReceived {
        #[doc = "Where it comes from: a queue, or `files`."] queue: String,
        #[doc = "The source says that it was delivered before."] redelivered: bool,
        #[doc = "Size as received, in bytes."] bytes: u64,
        #[doc = "Seconds since the sender made it; negative when the sender did not say."] age: f64,
    } changes ["messages_received_total", "messages_in_flight", "message_age_seconds", "body_bytes"] by |event, metrics| {
        let redelivered = if event.redelivered { "true" } else { "false" };
        let labels = vec![("queue", event.queue.clone().into()), ("redelivered", redelivered.into())];
        metrics.received.get_or_create(&labels).inc();
        metrics.in_flight.inc();
        metrics.body.get_or_create(&Labels::new()).observe(event.bytes as f64);
        if event.age >= 0.0 {
            metrics.age.get_or_create(&Labels::new()).observe(event.age);
        }
    }

    #[doc = "A delivery is settled: acknowledged, given on, or given back."]
    DEBUG "message_settled" MessageSettled {
        #[doc = "done, duplicate, retried, parked, returned or lost."] outcome: &'static str,
        #[doc = "From its receipt, in seconds."] seconds: f64,
    } changes ["messages_done_total", "messages_in_flight", "stage_seconds", "drain_returned_total"] by |event, metrics| {
        metrics.done.get_or_create(&one("outcome", event.outcome)).inc();
        metrics.in_flight.dec();
        metrics.stage.get_or_create(&one("stage", "settle")).observe(event.seconds);
        if event.outcome == "returned" {
            metrics.returned.get_or_create(&Labels::new()).inc();
        }
    }

    #[doc = "A thread is free for a delivery."]
    DEBUG "article_started" ArticleStarted {
        #[doc = "From its receipt, in seconds."] waited: f64,
    } changes ["queue_wait_seconds"] by |event, metrics| {
        metrics.queue_wait.get_or_create(&Labels::new()).observe(event.waited);
    }

    #[doc = "An analysing thread takes or ends its work."]
    TRACE "pool_busy" PoolBusy {
        #[doc = "Threads at work."] busy: u64,
        #[doc = "Threads."] threads: u64,
    } changes ["pool_busy_ratio"] by |event, metrics| {
        metrics.busy.set(event.busy as f64 / event.threads.max(1) as f64);
    }

    #[doc = "An article took longer than `work.budget`; it is cut or parked."]
    INFO "extract_over_budget" ExtractOverBudget {
        #[doc = "The budget in seconds."] budget: f64,
        #[doc = "Parked (`work.over_budget`), not cut."] parked: bool,
    } changes ["extract_over_budget_total"] by |_event, metrics| {
        metrics.over_budget.get_or_create(&Labels::new()).inc();
    }

    #[doc = "An article was analysed."]
    DEBUG "article_extracted" ArticleExtracted {
        #[doc = "complete, truncated or skipped."] status: &'static str,
        #[doc = "Words of its text."] words: u64,
        #[doc = "Attributions found."] attributions: u64,
        #[doc = "Claims found."] claims: u64,
        #[doc = "Figures found."] figures: u64,
        #[doc = "Time taken to undo the encoding and to read the article, in seconds."] decode: f64,
        #[doc = "Time taken to analyse it, in seconds."] extract: f64,
        #[doc = "Time taken by the rules and to write record and alerts, in seconds."] encode: f64,
    } changes [
        "articles_total", "words_total", "attributions_total", "claims_total", "figures_total", "stage_seconds"
    ] by |event, metrics| {
        metrics.articles.get_or_create(&one("status", event.status)).inc();
        for (sum, more) in [
            (&metrics.words, event.words),
            (&metrics.attributions, event.attributions),
            (&metrics.claims, event.claims),
            (&metrics.figures, event.figures),
        ] {
            sum.get_or_create(&Labels::new()).inc_by(more);
        }
        for (stage, seconds) in [("decode", event.decode), ("extract", event.extract), ("encode", event.encode)] {
            metrics.stage.get_or_create(&one("stage", stage)).observe(seconds);
        }
    }

    #[doc = "A rule has raised an alert."]
    DEBUG "alert_raised" AlertRaised {
        #[doc = "Severity of the rule."] severity: String,
        #[doc = "Id of the rule."] rule: String,
    } changes ["alerts_total"] by |event, metrics| {
        let labels = vec![("severity", event.severity.clone().into()), ("rule", event.rule.clone().into())];
        metrics.alerts.get_or_create(&labels).inc();
    }

    #[doc = "An article held a thread beyond `work.hard_limit`; the thread is replaced."]
    ERROR "extract_overrun" ExtractOverrun {
        #[doc = "The limit in seconds."] limit: f64,
        #[doc = "Whether another thread could be started."] replaced: bool,
    } changes ["extract_overrun_total"] by |_event, metrics| {
        metrics.overrun.get_or_create(&Labels::new()).inc();
    }

    #[doc = "An article failed for now and goes to the retry ladder."]
    WARN "article_retried" ArticleRetried {
        #[doc = "The sender's id of the message."] message_id: String,
        #[doc = "Rung of the ladder, from 0."] rung: u64,
        #[doc = "How often it will have been tried."] attempt: u32,
        #[doc = "decode, extract, publish or crash."] stage: &'static str,
        #[doc = "Kind of the failure, one word."] kind: String,
        #[doc = "The reason for people."] reason: String,
    } changes ["retry_total"] by |event, metrics| {
        metrics.retried.get_or_create(&vec![("rung", event.rung.to_string().into())]).inc();
    }

    #[doc = "An article cannot succeed and waits for people."]
    WARN "article_parked" ArticleParked {
        #[doc = "The sender's id of the message."] message_id: String,
        #[doc = "How often it was tried."] attempt: u32,
        #[doc = "decode, extract, publish or crash."] stage: &'static str,
        #[doc = "Kind of the failure, one word."] kind: String,
        #[doc = "The reason for people."] reason: String,
    } changes ["parked_total"] by |event, metrics| {
        metrics.parked.get_or_create(&vec![("reason", event.kind.clone().into())]).inc();
        super::recent::remember(&event.message_id, &event.kind, &event.reason);
    }

    #[doc = "A message was published and its fate is known."]
    TRACE "message_published" MessagePublished {
        #[doc = "record, alert, retry or parked."] route: &'static str,
        #[doc = "ack, nack, returned, timeout or error."] result: &'static str,
        #[doc = "From the publish to its confirm, in seconds."] seconds: f64,
    } changes ["publish_total", "confirm_seconds"] by |event, metrics| {
        metrics.published.get_or_create(&vec![("route", event.route.into()), ("result", event.result.into())]).inc();
        metrics.confirm.get_or_create(&Labels::new()).observe(event.seconds);
    }

    #[doc = "A publish begins to wait for its confirm, or has its answer."]
    TRACE "confirm_awaited" ConfirmAwaited {
        #[doc = "1 when it begins, -1 when it ends."] change: i64,
    } changes ["confirms_pending"] by |event, metrics| {
        metrics.confirms_pending.inc_by(event.change);
    }

    #[doc = "All outputs of an article are confirmed."]
    DEBUG "article_published" ArticlePublished {
        #[doc = "Messages: the record and its alerts."] messages: u64,
        #[doc = "From the first publish to the last confirm, in seconds."] seconds: f64,
    } changes ["stage_seconds"] by |event, metrics| {
        metrics.stage.get_or_create(&one("stage", "confirm")).observe(event.seconds);
    }

    #[doc = "The broker did not take an acknowledgement; the delivery comes again."]
    WARN "ack_failed" AckFailed {
        #[doc = "What the broker says."] reason: String,
    } changes ["ack_failed_total"] by |_event, metrics| {
        metrics.ack_failed.get_or_create(&Labels::new()).inc();
    }

    #[doc = "The broker has ended our consumer: its queue was deleted or moved, or a delivery stayed unsettled for too long."]
    WARN "consumer_cancelled" ConsumerCancelled {
        #[doc = "The queue."] queue: String,
    } changes ["consumer_cancelled_total"] by |_event, metrics| {
        metrics.cancelled.get_or_create(&Labels::new()).inc();
    }

    #[doc = "A copy for the retry ladder or the parking queue was refused; it is offered again."]
    ERROR "forward_refused" ForwardRefused {
        #[doc = "What the broker says."] reason: String,
    } changes [] by |_event, _metrics| {}

    #[doc = "A session with the broker is open and consuming."]
    INFO "session_opened" SessionOpened {
        #[doc = "Input queue."] queue: String,
        #[doc = "Most unsettled deliveries."] prefetch: u64,
    } changes ["amqp_connected", "prefetch"] by |event, metrics| {
        for role in ROLES {
            metrics.connected.get_or_create(&one("role", role)).set(1);
        }
        metrics.prefetch.set(event.prefetch.cast_signed());
    }

    #[doc = "The session with the broker is gone, or none could be opened."]
    WARN "session_lost" SessionLost {
        #[doc = "The connection that failed: consume, publish or both."] role: &'static str,
        #[doc = "Why, in a word."] cause: &'static str,
        #[doc = "Why, for people."] reason: String,
        #[doc = "Seconds until the next attempt."] pause: f64,
    } changes ["amqp_connected", "amqp_reconnects_total", "amqp_blocked"] by |event, metrics| {
        for role in ROLES {
            metrics.connected.get_or_create(&one("role", role)).set(0);
        }
        metrics.blocked.get_or_create(&one("role", "publish")).set(0);
        metrics.reconnects.get_or_create(&vec![("role", event.role.into()), ("cause", event.cause.into())]).inc();
    }

    #[doc = "The broker takes no publishes (an alarm)."]
    WARN "broker_blocked" BrokerBlocked {
    } changes ["amqp_blocked"] by |_event, metrics| {
        metrics.blocked.get_or_create(&one("role", "publish")).set(1);
    }

    #[doc = "The broker takes publishes again, or the session that it blocked has ended."]
    INFO "broker_unblocked" BrokerUnblocked {
        #[doc = "How long it took none, in seconds."] seconds: f64,
    } changes ["amqp_blocked", "amqp_blocked_seconds_total"] by |event, metrics| {
        metrics.blocked.get_or_create(&one("role", "publish")).set(0);
        metrics.blocked_seconds.inc_by(event.seconds);
    }

    #[doc = "The level of the log was changed at run time."]
    WARN "log_level_changed" LogLevelChanged {
        #[doc = "What held until now."] before: String,
        #[doc = "What holds now."] after: String,
    } changes [] by |_event, _metrics| {}

    #[doc = "Spans did not reach the collector; they are lost, nothing else is."]
    WARN "spans_lost" SpansLost {
        #[doc = "What went wrong."] reason: String,
    } changes [] by |_event, _metrics| {}
}
