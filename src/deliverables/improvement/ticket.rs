//! The tickets: one for each finding, each waiver in force, and each lesson that is not done.

use std::collections::BTreeSet;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::desk::Desk;
use crate::deliverables::cite::{Clerk, Statement, sources};
use crate::deliverables::clip;
use crate::deliverables::evidence;
use crate::deliverables::waivers::{Force, Held, held};
use crate::facts::Lesson;
use crate::report::{self, Fold, capital, sentence};
use crate::review::{Answer, Outcome, Severity};

/// Something to be done.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Ticket {
    /// `HP-` and ten digits of the SHA-256 of rule and subject: the same from review to review.
    pub(super) id: String,
    /// In a few words.
    pub(super) title: String,
    /// Where it comes from.
    pub(super) kind: Kind,
    /// What is wrong.
    pub(super) what: String,
    /// The title says all of it.
    pub(super) titled: bool,
    /// Why it matters; empty if that is not known.
    pub(super) why: String,
    /// What to do, in a sentence.
    pub(super) todo: String,
    /// What to write, if more than a sentence is given.
    pub(super) skeleton: String,
    /// Who does it.
    pub(super) owner: Statement,
    /// Until when, as a day; of a lesson as written.
    pub(super) due: Statement,
    /// Why until then.
    pub(super) because: &'static str,
    /// How its success is known.
    pub(super) success: Statement,
    /// How soon.
    pub(super) priority: Priority,
    /// Of words without blanks.
    pub(super) labels: Vec<String>,
    /// The lines behind it.
    pub(super) source: String,
}

/// Where a ticket comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// It stops the release.
    Stop,
    /// It is a condition of the release, or worth knowing.
    Finding,
    /// It is allowed to stand for a time.
    Waiver,
    /// It was learned.
    Lesson,
}

/// How soon, in the words of Jira.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) enum Priority {
    Highest,
    High,
    Medium,
    Low,
    /// Nobody said.
    #[serde(rename = "")]
    Unstated,
}

impl Priority {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Highest => "Highest",
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
            Self::Unstated => "",
        }
    }
}

/// Every ticket, the most urgent first.
pub(super) fn all(clerk: &Clerk<'_>) -> Vec<Ticket> {
    let desk = &Desk::of(clerk);
    let outcomes = &clerk.review.outcomes;
    let fails = outcomes.iter().filter(|outcome| outcome.outcome == Answer::Fail);
    let folds = report::fold(outcomes);
    // A document that was asked for and not supplied is one thing to do, for all the checks that wait for it.
    let absent = |outcome: &&Outcome, fold: &Fold<'_>| outcome.rule == SUPPLIED && outcome.subject == fold.subject;
    let asked = |fold: &&Fold<'_>| fails.clone().any(|outcome| absent(&outcome, fold));
    let lacking = folds.iter().filter(|fold| fold.conditions() > 0 && !asked(fold));
    let waivers = held(clerk);
    let lessons = clerk.reading.facts.lessons.iter().filter(|lesson| !lesson.done && lesson.action.is_stated());
    let waiting = |outcome: &Outcome| folds.iter().find(|fold| absent(&outcome, fold));
    let mut tickets: Vec<Ticket> = fails.clone().map(|outcome| finding(desk, outcome, waiting(outcome))).collect();
    tickets.extend(lacking.map(|fold| folded(desk, fold)));
    tickets.extend(waivers.iter().filter(|held| is_open(held)).map(|held| waiver(desk, held)));
    tickets.extend(lessons.map(|own| lesson(desk, own)));
    let mut seen = BTreeSet::new();
    tickets.retain(|ticket| seen.insert(ticket.id.clone()));
    for ticket in &mut tickets {
        ticket.titled = ticket.title.ends_with(ticket.what.trim_end_matches('.'));
    }
    tickets.sort_by_key(|ticket| ticket.priority);
    tickets
}

/// The rule that asks for documents.
const SUPPLIED: &str = "HYG-01";

fn finding(desk: &Desk<'_, '_>, outcome: &Outcome, waiting: Option<&Fold<'_>>) -> Ticket {
    let stops = outcome.stops();
    let (due, because) = if stops { desk.begin.clone() } else { Default::default() };
    let (todo, skeleton) = evidence::parts(&outcome.remedy);
    Ticket {
        id: id(&[&outcome.rule, &outcome.subject]),
        title: format!("{}: {}", outcome.rule, clip(sentence(outcome).trim_end_matches('.'))),
        kind: if stops { Kind::Stop } else { Kind::Finding },
        what: sentence(outcome),
        titled: false,
        why: outcome.why.to_string(),
        todo,
        skeleton,
        owner: desk.owners.answers(desk.clerk, outcome),
        due,
        because,
        success: match waiting {
            Some(fold) => plain(format!(
                "{} passes for {}, and the checks that wait for it have evidence: {}.",
                outcome.rule,
                outcome.subject,
                fold.rules().join(", ")
            )),
            None => passes(&outcome.rule, &outcome.subject),
        },
        priority: match outcome.severity {
            Severity::Error => Priority::Highest,
            Severity::Warn => Priority::Medium,
            Severity::Info => Priority::Low,
        },
        labels: desk.labels(if stops { "stop" } else { "condition" }, &outcome.rule),
        source: evidence::sources(&outcome.evidence),
    }
}

