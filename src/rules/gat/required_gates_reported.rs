//! GAT-01: every gate that is asked for has a report.

use crate::facts::{Document, Kind};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "GAT-01",
    name: "required-gates-reported",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Each gate of `required_gates` has a report in the dossier: a gate report, or a readiness review for `pre-deploy`, \
             whose title or file name holds the words of the gate. The `generic` profile asks for none unless the \
             policy file names some. What a report says is judged by `gates-passed`.",
    why: "A gate without a report was not held. Nobody can tell it from one that was forgotten.",
    settings: &["profile", "required_gates"],
    source: "FG:60-71, FG:785-786",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if case.policy.required_gates.is_empty() {
        out.idle("required gates", "The policy asks for no gate.");
        return;
    }
    let reports: Vec<(String, &Document)> = case
        .facts
        .documents
        .iter()
        .filter(|document| document.counts() && can_report(document))
        .map(|document| (name(document), document))
        .collect();
    let mut found = Vec::new();
    for gate in &case.policy.required_gates {
        let wanted = words(gate);
        let pre_deploy = wanted.replace(' ', "") == "predeploy";
        let fits = |(known, document): &&(String, &Document)| {
            wanted
                .split_whitespace()
                .all(|word| known.contains(&format!(" {word} ")) || !word.is_ascii() && known.contains(word))
                || (pre_deploy && document.kind == Kind::ReadinessReview)
        };
        if let Some((_, report)) = reports.iter().find(fits) {
            found.push(report.place());
            continue;
        }
        let message = format!("The gate {} has no report.", code(gate));
        let remedy = format!(
            "Hold the gate and add its report, such as `gates/{}-gate-report.md`, with `Overall Status: PASS`, `Decision: GO` and \
             the criteria.",
            wanted.trim().replace(' ', "-")
        );
        out.fail(format!("gate {}", code(gate)), message, remedy)
            .at(few(reports.iter().map(|(_, report)| report.place())));
    }
    if !found.is_empty() {
        out.pass("required gates", format!("{} with a report.", count(found.len(), "gate"))).at(few(found));
    }
}

/// A gate report, or a report of another kind that a gate rests on.
fn can_report(document: &Document) -> bool {
    let told = || {
        let name = name(document);
        [" gate ", " report ", " review ", " lint "].iter().any(|word| name.contains(word))
    };
    match document.kind {
        Kind::GateReport | Kind::ReadinessReview => true,
        Kind::TestEvaluation | Kind::OtherDocument | Kind::CoverageReport | Kind::TestReport => told(),
        _ => false,
    }
}

/// The words of its title and its file name.
fn name(document: &Document) -> String {
    let title = document.title.as_ref().map_or("", |title| title.value.as_str());
    let file = document.path.rsplit('/').next().unwrap_or_default();
    words(&format!("{title} {file}"))
}

fn words(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |all, word| all + &word.to_lowercase() + " ")
}
