//! APR-08: no waiver stands where none may be given.

use super::waivers_complete_and_in_force::subject;
use crate::facts::Waiver;
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "APR-08",
    name: "waivers-only-where-allowed",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "No waiver is for a rule or gate that the policy lists as one that nobody can waive: failed tests, the deployment \
             gate, and the rules about waivers themselves.",
    why: "Some conditions protect the users whatever anybody decides. A waiver there would make the gate a formality.",
    settings: &["not_waivable"],
    source: "QG:502, QG:554",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let (hard, soft): (Vec<&Waiver>, Vec<&Waiver>) =
        case.facts.waivers.iter().partition(|waiver| case.is_hard(&waiver.rule));
    for waiver in hard {
        let remedy = "Delete the waiver and meet the condition.";
        out.fail(subject(waiver), format!("Nobody can waive {}.", code(&waiver.rule)), remedy).at([waiver.at]);
    }
    if case.facts.waivers.is_empty() {
        out.idle("waivers", "The dossier holds no waiver.");
    } else if !soft.is_empty() {
        let message = format!("{} where waivers may be given.", count(soft.len(), "waiver"));
        out.pass("waivers", message).at(few(soft.iter().map(|waiver| waiver.at)));
    }
}
