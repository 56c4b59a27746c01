//! What a deployment plan lacks, put in where it belongs.

use super::headings::{Headings, title};
use super::original::{Insertion, Original};
use super::parts::{Block, PARTS, Part};
use super::table::open;
use crate::deliverables::cite::Clerk;
use crate::facts::Document;
use crate::rules::skeletons::SECTIONS;

/// The rule that asks for every section of the template.
const SECTION: &str = "PLN-01";

/// What the plan lacks, in the order of the text.
pub(super) fn additions(clerk: &Clerk<'_>, plan: &Document) -> Vec<Insertion> {
    let source = clerk.reading.source(plan.source);
    let outline = clerk.outline(plan.source);
    let original = Original::of(source);
    let mut headings = Headings::of(&source.text, plan, &outline);
    let mut additions = Vec::new();
    for (part, (_, english)) in PARTS.iter().zip(SECTIONS) {
        if let Some((index, section)) = headings.about(part.subject) {
            let found = if section.begun { grafts(clerk, part) } else { fresh(clerk, part, english) };
            if let Some((lines, rules)) = found {
                let about = format!("Into the section \"{}\": {rules}.", section.title.value);
                additions.push(original.block(headings.end(index), &lines, about));
            }
        } else if let Some((body, rules)) = fresh(clerk, part, english) {
            let spot = headings.place(part.subject, &title(part.subject, english, &source.text));
            let mut lines = vec![spot.heading.clone(), String::new()];
            lines.extend(body);
            let about = format!("The section \"{}\": {rules}.", spot.heading.trim_start_matches(['#', ' ']));
            additions.push(original.block(spot.at, &lines, about));
        }
    }
    // What stands at one place stays in the order of the template.
    additions.sort_by_key(|addition| addition.at);
    additions
}

/// Every section of the template with all that is known.
pub(super) fn whole(clerk: &Clerk<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, (part, (_, title))) in (1..).zip(PARTS.iter().zip(SECTIONS)) {
        lines.extend([String::new(), format!("## {number}. {title}"), String::new()]);
        lines.extend(join(part.blocks.iter().map(|block| write(clerk, block))));
    }
    lines
}

/// What a section that is there lacks, and the rules that ask for it.
fn grafts(clerk: &Clerk<'_>, part: &Part) -> Option<(Vec<String>, String)> {
    let wanted = |block: &&Block| block.grafts && (block.lacking)(clerk) && clerk.asked(block.rules).is_some();
    let blocks: Vec<&Block> = part.blocks.iter().filter(wanted).collect();
    let rules: Vec<&str> = blocks.iter().flat_map(|block| block.rules).copied().collect();
    let lines = join(blocks.iter().map(|block| write(clerk, block)));
    (!lines.is_empty()).then(|| (lines, clerk.asking(&rules)))
}

/// A section that is missing or empty, if a rule asks for it.
fn fresh(clerk: &Clerk<'_>, part: &Part, english: &str) -> Option<(Vec<String>, String)> {
    let subject = format!("section `{english}`");
    let template = clerk.findings(SECTION).any(|finding| finding.subject == subject);
    let wanted = |block: &&Block| (template || clerk.asked(block.rules).is_some()) && (block.lacking)(clerk);
    let lacking: Vec<&Block> = part.blocks.iter().filter(wanted).collect();
    let rules: Vec<&str> = lacking.iter().flat_map(|block| block.rules).copied().collect();
    let asking = clerk.asking(&rules);
    if asking.is_empty() && !template {
        return None;
    }
    let mut lines = join(lacking.iter().map(|block| write(clerk, block)));
    if lines.is_empty() {
        lines.push(open(SECTION));
    }
    let asking = [asking, if template { SECTION.to_owned() } else { String::new() }];
    Some((lines, asking.into_iter().filter(|rules| !rules.is_empty()).collect::<Vec<_>>().join(", ")))
}

fn write(clerk: &Clerk<'_>, block: &Block) -> Vec<String> {
    let rule = clerk.asked(block.rules).or_else(|| block.rules.first().copied()).unwrap_or(SECTION);
    (block.write)(clerk, rule)
}

/// Blocks with an empty line between them; a list goes on.
fn join(blocks: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks.filter(|block| !block.is_empty()) {
        let goes_on = |line: Option<&String>| line.is_some_and(|line| line.starts_with("- "));
        let one_list = goes_on(lines.last()) && goes_on(block.first());
        if !(lines.is_empty() || one_list) {
            lines.push(String::new());
        }
        lines.extend(block);
    }
    lines
}
