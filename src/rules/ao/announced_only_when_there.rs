//! AO-04: nothing is called done while what it declares is missing.

use super::{declared_outputs_exist, declared_sections_exist};
use crate::facts::{DocumentState, Place};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "AO-04",
    name: "announced-only-when-there",
    severity: Severity::Error,
    stage: None,
    needs: &[],
    checks: "A document whose status says that it is done, complete, final or announced declares no output that is \
             missing (AO-01) and no section that is missing or blank (AO-02). `approved` and `in review` announce \
             nothing.",
    why: "Whoever reads \"done\" looks no further. The declared outputs are to be verified before completion is \
          announced.",
    settings: &[],
    source: "S43; DP:64",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let outputs = declared_outputs_exist::lacking(case);
    let sections = declared_sections_exist::lacking(case);
    let declares = |state: &&DocumentState| {
        let own = |at: Place| at.source == state.text.at.source;
        case.facts.outputs.iter().any(|output| own(output.line.at))
            || case.facts.declared_sections.iter().any(|declared| own(declared.line.at))
    };
    let finished: Vec<&DocumentState> = case
        .facts
        .document_states
        .iter()
        .filter(|state| state.finished && case.facts.document(state.text.at.source).counts())
        .filter(declares)
        .collect();
    if finished.is_empty() {
        out.idle(
            "finished documents",
            "No document that declares outputs says that it is done, complete or announced.",
        );
        return;
    }
    let mut good = Vec::new();
    for state in finished {
        let own = |at: Place| at.source == state.text.at.source;
        let mut lacks: Vec<(String, Place)> = outputs
            .iter()
            .filter(|(_, at)| own(*at))
            .map(|(name, at)| (format!("output {}", code(name)), *at))
            .collect();
        let parts = sections.iter().filter(|(_, _, at)| own(*at));
        lacks.extend(parts.map(|(_, named, at)| (format!("section {named}"), *at)));
        if lacks.is_empty() {
            good.push(state.text.at);
        } else {
            report(case, state, &lacks, out);
        }
    }
    if !good.is_empty() {
        let message = format!("{} said to be done, with all that is declared.", count(good.len(), "document"));
        out.pass("finished documents", message).at(few(good));
    }
}

fn report(case: &Case<'_>, state: &DocumentState, lacks: &[(String, Place)], out: &mut Findings) {
    let named: Vec<&str> = lacks.iter().map(|(what, _)| what.as_str()).collect();
    let file = case.file(state.text.at);
    let status = code(&clip(&state.text.value, 40));
    let message = format!("The status of {file} is {status}, and it declares what is missing: {}.", list(&named));
    let remedy = format!("Supply what is declared, or set the status of {file} to `in progress` until it is there.");
    out.fail(format!("status of {file}"), message, remedy).at([state.text.at]).at(few(lacks.iter().map(|(_, at)| *at)));
}
