//! Modules that a document calls critical: `The critical modules (orders, payments)`, or a column of them.

use super::{Doc, Facts, Said};
use crate::facts::Place;
use crate::vocabulary::{Column, Terms};

/// Modules of one text that are kept.
const MOST: usize = 16;
/// Letters of a name.
const LONG: usize = 40;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for grid in doc.grids().filter(|grid| grid.has(Column::CriticalModule)) {
        let cells = grid.table.rows.iter().filter_map(|row| grid.stated(row, Column::CriticalModule));
        facts.critical_modules.extend(cells.filter(|cell| cell.value.chars().count() <= LONG));
    }
    for line in doc.lines() {
        if line.named.is_only(Column::CriticalModule) {
            add(&line.field.value.plain, doc.place(line.field.value.span), facts);
        }
    }
    for section in &doc.outline.sections {
        for sentence in doc.told(section) {
            if let Some(names) = in_brackets(sentence.terms) {
                add(names, sentence.at, facts);
            }
        }
    }
}

/// What stands in brackets behind "critical modules".
fn in_brackets(terms: Terms<'_>) -> Option<&str> {
    let behind = terms.of(Column::CriticalModule).last().map(|hit| terms.behind(hit).trim_start())?;
    let inside = behind.strip_prefix(['(', '（'])?;
    inside.split([')', '）']).next()
}

/// Takes the names of a list apart.
fn add(list: &str, at: Place, facts: &mut Facts) {
    const JOINTS: [&str; 8] = [" and ", " und ", " et ", " y ", " e ", "、", "和", "および"];
    let list = JOINTS.iter().fold(list.to_owned(), |list, joint| list.replace(joint, ","));
    let parts = list.split([',', ';', '，', '、', '；']).map(str::trim);
    let kept = parts.filter(|name| !name.is_empty() && name.chars().count() <= LONG).take(MOST);
    facts.critical_modules.extend(kept.map(|name| Said { value: name.trim_matches('`').to_owned(), at }));
}
