//! The numbers of an environment health report: `CPU | 46 % | < 80 %`, or a column for each of them.

use super::document::Doc;
use super::quantity::{Quantity, quantities};
use super::rollback::{begins_with_sign, compared};
use super::{Facts, Kind, Phrase, severity};
use crate::facts::{Comparator, Vital, VitalKind};
use crate::outline::Table;
use crate::vocabulary::{self, Column, Key, Terms, Word};

/// In this order: "health check of the disk" is the answer, "database connections" are no database's memory.
const KINDS: [(Key, VitalKind); 9] = [
    (Key::Answers, VitalKind::Answer),
    (Key::Incidents, VitalKind::Incidents),
    (Key::Lag, VitalKind::Lag),
    (Key::Connections, VitalKind::Connections),
    (Key::Targets, VitalKind::Targets),
    (Key::ErrorRate, VitalKind::Errors),
    (Key::Cpu, VitalKind::Cpu),
    (Key::Memory, VitalKind::Memory),
    (Key::Disk, VitalKind::Disk),
];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.kind != Kind::HealthReport {
        return;
    }
    for line in doc.lines().iter().filter(|line| !is_limit(line.named)) {
        let Some(kind) = kind(line.named) else { continue };
        let (name, value) = (doc.phrase(&line.field.key), doc.phrase(&line.field.value));
        facts.vitals.extend(vital(kind, &name, &value, None));
    }
    for (_, table) in doc.outline.tables() {
        let by_column: Vec<Option<VitalKind>> = table
            .header
            .iter()
            .map(|name| Some(doc.terms(name)).filter(|name| !is_limit(*name)).and_then(kind))
            .collect();
        if by_column.iter().skip(1).flatten().count() > 0 {
            columns(doc, table, &by_column, facts);
        } else {
            rows(doc, table, facts);
        }
    }
}

fn kind(name: Terms<'_>) -> Option<VitalKind> {
    KINDS.iter().find(|(key, _)| name.has(*key)).map(|(_, kind)| *kind)
}

/// A row for each value, with the limit in a column of its own.
fn rows(doc: &Doc<'_>, table: &Table, facts: &mut Facts) {
    let limits = limits(doc, table);
    for row in &table.rows {
        let Some((first, rest)) = row.cells.split_first() else { continue };
        let Some(kind) = kind(doc.terms(first)) else { continue };
        let name = doc.phrase(first);
        let limited = |at: usize, text: &str| limits.contains(&(at + 1)) || begins_with_sign(text);
        let cells = || rest.iter().enumerate();
        let limit = cells().find(|(at, cell)| limited(*at, &cell.plain)).map(|(_, cell)| doc.phrase(cell));
        let old = |at: usize| table.header.get(at + 1).is_some_and(|name| doc.terms(name).has(Word::Previous));
        let mut values = cells().filter(|(at, cell)| !limited(*at, &cell.plain) && !old(*at));
        facts.vitals.extend(values.find_map(|(_, cell)| vital(kind, &name, &doc.phrase(cell), limit.as_ref())));
    }
}

/// The columns of limits. "Value" may name one, but not beside another, nor where no cell of it compares.
fn limits(doc: &Doc<'_>, table: &Table) -> Vec<usize> {
    let mut found: Vec<usize> = (1..table.header.len())
        .filter(|at| table.header.get(*at).is_some_and(|name| is_limit(doc.terms(name))))
        .collect();
    let vague = |at: usize| table.header.get(at).is_some_and(|name| !doc.terms(name).has(Word::Expected));
    let compares = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells.into_iter().any(|cell| begins_with_sign(&cell.plain) || compared(doc.terms(cell)).is_some())
    };
    if let Some(first) = found.first().copied()
        && vague(first)
        && (found.len() > 1 || !compares(first))
    {
        found.remove(0);
    }
    found
}

/// `Node | CPU | Memory`: a column for each value.
fn columns(doc: &Doc<'_>, table: &Table, kinds: &[Option<VitalKind>], facts: &mut Facts) {
    for row in &table.rows {
        let Some(first) = row.cells.first().filter(|first| !is_limit(doc.terms(first))) else { continue };
        for (at, cell) in row.cells.iter().enumerate().skip(1) {
            let Some(kind) = kinds.get(at).copied().flatten() else { continue };
            let Some(column) = table.header.get(at) else { continue };
            let name = Phrase { value: format!("{}, {}", column.plain, first.plain), at: doc.place(first.span) };
            facts.vitals.extend(vital(kind, &name, &doc.phrase(cell), None));
        }
    }
}

/// The name of a limit, and of what is wanted.
fn is_limit(name: Terms<'_>) -> bool {
    name.has(Word::Expected)
        || matches!(name.longest(), Some(Column::Threshold | Column::Requirement))
        || name.has(Word::Objective)
}

