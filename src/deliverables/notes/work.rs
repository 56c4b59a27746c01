//! How much work the release is.

use crate::deliverables::cite::Clerk;
use crate::deliverables::common;
use crate::facts::Step;

/// The steps of the plan; steps that are told only by their form where it has no others.
pub(super) fn steps<'a>(clerk: &'a Clerk<'_>) -> Vec<&'a Step> {
    let facts = &clerk.reading.facts;
    let told: Vec<&Step> = facts.steps.iter().filter(|step| !step.loose).collect();
    let all = if told.is_empty() { facts.steps.iter().collect() } else { told };
    common::preferred(facts, &all, |step| step.at)
}

/// How long the steps take one after the other, where each says it.
pub(super) fn length(steps: &[&Step]) -> String {
    let total: Option<f64> = steps.iter().map(|step| step.duration.as_ref().map(|minutes| minutes.value)).sum();
    match total {
        Some(total) if steps.len() > 1 => {
            format!("One after the other the {} steps take {total} minutes.", steps.len())
        }
        _ => String::new(),
    }
}

/// `12 steps, 145 minutes, 3 admin tasks`.
pub(super) fn in_numbers(clerk: &Clerk<'_>) -> String {
    let steps = steps(clerk);
    let total: Option<f64> = steps.iter().map(|step| step.duration.as_ref().map(|minutes| minutes.value)).sum();
    let tasks = crate::deliverables::tasks::tasks(clerk).len();
    let environments = clerk.reading.facts.deployments.len();
    let mut parts = vec![counted(environments, "environment"), counted(steps.len(), "step")];
    parts.push(total.filter(|total| *total > 0.0).map(|total| format!("{total} minutes")).unwrap_or_default());
    parts.push(counted(tasks, "admin task"));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
