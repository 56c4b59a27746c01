//! Waivers: failures that somebody allowed to stand. They are held against the findings when every rule has answered.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::support::{code, count, list};
use super::{Case, Finding, Rule};
use crate::facts::{Place, Waiver};
use crate::review::{Answer, Severity};
use crate::vocabulary::words;

/// The rule that judges waivers themselves.
const WAIVERS: &str = "APR-07";

impl Case<'_> {
    /// The day judged at, in UTC.
    pub(super) fn today(&self) -> Date {
        self.as_of.to_zoned(TimeZone::UTC).date()
    }

    /// Whether nobody can waive this rule or gate.
    pub(super) fn is_hard(&self, id: &str) -> bool {
        self.policy.not_waivable.iter().any(|hard| hard.eq_ignore_ascii_case(id.trim()))
    }
}

/// What a waiver was good for.
enum Use {
    /// Failures of one subject.
    Covers,
    /// No failure is there any more, or none ever was.
    Idle,
    /// It may mean several subjects.
    Broad(Vec<String>),
}

/// The findings as waivers ask for them, so that each waiver looks at those of its own rule only.
struct Index {
    /// What a waiver can be about, for each rule: place in the list, and the words of the subject.
    subjects: BTreeMap<&'static str, Vec<(usize, Vec<String>)>>,
    /// What says that a waiver is in order, by the waiver's place.
    waivers: BTreeMap<Place, usize>,
}

impl Index {
    fn of(findings: &[Finding]) -> Self {
        let mut index = Self { subjects: BTreeMap::new(), waivers: BTreeMap::new() };
        for (at, finding) in findings.iter().enumerate() {
            if needs_one(finding.answer) {
                index.subjects.entry(finding.rule.id).or_default().push((at, words(&finding.subject)));
            }
            if finding.rule.id == WAIVERS && finding.answer == Answer::Pass {
                for place in &finding.evidence {
                    index.waivers.entry(*place).or_insert(at);
                }
            }
        }
        index
    }
}

/// Turns failures that a waiver in force covers into [`Answer::Waived`], and says which waivers cover nothing or too much.
pub(super) fn apply(case: &Case<'_>, findings: &mut [Finding]) {
    if case.facts.waivers.is_empty() {
        return;
    }
    let index = Index::of(findings);
    for waiver in &case.facts.waivers {
        let Some(rule) = Rule::of(&waiver.rule).filter(|rule| !case.is_hard(rule.id)) else { continue };
        let in_force = waiver.until.is_some_and(|last| last >= case.today());
        if !waiver.missing.is_empty() || !in_force {
            continue;
        }
        let used = cover(waiver, index.subjects.get(rule.id).map_or(&[], Vec::as_slice), findings);
        if let Some(finding) = index.waivers.get(&waiver.at).and_then(|at| findings.get_mut(*at)) {
            report(waiver, used, finding);
        }
    }
}

fn cover(waiver: &Waiver, own: &[(usize, Vec<String>)], findings: &mut [Finding]) -> Use {
    let wanted = words(waiver.subject.as_deref().unwrap_or_default());
    let subject = |at: usize| findings.get(at).map(|finding| finding.subject.clone());
    let meant: BTreeSet<String> =
        own.iter().filter(|(_, words)| holds(words, &wanted)).filter_map(|(at, _)| subject(*at)).collect();
    let exact = || meant.iter().find(|subject| words(subject) == wanted);
    let only = || meant.first().filter(|_| meant.len() == 1);
    let chosen = if stands_for_all(&wanted) { None } else { exact().or_else(only).cloned() };
    let Some(subject) = chosen else {
        return if meant.is_empty() { Use::Idle } else { Use::Broad(meant.into_iter().collect()) };
    };
    for (at, _) in own {
        if let Some(finding) = findings.get_mut(*at).filter(|finding| finding.subject == subject) {
            waive(waiver, finding);
        }
    }
    Use::Covers
}

/// Whether an answer can be waived, or will be once there is evidence.
fn needs_one(answer: Answer) -> bool {
    matches!(answer, Answer::Fail | Answer::Waived | Answer::NoEvidence | Answer::NotDue)
}

/// Whether the words of the waiver follow one another in those of the subject.
fn holds(subject: &[String], wanted: &[String]) -> bool {
    stands_for_all(wanted) || subject.windows(wanted.len()).any(|part| part == wanted)
}

/// `*` and the like.
fn stands_for_all(wanted: &[String]) -> bool {
    wanted.is_empty() || matches!(wanted, [only] if matches!(only.as_str(), "all" | "any" | "every" | "everything"))
}

fn waive(waiver: &Waiver, finding: &mut Finding) {
    if finding.answer != Answer::Fail {
        return;
    }
    finding.answer = Answer::Waived;
    let by = waiver.by.as_deref().unwrap_or_default();
    let until = waiver.until.map(|day| day.to_string()).unwrap_or_default();
    let reason = waiver.reason.as_deref().unwrap_or_default();
    let before = &finding.message;
    finding.message = format!("{before} Waived by {by} until {until}: {}.", reason.trim_end_matches('.'));
    finding.evidence.push(waiver.at);
}

/// Says of a waiver that it covers nothing, or too much.
fn report(waiver: &Waiver, used: Use, finding: &mut Finding) {
    let (message, remedy) = match used {
        Use::Covers => return,
        Use::Idle => (
            format!("{} has no failure that this waiver could cover.", waiver.rule),
            "Delete the waiver, or name the subject as the finding names it.".to_owned(),
        ),
        Use::Broad(subjects) => (
            format!(
                "This waiver may mean any of {} of {}, and so covers none.",
                count(subjects.len(), "failure"),
                waiver.rule
            ),
            format!(
                "Write one waiver for each subject that is meant: {}.",
                list(&subjects.iter().map(|subject| code(subject)).collect::<Vec<_>>())
            ),
        ),
    };
    finding.answer = Answer::Fail;
    finding.severity = Severity::Warn;
    finding.message = message;
    finding.remedy = remedy;
}
