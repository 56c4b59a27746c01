//! How the release is brought out: its strategy, and how long the rollout is watched.

use super::document::{Doc, Sentence};
use super::quantity::{minutes, quantities};
use super::{Facts, Kind, Said};
use crate::facts::{Strategy, StrategyKind};
use crate::outline::Block;
use crate::vocabulary::{Section, Terms, Word};

const KINDS: [(Word, StrategyKind); 6] = [
    (Word::BlueGreen, StrategyKind::BlueGreen),
    (Word::Canary, StrategyKind::Canary),
    (Word::Rolling, StrategyKind::Rolling),
    (Word::BigBang, StrategyKind::BigBang),
    (Word::Phased, StrategyKind::Phased),
    (Word::FeatureToggle, StrategyKind::FeatureToggle),
];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if doc.is(&[Kind::DeploymentPlan]) {
        observations(doc, facts);
        strategies(doc, facts);
    }
}

fn observations(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.mentions(Word::ObservationPeriod) {
        return;
    }
    for section in &doc.outline.sections {
        for block in &section.blocks {
            let Block::Table(table) = block else { continue };
            for row in &table.rows {
                if row.cells.iter().any(|cell| doc.terms(cell).has(Word::ObservationPeriod)) {
                    let time = row.cells.iter().find_map(|cell| minutes(doc.terms(cell)));
                    facts.observations.extend(time.map(|value| Said { value, at: doc.place(row.span) }));
                }
            }
        }
        for sentence in doc.telling(section, Word::ObservationPeriod) {
            facts.observations.extend(minutes(sentence.terms).map(|value| Said { value, at: sentence.at }));
        }
    }
}

/// What the section on the strategy names; without one, what a sentence about the release names.
fn strategies(doc: &Doc<'_>, facts: &mut Facts) {
    let before = facts.strategies.len();
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if doc.topic(index) != Some(Section::Strategy) {
            continue;
        }
        let texts = section.blocks.iter().flat_map(Block::texts).chain([&section.title]);
        for sentence in texts.flat_map(|text| doc.cut(text)) {
            add(sentence, before, facts);
        }
        // Stages in a list of their own: `5 % for 15 min`, `25 %`, …
        let stages = stages_below(doc, &section.blocks);
        if let Some(strategy) = facts.strategies.get_mut(before..).and_then(<[Strategy]>::first_mut)
            && strategy.stages.len() < stages.len()
        {
            strategy.stages = stages;
        }
    }
    if facts.strategies.len() > before {
        return;
    }
    for section in &doc.outline.sections {
        let released = doc.terms(&section.title).has(Word::Release);
        for sentence in doc.told(section).filter(|sentence| tells_how(sentence.terms, released)) {
            add(sentence, before, facts);
        }
    }
}

/// A sentence about the release; below a heading about it, one that begins with the way in which it is brought out: `Rolling
/// update, maxSurge: 1`.
fn tells_how(terms: Terms<'_>, released: bool) -> bool {
    let begins = || [Word::BlueGreen, Word::Canary, Word::Rolling].into_iter().any(|word| terms.begins(word));
    terms.has(Word::Release) || (released && begins() && !terms.has_any(&[Word::Failed, Word::If]))
}

/// Adds the strategies of a sentence that were not named before; "no canary" names none.
fn add(sentence: Sentence<'_>, from: usize, facts: &mut Facts) {
    let terms = sentence.terms;
    if terms.has_any(&[Word::Not, Word::No, Word::GoBack]) {
        return;
    }
    for (word, kind) in KINDS {
        let known = facts.strategies.get(from..).unwrap_or_default().iter().any(|strategy| strategy.kind == kind);
        if terms.has(word) && !known {
            facts.strategies.push(Strategy { kind, stages: stages(terms), text: sentence.phrase() });
        }
    }
}

/// Rising shares of the traffic: `5 % → 25 % → 100 %`.
fn stages(terms: Terms<'_>) -> Vec<f64> {
    let share = |text: &str| text.contains(['%', '％']);
    let mut stages: Vec<f64> = Vec::new();
    for quantity in quantities(terms) {
        let unit = terms.text().get(quantity.digits..quantity.end).unwrap_or_default();
        let rises = stages.last().is_none_or(|last| *last < quantity.value);
        if share(unit) && rises && quantity.value <= 100.0 {
            stages.push(quantity.value);
        }
    }
    stages
}

fn stages_below(doc: &Doc<'_>, blocks: &[Block]) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::new();
    for text in blocks.iter().filter(|block| !matches!(block, Block::Paragraph(_))).flat_map(Block::texts) {
        if let Some(stage) = stages(doc.terms(text)).first()
            && found.last().is_none_or(|last| last < stage)
        {
            found.push(*stage);
        }
    }
    found
}
