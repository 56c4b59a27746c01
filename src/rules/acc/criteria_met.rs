//! ACC-02: every acceptance criterion was evaluated, is met, and has evidence.

use crate::facts::{Criterion, CriterionState, Kind, Phrase, Place, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "ACC-02",
    name: "criteria-met",
    severity: Severity::Error,
    stage: Some(Stage::Acceptance),
    needs: &[Kind::AcceptancePlan],
    checks: "Every criterion of the acceptance plan has a result, and the result is that it is met; a ticked box is one, a due \
             date is none. Where the plan gives evidence, every criterion has some, and a file that it names is in the \
             dossier; in the profile `aiwg` evidence is always asked for.",
    why: "An acceptance is a claim about each criterion. One that nobody evaluated is one that nobody accepted.",
    settings: &["profile"],
    source: "S29; PA:30-32",
    judge,
};

pub(crate) const TABLE: &str = "Fill in the acceptance criteria:\n\n| ID | Criterion | Result | Evidence |\n|---|---|---|---|\n\
                     | AC-01 | what must hold | met, 2026-12-10 | `test-results/acceptance.xml` |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let own = |criterion: &&Criterion| case.facts.in_kind(criterion.id.at, Kind::AcceptancePlan);
    let criteria: Vec<&Criterion> = case.facts.criteria.iter().filter(own).collect();
    if criteria.is_empty() {
        let message = "No acceptance criteria could be read in the acceptance plan.";
        out.none("acceptance criteria", message, TABLE).at(case.start_of(Kind::AcceptancePlan));
        return;
    }
    let asked = case.policy.profile == Profile::Aiwg || criteria.iter().any(|criterion| has_evidence(criterion));
    let mut good = Vec::new();
    for criterion in &criteria {
        let faults = faults(criterion, asked);
        if !faults.is_empty() {
            let name = name(criterion);
            let message = format!("The {name} does not count as met: {}.", list(&faults));
            out.fail(name, message, TABLE).at(places(criterion));
        } else if criterion.state.is_none() {
            let said = criterion.result.as_ref().map_or("", |result| result.value.as_str());
            let message = format!("Whether {} means that it is met cannot be told.", code(&clip(said, 60)));
            out.none(name(criterion), message, TABLE).at(places(criterion));
        } else if let Some(file) = absent(case, criterion) {
            let message = format!("It is met; the evidence {} is not in the dossier.", code(&clip(&file, 80)));
            out.none(name(criterion), message, "Add the file to the dossier.").at(places(criterion));
        } else {
            good.push(criterion.id.at);
        }
    }
    if !good.is_empty() {
        let with = if asked { ", with evidence" } else { "" };
        let noun = if good.len() == 1 { "criterion is" } else { "criteria are" };
        out.pass("acceptance criteria", format!("{} {noun} met{with}.", good.len())).at(few(good));
    }
    if !asked {
        let message = format!("The acceptance plan gives no evidence for its {}.", criteria_word(criteria.len()));
        out.none("evidence of the criteria", message, TABLE).at(few(criteria.iter().map(|criterion| criterion.id.at)));
    }
}

fn criteria_word(amount: usize) -> String {
    if amount == 1 { "criterion".to_owned() } else { format!("{amount} criteria") }
}

fn name(criterion: &Criterion) -> String {
    format!("criterion {}", code(&clip(&criterion.id.value, 60)))
}

fn places(criterion: &Criterion) -> Vec<Place> {
    let cells = [criterion.result.as_ref(), criterion.evidence.as_ref()];
    [criterion.id.at].into_iter().chain(cells.into_iter().flatten().map(|cell| cell.at)).collect()
}

fn has_evidence(criterion: &Criterion) -> bool {
    is_stated(criterion.evidence.as_ref()) || !criterion.links.is_empty()
}

fn faults(criterion: &Criterion, asked: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let said = criterion.result.as_ref().filter(|result| result.is_stated());
    match (said, criterion.state) {
        (None, _) => faults.push("it has no result".to_owned()),
        (Some(result), Some(CriterionState::NotMet)) => {
            faults.push(format!("its result is {}", code(&clip(&result.value, 60))));
        }
        (Some(result), Some(CriterionState::Open)) => {
            faults.push(format!("it is not evaluated yet ({})", code(&clip(&result.value, 60))));
        }
        _ => {}
    }
    // A measured value is evidence of its own.
    if asked && !has_evidence(criterion) && !is_stated(criterion.measured.as_ref()) {
        faults.push("it has no evidence".to_owned());
    }
    faults
}

/// A file that the evidence names and that is not in the dossier.
fn absent(case: &Case<'_>, criterion: &Criterion) -> Option<String> {
    let evidence: &Phrase = criterion.evidence.as_ref()?;
    let is_file = |word: &&str| {
        let web = word.contains("://") || word.contains('@');
        let end = word.rsplit_once('.').map_or("", |(_, end)| end);
        !web && word.contains('/')
            && (2..=5).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let there = |word: &str| {
        let wanted = word.trim_start_matches(['.', '/']).to_lowercase();
        case.facts.supplied().any(|document| document.path.to_lowercase().ends_with(&wanted))
    };
    let words = evidence.value.split(|letter: char| letter.is_whitespace() || "`,;()[]".contains(letter));
    words.filter(is_file).take(8).find(|word| !there(word)).map(str::to_owned)
}
