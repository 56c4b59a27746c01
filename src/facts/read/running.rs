//! Processes that a document shows running without a list of them: rows of parts with a port or a program, parts of a drawing
//! (`server-java(:8080)`), a worker and how often it runs.

use super::document::Doc;
use super::grid::Grid;
use super::{Phrase, Said};
use crate::facts::Process;
use crate::outline::{Block, Row, Section as Part, Span};
use crate::vocabulary::{self, Column, Section, Terms, Word};

/// Processes of one document.
const MOST: usize = 32;

pub(super) fn read(doc: &Doc<'_>) -> Vec<Process> {
    let mut found: Vec<Process> = doc.grids().flat_map(|grid| rows(doc, &grid)).collect();
    for (index, part) in doc.outline.sections.iter().enumerate() {
        for block in &part.blocks {
            match block {
                Block::Code(code) if matches!(code.language.as_str(), "" | "text" | "txt" | "mermaid") => {
                    drawn(doc, code.span, &mut found);
                }
                Block::Paragraph(paragraph) => drawn(doc, paragraph.text.span, &mut found),
                Block::Item(item) => drawn(doc, item.text.span, &mut found),
                _ => {}
            }
        }
        found.extend(worker(doc, index, part));
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|process| seen.insert(process.name.value.to_lowercase()));
    found.truncate(MOST);
    found
}

/// Rows of parts of the system; only one whose cells name a port or a program runs by itself.
fn rows(doc: &Doc<'_>, grid: &Grid<'_>) -> Vec<Process> {
    const OTHER: [Column; 10] = [
        Column::Version,
        Column::Status,
        Column::Result,
        Column::Severity,
        Column::Test,
        Column::Likelihood,
        Column::Impact,
        Column::Success,
        Column::Variable,
        Column::Endpoint,
    ];
    let named = grid.position(Column::ProcessType).or_else(|| grid.position(Column::Component));
    // Behind a step its component is where it is done.
    let step = |at: usize| grid.position(Column::Step).is_some_and(|step| step < at);
    let Some(named) = named.filter(|at| !grid.has_any(&OTHER) && !step(*at)) else { return Vec::new() };
    if matches!(grid.topic, Some(Section::Steps | Section::Verification | Section::Rollback | Section::Variables)) {
        return Vec::new();
    }
    let process = |row: &Row| {
        let others = || row.cells.iter().enumerate().filter(|(at, _)| *at != named).map(|(_, cell)| cell);
        let cell = row.cells.get(named)?;
        let runs = others().any(|cell| is_running(doc.source.slice(cell.span)));
        let name = doc.phrase(cell);
        let short = name.is_stated() && name.value.chars().count() <= 40;
        let about = others().map(|cell| cell.plain.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
        let about = Said { value: about.join(" | "), at: grid.row(row) };
        (runs && short).then(|| listed(name, about))
    };
    grid.table.rows.iter().filter_map(process).collect()
}

fn listed(name: Phrase, about: Phrase) -> Process {
    let at = name.at;
    Process { component: Some(about), ..Process::named(name, at) }
}

/// A port (`:8080`), or a program in code (`app/main.py`, `npm start`).
fn is_running(raw: &str) -> bool {
    const ENDS: [&str; 8] = [".py", ".js", ".mjs", ".ts", ".jar", ".rb", ".php", ".dll"];
    const BEGINS: [&str; 10] =
        ["npm ", "node ", "python", "java ", "php ", "celery", "gunicorn", "uvicorn", "bundle ", "dotnet "];
    let coded = raw.split('`').skip(1).step_by(2);
    ports(raw).next().is_some()
        || coded.into_iter().any(|code| {
            ENDS.iter().any(|end| code.ends_with(end)) || BEGINS.iter().any(|begin| code.starts_with(begin))
        })
}

/// Where ports stand in a text: `:8080` behind a blank or a bracket.
fn ports(text: &str) -> impl Iterator<Item = usize> + use<'_> {
    text.match_indices(':')
        .filter(|(at, _)| {
            let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
            let behind = text[at + 1 + digits..].chars().next();
            let fresh = text[..*at].ends_with([' ', '(', '（', '|', '`']);
            fresh && (2..=5).contains(&digits) && !behind.is_some_and(|next| next.is_alphanumeric() || next == ':')
        })
        .map(|(at, _)| at)
}

