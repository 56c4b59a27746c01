//! RSK-01: each open risk of high or critical exposure has a mitigation and an owner.

use std::collections::BTreeSet;

use crate::dossier::SourceId;
use crate::facts::{Kind, Phrase, Place, Risk, RiskLevel, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "RSK-01",
    name: "high-risks-mitigated",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Each open risk whose exposure is high or critical (in words, or as a score of the scale that its table \
             uses) says what is done about it and who answers for it. A risk that somebody accepted, and one that is \
             closed, is not judged. In the profile `generic` a list that says nowhere what is done about its risks is \
             no evidence, and a risk without an owner is a condition, but only where other risks of the list have \
             one.",
    why: "A great risk without a measure is a plan to be surprised; a measure without an owner is nobody's work.",
    settings: &["profile"],
    source: "GC:43, GC:235-242, HC:43",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let facts = case.facts;
    if facts.risks.is_empty() {
        nothing(case, out);
        return;
    }
    let habits = Habits::of(case);
    let high = |risk: &&Risk| risk.level.as_ref().is_some_and(|level| level.value >= RiskLevel::High);
    let open: Vec<&Risk> = facts.risks.iter().filter(|risk| risk.open && risk.accepted.is_none()).collect();
    let mut good: Vec<Place> = Vec::new();
    let mut judged = 0_usize;
    for risk in open.iter().copied().filter(high) {
        judged += 1;
        if judge_one(&habits, risk, out) {
            good.push(risk.id.at);
        }
    }
    if judged > 0 {
        if !good.is_empty() {
            let message = format!("{} of high or critical exposure with a measure.", count(good.len(), "open risk"));
            out.pass("high and critical risks", message).at(few(good));
        }
        return;
    }
    let rated = facts.risks.iter().filter(|risk| risk.level.is_some()).count();
    if rated == 0 && !open.is_empty() {
        let remedy = "Give each risk its impact and likelihood, or its exposure.";
        let message = format!("None of {} says how large it is.", count(open.len(), "open risk"));
        out.none("high and critical risks", message, remedy)
            .severity(habits.lesser)
            .at(few(open.iter().map(|risk| risk.id.at)));
    } else {
        let message = format!("No open risk of high or critical exposure among {}.", count(facts.risks.len(), "risk"));
        out.pass("high and critical risks", message).at(few(facts.risks.iter().map(|risk| risk.id.at)));
    }
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    let listed = case.start_of(Kind::RiskList);
    if listed.is_none() && case.policy.profile == Profile::Generic && case.facts.has(Kind::DeploymentPlan) {
        out.idle("high and critical risks", "No document of the dossier tells risks.");
    } else if listed.is_some() {
        let remedy = "Add the risks, or the sentence that there are none:\n\n| Risk ID | Description | Impact | Likelihood | \
                      Exposure | Mitigation Strategy | Owner | Status |\n|---|---|---|---|---|---|---|---|";
        out.none("high and critical risks", "No risk of the risk list can be read.", remedy).at(listed);
    } else {
        out.missing(Kind::RiskList);
    }
}

/// What the lists of this dossier usually say of a risk.
struct Habits {
    strict: bool,
    lesser: Severity,
    /// Documents that say of some risk what is done about it.
    mitigating: BTreeSet<SourceId>,
    /// Documents that name the owner of some risk.
    owning: BTreeSet<SourceId>,
}

impl Habits {
    fn of(case: &Case<'_>) -> Self {
        let strict = case.policy.profile == Profile::Aiwg;
        let with = |part: fn(&Risk) -> Option<&Phrase>| {
            let risks = case.facts.risks.iter().filter(move |risk| is_stated(part(risk)));
            risks.flat_map(sources).collect()
        };
        Self {
            strict,
            lesser: if strict { Severity::Error } else { Severity::Warn },
            mitigating: with(|risk| risk.mitigation.as_ref()),
            owning: with(|risk| risk.owner.as_ref()),
        }
    }
}

/// The documents that tell of a risk: the plan and the risk list may each say a part.
fn sources(risk: &Risk) -> Vec<SourceId> {
    let parts = [
        &risk.description,
        &risk.exposure,
        &risk.likelihood,
        &risk.impact,
        &risk.mitigation,
        &risk.owner,
        &risk.status,
    ];
    parts.into_iter().flatten().map(|phrase| phrase.at.source).chain([risk.id.at.source]).collect()
}

/// Whether it is in hand; reports it if it is not.
fn judge_one(habits: &Habits, risk: &Risk, out: &mut Findings) -> bool {
    let id = code(&clip(&risk.id.value, 60));
    let subject = format!("risk {id}");
    let about = risk.description.as_ref().map_or(String::new(), |text| format!(" ({})", clip(&text.value, 80)));
    let grave = risk.level.as_ref().is_some_and(|level| level.value == RiskLevel::Critical);
    let level = if grave { "critical" } else { "high" };
    let places = [Some(risk.id.at), risk.level.as_ref().map(|level| level.at)].into_iter().flatten();
    let source = risk.id.at.source;
    if !is_stated(risk.mitigation.as_ref()) {
        let message = format!("{id}{about} is open and of {level} exposure, and nothing says what is done about it.");
        let remedy = "Write the measure and its owner into the row of the risk, or have the risk accepted by name.";
        if habits.strict || habits.mitigating.contains(&source) {
            out.fail(subject, message, remedy).at(places).at(risk.mitigation.as_ref().map(|cell| cell.at));
        } else {
            out.none(subject, message, remedy).severity(Severity::Warn).at(places);
        }
        return false;
    }
    if !is_stated(risk.owner.as_ref()) && (habits.strict || habits.owning.contains(&source)) {
        let message = format!("{id}{about} is open and of {level} exposure, and nobody is named who answers for it.");
        let remedy = "Name a person or a role as the owner in the row of the risk.";
        out.fail(subject, message, remedy)
            .severity(habits.lesser)
            .at(places)
            .at(risk.owner.as_ref().map(|cell| cell.at));
        return false;
    }
    true
}
