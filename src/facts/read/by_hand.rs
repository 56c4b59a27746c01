//! What a plan tells people to do by hand.

use std::collections::BTreeSet;

use super::document::Doc;
use super::operations::each_statement;
use super::{Facts, Place, Said, admin_commands, steps};
use crate::facts::AdHoc;
use crate::outline::{Block, Code, Span};
use crate::vocabulary::{self, Section, Terms, Word};

/// Programs that reach into an environment by hand.
const TOOLS: [&str; 12] =
    ["ssh", "scp", "psql", "mysql", "mongosh", "mongo", "redis-cli", "sqlplus", "sqlite3", "rsync", "sftp", "telnet"];

/// Only what a plan tells people to do: its steps, its migration and its way back.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let rooms = steps::rooms(doc, facts);
    for (index, section) in doc.outline.sections.iter().enumerate() {
        let told = matches!(
            doc.topic(index),
            Some(Section::Steps | Section::Migration | Section::Rollback | Section::AdminTasks)
        );
        if !told && !rooms.contains(&index) {
            continue;
        }
        let section_tasks = vocabulary::ids(&section.title.plain, &doc.ids.admin_task);
        let tasks = |text: &str| {
            let mut own = vocabulary::ids(text, &doc.ids.admin_task);
            own.extend(section_tasks.iter().cloned());
            own
        };
        let rows = Rows::of(section);
        let concerns = |terms: Terms<'_>| word(terms).is_some();
        each_statement(doc, section, concerns, |said, terms| {
            if let Some(word) = word(terms) {
                let command = said();
                let whole = rows.around(command.at.span).unwrap_or(command.at.span);
                let admin_tasks = tasks(doc.source.slice(whole));
                facts.ad_hoc.push(AdHoc { command, word, admin_tasks });
            }
        });
        let mut automatic = false;
        for block in &section.blocks {
            match block {
                // "Migrations run automatically in the entrypoint:" above what it runs.
                Block::Paragraph(paragraph) => automatic = is_automatic(doc.terms(&paragraph.text)),
                Block::Item(item) => automatic = is_automatic(doc.terms(&item.text)),
                Block::Code(code) if !automatic => commands(doc, code, &section_tasks, facts),
                Block::Code(_) | Block::Table(_) => automatic = false,
            }
        }
    }
    steps_by_hand(doc, facts);
}

/// Whether a machine does it by itself: `(automatically at startup)`, but not "not automatically".
fn is_automatic(terms: Terms<'_>) -> bool {
    terms.has(Word::Automatic) && !terms.has_any(&[Word::Not, Word::Denial, Word::ByHand])
}

/// The rows of a section's tables: the task of a cell may be named in another cell.
struct Rows(Vec<Span>);

impl Rows {
    fn of(section: &crate::outline::Section) -> Self {
        let tables = section.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let mut rows: Vec<Span> = tables.flat_map(|table| &table.rows).map(|row| row.span).collect();
        rows.sort_unstable();
        Self(rows)
    }

    fn around(&self, span: Span) -> Option<Span> {
        let at = self.0.partition_point(|row| row.start <= span.start);
        self.0.get(at.checked_sub(1)?).copied().filter(|row| span.end <= row.end)
    }
}

/// Steps that stand below another heading, or are one themselves.
fn steps_by_hand(doc: &Doc<'_>, facts: &mut Facts) {
    let said = facts.ad_hoc.iter().map(|one| one.command.at).filter(|at| at.source == doc.id);
    let known: BTreeSet<(u32, u32)> = said.map(|at| (at.span.start, at.span.end)).collect();
    // A row that was found holds its cells.
    let is_known =
        |at: Place| known.range(..=(at.span.start, u32::MAX)).next_back().is_some_and(|(_, end)| at.span.end <= *end);
    let own = facts.steps.iter().filter(|step| step.action.at.source == doc.id);
    let found = own.filter(|step| !is_known(step.action.at)).filter_map(|step| {
        let text = &step.action.value;
        let word = word(vocabulary::find(text).of(text))?;
        Some(AdHoc { command: step.action.clone(), word, admin_tasks: step.admin_tasks.clone() })
    });
    let found: Vec<AdHoc> = found.collect();
    facts.ad_hoc.extend(found);
}

/// The phrase or tool that a sentence tells to use, unless it warns of it.
fn word(terms: Terms<'_>) -> Option<String> {
    let phrase = terms.first(Word::ByHand);
    let word = match phrase {
        Some(hit) => terms.word(hit).to_lowercase(),
        None => tool(terms.text())?,
    };
    let automatic = phrase.is_none() && is_automatic(terms);
    (!warns(terms) && !automatic).then_some(word)
}