/// `server-java(:8080)`, `前端(nginx :5173→80)`: the name before the bracket that a port stands in.
fn drawn(doc: &Doc<'_>, span: Span, found: &mut Vec<Process>) {
    let text = doc.source.slice(span);
    for line in text.lines().filter(|line| line.contains(':') && line.contains(['(', '（'])) {
        for port in ports(line) {
            let Some(open) = line[..port].rfind(['(', '（']) else { continue };
            let end = line[..open].trim_end_matches(['*', '`']).len();
            let inside = &line[open..port];
            let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
            let from = line[..end]
                .rfind(|letter: char| !part(letter))
                .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
            let name = &line[from..end];
            if found.len() < MOST && !inside.contains([')', '）']) && inside.len() <= 60 && is_part(name) {
                let start = span.start as usize + (line.as_ptr() as usize - text.as_ptr() as usize);
                let at = doc.place(Span::of(start + from..start + end));
                let close = line[port..].find([')', '）']).map_or(line.len(), |at| port + at);
                let about = Said { value: line[open..close].trim_matches(['(', '（', ' ']).to_owned(), at };
                found.push(listed(Said { value: name.to_owned(), at }, about));
            }
        }
    }
}

/// What a process is called: a word for one, or two words in one.
fn is_part(name: &str) -> bool {
    let known = vocabulary::find(name);
    let joined = name.contains(['-', '_']) && name.chars().any(char::is_lowercase) && name.is_ascii();
    name.chars().count() >= 2
        && (joined || known.of(name).is_only(Word::ProcessName) || vocabulary::knows_technology(name))
}

/// `4. The worker`, and below it how often it runs.
fn worker(doc: &Doc<'_>, index: usize, part: &Part) -> Option<Process> {
    let title = doc.terms(&part.title);
    let hit = title.first(Word::Runner)?;
    let bare = title.text().trim_start_matches(|first: char| !first.is_alphabetic());
    let own = bare.split_whitespace().count() <= 2 && !matches!(doc.topic(index), Some(Section::Verification));
    let said = doc.told(part).into_iter().find(|sentence| own && is_scheduled(sentence.terms))?;
    let name = Said { value: title.word(hit).to_owned(), at: doc.place(part.title.span) };
    Some(listed(name, said.phrase()))
}

/// "every 5 minutes", "nightly".
fn is_scheduled(terms: Terms<'_>) -> bool {
    let near = |text: &str| {
        let end = text.char_indices().nth(14).map_or(text.len(), |(at, _)| at);
        vocabulary::seconds(&text[..end]).is_some()
    };
    let last = |text: &str| {
        let from = text.char_indices().rev().nth(6).map_or(0, |(at, _)| at);
        vocabulary::seconds(&text[from..]).is_some()
    };
    terms.has(Word::Recurring) || terms.of(Word::Every).any(|hit| near(terms.behind(hit)) || last(terms.before(hit)))
}

#[cfg(test)]
mod tests {
    use crate::facts::Kind;
    use crate::facts::read::testing::facts;

    #[test]
    fn parts_that_run_are_processes() {
        let text = "# Deployment plan\n## 1. Parts\n| Component | What | Where |\n|---|---|---|\n\
            | Server API | `src/main.py` | one machine |\n| Store | PostgreSQL | managed |\n| Shop | the shop (:8081) | VM |\n\
            ## 2. Topology\n~~~\nfrontend(nginx :5173→80) --/api--> server-java(:8080)\n  at 12:30 (see note :8080 of the list)\n~~~\n\
            ## 3. The worker\n- [x] `.github/heartbeat.yml` calls `POST /tick` every 5 minutes\n\
            ## 4. Check the server\n- Look at it every 5 minutes\n## API\n- No daily report\n";
        let found = facts(Kind::DeploymentPlan, text).processes;
        let names: Vec<&str> = found.iter().map(|process| process.name.value.as_str()).collect();
        assert_eq!(names, ["Server API", "Shop", "frontend", "server-java", "worker"]);
        assert!(found.iter().all(crate::facts::Process::is_only_listed));
    }
}
