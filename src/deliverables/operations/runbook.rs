//! What the support runbook and the FAQ do not say of this release yet, as entries to paste.

use std::collections::BTreeSet;

use serde::Serialize;

use super::chain;
use crate::deliverables::cite::{Clerk, Statement, distinct};
use crate::deliverables::common::{self, Footer};
use crate::deliverables::evidence::Against;
use crate::deliverables::irreversible;
use crate::deliverables::rollback::{self, Return};
use crate::deliverables::{issues, tasks};
use crate::facts::{Kind, Place, Trigger};
use crate::review::Answer;
use crate::vocabulary::{self, Metric, Section};

/// The updates.
#[derive(Serialize)]
pub(super) struct Updates {
    name: Statement,
    release: Statement,
    runbook: Statement,
    compared: String,
    groups: Vec<Group>,
    alerts: Vec<Statement>,
    needs_rollback: bool,
    warnings: Vec<Statement>,
    rollback: Return,
    escalation: Statement,
    findings: Vec<Against>,
    footer: Footer,
}

/// Entries of one kind.
#[derive(Serialize)]
struct Group {
    title: &'static str,
    entries: Vec<Entry>,
}

/// An entry to paste.
#[derive(Serialize)]
struct Entry {
    title: String,
    what: Statement,
    symptom: Statement,
    check: Statement,
    action: Statement,
}

/// What support reads.
const READ: [Kind; 3] = [Kind::SupportRunbook, Kind::Faq, Kind::SupportBriefing];

/// The rule that asks for an up-to-date runbook.
const ASKED: [&str; 1] = ["RBK-02"];

/// What these documents mention.
struct Told {
    names: BTreeSet<String>,
    ids: BTreeSet<String>,
    metrics: BTreeSet<Metric>,
    titles: Vec<String>,
}

impl Told {
    fn of(clerk: &Clerk<'_>) -> Self {
        let facts = &clerk.reading.facts;
        let read = |at: Place| READ.iter().any(|kind| facts.in_kind(at, *kind));
        let names = facts.names.iter().filter(|own| read(own.name.at)).map(|own| own.name.value.clone());
        let references = facts.references.iter().filter(|own| !own.link && read(own.at));
        let triggers = facts.triggers.iter().filter(|own| read(own.text.at));
        let documents = READ.iter().flat_map(|kind| facts.of_kind(*kind));
        let titles: Vec<&str> =
            documents.flat_map(|document| &document.sections).map(|own| own.title.value.as_str()).collect();
        let measured = titles.iter().filter_map(|title| vocabulary::find(title).of(title).longest::<Metric>());
        Self {
            names: names.collect(),
            ids: references.map(|own| own.target.to_uppercase()).collect(),
            metrics: triggers.filter_map(|own| own.class).chain(measured).collect(),
            titles: titles.iter().map(|title| title.to_lowercase()).collect(),
        }
    }

    fn names_alert(&self, trigger: &Trigger) -> bool {
        let metric = trigger.metric.as_deref().unwrap_or(&trigger.text.value).to_lowercase();
        trigger.class.is_some_and(|class| self.metrics.contains(&class))
            || self
                .titles
                .iter()
                .any(|title| !title.is_empty() && (metric.contains(title.as_str()) || title.contains(&metric)))
    }
}

/// Builds the updates.
pub(super) fn view(clerk: &Clerk<'_>) -> Updates {
    let facts = &clerk.reading.facts;
    let told = Told::of(clerk);
    let (variables, all_variables) = variables(clerk, &told);
    let (tasks, all_tasks) = admin_tasks(clerk, &told);
    let (issues, all_issues) = known_issues(clerk, &told);
    let (alerts, all_alerts) = alerts(clerk, &told);
    let groups = [
        Group { title: "Variables and flags", entries: variables },
        Group { title: "Admin tasks", entries: tasks },
        Group { title: "Known issues", entries: issues },
    ];
    let runbook = facts.of_kind(Kind::SupportRunbook).next();
    let has_rollback = runbook.is_some_and(|own| own.section(Section::Rollback).is_some_and(|section| section.filled));
    let findings = clerk.review.outcomes.iter();
    let findings = findings.filter(|own| {
        own.rule.starts_with("RBK") && matches!(own.outcome, Answer::Fail | Answer::NoEvidence | Answer::Waived)
    });
    Updates {
        name: common::name(clerk),
        release: common::release(clerk),
        runbook: runbook.map_or_else(
            || clerk.gap(&["HYG-01", "RBK-02"]),
            |own| Statement { text: own.path.clone(), ..Statement::default() },
        ),
        compared: compared(&[
            (all_variables, "variable"),
            (all_tasks, "admin task"),
            (all_alerts, "trigger"),
            (all_issues, "known issue"),
        ]),
        groups: groups.into_iter().filter(|group| !group.entries.is_empty()).collect(),
        alerts: if has_rollback { alerts } else { Vec::new() },
        needs_rollback: !has_rollback,
        warnings: irreversible::warnings(clerk),
        rollback: rollback::planned(clerk),
        escalation: chain::sentence(clerk),
        findings: findings.map(Against::in_short).collect(),
        footer: Footer::of(clerk),
    }
}

