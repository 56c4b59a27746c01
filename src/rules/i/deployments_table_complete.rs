//! I-01: the plan has a deployments table, with what goes where.

use super::TABLE;
use crate::facts::{Deployment, Kind, Phrase, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{are, codes, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "I-01",
    name: "deployments-table-complete",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "The deployment plan has a table with a row for each environment: its purpose, address, artifact, scaling profile \
             and owner. An address may be left blank. Under the generic profile a plan may say this in another form, and a \
             table may have fewer columns; what counts there is that the table names the artifact of each environment that \
             it lists.",
    why: "One codebase has many deployments. Where they stand in one table, a difference between them is seen before the \
          release and not after it.",
    settings: &["profile"],
    source: "DP:25",
    judge,
};

/// Name of a column, its cell, and whether a blank cell says nothing.
type Field = (&'static str, fn(&Deployment) -> Option<&Phrase>, bool);

const FIELDS: [Field; 5] = [
    ("purpose", |row| row.purpose.as_ref(), true),
    ("URL", |row| row.address.as_ref(), false),
    ("artifact", |row| row.artifact.as_ref(), true),
    ("scaling profile", |row| row.scale.as_ref(), true),
    ("owner", |row| row.owner.as_ref(), true),
];

fn judge(case: &Case<'_>, out: &mut Findings) {
    let rows = &case.facts.deployments;
    let strict = case.policy.profile == Profile::Aiwg;
    if rows.is_empty() {
        if strict {
            out.fail("deployments table", "The deployment plan has no Deployments Table.", TABLE)
                .at(case.start_of(Kind::DeploymentPlan));
        } else {
            out.idle("deployments table", "The deployment plan has no table of deployments; its form asks for none.")
                .at(case.start_of(Kind::DeploymentPlan));
        }
        return;
    }
    let places = || few(rows.iter().map(|row| row.environment.at));
    let absent: Vec<&str> =
        FIELDS.iter().filter(|field| rows.iter().all(|row| (field.1)(row).is_none())).map(|field| field.0).collect();
    if strict && !absent.is_empty() {
        let message = format!(
            "The Deployments Table has no {} for {}.",
            if absent.len() == 1 { "column" } else { "columns" },
            list(&absent)
        );
        out.fail("columns of the deployments table", message, TABLE).at(places());
    }
    let asked = |field: &&Field| field.2 && (strict || field.0 == "artifact");
    let mut whole = absent.is_empty() || !strict;
    for field in FIELDS.iter().filter(asked) {
        whole &= judge_column(rows, field, strict, out);
    }
    if whole {
        let message = format!("The deployments table tells of {}.", count(rows.len(), "environment"));
        out.pass("deployments table", message).at(places());
    }
}

/// Whether every row says this; reports those that do not.
fn judge_column(rows: &[Deployment], field: &Field, strict: bool, out: &mut Findings) -> bool {
    let (name, cell, _) = *field;
    let blank: Vec<&Deployment> = rows.iter().filter(|row| cell(row).is_some() && !is_stated(cell(row))).collect();
    // A table of one sort says it in no row.
    if blank.is_empty() || (!strict && blank.len() == rows.len()) {
        return true;
    }
    let environments: Vec<&str> = blank.iter().map(|row| row.environment.value.as_str()).collect();
    let message = format!(
        "{} in the deployments table {} without {name}: {}.",
        count(blank.len(), "row"),
        are(blank.len()),
        codes(&environments)
    );
    let remedy = format!("Fill in the {name} of {} in the Deployments Table.", codes(&environments));
    let severity = if strict { Severity::Error } else { Severity::Warn };
    out.fail(format!("{name} in the deployments table"), message, remedy)
        .at(few(blank.iter().map(|row| row.environment.at)))
        .severity(severity);
    false
}
