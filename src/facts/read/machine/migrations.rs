//! Migrations of a database, and how each is undone: by a part of the file, by a file beside it, by the tool, or not.

use std::collections::BTreeMap;

use super::{Doc, Facts, Said, lines, part, root, said};
use crate::facts::classify::machine::Schema;
use crate::facts::{Migration, Place, Undo};
use crate::outline::{Node, Span};

pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    match schema {
        Schema::Migrate if doc.source.text.trim_start().starts_with("--liquibase") => liquibase_sql(doc, facts),
        Schema::Migrate => facts.migrations.push(file(doc)),
        Schema::LiquibaseXml => {
            let sets = root(doc).into_iter().flat_map(|(_, root)| root.all("changeSet"));
            facts.migrations.extend(sets.map(|set| xml_set(doc, set)));
        }
        Schema::LiquibaseYaml => {
            let entries = doc.outline.nodes.first().and_then(|node| node.get("databaseChangeLog"));
            let sets = entries.map_or(&[][..], Node::items).iter().filter_map(|entry| entry.get("changeSet"));
            facts.migrations.extend(sets.map(|set| yaml_set(doc, set)));
        }
        _ => {}
    }
}

/// Marks of the part of a file that undoes it, by tool; in lower case.
const MARKS: [(&str, &str); 5] = [
    ("-- +goose down", "goose"),
    ("-- +migrate down", "sql-migrate"),
    ("-- migrate:down", "dbmate"),
    ("def downgrade", "Alembic"),
    ("def down", "Rails"),
];

/// Words that say that there is no way back.
const IRREVERSIBLE: [&str; 4] = ["irreversible", "notimplementederror", "cannot be undone", "cannot be reversed"];

fn file(doc: &Doc<'_>) -> Migration {
    let name = doc.source.name();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    // `migration.sql` in a folder of its own is called by the folder.
    let folder = doc.source.path.rsplit('/').nth(1).unwrap_or_default();
    let id = if matches!(stem, "migration" | "up" | "down") { folder } else { stem };
    let start = doc.source.text.lines().next().map_or(0, str::len);
    let at = doc.place(Span::of(0..start));
    let (undo, place, tool) = said_undo(doc, extension, at);
    let tool = tool.or(match extension {
        "rb" => Some("Rails"),
        "sql" if id.contains("__") && id.starts_with(['V', 'U', 'R', 'v', 'u']) => Some("Flyway"),
        _ => None,
    });
    Migration { id: Said { value: id.to_owned(), at }, tool, undo, at: place }
}

/// What the file says of its undoing, where, and the tool whose words these are.
fn said_undo(doc: &Doc<'_>, extension: &str, start: Place) -> (Undo, Place, Option<&'static str>) {
    let mut undo = (Undo::Missing, start, None);
    let mut needs_undo = false;
    for (offset, line) in lines(&doc.source.text) {
        let lower = line.to_lowercase();
        let at = part(doc, offset, line, line).at;
        if IRREVERSIBLE.iter().any(|word| lower.contains(word)) {
            return (Undo::Irreversible, at, undo.2);
        }
        if let Some((_, tool)) = MARKS.iter().find(|(mark, _)| lower.trim_start().starts_with(mark)) {
            undo = (Undo::Written, at, Some(*tool));
        } else if matches!(extension, "js" | "ts" | "mjs" | "cjs" | "php") && is_down(&lower) {
            undo = (Undo::Written, at, undo.2);
        } else if undo.0 == Undo::Missing
            && (lower.trim_start().starts_with("def change") || lower.contains("operations = ["))
        {
            // Rails and Django know the opposite of most changes.
            undo = (Undo::Automatic, at, if extension == "py" { Some("Django") } else { Some("Rails") });
        }
        // What runs code or SQL of its own is undone only by what is written for it.
        needs_undo |= ["runpython(", "runsql("].iter().any(|word| lower.contains(word));
        if needs_undo && ["reverse_", "noop"].iter().any(|word| lower.contains(word)) {
            undo = (Undo::Written, at, Some("Django"));
        }
    }
    if needs_undo && undo.0 == Undo::Automatic {
        undo.0 = Undo::Missing;
    }
    if undo.0 == Undo::Written && extension == "py" && undo.2 == Some("Alembic") && is_empty_downgrade(&doc.source.text)
    {
        undo.0 = Undo::Missing;
    }
    undo
}

/// `exports.down =`, `async down(`, `function down(`.
fn is_down(line: &str) -> bool {
    ["exports.down", "async down(", "function down(", "const down", "down: "].iter().any(|form| line.contains(form))
}

/// A downgrade that only passes undoes nothing.
fn is_empty_downgrade(text: &str) -> bool {
    let body = text.split_once("def downgrade").map_or("", |(_, rest)| rest);
    let mut body = body
        .lines()
        .skip(1)
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("\"\"\""));
    body.next() == Some("pass") && body.next().is_none()
}