/// `2 variables, 3 admin tasks`.
fn compared(counts: &[(usize, &str)]) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let words = some.map(|(count, noun)| format!("{count} {noun}{}", if *count == 1 { "" } else { "s" }));
    words.collect::<Vec<_>>().join(", ")
}

/// The variables that the release notes name, without those that support reads of; and how many there are.
fn variables(clerk: &Clerk<'_>, told: &Told) -> (Vec<Entry>, usize) {
    let facts = &clerk.reading.facts;
    let target = clerk.review.policy.target_environment.as_str();
    let mut seen = BTreeSet::new();
    let named: Vec<_> = facts
        .names
        .iter()
        .filter(|own| facts.in_kind(own.name.at, Kind::ReleaseNotes) && seen.insert(own.name.value.as_str()))
        .collect();
    let new = named.iter().filter(|own| !told.names.contains(&own.name.value));
    let entry = |own: &&crate::facts::NameUse| {
        let name = &own.name.value;
        let known = facts.variables.iter().find(|variable| variable.name.value == *name);
        let value = known.and_then(|variable| variable.values.get(target).or(variable.value.as_ref()));
        let check = match value.filter(|value| value.is_stated()) {
            Some(value) if known.is_some_and(|own| own.secret == Some(true)) => {
                clerk.state(format!("In {target} it is set, from the secrets."), value.at)
            }
            Some(value) => clerk.state(format!("In {target} it is {}.", value.value), value.at),
            None => clerk.gap(&["III-02", "III-01", "RBK-02"]),
        };
        let note = known.and_then(|variable| variable.note.as_ref()).filter(|note| note.is_stated());
        let what = note.map_or_else(|| clerk.quote(own.name.at), |note| clerk.state(note.value.as_str(), note.at));
        Entry { title: name.clone(), what, symptom: clerk.gap(&ASKED), check, action: clerk.gap(&ASKED) }
    };
    (new.map(entry).collect(), named.len())
}

/// The admin tasks of the plan.
fn admin_tasks(clerk: &Clerk<'_>, told: &Told) -> (Vec<Entry>, usize) {
    let all = tasks::tasks(clerk);
    let count = all.len();
    let new = all.into_iter().filter(|task| !told.ids.contains(&task.id.text.to_uppercase()));
    let entry = |task: tasks::Task| {
        let mut what = task.title;
        if what.is_said() && task.ordering.is_said() {
            what.text = format!("{}; runs {}", what.text, task.ordering.text);
        }
        let mut action = task.rollback;
        if action.is_said() {
            action.text = format!("To undo it: {}", action.text);
        }
        Entry { title: task.id.text, what, symptom: clerk.gap(&ASKED), check: task.command, action }
    };
    (new.map(entry).collect(), count)
}

/// The open defects.
fn known_issues(clerk: &Clerk<'_>, told: &Told) -> (Vec<Entry>, usize) {
    let all = issues::known(clerk);
    let count = all.len();
    let is_new = |issue: &issues::Issue| {
        let upper = issue.what.text.to_uppercase();
        let mut words = upper.split(|sign: char| !(sign.is_alphanumeric() || sign == '-'));
        !words.any(|word| told.ids.contains(word))
    };
    let entry = |issue: issues::Issue| {
        let title = issue.what.text.split(": ").next().unwrap_or_default().to_owned();
        Entry {
            title,
            what: Statement::default(),
            symptom: issue.what,
            check: clerk.gap(&ASKED),
            action: issue.workaround,
        }
    };
    (all.into_iter().filter(is_new).map(entry).collect(), count)
}

/// The triggers of the plan whose metric support does not read of; and how many there are. Smoke tests run once.
fn alerts(clerk: &Clerk<'_>, told: &Told) -> (Vec<Statement>, usize) {
    let facts = &clerk.reading.facts;
    let watched = |own: &&Trigger| !matches!(own.class, Some(Metric::SmokeTests | Metric::Alerts));
    let planned = facts.triggers.iter().filter(|own| own.text.is_stated());
    let all: Vec<&Trigger> =
        planned.filter(|own| facts.in_kind(own.text.at, Kind::DeploymentPlan)).filter(watched).collect();
    let new = all.iter().filter(|own| !told.names_alert(own));
    (distinct(new.map(|own| rollback::condition(clerk, own)).collect()), all.len())
}