/// What lacks the same evidence is one ticket.
fn folded(desk: &Desk<'_, '_>, fold: &Fold<'_>) -> Ticket {
    let rules = fold.rules();
    let first = fold.outcomes.first();
    let (todo, skeleton) = fold.remedies().first().map(|remedy| evidence::parts(remedy)).unwrap_or_default();
    let told = match fold.outcomes.as_slice() {
        [outcome] => sentence(outcome),
        _ => fold.sentence(),
    };
    let title = match fold.outcomes.as_slice() {
        [outcome] => format!("{}: {}", outcome.rule, clip(told.trim_end_matches('.'))),
        _ => capital(&clip(fold.message.trim_end_matches('.'))),
    };
    let success = match rules.as_slice() {
        [rule] => passes(rule, fold.subject),
        _ => plain(format!("The checks have evidence, and pass: {}.", rules.join(", "))),
    };
    Ticket {
        id: id(&["evidence", fold.subject, rules.first().copied().unwrap_or_default()]),
        title,
        kind: Kind::Finding,
        what: told,
        titled: false,
        why: first.map(|outcome| outcome.why.to_string()).unwrap_or_default(),
        todo,
        skeleton,
        owner: first.map(|outcome| desk.owners.answers(desk.clerk, outcome)).unwrap_or_default(),
        due: Statement::default(),
        because: "",
        success,
        priority: Priority::High,
        labels: desk.labels("evidence", rules.first().copied().unwrap_or_default()),
        source: first.map(|outcome| evidence::sources(&outcome.evidence)).unwrap_or_default(),
    }
}

/// A waiver that covers nothing is a finding of its own.
fn is_open(held: &Held<'_>) -> bool {
    let known = crate::rules::Rule::of(&held.waiver.rule).is_some();
    held.force == Force::Holds && (!held.covers.is_empty() || !known)
}

fn waiver(desk: &Desk<'_, '_>, held: &Held<'_>) -> Ticket {
    let own = held.waiver;
    let subject = own.subject.clone().unwrap_or_default();
    let until = own.until.map(|day| desk.clerk.state(day.to_string(), own.at)).unwrap_or_default();
    let of = if subject.is_empty() { own.rule.clone() } else { format!("{} for {subject}", own.rule) };
    let covered = held.covers.first();
    let by = own.by.as_deref().unwrap_or_default();
    let reason = own.reason.as_deref().unwrap_or_default().trim().trim_end_matches('.');
    let what = covered
        .map_or_else(|| format!("{of} is waived by {by} until {}: {reason}.", until.text), |outcome| sentence(outcome));
    Ticket {
        id: id(&["waiver", &own.rule, &subject]),
        title: format!("Mend what the waiver of {} covers, and remove it", clip(&of)),
        kind: Kind::Waiver,
        what,
        titled: false,
        why: covered.map(|outcome| outcome.why.to_string()).unwrap_or_default(),
        todo: "Mend the finding, and delete the waiver. When it ends, the finding counts again.".to_owned(),
        skeleton: String::new(),
        owner: covered.map(|outcome| desk.owners.answers(desk.clerk, outcome)).unwrap_or_default(),
        due: until,
        because: "the last day of the waiver",
        success: match covered {
            Some(outcome) => plain(format!("{} passes for {} without a waiver.", outcome.rule, outcome.subject)),
            None => plain(format!("No waiver of {} is needed.", own.rule)),
        },
        priority: Priority::High,
        labels: desk.labels("waiver", &own.rule),
        source: desk.clerk.cite(own.at),
    }
}

fn lesson(desk: &Desk<'_, '_>, lesson: &Lesson) -> Ticket {
    let asked = &["LES-02"];
    let action = desk.clerk.state(lesson.action.value.as_str(), lesson.at);
    let owner = desk.clerk.say(lesson.owner.as_ref(), asked);
    let due = desk.clerk.say(lesson.due.as_ref(), asked);
    let success = desk.clerk.say(lesson.success.as_ref(), asked);
    let said = desk.clerk.say(lesson.priority.as_ref(), asked);
    Ticket {
        id: id(&["lesson", &lesson.action.value]),
        title: clip(&lesson.action.value),
        kind: Kind::Lesson,
        what: lesson.action.value.clone(),
        titled: false,
        why: String::new(),
        todo: String::new(),
        skeleton: String::new(),
        because: if due.is_said() { "as the lesson says" } else { "" },
        priority: urgency(&said.text),
        labels: desk.labels("lesson", ""),
        source: sources(&[&action, &owner, &due, &success, &said]),
        owner,
        due,
        success,
    }
}

/// The priority that somebody wrote, if its words are known.
fn urgency(text: &str) -> Priority {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "p0" | "critical" | "highest" | "blocker" | "urgent" => Priority::Highest,
        "p1" | "high" | "major" => Priority::High,
        "p2" | "medium" | "moderate" | "normal" => Priority::Medium,
        "p3" | "p4" | "low" | "lowest" | "minor" | "trivial" => Priority::Low,
        _ => Priority::Unstated,
    }
}

fn passes(rule: &str, subject: &str) -> Statement {
    plain(format!("{rule} passes for {subject}."))
}

fn plain(text: String) -> Statement {
    Statement { text, ..Statement::default() }
}

/// Digits of an id.
const DIGITS: usize = 10;

/// The same for the same rule and subject, in every review.
fn id(parts: &[&str]) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::digest(parts.join("\n").as_bytes());
    let mut text = String::new();
    for byte in digest.iter().take(DIGITS / 2) {
        let _ = write!(text, "{byte:02x}");
    }
    format!("HP-{text}")
}

/// Characters of a title.
const TITLE: usize = 140;

fn clip(text: &str) -> String {
    clip::clip(&crate::deliverables::plain(text), TITLE)
}