fn vital(kind: VitalKind, name: &Phrase, text: &Phrase, beside: Option<&Phrase>) -> Option<Vital> {
    if begins_with_sign(&text.value) {
        return None;
    }
    let found = vocabulary::find(&text.value);
    let terms = found.of(&text.value);
    let called = vocabulary::find(&name.value);
    let called = called.of(&name.value);
    let value = number(kind, terms)?;
    let free = called.has(Key::FreeShare) || terms.has(Key::FreeShare);
    let share = matches!(kind, VitalKind::Cpu | VitalKind::Memory | VitalKind::Connections | VitalKind::Disk);
    // A limit of what is free is another one.
    let limit = beside.or(Some(text)).filter(|_| !(share && free));
    let limit = limit.and_then(|said| bound(kind, &said.value, beside.is_some()));
    let severities = if kind == VitalKind::Incidents { severity::all(called) } else { Vec::new() };
    // "Incidents: 3" may be those of the year, and "P1 incidents in 30 days" are over.
    let active = called.of(Key::Incidents).any(|hit| hit.length() > 1) || !severities.is_empty();
    let counted = quantities(called).any(|quantity| quantity.seconds.is_some());
    if kind == VitalKind::Incidents && (!active || counted) {
        return None;
    }
    let value = if share && free { 100.0 - value } else { value };
    Some(Vital { kind, name: name.clone(), value, limit, severities, text: text.clone() })
}

/// The number of a value, in the unit of its kind.
fn number(kind: VitalKind, terms: Terms<'_>) -> Option<f64> {
    let first = || quantities(terms).find(|quantity| quantity.seconds.is_none());
    match kind {
        VitalKind::Lag => quantities(terms).find_map(|quantity| quantity.seconds),
        VitalKind::Targets => {
            first().map(|quantity| quantity.value).or_else(|| ratio(terms.text()).map(|(part, _)| part))
        }
        VitalKind::Answer => first()
            .map(|quantity| quantity.value)
            .filter(|status| (100.0..600.0).contains(status) && status.fract() == 0.0),
        VitalKind::Incidents => first().map(|quantity| quantity.value).or_else(|| says_none(terms).then_some(0.0)),
        VitalKind::Errors => percent(terms),
        _ => percent(terms).or_else(|| ratio(terms.text()).map(|(part, whole)| part * 100.0 / whole)),
    }
}

fn says_none(terms: Terms<'_>) -> bool {
    vocabulary::says_none(terms.text()) || terms.begins(Word::None) || terms.is_only(Word::No)
}

fn percent(terms: Terms<'_>) -> Option<f64> {
    quantities(terms).find(|quantity| is_percent(terms, quantity)).map(|quantity| quantity.value)
}

fn is_percent(terms: Terms<'_>, quantity: &Quantity) -> bool {
    terms.text().get(quantity.digits..quantity.end).is_some_and(|unit| unit.contains(['%', '％']))
}

/// `124 of 400`, `12 GB / 32 GB`: two numbers with the same unit, the first no larger than the second.
fn ratio(text: &str) -> Option<(f64, f64)> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let from = rest.get(at..)?;
        let length = from.find(|letter: char| !(letter.is_ascii_digit() || letter == '.')).unwrap_or(from.len());
        let value: f64 = from.get(..length)?.trim_end_matches('.').parse().ok()?;
        rest = from.get(length..)?;
        let unit: String = rest.trim_start().chars().take_while(char::is_ascii_uppercase).collect();
        numbers.push((value, unit));
        if numbers.len() > 2 {
            return None;
        }
    }
    match numbers.as_slice() {
        [(part, one), (whole, other)] if part <= whole && *whole > 0.0 && (one == other || one.is_empty()) => {
            Some((*part, *whole))
        }
        _ => None,
    }
}

/// The limit of a text such as `< 80 %`, in the unit of the kind; `80 %` alone where it stands in the column of limits.
fn bound(kind: VitalKind, text: &str, named: bool) -> Option<(Comparator, f64)> {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let usual = if kind == VitalKind::Targets { Comparator::AtLeast } else { Comparator::AtMost };
    let Some(limit) = compared(terms) else {
        return if named { number(kind, terms).map(|number| (usual, number)) } else { None };
    };
    let seconds = || {
        quantities(terms)
            .find_map(|quantity| quantity.seconds.filter(|_| (quantity.value - limit.number).abs() < f64::EPSILON))
    };
    let number = match kind {
        VitalKind::Lag => seconds()?,
        _ if kind.unit() == " %" => Some(limit.number).filter(|_| limit.unit.contains(['%', '％']))?,
        _ => limit.number,
    };
    Some((limit.comparator, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_brought_to_the_unit_of_their_kind() {
        for (kind, text, wanted) in [
            (VitalKind::Connections, "124 of 400 (31 %)", Some(31.0)),
            (VitalKind::Connections, "124/400", Some(31.0)),
            (VitalKind::Memory, "8 GB of 32 GB", Some(25.0)),
            (VitalKind::Memory, "415 MiB", None),
            (VitalKind::Lag, "850 ms", Some(0.85)),
            (VitalKind::Lag, "2 min", Some(120.0)),
            (VitalKind::Targets, "5 of 6", Some(5.0)),
            (VitalKind::Targets, "6/6", Some(6.0)),
            (VitalKind::Answer, "200 OK", Some(200.0)),
            (VitalKind::Answer, "ok", None),
            (VitalKind::Errors, "0,04 %", Some(0.04)),
            (VitalKind::Incidents, "none", Some(0.0)),
            (VitalKind::Incidents, "PASS", None),
        ] {
            let found = vocabulary::find(text);
            assert_eq!(number(kind, found.of(text)), wanted, "{text}");
        }
    }
}
