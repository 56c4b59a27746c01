//! Admin tasks in their three places, operations that need one, and what is done by hand.

use std::collections::BTreeSet;

use super::document::Doc;
use super::grid::Grid;
use super::{Facts, Kind, Phrase, Place, Said, stated};
use crate::facts::{AdHoc, AdminTask, ChangeKind, Operation, TaskRoom};
use crate::outline::{Block, Code, Row, Section as Part};
use crate::vocabulary::{self, Column, Section};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    match doc.kind {
        Kind::DeploymentPlan => {
            rows(doc, TaskRoom::Plan, facts);
            operations(doc, facts);
            by_hand(doc, facts);
        }
        Kind::ReleaseNotes => operations(doc, facts),
        Kind::AdminCatalog => rows(doc, TaskRoom::Catalog, facts),
        Kind::AdminTask => facts.admin_tasks.extend(own(doc)),
        _ => {}
    }
}

/// Tables whose rows name an admin task in their first cells; in a plan without any, mentions count.
fn rows(doc: &Doc<'_>, room: TaskRoom, facts: &mut Facts) {
    let before = facts.admin_tasks.len();
    for grid in doc.grids() {
        let listed = grid.has(Column::TaskId) || grid.topic == Some(Section::AdminTasks);
        for row in grid.table.rows.iter().filter(|_| listed && grid.topic != Some(Section::Steps)) {
            let head: Vec<&str> = row.cells.iter().take(2).map(|cell| cell.plain.as_str()).collect();
            let Some(id) = vocabulary::ids(&head.join(" "), &["ADM"]).into_iter().next() else { continue };
            facts.admin_tasks.push(AdminTask {
                id,
                room,
                about: Grid::row_text(row),
                title: grid
                    .cell(row, Column::Name)
                    .or_else(|| grid.cell(row, Column::Description))
                    .or_else(|| grid.cell(row, Column::Title)),
                rollback: grid.cell(row, Column::Rollback),
                at: grid.row(row),
            });
        }
    }
    if room == TaskRoom::Plan && facts.admin_tasks.len() == before {
        mentions(doc, facts);
    }
}

fn mentions(doc: &Doc<'_>, facts: &mut Facts) {
    for section in doc.about(Section::AdminTasks).chain(doc.about(Section::Steps)) {
        for sentence in doc.sentences(section) {
            for id in vocabulary::ids(&sentence.value, &["ADM"]) {
                if !facts.admin_tasks.iter().any(|task| task.room == TaskRoom::Plan && task.id == id) {
                    let about = sentence.value.to_lowercase();
                    facts.admin_tasks.push(AdminTask {
                        id,
                        room: TaskRoom::Plan,
                        about,
                        title: None,
                        rollback: None,
                        at: sentence.at,
                    });
                }
            }
        }
    }
}

/// A document of one task: `# ADM-001: name`, with its rollback section.
fn own(doc: &Doc<'_>) -> Option<AdminTask> {
    let title = super::classify::title(doc.outline);
    let named = title.map(|title| title.plain.clone()).unwrap_or_default();
    let id = vocabulary::ids(&named, &["ADM"])
        .into_iter()
        .next()
        .or_else(|| vocabulary::ids(doc.source.name(), &["ADM"]).into_iter().next())?;
    let category = doc.value(&["category"]).map(|value| value.value).unwrap_or_default();
    let purpose: Vec<String> = doc
        .about(Section::Introduction)
        .flat_map(|section| doc.sentences(section))
        .map(|sentence| sentence.value)
        .collect();
    let at = doc.place(title.map(|title| title.span).unwrap_or_default());
    Some(AdminTask {
        about: format!("{named} {category} {}", purpose.join(" ")).to_lowercase(),
        title: title.map(|title| doc.phrase(title)),
        rollback: doc
            .branches(Section::Rollback)
            .into_iter()
            .find_map(|index| procedure(doc, doc.outline.branch(index))),
        id,
        room: TaskRoom::Own,
        at,
    })
}

/// The first command or sentence of a section that says something.
fn procedure(doc: &Doc<'_>, branch: &[Part]) -> Option<Phrase> {
    let code = branch.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::Code(code) if stated(code.text.trim()) => {
            Some(Said { value: code.text.trim().to_owned(), at: doc.place(code.span) })
        }
        _ => None,
    });
    let says = |sentence: &Phrase| sentence.is_stated() && !sentence.value.trim_end().ends_with(':');
    code.or_else(|| branch.iter().flat_map(|section| doc.sentences(section)).find(says))
}

/// Words that deny what follows.
const DENIALS: [&str; 8] = ["no", "not", "none", "without", "never", "nothing", "neither", "nor"];

