//! What did not go as planned while the release went out.

use serde::Serialize;

use super::owners::Owners;
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::evidence;
use crate::deliverables::span;
use crate::facts::{ExecutedStep, RollbackRecord, Sample, SmokeResult, Trigger};
use crate::report::sentence;
use crate::review::{Answer, Outcome};
use crate::rules;

/// One thing that did not go as planned.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Event {
    /// What happened, in a sentence.
    pub(super) what: String,
    /// What was planned, or the limit.
    pub(super) planned: Statement,
    /// What came of it.
    pub(super) actual: Statement,
    /// What its record says of it besides.
    pub(super) noted: Statement,
    /// What is to be done, where a rule asks for it.
    pub(super) action: String,
    /// Who answers for it.
    pub(super) owner: Statement,
    /// The lines that say so.
    pub(super) source: String,
    /// It is about tests or about what was measured.
    pub(super) quality: bool,
}

/// Everything that the records of the rollout tell, in the order of the rollout.
pub(super) fn all(clerk: &Clerk<'_>) -> Vec<Event> {
    let facts = &clerk.reading.facts;
    let steps = facts.executed_steps.iter().filter(|step| step.deviates()).map(|step| executed(clerk, step));
    let smoke = facts.smoke_results.iter().filter_map(|result| smoke(clerk, result));
    let fired = rules::fired(facts).into_iter().map(|(trigger, sample, limit)| fired(clerk, trigger, sample, limit));
    let back = facts.rollback_records.iter().map(|record| rolled_back(clerk, record));
    let judged = clerk.review.outcomes.iter().filter(|outcome| is_of_rollout(outcome));
    let owners = Owners::of(clerk);
    let judged = judged.map(|outcome| finding(clerk, &owners, outcome));
    steps.chain(smoke).chain(fired).chain(back).chain(judged).collect()
}

/// Findings about the rollout that no record above tells already.
fn is_of_rollout(outcome: &Outcome) -> bool {
    matches!(&*outcome.rule, "EXE-13" | "EXE-14" | "XII-10") && outcome.outcome == Answer::Fail
}

/// Tests that failed, as the rules about them found.
pub(super) fn failed_tests(clerk: &Clerk<'_>) -> Vec<Event> {
    let of_tests = |outcome: &&Outcome| {
        matches!(&*outcome.rule, "TST-02" | "TST-03" | "TST-04" | "TST-07") && outcome.outcome == Answer::Fail
    };
    let owners = Owners::of(clerk);
    let fails = clerk.review.outcomes.iter().filter(of_tests);
    fails.map(|outcome| Event { quality: true, ..finding(clerk, &owners, outcome) }).collect()
}

/// Whether a rollback is recorded: nobody is asked for it again.
fn is_back(clerk: &Clerk<'_>) -> bool {
    !clerk.reading.facts.rollback_records.is_empty()
}

fn finding(clerk: &Clerk<'_>, owners: &Owners<'_>, outcome: &Outcome) -> Event {
    let over = outcome.rule == "EXE-14" && is_back(clerk);
    Event {
        what: sentence(outcome),
        action: if over { String::new() } else { evidence::parts(&outcome.remedy).0 },
        owner: owners.answers(clerk, outcome),
        source: evidence::sources(&outcome.evidence),
        quality: outcome.rule == "EXE-14",
        ..Event::default()
    }
}

fn executed(clerk: &Clerk<'_>, step: &ExecutedStep) -> Event {
    let number = step.number.as_ref().map(|number| format!(" {}", number.value)).unwrap_or_default();
    let mut told = Vec::new();
    if let Some(result) = step.result.as_ref().filter(|_| step.good == Some(false)) {
        told.push(format!("did not succeed: {}", result.value));
    }
    told.extend(step.overrun().map(|over| format!("took {} longer than planned", span::minutes(over))));
    told.extend(step.delay().map(|late| format!("was {} late", span::minutes(late))));
    if told.is_empty() {
        told.push("deviated from the plan".to_owned());
    }
    Event {
        what: format!("Step{number}, {}, {}.", step.action.value.trim_end_matches('.'), told.join(", and ")),
        planned: clerk.say(step.planned.text.as_ref(), &[]),
        actual: clerk.say(step.actual.text.as_ref(), &[]),
        noted: clerk.say(step.deviation.as_ref(), &[]),
        owner: clerk.say(step.owner.as_ref(), &[]),
        source: clerk.cite(step.at),
        ..Event::default()
    }
}

fn smoke(clerk: &Clerk<'_>, result: &SmokeResult) -> Option<Event> {
    let bad = result.status.as_ref().is_some_and(|(_, good)| !good);
    let failed = result.failed.filter(|failed| *failed > 0);
    let what = match (failed, result.total) {
        (Some(failed), Some(total)) => format!("{failed} of {total} smoke tests failed."),
        (Some(1), None) => "1 smoke test failed.".to_owned(),
        (Some(failed), None) => format!("{failed} smoke tests failed."),
        (None, _) if bad => "The smoke tests did not pass.".to_owned(),
        (None, _) => return None,
    };
    let first = result.status.as_ref().map(|(text, _)| text).or_else(|| result.failing.first());
    let names: Vec<&str> = result.failing.iter().map(|name| name.value.as_str()).collect();
    let listed = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    let at = first.map_or(result.name.at, |text| text.at);
    Some(Event {
        what: format!("{}{listed}.", what.trim_end_matches('.')),
        source: clerk.cite(at),
        quality: true,
        ..Event::default()
    })
}

fn fired(clerk: &Clerk<'_>, trigger: &Trigger, sample: &Sample, limit: f64) -> Event {
    let when = sample.when.as_ref().map(|when| format!(" at {}", when.value)).unwrap_or_default();
    let value = |number: f64| format!("{} {}", (number * 1000.0).round() / 1000.0, sample.unit).trim_end().to_owned();
    let action = trigger.action.as_ref().filter(|action| action.is_stated() && !is_back(clerk));
    Event {
        what: format!("A rollback trigger fired{when}: {}.", trigger.text.value.trim_end_matches('.')),
        planned: clerk.state(format!("limit {}", value(limit)), trigger.text.at),
        actual: clerk.state(format!("{} {}", sample.metric.value, value(sample.value)), sample.at),
        action: action.map(|action| action.value.clone()).unwrap_or_default(),
        source: format!("{}; {}", clerk.cite(trigger.text.at), clerk.cite(sample.at)),
        quality: true,
        ..Event::default()
    }
}

fn rolled_back(clerk: &Clerk<'_>, record: &RollbackRecord) -> Event {
    let objective = clerk.reading.facts.rollbacks.iter().find_map(|rollback| rollback.objective.as_ref());
    let within = |minutes: f64| format!("within {}", span::minutes(minutes));
    let took = record.took.as_ref();
    let incident = record.incident.as_ref().filter(|incident| incident.value);
    Event {
        what: "The release was rolled back.".to_owned(),
        planned: objective.map(|said| clerk.state(within(said.value), said.at)).unwrap_or_default(),
        actual: took.map(|said| clerk.state(format!("in {}", span::minutes(said.value)), said.at)).unwrap_or_default(),
        noted: incident.map(|said| clerk.quote(said.at)).unwrap_or_default(),
        source: clerk.cite(record.title.at),
        ..Event::default()
    }
}
