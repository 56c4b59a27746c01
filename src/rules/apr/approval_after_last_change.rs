//! APR-04: nothing was changed after it was approved.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{is_signed, subject};
use crate::dossier::SourceId;
use crate::facts::{Approval, Document, Kind, LastChange, Place, TaskRoom};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::{self, DecisionWord, Key, Title};

pub(super) static RULE: Rule = Rule {
    id: "APR-04",
    name: "approval-after-last-change",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "No approval is older than the last change of what it approves: of the document that it stands in, or \
             that it names. Compared are the day of the approval and the document's own `Updated` line, or the last \
             row of its history that records no signature; the same day is fine. Not counted are an `Updated` line on \
             the day of one of the document's own approvals (it may only record that signature), the one of a change \
             request (every remark sets it), and changes after the window (they record the release).",
    why: "Whoever approved Tuesday's plan has not seen the step that was added on Wednesday. The signature still \
          stands there, and nobody asks again.",
    settings: &[],
    source: "HC:331-335, GC:174",
    judge,
};

/// One approval of a document that says when it was last changed.
struct Dated<'a> {
    by: String,
    written: &'a str,
    day: Date,
    at: Place,
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let given = given(case);
    let tasks = tasks(case);
    if case.facts.approvals.is_empty() && tasks.is_empty() {
        out.missing(Kind::Approvals);
        return;
    }
    let end = case.full_windows().first().map(|window| window.end.date());
    let mut compared = false;
    for (source, approvals) in given.iter().chain(&tasks) {
        let document = case.facts.document(*source);
        if let Some(change) = document.changed.as_ref().filter(|change| counts(case, document, change, approvals, end))
        {
            compare(case, change, approvals, out);
            compared = true;
        }
    }
    if !compared {
        out.idle("approvals", "Nothing that is approved says on which day it was last changed.");
    }
}

/// The dated approvals of each document.
fn given<'a>(case: &Case<'a>) -> BTreeMap<SourceId, Vec<Dated<'a>>> {
    let mut all: BTreeMap<SourceId, Vec<Dated<'a>>> = BTreeMap::new();
    let names = Names::of(case);
    let mut seen: BTreeMap<(SourceId, String), usize> = BTreeMap::new();
    for approval in &case.facts.approvals {
        let granted =
            approval.decided == Some(DecisionWord::Approved) || (approval.decision.is_none() && is_signed(approval));
        let Some(day) = approval.day.filter(|_| granted && !is_review(approval)) else { continue };
        let written = approval.date.as_ref().map_or("", |date| date.value.as_str());
        for source in approved(case, &names, approval) {
            let by = subject(approval).trim_start_matches("approval of ").to_owned();
            let known = all.entry(source).or_default();
            let dated = Dated { by, written, day, at: approval.at };
            // Of several approvals of one person the last one counts: the others were of earlier versions.
            match seen.entry((source, dated.by.clone())) {
                Entry::Vacant(free) => {
                    free.insert(known.len());
                    known.push(dated);
                }
                Entry::Occupied(place) => {
                    if let Some(earlier) = known.get_mut(*place.get()).filter(|earlier| earlier.day < day) {
                        *earlier = dated;
                    }
                }
            }
        }
    }
    all
}

/// A review comes before the last change, which answers it; the approval comes after.
fn is_review(approval: &Approval) -> bool {
    approval.role.as_ref().is_some_and(|role| vocabulary::find(&role.value).of(&role.value).begins(Key::Reviewer))
}

/// The documents that an approval is about: the one that it stands in, unless that only records approvals, and those that it
/// names.
fn approved(case: &Case<'_>, names: &Names<'_>, approval: &Approval) -> BTreeSet<SourceId> {
    let home = case.facts.document(approval.at.source);
    let records = matches!(home.kind, Kind::Approvals | Kind::OtherDocument);
    let own = (!records).then_some(home.source);
    let about = approval.about.as_ref().map(|about| about.value.as_str());
    own.into_iter().chain(about.into_iter().flat_map(|about| names.in_text(about))).collect()
}

/// The documents that an approval can name: by their file names, and the plan if there is one only.
struct Names<'a> {
    files: BTreeMap<&'a str, SourceId>,
    plan: Option<SourceId>,
}

