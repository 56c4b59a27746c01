//! COM-04: every open defect is among the known issues, with severity and workaround.

use std::collections::BTreeMap;

use crate::facts::{Defect, Kind, KnownIssue, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{are, clip, code, codes, count, few, id_key, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Section;

pub(super) static RULE: Rule = Rule {
    id: "COM-04",
    name: "known-issues-list-open-defects",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::ReleaseNotes],
    checks: "Every open defect of the defect list is named in the release notes' known issues, by id or title, with its \
             severity and a workaround.",
    why: "A defect that the team knows and the user does not becomes a support case, and the workaround stays in the team.",
    settings: &[],
    source: "RN:18, RN:37; GC:399",
    judge,
};

const TABLE: &str = "| Issue | Severity | Workaround |\n|---|---|---|\n";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let open: Vec<&Defect> = case.facts.defects.iter().filter(|defect| defect.open).collect();
    if open.is_empty() {
        no_open_defect(case, out);
        return;
    }
    // What only a test report tells, the user is not told.
    let known = |issue: &&KnownIssue| case.facts.document(issue.text.at.source).kind == Kind::ReleaseNotes;
    let known: Vec<&KnownIssue> = case.facts.known_issues.iter().filter(known).collect();
    if known.is_empty() {
        none_told(case, &open, out);
        return;
    }
    let issues = Issues::of(&known);
    let mut told = Vec::new();
    for defect in open {
        match issues.about(defect) {
            Some(issue) if issue.severity.is_some() && issue.workaround => told.extend([issue.text.at, defect.id.at]),
            Some(issue) => incomplete(defect, issue, out),
            None => untold(case, defect, out),
        }
    }
    if !told.is_empty() {
        let message =
            format!("{} in the known issues, with severity and workaround.", count(told.len() / 2, "open defect"));
        out.pass("open defects", message).at(few(told));
    }
}

/// The known issues, to be found by id or by what they say.
struct Issues<'a> {
    by_id: BTreeMap<String, &'a KnownIssue>,
    texts: Vec<(String, &'a KnownIssue)>,
}

impl<'a> Issues<'a> {
    fn of(all: &[&'a KnownIssue]) -> Self {
        let all = || all.iter().copied();
        let by_id = all().flat_map(|issue| issue.ids.iter().map(move |id| (id_key(id), issue)));
        // Only an issue without an id is known by its text.
        let nameless = all().filter(|issue| issue.ids.is_empty());
        Self { by_id: by_id.collect(), texts: nameless.map(|issue| (issue.text.value.to_lowercase(), issue)).collect() }
    }

    fn about(&self, defect: &Defect) -> Option<&'a KnownIssue> {
        let title = defect
            .title
            .as_ref()
            .map(|title| title.value.trim().to_lowercase())
            .filter(|title| title.chars().count() > 8);
        let by_title = || self.texts.iter().find(|(text, _)| title.as_ref().is_some_and(|title| text.contains(title)));
        self.by_id.get(&id_key(&defect.id.value)).copied().or_else(|| by_title().map(|(_, issue)| *issue))
    }
}

fn incomplete(defect: &Defect, issue: &KnownIssue, out: &mut Findings) {
    let parts = [("a severity", issue.severity.is_some()), ("a workaround", issue.workaround)];
    let lacks: Vec<&str> = parts.iter().filter(|(_, said)| !said).map(|(what, _)| *what).collect();
    let id = code(&defect.id.value);
    let message = format!("The known issue about {id} lacks {}.", list(&lacks));
    let remedy =
        format!("Write {} behind {id} in the known issues; \"no workaround\" is an answer, too.", list(&lacks));
    out.fail(format!("defect {id}"), message, remedy).at([issue.text.at, defect.id.at]);
}

/// The release notes name no issue at all: one finding for all defects.
fn none_told(case: &Case<'_>, open: &[&Defect], out: &mut Findings) {
    let ids: Vec<&str> = open.iter().map(|defect| defect.id.value.as_str()).collect();
    let message =
        format!("{} open ({}), and the release notes name no known issue.", defects_are(open.len()), codes(&ids));
    let remedy = format!(
        "Add the open defects to the release notes:\n\n{TABLE}| {} | P2 | what to do |",
        ids.first().unwrap_or(&"")
    );
    out.fail("open defects", message, remedy).at(few(open.iter().map(|defect| defect.id.at))).at(section(case));
}

fn defects_are(amount: usize) -> String {
    format!("{} {}", count(amount, "defect"), are(amount))
}

/// The known issues, or the start of the release notes.
fn section(case: &Case<'_>) -> Option<Place> {
    let section = case.facts.of_kind(Kind::ReleaseNotes).find_map(|notes| notes.section(Section::KnownIssues));
    section.map(|section| section.title.at).or_else(|| case.start_of(Kind::ReleaseNotes))
}

fn untold(case: &Case<'_>, defect: &Defect, out: &mut Findings) {
    let id = code(&defect.id.value);
    let title = defect.title.as_ref().map_or(String::new(), |title| format!(" ({})", clip(&title.value, 80)));
    let remedy =
        format!("Add {id} to the release notes' known issues:\n\n{TABLE}| {} | P2 | what to do |", defect.id.value);
    out.fail(format!("defect {id}"), format!("{id}{title} is open, and the release notes do not name it."), remedy)
        .at([defect.id.at])
        .at(section(case));
}

fn no_open_defect(case: &Case<'_>, out: &mut Findings) {
    let counted: u64 = case.facts.defect_counts.iter().map(|count| count.open.value).sum();
    let places = few(case.facts.defect_counts.iter().filter(|count| count.open.value > 0).map(|count| count.open.at));
    if counted > 0 && case.facts.defects.is_empty() {
        let message =
            format!("The defect summary counts {}, and no list says which.", count(counted as usize, "open defect"));
        out.none("open defects", message, "Add the list of open defects.").at(places);
    } else if case.facts.defects.is_empty() && case.facts.defect_counts.is_empty() && !case.facts.has(Kind::DefectList)
    {
        out.missing(Kind::DefectList);
    } else {
        out.pass("open defects", "No defect is open, so none has to be among the known issues.").at(few(case
            .facts
            .defects
            .iter()
            .map(|defect| defect.id.at)));
    }
}
