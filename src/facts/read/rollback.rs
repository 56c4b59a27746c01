//! What a plan says of going back: when, how, who decides, how fast, or that there is no way back.

use super::document::Doc;
use super::{Facts, Kind, Phrase, Place, Said};
use crate::facts::Rollback;
use crate::outline::{Block, Section as Part};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan, Kind::ChangeRequest, Kind::SupportRunbook]) {
        return;
    }
    for index in doc.branches(Section::Rollback) {
        let branch: Vec<&Part> = doc.outline.branch(index).iter().collect();
        facts.rollbacks.push(from_branch(doc, doc.phrase(&doc.outline.sections[index].title), &branch));
    }
}

fn from_branch(doc: &Doc<'_>, title: Phrase, branch: &[&Part]) -> Rollback {
    let sentences: Vec<Phrase> = branch.iter().flat_map(|section| doc.sentences(section)).collect();
    Rollback {
        triggers: sentences
            .iter()
            .filter(|sentence| is_trigger(&sentence.value))
            .map(|sentence| sentence.at)
            .chain(trigger_rows(doc, branch))
            .collect(),
        procedure: procedure(doc, branch),
        authority: authority(doc, branch, &sentences),
        objective: sentences.iter().find_map(objective),
        refusal: sentences.into_iter().find(|sentence| refuses(&sentence.value)),
        title,
    }
}

fn is_trigger(text: &str) -> bool {
    let words = vocabulary::words(text);
    let announces = words.iter().any(|word| word.starts_with("trigger") || word == "threshold");
    let conditional = words.first().is_some_and(|first| matches!(first.as_str(), "if" | "when"));
    (announces && !text.trim_end().ends_with(':')) || conditional || super::execution::condition(text).is_some()
}

fn trigger_rows(doc: &Doc<'_>, branch: &[&Part]) -> Vec<Place> {
    let tables = branch.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut places = Vec::new();
    for table in tables {
        if table.header.iter().any(|name| vocabulary::column(&name.plain) == Some(Column::Trigger)) {
            places.extend(table.rows.iter().map(|row| doc.place(row.span)));
        }
    }
    // A list below a heading about triggers.
    for section in branch
        .iter()
        .filter(|section| vocabulary::words(&section.title.plain).iter().any(|word| word.starts_with("trigger")))
    {
        places.extend(section.blocks.iter().filter_map(|block| match block {
            Block::Item(item) => Some(doc.place(item.text.span)),
            _ => None,
        }));
    }
    places
}

/// Numbered items, commands, or a table of steps.
fn procedure(doc: &Doc<'_>, branch: &[&Part]) -> Vec<Place> {
    let is_steps = |block: &&Block| match block {
        Block::Item(item) => item.number.is_some() || acts(&item.text.plain),
        Block::Code(code) => !code.text.trim().is_empty(),
        Block::Table(table) => {
            table.header.iter().any(|name| matches!(vocabulary::column(&name.plain), Some(Column::Step)))
        }
        Block::Paragraph(paragraph) => acts(&paragraph.text.plain),
    };
    branch
        .iter()
        .flat_map(|section| &section.blocks)
        .filter(is_steps)
        .map(|block| match block {
            Block::Item(item) => doc.place(item.text.span),
            Block::Code(code) => doc.place(code.span),
            Block::Table(table) => doc.place(table.span),
            Block::Paragraph(paragraph) => doc.place(paragraph.text.span),
        })
        .collect()
}

/// Begins by saying what to do.
fn acts(text: &str) -> bool {
    const VERBS: [&str; 21] = [
        "run",
        "redeploy",
        "deploy",
        "restore",
        "revert",
        "roll",
        "rollback",
        "switch",
        "scale",
        "set",
        "apply",
        "stop",
        "start",
        "drain",
        "disable",
        "execute",
        "use",
        "point",
        "reinstall",
        "undo",
        "turn",
    ];
    vocabulary::words(text).first().is_some_and(|first| VERBS.contains(&first.as_str()))
}

/// Who decides: in a line, a column or a sentence.
fn authority(doc: &Doc<'_>, branch: &[&Part], sentences: &[Phrase]) -> Option<Phrase> {
    let is_key = |key: &str| decides(key) || vocabulary::words(key).last().is_some_and(|last| last == "decision");
    let field = branch
        .iter()
        .flat_map(|section| &section.fields)
        .find(|field| is_key(&field.key.plain) && !field.value.plain.is_empty());
    let line = field.map(|field| doc.phrase(&field.value));
    // "### Decision makers" above a list.
    let titled = branch.iter().find(|section| decides(&section.title.plain));
    let listed = || doc.prose(titled?).into_iter().find(Phrase::is_stated);
    line.or_else(listed).or_else(|| in_column(doc, branch)).or_else(|| {
        sentences.iter().find(|sentence| decides(&sentence.value) && names_somebody(&sentence.value)).cloned()
    })
}