/// Words that may stand between a denial and what it denies: "no schema or data migration", "nothing has to be backfilled".
const FILLERS: [&str; 34] = [
    "a",
    "an",
    "any",
    "the",
    "this",
    "such",
    "of",
    "for",
    "to",
    "be",
    "is",
    "are",
    "has",
    "have",
    "or",
    "and",
    "need",
    "needs",
    "needed",
    "does",
    "do",
    "further",
    "other",
    "additional",
    "data",
    "database",
    "schema",
    "key",
    "secret",
    "manual",
    "include",
    "includes",
    "contain",
    "contains",
];

/// What is denied as "not needed".
const NEEDS: [&str; 8] = ["needed", "required", "necessary", "planned", "part", "included", "involved", "expected"];

/// Guides that users read, and a cache that is only emptied: no operation on data.
const HARMLESS: [&str; 9] = [
    "migration guide",
    "migration guides",
    "migration notes",
    "migration path",
    "migration docs",
    "migration documentation",
    "cdn cache",
    "edge cache",
    "browser cache",
];

/// The words of a sentence without those that it denies, in which operations are looked for.
fn affirmed(sentence: &str) -> String {
    let mut words = vocabulary::words(sentence);
    let all = words.clone();
    let is = |at: usize, list: &[&str]| all.get(at).is_some_and(|word| list.contains(&word.as_str()));
    let mut deny = |from: usize, to: usize| words[from..to].fill("-".to_owned());
    for at in 0..all.len() {
        // "Key rotation is not required", "Migrations: none", "Backfill: n/a", "Migration: no"
        let needless = is(at, &["not"]) && is(at + 1, &NEEDS);
        let answer =
            is(at, &["none"]) || (is(at, &["n"]) && is(at + 1, &["a"])) || (is(at, &["no"]) && at + 1 == all.len());
        if at > 0 && (needless || answer) {
            deny(at.saturating_sub(4), at);
        } else if is(at, &DENIALS) {
            let denied = (at + 1..all.len()).find(|next| !is(*next, &FILLERS)).unwrap_or(at);
            deny(denied, denied + 1);
        }
    }
    let text = words.join(" ");
    if HARMLESS.iter().any(|phrase| text.contains(phrase)) {
        text.replace("migration", "-").replace("purge", "-")
    } else {
        text
    }
}

fn denied(sentence: &str) -> bool {
    vocabulary::words(sentence).iter().any(|word| DENIALS.contains(&word.as_str()))
}

/// Sentences and cells of a section, each with the text in which an admin task for it would be named.
fn statements(doc: &Doc<'_>, section: &Part) -> Vec<(Phrase, String)> {
    let mut statements = Vec::new();
    for block in &section.blocks {
        if let Block::Table(table) = block {
            for row in &table.rows {
                let whole = Grid::row_text(row);
                // `Data migration | none`: two cells are one statement.
                let pair = (row.cells.len() == 2).then(|| Said { value: plain(row), at: doc.place(row.span) });
                let cells = row.cells.iter().map(|cell| doc.phrase(cell)).filter(|_| pair.is_none());
                statements.extend(cells.chain(pair.clone()).map(|said| (said, whole.clone())));
            }
        }
    }
    let prose = doc.prose(section).into_iter().map(|sentence| {
        let own = sentence.value.clone();
        (sentence, own)
    });
    statements.extend(prose);
    statements
}

fn plain(row: &Row) -> String {
    row.cells.iter().map(|cell| cell.plain.as_str()).collect::<Vec<_>>().join(" | ")
}

fn operations(doc: &Doc<'_>, facts: &mut Facts) {
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let statements = statements(doc, section);
        if statements.is_empty() || tells_of_features(doc, index, section) {
            continue;
        }
        let around: String = doc.outline.branch(index).iter().map(|part| doc.source.slice(part.span)).collect();
        let admin_tasks = vocabulary::ids(&around, &["ADM"]);
        for (sentence, _) in statements {
            for class in vocabulary::operations(&affirmed(&sentence.value)) {
                facts.operations.push(Operation {
                    class,
                    sentence: sentence.clone(),
                    admin_tasks: admin_tasks.clone(),
                });
            }
        }
    }
}

/// Release notes praise what the product can do: "refresh token rotation" is a feature there.
fn tells_of_features(doc: &Doc<'_>, index: usize, section: &Part) -> bool {
    let added = || super::notes::change_kind(doc, index, section) == Some(ChangeKind::Added);
    let topics = [Section::Highlights, Section::KnownIssues, Section::Documentation, Section::Security];
    doc.kind == Kind::ReleaseNotes && (doc.topic(index).is_some_and(|topic| topics.contains(&topic)) || added())
}

