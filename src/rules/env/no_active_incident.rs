//! ENV-03: nothing burns.

use crate::facts::{DefectSeverity, Kind, Vital, VitalKind};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "ENV-03",
    name: "no-active-incident",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::HealthReport],
    checks: "The environment health report counts no active incident of severity P0 or P1. Incidents of which it does not say how \
             severe they are, are a condition; less severe ones do not count.",
    why: "Whoever fights an incident cannot watch a release, and a release that goes wrong hides in the incident.",
    settings: &["profile"],
    source: "FD:418",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let grave = |vital: &&Vital| {
        vital.severities.is_empty()
            || vital.severities.iter().any(|severity| matches!(severity, DefectSeverity::P0 | DefectSeverity::P1))
    };
    let incidents = case.facts.vitals.iter().filter(|vital| vital.kind == VitalKind::Incidents).filter(grave);
    let (active, none): (Vec<&Vital>, Vec<&Vital>) = incidents.partition(|vital| vital.value > 0.0);
    if active.is_empty() && none.is_empty() {
        let message = "The health report does not say whether there are active incidents.";
        if case.policy.profile == Profile::Aiwg {
            let remedy =
                "Add the rows `Active P0 incidents` and `Active P1 incidents` with their numbers to the report.";
            out.none("active incidents", message, remedy).at(case.start_of(Kind::HealthReport));
        } else {
            out.idle("active incidents", message).at(case.start_of(Kind::HealthReport));
        }
        return;
    }
    for vital in active {
        let name = clip(&vital.name.value, 60);
        let written = code(&clip(&vital.text.value, 60));
        let remedy = "Wait until the incident is over, and write a new report.";
        if vital.severities.is_empty() {
            let message =
                format!("The report counts incidents ({name}: {written}) and does not say how severe they are.");
            out.fail(code(&name), message, "Say of each incident how severe it is.")
                .at([vital.text.at])
                .severity(Severity::Warn);
        } else {
            out.fail(code(&name), format!("There are active incidents ({name}: {written})."), remedy)
                .at([vital.text.at]);
        }
    }
    if !none.is_empty() {
        out.pass("active incidents", "No active incident is counted.").at(few(none.iter().map(|vital| vital.text.at)));
    }
}
