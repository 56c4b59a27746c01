//! The evidence ledger: what passes, what does not apply, and what is due later.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::deliverables::clip::clip;
use crate::deliverables::evidence::sources_up_to;
use crate::policy::Stage;
use crate::review::{Answer, Outcome};
use crate::rules::{Family, Rule};

/// Subjects of one rule that are listed; how many more there are is said. The review as JSON has them all.
const SHOWN: usize = 6;
/// Lines behind a check that are named.
const LINES: usize = 3;

/// Characters of what was found that are shown.
const LENGTH: usize = 240;

/// The checks of one gate that pass.
#[derive(Serialize)]
pub(super) struct Chapter {
    title: &'static str,
    passes: usize,
    checks: Vec<Check>,
}

/// A check.
#[derive(Serialize)]
struct Check {
    rule: String,
    subject: String,
    said: String,
    source: String,
}

/// Checks of one rule that do not apply for one reason.
#[derive(Serialize)]
pub(super) struct Idle {
    rule: String,
    subject: String,
    reason: String,
}

/// Rules that are due at a later stage.
#[derive(Serialize)]
pub(super) struct Later {
    stage: &'static str,
    rules: String,
}

/// What passes, gate by gate in the order of the procedure.
pub(super) fn chapters(outcomes: &[Outcome]) -> Vec<Chapter> {
    let mut by_family: BTreeMap<Family, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|outcome| outcome.outcome == Answer::Pass) {
        if let Some(family) = Family::of(&outcome.rule) {
            by_family.entry(family).or_default().push(outcome);
        }
    }
    let chapter = |(family, passes): (Family, Vec<&Outcome>)| Chapter {
        title: family.title(),
        passes: passes.len(),
        checks: checks(&passes),
    };
    by_family.into_iter().map(chapter).collect()
}

/// The first of each rule, and a row that counts the others.
fn checks(passes: &[&Outcome]) -> Vec<Check> {
    passes.chunk_by(|one, other| one.rule == other.rule).flat_map(of_rule).collect()
}

fn of_rule(passes: &[&Outcome]) -> Vec<Check> {
    let listed = if passes.len() == SHOWN + 1 { SHOWN + 1 } else { SHOWN };
    let mut checks: Vec<Check> = passes.iter().take(listed).map(|outcome| check(outcome)).collect();
    if let Some(first) = passes.get(listed) {
        let said = format!("and {} more subjects that pass; the review as JSON lists them", passes.len() - listed);
        checks.push(Check { rule: first.rule.to_string(), subject: "…".to_owned(), said, source: String::new() });
    }
    checks
}

fn check(outcome: &Outcome) -> Check {
    Check {
        rule: outcome.rule.to_string(),
        subject: outcome.subject.clone(),
        said: clip(&outcome.message, LENGTH),
        source: sources_up_to(&outcome.evidence, LINES),
    }
}

/// What does not apply, with the reason.
pub(super) fn idle(outcomes: &[Outcome]) -> Vec<Idle> {
    let idle: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.outcome == Answer::NotApplicable).collect();
    let folds = idle.chunk_by(|one, other| one.rule == other.rule && one.message == other.message);
    let fold = |same: &[&Outcome]| {
        let first = same.first()?;
        let further = match same.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(Idle {
            rule: first.rule.to_string(),
            subject: format!("{}{further}", first.subject),
            reason: first.message.clone(),
        })
    };
    folds.filter_map(fold).collect()
}

/// What is due later, by stage.
pub(super) fn later(outcomes: &[Outcome]) -> Vec<Later> {
    let mut by_stage: BTreeMap<Stage, Vec<&str>> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|outcome| outcome.outcome == Answer::NotDue) {
        let stage = Rule::of(&outcome.rule).and_then(|rule| rule.stage).unwrap_or_default();
        by_stage.entry(stage).or_default().push(&outcome.rule);
    }
    by_stage.into_iter().map(|(stage, rules)| Later { stage: stage.word(), rules: rules.join(", ") }).collect()
}
