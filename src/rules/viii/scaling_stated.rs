//! VIII-02: each process type says how it scales, how much one instance does, and what starts it.

use std::collections::BTreeMap;

use crate::facts::{Autoscaler, Kind, Phrase, Process, ScalingAxis, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::ix::process_types::{endings, key};
use crate::rules::support::{code, codes, few, list, share};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "VIII-02",
    name: "scaling-stated",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture],
    checks: "Each process type in the architecture's table states its scaling axis (horizontal, vertical, fixed or on \
             demand), its concurrency limit and its entry point. Under both profiles a type that is called fixed is \
             held against the autoscalers of the manifests. Under the generic profile only that fails: a table may \
             have other columns.",
    why: "Whoever does not know how a process type grows learns it when there are too few of them, or when a second \
          instance of a type that must be alone has started.",
    settings: &["profile"],
    source: "SAD:177-186",
    judge,
};

const TABLE: &str = "Complete the table of process types in the architecture document:\n\n\
    | Process Type | Purpose | Scaling Axis | Concurrency Limit | Entry Point |\n|---|---|---|---|---|\n\
    | web | HTTP requests | horizontal | 200 requests per replica | `app web` |";

/// What the tables of the architecture say of one process type.
struct Type<'a> {
    name: &'a str,
    rows: Vec<&'a Process>,
}

impl<'a> Type<'a> {
    /// What one of the rows states; else a blank cell.
    fn cell(&self, of: impl Fn(&'a Process) -> Option<&'a Phrase>) -> Option<&'a Phrase> {
        let mut cells = self.rows.iter().filter_map(|row| of(row));
        cells.clone().find(|cell| cell.is_stated()).or_else(|| cells.next())
    }

    /// The cell of its scaling axis: that which is understood counts before others.
    fn scaling(&self) -> Option<(&'a Phrase, Option<ScalingAxis>)> {
        let known = self.rows.iter().find(|row| row.axis.is_some());
        let row = known.or_else(|| self.rows.iter().find(|row| is_stated(row.scaling.as_ref())))?;
        Some((row.scaling.as_ref()?, row.axis))
    }

    fn subject(&self) -> String {
        format!("process type {}", code(self.name))
    }
}

fn judge(case: &Case<'_>, out: &mut Findings) {
    let types = types(case);
    let strict = case.policy.profile == Profile::Aiwg;
    if types.is_empty() {
        let place = case.start_of(Kind::Architecture);
        if strict {
            let message = "The architecture document has no table of process types with their scaling.";
            out.none("process types", message, TABLE).at(place);
        } else {
            out.idle("process types", "The architecture document has no table of how process types scale.").at(place);
        }
        return;
    }
    let mut good = Vec::new();
    let scalers = scalers(case);
    for (own, of_type) in &types {
        let clash = clashes(of_type, scalers.get(own).map_or(&[], Vec::as_slice), out);
        if !clash && (!strict || is_whole(of_type, out)) {
            good.extend(of_type.rows.first().map(|row| row.at));
        }
    }
    if !good.is_empty() {
        let state = if good.len() == 1 { "states how it scales" } else { "state how they scale" };
        let message = format!("{} {state}.", capital(&share(good.len(), types.len(), "process type")));
        out.pass("process types", message).at(few(good));
    }
}

/// The process types by the key of their names; admin tasks among them.
fn types<'a>(case: &Case<'a>) -> BTreeMap<String, Type<'a>> {
    let says = |row: &&Process| row.scaling.is_some() || row.concurrency.is_some() || row.entry_point.is_some();
    let rows = case.facts.processes.iter().filter(|row| case.facts.in_kind(row.at, Kind::Architecture)).filter(says);
    let mut types: BTreeMap<String, Type<'a>> = BTreeMap::new();
    for row in rows {
        let name = row.name.value.as_str();
        types.entry(key(name)).or_insert_with(|| Type { name, rows: Vec::new() }).rows.push(row);
    }
    types
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether all three are stated; reports what is not.
fn is_whole(of_type: &Type<'_>, out: &mut Findings) -> bool {
    let name = code(of_type.name);
    let fields = [
        ("scaling axis", of_type.cell(|row| row.scaling.as_ref())),
        ("concurrency limit", of_type.cell(|row| row.concurrency.as_ref())),
        ("entry point", of_type.cell(|row| row.entry_point.as_ref())),
    ];
    let lacks: Vec<&str> = fields.iter().filter(|(_, cell)| !is_stated(*cell)).map(|(name, _)| *name).collect();
    let places = of_type.rows.iter().map(|row| row.at);
    if !lacks.is_empty() {
        out.fail(of_type.subject(), format!("{name} lacks its {}.", list(&lacks)), TABLE).at(few(places));
        return false;
    }
    let Some((written, None)) = of_type.scaling() else { return true };
    let message = format!("{} is none of the axes along which {name} could scale.", code(&written.value));
    let remedy = format!("Write horizontal, vertical, fixed or on-demand as the scaling axis of {name}.");
    out.fail(of_type.subject(), message, remedy).at([written.at]);
    false
}

/// The autoscalers that may give several instances, by the process types that their targets may be: `orderflow-worker` is
/// `worker`.
fn scalers<'a>(case: &Case<'a>) -> BTreeMap<String, Vec<&'a Autoscaler>> {
    let several = |scaler: &&Autoscaler| {
        scaler.max.as_ref().is_some_and(|max| max.value > scaler.min.as_ref().map_or(1, |min| min.value))
    };
    let mut by_key: BTreeMap<String, Vec<&Autoscaler>> = BTreeMap::new();
    for scaler in case.facts.autoscalers.iter().filter(several) {
        for of_type in endings(&key(&scaler.target.value)) {
            by_key.entry(of_type.to_owned()).or_default().push(scaler);
        }
    }
    by_key
}

/// Whether a type that is fixed has an autoscaler that gives it several instances; reports it.
fn clashes(of_type: &Type<'_>, scalers: &[&Autoscaler], out: &mut Findings) -> bool {
    let Some((written, Some(ScalingAxis::Fixed))) = of_type.scaling() else { return false };
    if scalers.is_empty() {
        return false;
    }
    let name = code(of_type.name);
    let names: Vec<&str> = scalers.iter().map(|scaler| scaler.name.value.as_str()).collect();
    let message = format!(
        "{name} is {} in the architecture, and {} may give it more instances.",
        code(&written.value),
        codes(&names)
    );
    let remedy =
        format!("Take the autoscaler of {name} away, or write into the architecture that it scales horizontally.");
    out.fail(of_type.subject(), message, remedy)
        .at([written.at])
        .at(scalers.iter().map(|scaler| scaler.max.as_ref().map_or(scaler.name.at, |max| max.at)).take(4));
    true
}