/// `--changeset author:id`, with `--rollback` below it.
fn liquibase_sql(doc: &Doc<'_>, facts: &mut Facts) {
    let mut open: Option<Migration> = None;
    for (offset, line) in lines(&doc.source.text) {
        let comment = line.trim_start().trim_start_matches('-').trim_start();
        if !line.trim_start().starts_with("--") {
            continue;
        }
        if let Some(rest) = comment.strip_prefix("changeset ") {
            facts.migrations.extend(open.take());
            let name = rest.split_whitespace().next().unwrap_or(rest);
            let id = part(doc, offset, line, name.split_once(':').map_or(name, |(_, id)| id));
            open = Some(Migration { at: id.at, id, tool: Some("Liquibase"), undo: Undo::Missing });
        } else if let Some((rest, migration)) = comment.strip_prefix("rollback").zip(open.as_mut()) {
            let none = rest.trim().eq_ignore_ascii_case("not required") || rest.trim().eq_ignore_ascii_case("empty");
            migration.undo = if none { Undo::Irreversible } else { Undo::Written };
            migration.at = part(doc, offset, line, line).at;
        }
    }
    facts.migrations.extend(open);
}

/// Changes whose opposite Liquibase knows.
const KNOWN: [&str; 15] = [
    "createTable",
    "addColumn",
    "createIndex",
    "createView",
    "createSequence",
    "renameTable",
    "renameColumn",
    "renameView",
    "addForeignKeyConstraint",
    "addUniqueConstraint",
    "addPrimaryKey",
    "addNotNullConstraint",
    "addDefaultValue",
    "dropNotNullConstraint",
    "addLookupTable",
];

/// Parts of a change set that change nothing.
fn is_change(key: &str) -> bool {
    !key.starts_with(['@', '#'])
        && !matches!(key, "comment" | "preConditions" | "validCheckSum" | "rollback" | "tagDatabase" | "output")
}

fn xml_set(doc: &Doc<'_>, set: &Node) -> Migration {
    let keys: Vec<&str> = set.pairs().iter().map(|(key, _)| key.plain.as_str()).collect();
    of_set(doc, set, "@id", &keys)
}

fn yaml_set(doc: &Doc<'_>, set: &Node) -> Migration {
    let changes = set.get("changes").map_or(&[][..], Node::items);
    let keys: Vec<&str> = changes.iter().flat_map(Node::pairs).map(|(key, _)| key.plain.as_str()).collect();
    of_set(doc, set, "id", &keys)
}

fn of_set(doc: &Doc<'_>, set: &Node, id: &str, keys: &[&str]) -> Migration {
    let at = doc.place(set.span);
    let id = said(doc, set, &[id]).unwrap_or_else(|| Said { value: String::new(), at });
    let mut changes = keys.iter().filter(|key| is_change(key));
    let (undo, at) = match set.get("rollback") {
        Some(rollback) => (Undo::Written, doc.place(rollback.span)),
        None if changes.all(|key| KNOWN.contains(key)) => (Undo::Automatic, id.at),
        None => (Undo::Missing, id.at),
    };
    Migration { id, tool: Some("Liquibase"), undo, at }
}

/// A file that undoes another (`x.down.sql`, `U1__x.sql`, `down.sql`) becomes a part of it.
pub(super) fn join(facts: &mut Facts) {
    let mut downs: BTreeMap<(String, String), Place> = BTreeMap::new();
    let mut kept: Vec<((String, String), Migration)> = Vec::new();
    for migration in std::mem::take(&mut facts.migrations) {
        let path = facts.document(migration.id.at.source).path.to_ascii_lowercase();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (down, key) = if let Some(stem) = stem.strip_suffix(".down").or_else(|| stem.strip_suffix("_down")) {
            (true, stem)
        } else if stem == "down" {
            (true, "")
        } else if let Some((version, _)) = stem.split_once("__").filter(|_| migration.tool == Some("Flyway")) {
            (version.starts_with('u'), version.get(1..).unwrap_or_default())
        } else if matches!(stem, "up" | "migration") {
            (false, "")
        } else {
            (false, stem.strip_suffix(".up").or_else(|| stem.strip_suffix("_up")).unwrap_or(stem))
        };
        let key = (folder.to_owned(), key.to_owned());
        if down {
            downs.insert(key, migration.at);
        } else {
            kept.push((key, migration));
        }
    }
    facts.migrations.extend(kept.into_iter().map(|(key, mut migration)| {
        if let Some(place) = downs.get(&key).filter(|_| migration.undo == Undo::Missing) {
            (migration.undo, migration.at) = (Undo::Written, *place);
        }
        migration
    }));
}