fn decides(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "authority",
        "authorities",
        "decides",
        "decide",
        "decided",
        "authorises",
        "authorizes",
        "authorised",
        "authorized",
    ];
    let words = vocabulary::words(text);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&WORDS)
        || (has(&["decision"]) && has(&["maker", "makers", "lies", "rests", "taken", "made", "belongs"]))
        || (has(&["approved"]) && has(&["by"]))
}

/// `Trigger | Action | Decision maker`: the first cell that names somebody.
fn in_column(doc: &Doc<'_>, branch: &[&Part]) -> Option<Phrase> {
    branch.iter().flat_map(|section| &section.blocks).find_map(|block| {
        let Block::Table(table) = block else { return None };
        let column = table.header.iter().position(|name| decides(&name.plain))?;
        table.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| doc.phrase(cell)).find(Phrase::is_stated)
    })
}

/// Whether a sentence names a person or a role: "the decision authority says so" names nobody.
fn names_somebody(text: &str) -> bool {
    const ROLES: [&str; 25] = [
        "manager",
        "lead",
        "leader",
        "owner",
        "engineer",
        "director",
        "commander",
        "sponsor",
        "integrator",
        "officer",
        "head",
        "cto",
        "ciso",
        "architect",
        "administrator",
        "operator",
        "team",
        "captain",
        "coordinator",
        "board",
        "dba",
        "sre",
        "responder",
        "ceo",
        "pm",
    ];
    let all = vocabulary::words(text);
    let role = all.iter().any(|word| ROLES.contains(&word.as_str()))
        || all.windows(2).any(|pair| pair[0] == "on" && pair[1] == "call");
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = text.split_whitespace().collect();
    // "Ravi decides."
    let subject =
        words.windows(2).any(|pair| capital(&pair[0]) && !is_opening(pair[0]) && pair[1].starts_with("decides"));
    role || subject || words.get(1..).is_some_and(|rest| rest.windows(2).any(|pair| pair.iter().all(capital)))
}

/// Words with a capital because a sentence begins.
fn is_opening(word: &str) -> bool {
    matches!(word, "The" | "It" | "This" | "That" | "Who" | "Nobody" | "We" | "They" | "He" | "She")
}

fn objective(sentence: &Phrase) -> Option<Said<f64>> {
    let words = vocabulary::words(&sentence.value);
    let about = words
        .iter()
        .any(|word| matches!(word.as_str(), "objective" | "rto" | "within" | "takes" | "target" | "duration"));
    let value = vocabulary::minutes(&sentence.value).filter(|_| about)?;
    // A trigger's time window is no objective.
    (!is_trigger(&sentence.value) && !sentence.value.contains(['>', '<', '≥']))
        .then_some(Said { value, at: sentence.at })
}

fn refuses(text: &str) -> bool {
    const PHRASES: [&str; 11] = [
        "no rollback",
        "rollback is not possible",
        "cannot be rolled back",
        "can not be rolled back",
        "not possible to roll back",
        "fix forward",
        "roll forward only",
        "forward only",
        "rollback is not supported",
        "no way back",
        "fix-forward",
    ];
    // "No rollback of the database is needed", "cosmetic defects are fixed forward": a part, not the release.
    const PARTIAL: [&str; 16] = [
        "if",
        "unless",
        "instead",
        "never",
        "needed",
        "necessary",
        "required",
        "cosmetic",
        "minor",
        "otherwise",
        "else",
        "step",
        "database",
        "schema",
        "prefer",
        "small",
    ];
    let lower = text.to_lowercase();
    let words = vocabulary::words(&lower);
    let negated = words.iter().any(|word| word == "not")
        && !["not possible", "not supported", "not be"].iter().any(|phrase| lower.contains(phrase));
    let partial = negated || words.iter().any(|word| PARTIAL.contains(&word.as_str()));
    let one_task = !vocabulary::ids(text, &["ADM", "ADR"]).is_empty();
    PHRASES.iter().any(|phrase| lower.contains(phrase)) && !partial && !one_task
}