/// Programs that reach into an environment by hand.
const TOOLS: [&str; 12] =
    ["ssh", "scp", "psql", "mysql", "mongosh", "mongo", "redis-cli", "sqlplus", "sqlite3", "rsync", "sftp", "telnet"];

/// Phrases that say that something is done by hand.
const BY_HAND: [&str; 7] =
    ["by hand", "manually run", "run manually", "manually execute", "bastion", "execute manually", "manually apply"];

/// Only what a plan tells people to do: its steps, its migration and its way back.
fn by_hand(doc: &Doc<'_>, facts: &mut Facts) {
    for (index, section) in doc.outline.sections.iter().enumerate() {
        if !matches!(
            doc.topic(index),
            Some(Section::Steps | Section::Migration | Section::Rollback | Section::AdminTasks)
        ) {
            continue;
        }
        let section_tasks = vocabulary::ids(&section.title.plain, &["ADM"]);
        let tasks = |text: &str| {
            let mut own = vocabulary::ids(text, &["ADM"]);
            own.extend(section_tasks.iter().cloned());
            own
        };
        for (sentence, whole) in statements(doc, section).into_iter().filter(|(sentence, _)| !denied(&sentence.value)) {
            if let Some(word) = phrase_by_hand(&sentence.value) {
                let admin_tasks = tasks(&whole);
                facts.ad_hoc.push(AdHoc { command: sentence, word, admin_tasks });
            }
        }
        for block in &section.blocks {
            if let Block::Code(code) = block {
                commands(doc, code, &section_tasks, facts);
            }
        }
    }
    steps_by_hand(doc, facts);
}

/// Steps that stand below another heading, or are one themselves.
fn steps_by_hand(doc: &Doc<'_>, facts: &mut Facts) {
    let said = facts.ad_hoc.iter().map(|one| one.command.at).filter(|at| at.source == doc.id);
    let known: BTreeSet<(u32, u32)> = said.map(|at| (at.span.start, at.span.end)).collect();
    // A row that was found holds its cells.
    let is_known =
        |at: Place| known.range(..=(at.span.start, u32::MAX)).next_back().is_some_and(|(_, end)| at.span.end <= *end);
    let own = facts.steps.iter().filter(|step| step.action.at.source == doc.id && !denied(&step.action.value));
    let found = own.filter(|step| !is_known(step.action.at)).filter_map(|step| {
        let word = phrase_by_hand(&step.action.value)?;
        Some(AdHoc { command: step.action.clone(), word, admin_tasks: step.admin_tasks.clone() })
    });
    facts.ad_hoc.extend(found.collect::<Vec<_>>());
}

fn phrase_by_hand(sentence: &str) -> Option<String> {
    let lower = sentence.to_lowercase();
    let phrase = BY_HAND.iter().find(|phrase| lower.contains(*phrase)).map(|phrase| (*phrase).to_owned());
    phrase.or_else(|| tool(sentence))
}

/// The tool that a command or sentence runs. `MySQL` is a product, `mysql` a program.
fn tool(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | '/')))
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        if TOOLS.contains(word) || (*word == "SSH" && matches!(next, "to" | "into" | "onto")) {
            Some(word.to_lowercase())
        } else if matches!(*word, "kubectl" | "oc") && next == "exec" {
            Some(format!("{word} exec"))
        } else if matches!(*word, "python" | "python3" | "node") && (next.ends_with(".py") || next.ends_with(".js")) {
            Some(format!("{word} {next}"))
        } else {
            None
        }
    })
}

fn commands(doc: &Doc<'_>, code: &Code, section_tasks: &[String], facts: &mut Facts) {
    let shell = matches!(code.language.as_str(), "" | "sh" | "bash" | "shell" | "console" | "zsh" | "text");
    let raw = doc.source.slice(code.span);
    let mut at = code.span.start;
    for line in raw.split_inclusive('\n') {
        let span = crate::outline::Span { start: at, end: at + line.trim_end().len() as u32 };
        at += line.len() as u32;
        let command = line.trim();
        if !shell || command.starts_with('#') {
            continue;
        }
        if let Some(word) = tool(command) {
            let mut admin_tasks = vocabulary::ids(command, &["ADM"]);
            admin_tasks.extend(section_tasks.iter().cloned());
            facts.ad_hoc.push(AdHoc {
                command: Said { value: command.to_owned(), at: doc.place(span) },
                word,
                admin_tasks,
            });
        }
    }
}
