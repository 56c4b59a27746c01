//! IV-02: each backing service is found by a variable that the catalog knows.

use super::no_table;
use crate::facts::{BackingService, Kind, Place};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::iii::Names;
use crate::rules::support::{are, code, codes, count, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::{self, Word};

pub(super) static RULE: Rule = Rule {
    id: "IV-02",
    name: "backing-service-has-variable",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture, Kind::Environment],
    checks: "Each row of the resource locator table names an environment variable, and the variable catalog has it; \
             without a catalog the example env file counts. A row that says that it needs none, with a reason, is not \
             judged.",
    why: "An address that is not in a variable is in the code: to swap the service means to build a new release. A \
          variable that the catalog does not know is not set in the new environment.",
    settings: &[],
    source: "SAD:225-233",
    judge,
};

/// What knows the variables: what it is called, one place of it, the names.
struct Catalog<'a> {
    title: &'static str,
    place: Option<Place>,
    names: Names<'a>,
}

impl<'a> Catalog<'a> {
    fn of(case: &Case<'a>) -> Option<Self> {
        let (variables, examples) = (&case.facts.variables, &case.facts.examples);
        if let Some(first) = variables.first() {
            let names = Names::of(variables.iter().map(|variable| variable.name.value.as_str()));
            return Some(Self { title: "the variable catalog", place: Some(first.name.at), names });
        }
        let first = examples.first()?;
        let names = Names::of(examples.iter().map(|variable| variable.name.value.as_str()));
        Some(Self { title: "the example env file", place: Some(first.name.at), names })
    }
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_table(case, out) {
        return;
    }
    let catalog = Catalog::of(case);
    let mut known = Vec::new();
    for row in &case.facts.backing_services {
        if judge_row(row, catalog.as_ref(), out) {
            known.push(row.at);
        }
    }
    if let Some(catalog) = catalog.filter(|_| !known.is_empty()) {
        let message = format!(
            "{} {} found by variables that {} has.",
            count(known.len(), "backing service"),
            are(known.len()),
            catalog.title
        );
        out.pass("backing services", message).at(few(known)).at(catalog.place);
    }
}

/// Whether a cell says that no variable is needed, and why.
fn needs_none(cell: &str) -> bool {
    const REASON: usize = 12;
    let found = vocabulary::find(cell);
    let terms = found.of(cell);
    let none = [Word::NotApplicable, Word::None, Word::No, Word::Unused].iter().any(|word| terms.begins(*word));
    none && cell.chars().count() > REASON
}

/// Whether the row's variables are known; reports it if they are not.
fn judge_row(row: &BackingService, catalog: Option<&Catalog<'_>>, out: &mut Findings) -> bool {
    let name = code(&row.name.value);
    let subject = format!("backing service {name}");
    if row.variables.is_empty() {
        let written = row.variable.value.trim();
        if needs_none(written) {
            out.idle(subject, format!("{name} needs no variable: {}.", code(written))).at([row.variable.at]);
            return false;
        }
        let instead = if written.is_empty() { String::new() } else { format!(", but {}", code(written)) };
        let message = format!("The Resource Locator Table names no environment variable for {name}{instead}.");
        let remedy = format!(
            "Take the address of {name} from an environment variable, and write its name (`NAME_URL`) into the row and \
             into the variable catalog."
        );
        out.fail(subject, message, remedy).at([row.variable.at]);
        return false;
    }
    let Some(catalog) = catalog else {
        let message =
            format!("There is no variable catalog, so it cannot be told whether it has {}.", codes(&row.variables));
        out.none(subject, message, "Add the Environment Variable Catalog to the environment definition.").at([row.at]);
        return false;
    };
    let unknown: Vec<&str> =
        row.variables.iter().map(String::as_str).filter(|variable| !catalog.names.cover(variable)).collect();
    if unknown.is_empty() {
        return true;
    }
    let message = format!("{name} is found by {}, which {} does not have.", codes(&unknown), catalog.title);
    let remedy =
        format!("Add {} to {}, with a value for each environment, or correct the row.", codes(&unknown), catalog.title);
    out.fail(subject, message, remedy).at([row.variable.at]).at(catalog.place);
    false
}
