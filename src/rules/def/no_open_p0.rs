//! DEF-01: no show stopper is open.

use crate::facts::{Defect, DefectCount, DefectSeverity, Kind};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "DEF-01",
    name: "no-open-p0",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "No defect of severity P0 (critical, show stopper) is open, neither in a list of defects nor in the counts of \
             the defect summary. Verified, closed, duplicate and won't-fix defects are not open.",
    why: "A show stopper is by its name a reason not to release: it loses data, money or the service.",
    settings: &[],
    source: "S17; GC:392, HC:124, dod-release.md:20",
    judge,
};

const REMEDY: &str =
    "Close the defect with a verified fix, or have its severity re-assessed and recorded in the defect list.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let (defects, counts) = (&case.facts.defects, &case.facts.defect_counts);
    if defects.is_empty() && counts.is_empty() {
        nothing(case, out);
        return;
    }
    let open: Vec<&Defect> = defects.iter().filter(|defect| defect.open).collect();
    let stoppers: Vec<&Defect> = open.iter().copied().filter(|defect| is_p0(defect)).collect();
    for defect in &stoppers {
        stopper(defect, out);
    }
    let unknown: Vec<&Defect> = open.iter().copied().filter(|defect| defect.severity.is_none()).collect();
    if !unknown.is_empty() {
        unrated(&unknown, out);
    }
    if stoppers.is_empty() {
        judge_counts(defects, counts, !unknown.is_empty(), out);
    }
}

fn is_p0(defect: &Defect) -> bool {
    defect.severity.as_ref().is_some_and(|severity| severity.value == DefectSeverity::P0)
}

fn stopper(defect: &Defect, out: &mut Findings) {
    let id = code(&defect.id.value);
    let title = defect.title.as_ref().map_or(String::new(), |title| format!(" ({})", clip(&title.value, 80)));
    let status = defect.status.as_ref().map_or("open", |status| status.value.as_str());
    out.fail(format!("defect {id}"), format!("{id}{title} is a P0 and its status is {}.", code(status)), REMEDY)
        .at([defect.id.at])
        .at(defect.severity.as_ref().map(|severity| severity.at))
        .at(defect.status.as_ref().map(|status| status.at));
}

fn unrated(unknown: &[&Defect], out: &mut Findings) {
    let ids: Vec<&str> = unknown.iter().map(|defect| defect.id.value.as_str()).collect();
    let message = format!("{} without a severity: {}.", count(unknown.len(), "open defect"), codes(&ids));
    out.none("defects without severity", message, "Give each open defect a severity, P0 to P4.")
        .at(few(unknown.iter().map(|defect| defect.id.at)));
}

fn judge_counts(defects: &[Defect], counts: &[DefectCount], unrated: bool, out: &mut Findings) {
    let zero: Vec<&DefectCount> = counts.iter().filter(|count| count.severity == DefectSeverity::P0).collect();
    if let Some(some) = zero.iter().find(|count| count.open.value > 0) {
        let message = format!("The defect summary counts {} open.", count(some.open.value as usize, "P0 defect"));
        out.fail("open P0 defects", message, REMEDY).at([some.open.at]);
    } else if defects.is_empty() && zero.is_empty() {
        out.none(
            "open P0 defects",
            "The defect summary has no count of open P0 defects.",
            "Add the row for P0 to the defect summary.",
        )
        .at(few(counts.iter().map(|count| count.open.at)));
    } else if !unrated {
        let listed =
            if defects.is_empty() { String::new() } else { format!(": {} listed", count(defects.len(), "defect")) };
        out.pass("open P0 defects", format!("No P0 defect is open{listed}."))
            .at(zero.iter().map(|count| count.open.at))
            .at(few(defects.iter().map(|defect| defect.id.at)));
    }
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    if case.facts.has(Kind::DefectList) || case.facts.has(Kind::TestEvaluation) {
        let remedy = "Add the open defects, or their counts by severity:\n\n| Severity | Open |\n|---|---|\n| P0 | 0 |";
        out.none("open P0 defects", "No document lists or counts the open defects.", remedy)
            .at(case.start_of(Kind::DefectList).or_else(|| case.start_of(Kind::TestEvaluation)));
    } else {
        out.missing(Kind::DefectList);
    }
}