impl<'a> Names<'a> {
    fn of(case: &Case<'a>) -> Self {
        let documents = || case.facts.documents.iter().filter(|document| document.counts());
        let file = |document: &'a Document| (document.path.rsplit('/').next().unwrap_or_default(), document.source);
        let mut plans = documents().filter(|document| document.kind == Kind::DeploymentPlan);
        let plan = match (plans.next(), plans.next()) {
            (Some(only), None) => Some(only.source),
            _ => None,
        };
        Self { files: documents().map(file).collect(), plan }
    }

    /// `deployment-plan.md`, or "Deployment plan" where there is one.
    fn in_text(&self, about: &str) -> Vec<SourceId> {
        let words = about.split(|letter: char| letter.is_whitespace() || "()[]`,;/".contains(letter));
        let found: Vec<SourceId> = words.filter_map(|word| self.files.get(word).copied()).collect();
        if !found.is_empty() {
            return found;
        }
        let terms = vocabulary::find(about);
        let named = terms.of(about).of(Title::DeploymentPlan).any(|hit| hit.length() > 1);
        self.plan.filter(|_| named).into_iter().collect()
    }
}

/// The approved admin tasks that have a document of their own and were not executed yet.
fn tasks<'a>(case: &Case<'a>) -> BTreeMap<SourceId, Vec<Dated<'a>>> {
    let mut all: BTreeMap<SourceId, Vec<Dated<'a>>> = BTreeMap::new();
    let own = case.facts.admin_tasks.iter().filter(|task| task.room == TaskRoom::Own);
    let approved = |status: &str| vocabulary::decision(status) == Some(DecisionWord::Approved);
    for task in own.filter(|task| task.status.as_ref().is_none_or(|status| approved(&status.value))) {
        let Some(approval) = &task.approval else { continue };
        let Some(day) = approval.on else { continue };
        let by = approval.by.as_deref().map_or_else(|| "its reviewer".to_owned(), code);
        let dated = Dated { by, written: &approval.text.value, day, at: approval.text.at };
        all.entry(task.at.source).or_default().push(dated);
    }
    all
}

/// Whether a change is one of what was approved, made before the end of the window.
fn counts(
    case: &Case<'_>,
    document: &Document,
    change: &LastChange,
    approvals: &[Dated<'_>],
    end: Option<Date>,
) -> bool {
    let signature = || approvals.iter().any(|approval| approval.day == change.day);
    let said = change.logged || !(document.kind == Kind::ChangeRequest || signature());
    let over = end.is_some_and(|end| change.day > end);
    (said || approvals.iter().all(|approval| approval.day >= change.day)) && !over && change.day <= case.today()
}

fn compare(case: &Case<'_>, change: &LastChange, approvals: &[Dated<'_>], out: &mut Findings) {
    let at = change.text.at;
    let path = case.file(at);
    let subject = format!("approvals of {path}");
    let stale: Vec<&Dated<'_>> = approvals.iter().filter(|approval| approval.day < change.day).collect();
    if stale.is_empty() {
        let message = format!(
            "{} of {path}, and none is older than its last change on {}.",
            count(approvals.len(), "approval"),
            change.day
        );
        out.pass(subject, message).at(few(approvals.iter().map(|approval| approval.at))).at([at]);
        return;
    }
    let who: Vec<String> = stale.iter().map(|approval| format!("{} ({})", approval.by, approval.day)).collect();
    let places = || few(stale.iter().map(|approval| approval.at)).chain([at]);
    if stale.iter().any(|approval| is_ambiguous(approval.written) != is_ambiguous(&change.text.value)) {
        let message = format!(
            "Whether the approval of {} is older than the last change of {path} depends on which number of the date is the month.",
            list(&who)
        );
        out.none(subject, message, "Write dates as 2026-12-01.").at(places());
        return;
    }
    let verb = if stale.len() == 1 { "is" } else { "are" };
    let message = format!(
        "{} of {path} {verb} older than its last change on {}: {}.",
        count(stale.len(), "approval"),
        change.day,
        list(&who)
    );
    let remedy = "Show the approvers what was changed since, and record their new decision with its date; or state in the \
                  document's history that the change needs no approval, as a row with its own date.";
    out.fail(subject, message, remedy).at(places());
}

/// `03/12/2026`: the day and the month can be told from each other in no way.
fn is_ambiguous(text: &str) -> bool {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let small = |part: Option<&str>| {
        part.is_some_and(|part| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| (1..=12).contains(&number)))
    };
    text.contains('/')
        && small(numbers.next())
        && small(numbers.next())
        && numbers.next().is_some_and(|year| year.len() == 4)
}