/// "Never use ssh", サーバーにログインしない, nicht von Hand.
fn warns(terms: Terms<'_>) -> bool {
    let denials = [Word::Denial, Word::DeniedBehind];
    let within = |hit: &vocabulary::Hit| {
        terms.of(Word::NotADenial).take(16).any(|other| other.start <= hit.start && hit.end <= other.end)
    };
    denials.into_iter().any(|word| terms.of(word).any(|hit| !within(hit)))
}

/// Whether a file is a program that is started with nothing behind it: `node dist/server.js migrate` does one thing.
fn starts(text: &str, file: &str) -> bool {
    let behind = text.split_once(file).map(|(_, rest)| rest.trim_start()).unwrap_or_default();
    is_program(file) && (behind.is_empty() || behind.starts_with(['#', '-', '&', ')', '`', '"', '|', '>']))
}

/// `scripts/pre-deploy-check.js`, `verify_release.py`: a script that looks and changes nothing, by the verb that it is called.
fn only_looks(file: &str) -> bool {
    const LOOKS: [&str; 14] = [
        "check",
        "checks",
        "health",
        "healthcheck",
        "inspect",
        "lint",
        "precheck",
        "smoke",
        "status",
        "test",
        "tests",
        "validate",
        "validation",
        "verify",
    ];
    let name = file.rsplit('/').next().unwrap_or(file).to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let mut words = stem.split(['_', '-']);
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    [first, last].iter().any(|word| LOOKS.contains(word))
}

/// `scripts/release.py`, `publish-images.js`: what builds or ships the release, as a pipeline does.
fn releases(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file).to_ascii_lowercase();
    let first = name.split(['_', '-', '.']).next().unwrap_or_default();
    ["build", "bump", "deploy", "package", "publish", "release"].contains(&first)
}

/// `src/local_agent.py`, `server.js`: a file that is the program, not a script that somebody runs once.
fn is_program(file: &str) -> bool {
    const NAMES: [&str; 21] = [
        "agent",
        "api",
        "app",
        "backend",
        "bot",
        "cli",
        "client",
        "consumer",
        "daemon",
        "demo",
        "frontend",
        "gateway",
        "gunicorn",
        "index",
        "main",
        "run",
        "scheduler",
        "server",
        "service",
        "worker",
        "wsgi",
    ];
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.split('.').next().unwrap_or(name);
    stem.split(['_', '-']).any(|part| NAMES.contains(&part))
}

/// The tool that a command or sentence runs. `MySQL` is a product, `mysql` a program.
fn tool(text: &str) -> Option<String> {
    // What stands behind `&&` or a pipe is another command.
    text.split(['&', '|', ';', '`']).find_map(tool_of)
}

/// `docker compose logs mysql`, `systemctl restart mysql`: the name of what another program is told to act on.
fn holds(program: &str) -> bool {
    matches!(
        program,
        "docker"
            | "docker-compose"
            | "podman"
            | "systemctl"
            | "service"
            | "journalctl"
            | "apt"
            | "apt-get"
            | "brew"
            | "yum"
            | "dnf"
    )
}

fn tool_of(text: &str) -> Option<String> {
    let is_word = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | '/');
    let mut words = text.split(|character: char| !is_word(character)).filter(|word| !word.is_empty()).peekable();
    let mut held = false;
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        held = (held || holds(word)) && !matches!(word, "exec" | "run" | "ssh");
        if (TOOLS.contains(&word) && !held) || (word == "SSH" && matches!(next, "to" | "into" | "onto")) {
            return Some(word.to_lowercase());
        } else if matches!(word, "kubectl" | "oc") && next == "exec" {
            return Some(format!("{word} exec"));
        } else if matches!(word, "python" | "python3" | "node")
            && (next.ends_with(".py") || next.ends_with(".js"))
            && !starts(text, next)
            && !only_looks(next)
            && !releases(next)
            && !admin_commands::is_admin(&format!("{word} {next}"))
        {
            return Some(format!("{word} {next}"));
        }
    }
    None
}

fn commands(doc: &Doc<'_>, code: &Code, section_tasks: &[String], facts: &mut Facts) {
    let shell = matches!(code.language.as_str(), "" | "sh" | "bash" | "shell" | "console" | "zsh" | "text");
    let raw = doc.source.slice(code.span);
    let mut at = code.span.start;
    for line in raw.split_inclusive('\n') {
        let span = Span { start: at, end: at + line.trim_end().len() as u32 };
        at += line.len() as u32;
        let command = line.trim();
        if !shell || command.starts_with('#') {
            continue;
        }
        if let Some(word) = tool(command).filter(|_| !is_automatic(vocabulary::find(command).of(command))) {
            let mut admin_tasks = vocabulary::ids(command, &doc.ids.admin_task);
            admin_tasks.extend(section_tasks.iter().cloned());
            facts.ad_hoc.push(AdHoc {
                command: Said { value: command.to_owned(), at: doc.place(span) },
                word,
                admin_tasks,
            });
        }
    }
}
