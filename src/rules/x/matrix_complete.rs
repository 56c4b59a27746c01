//! there is a parity matrix, and it covers every environment.

use super::MATRIX;
use crate::facts::{Kind, TableForm, TableFound};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Column;

pub(super) static RULE: Rule = Rule {
    id: "X-01",
    name: "parity-matrix-complete",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "The environment definition has a Tech Stack Parity Matrix with a column for the component, one each for \
             development, staging and the target environment, and one for the parity status. The matrix is a table of the \
             template: under the generic profile a dossier without it, or with another form of it, is not judged here.",
    why: "What is not in one table is not compared, and a difference between the environments is first seen in production.",
    settings: &["profile", "target_environment"],
    source: "S70; DE:71",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let aiwg = case.policy.profile == Profile::Aiwg;
    let matrices: Vec<&TableFound> =
        case.facts.tables.iter().filter(|table| table.form == TableForm::Parity && table.rows > 0).collect();
    if matrices.is_empty() {
        absent(case, aiwg, out);
        return;
    }
    for (index, matrix) in matrices.iter().enumerate() {
        let subject = if index == 0 { "parity matrix".to_owned() } else { format!("parity matrix {}", index + 1) };
        let lacks = lacks(case, matrix);
        if lacks.is_empty() {
            out.pass(subject, "The parity matrix has a column for each environment and the parity status.")
                .at([matrix.at]);
        } else if aiwg {
            let message = format!("The parity matrix in {} has no column for {}.", case.file(matrix.at), list(&lacks));
            let remedy = format!("Add a column for {} to the parity matrix.", list(&lacks));
            out.fail(subject, message, remedy).at([matrix.at]);
        } else {
            let message =
                format!("The parity matrix has no column for {}; the generic profile asks for none.", list(&lacks));
            out.idle(subject, message).at([matrix.at]);
        }
    }
}

fn absent(case: &Case<'_>, aiwg: bool, out: &mut Findings) {
    let told = few(case.facts.parity.iter().map(|row| row.component.at));
    if aiwg {
        let message = "The environment definition has no tech stack parity matrix.";
        out.fail("parity matrix", message, MATRIX).at(case.start_of(Kind::Environment)).at(told);
    } else {
        out.idle("parity matrix", "The matrix is a table of the template; the generic profile does not ask for it.")
            .at(told);
    }
}

/// What has no column of its own. The first column names the component, whatever it is called.
fn lacks(case: &Case<'_>, matrix: &TableFound) -> Vec<String> {
    let target = case.policy.target_environment.as_str();
    let mut wanted = vec!["development", "staging"];
    wanted.retain(|name| *name != target);
    wanted.push(target);
    let has = |name: &&str| matrix.environments.iter().any(|known| known == name);
    let mut lacks: Vec<String> = wanted.into_iter().filter(|name| !has(name)).map(code).collect();
    if !matrix.has_any(&[Column::Status]) {
        lacks.push("the parity status".to_owned());
    }
    lacks
}
