//! every backing service is in the parity matrix.

use std::collections::BTreeSet;

use super::no_matrix_asked;
use crate::facts::{BackingService, Kind, ParityRow, Place, Variable};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary;

pub(super) static RULE: Rule = Rule {
    id: "X-07",
    name: "services-in-parity-matrix",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Environment],
    checks: "Every backing service is in the parity matrix: those of the resource locator table, and those that the variable \
             catalog leads to, by a variable that holds an address (`…_URL`, `…_DSN`, `…_HOST`) and whose name or value names a \
             technology. A row is about it if its component or one of its cells names that technology, or the component shares a \
             word with it. Under the generic profile a service of the locator counts only if it names a known technology.",
    why: "A service that is not in the matrix is compared by nobody, and it is often the one that only production has.",
    settings: &["profile"],
    source: "S47; SAD:227-233",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_matrix_asked(case, out) {
        return;
    }
    let matrix = Matrix::of(&case.facts.parity);
    let rows = case.facts.backing_services.iter().filter_map(|row| of_row(case, row));
    let services: Vec<Service> = rows.chain(case.facts.variables.iter().filter_map(of_variable)).collect();
    if services.is_empty() {
        out.idle(
            "backing services",
            "No locator and no variable of a catalog leads to a backing service of a known technology.",
        );
        return;
    }
    let (known, missing): (Vec<&Service>, Vec<&Service>) = services.iter().partition(|service| matrix.has(service));
    for service in missing {
        let message = format!(
            "{} leads to {}, and no row of the parity matrix is about it.",
            service.label,
            list(&service.names)
        );
        let remedy = format!(
            "Add the row to the parity matrix:\n\n| Component | Dev | Staging | Production | Parity Status |\n|---|---|---|---|---|\n\
             | {} | … | … | … | ✅ |",
            service.names.first().map_or("service", String::as_str)
        );
        let subject = format!("service behind {}", service.label);
        out.fail(subject, message, remedy).at([service.at]).at(few(case
            .facts
            .parity
            .iter()
            .map(|row| row.component.at))
        .take(1));
    }
    if !known.is_empty() {
        let message = format!("{} in the parity matrix.", count(known.len(), "backing service"));
        out.pass("backing services", message).at(few(known.iter().map(|service| service.at)));
    }
}

/// A backing service that something leads to.
struct Service {
    /// What leads to it, as code.
    label: String,
    /// Normal names of its technology.
    names: Vec<String>,
    /// Words that the component of its row may be called by.
    words: Vec<String>,
    at: Place,
}

/// The service of a row of the resource locator table.
fn of_row(case: &Case<'_>, row: &BackingService) -> Option<Service> {
    let format = row.format.as_ref().map_or("", |format| format.value.as_str());
    let located = format.split(['`', ' ', ',']).filter_map(|word| word.split_once("://"));
    let schemes = located.map(|(start, _)| scheme(start));
    let variables = row.variables.iter().map(|name| name.to_ascii_lowercase().replace('_', " "));
    let mut said = std::iter::once(row.name.value.clone()).chain(schemes).chain(variables);
    let known = said.find(|text| vocabulary::knows_technology(text)).map(|text| vocabulary::technology(&text).0);
    let names = match known {
        Some(names) => names,
        None if case.policy.profile == Profile::Aiwg => vec![row.name.value.to_lowercase()],
        None => return None,
    };
    Some(Service { label: code(&row.name.value), names, words: vocabulary::heading(&row.name.value), at: row.at })
}

/// The service behind a variable that holds an address.
fn of_variable(variable: &Variable) -> Option<Service> {
    const ADDRESS: [&str; 8] = ["URL", "URI", "DSN", "HOST", "HOSTS", "ENDPOINT", "BROKERS", "SERVERS"];
    let name = variable.name.value.to_ascii_uppercase();
    let (start, end) = name.rsplit_once('_')?;
    if !ADDRESS.contains(&end) || variable.unset {
        return None;
    }
    let words: Vec<String> = start.split('_').map(str::to_ascii_lowercase).collect();
    let values = variable.values.values().chain(variable.value.as_ref());
    let schemes =
        values.filter_map(|value| value.value.trim_matches(['`', ' ']).split_once("://").map(|(scheme, _)| scheme));
    let mut said = schemes.map(scheme).chain([words.join(" ")]);
    let names = said.find(|text| vocabulary::knows_technology(text)).map(|text| vocabulary::technology(&text).0)?;
    Some(Service { label: code(&variable.name.value), names, words, at: variable.name.at })
}

/// `rediss` and `mongodb+srv` are other ways to the same; queues that speak AMQP are several.
fn scheme(scheme: &str) -> String {
    let plain = scheme.split('+').next().unwrap_or_default().to_ascii_lowercase();
    if plain == "rediss" { "redis".to_owned() } else { plain }
}

/// What the rows of the matrix are about.
struct Matrix {
    words: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Matrix {
    fn of(rows: &[ParityRow]) -> Self {
        let cells = rows.iter().flat_map(|row| &row.cells).flat_map(|(_, cell)| cell.value.names.iter().cloned());
        let own = rows.iter().flat_map(|row| vocabulary::technology(&row.component.value).0);
        Self {
            words: rows.iter().flat_map(|row| vocabulary::heading(&row.component.value)).collect(),
            names: cells.chain(own).collect(),
        }
    }

    /// Whether a row is about a service.
    fn has(&self, service: &Service) -> bool {
        /// Letters of a word that says something.
        const TELLING: usize = 4;
        let named = service.names.iter().any(|name| self.names.contains(name));
        named || service.words.iter().any(|word| word.len() >= TELLING && self.words.contains(word))
    }
}
