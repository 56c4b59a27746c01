//! Processes that a list of components names: `` `worker`: sends the mails ``, `queue-worker running with restart: always`.

use super::document::Doc;
use super::{Phrase, Said};
use crate::facts::Process;
use crate::outline::{Block, Item, Text};
use crate::vocabulary::{self, Word};

/// Restart policies of Docker and Compose.
const POLICIES: [&str; 3] = ["unless-stopped", "always", "on-failure"];

/// What the lists of components of a document name, and what is said to be restarted by a policy.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Process> {
    let mut found: Vec<Process> = Vec::new();
    for part in &doc.outline.sections {
        let title = doc.terms(&part.title);
        let listed = title.has(Word::Components) && title.text().chars().count() <= 40;
        for block in &part.blocks {
            let process = match block {
                Block::Item(item) if listed && item.depth == 0 && item.checked.is_none() => component(doc, item),
                Block::Item(item) => restarted(doc, &item.text),
                Block::Paragraph(paragraph) => restarted(doc, &paragraph.text),
                Block::Table(_) | Block::Code(_) => None,
            };
            found.extend(process.filter(|new| found.iter().take(64).all(|known| known.name.value != new.name.value)));
        }
    }
    found
}

/// The name in code or bold that an item begins with, and what stands behind it.
fn component(doc: &Doc<'_>, item: &Item) -> Option<Process> {
    let written = doc.source.slice(item.text.span).trim_start();
    let mark = ["`", "**"].into_iter().find(|mark| written.starts_with(mark))?;
    let (name, behind) = written.get(mark.len()..)?.split_once(mark)?;
    let about = behind.trim_start_matches(['*', ' ']);
    let about = about.strip_prefix([':', '：', '-', '–', '—'])?.trim();
    let name = name.trim_end_matches([':', '：', ' ']);
    let found = vocabulary::find(about);
    let runs = !found.of(about).begins(Word::Passive);
    (runs && is_name(name) && !about.is_empty()).then(|| process(doc, name, doc.phrase(&item.text), &item.text))
}

/// `queue-worker running with restart: unless-stopped`.
fn restarted(doc: &Doc<'_>, text: &Text) -> Option<Process> {
    let plain = text.plain.trim_start_matches(['□', '☐', '☑', ' ']);
    let (head, policy) = plain.split_once("restart:").or_else(|| plain.split_once("restart="))?;
    let policy = policy.trim_start().split([' ', ',', '.', ')']).next().unwrap_or_default();
    let name = head.split_whitespace().next()?.trim_matches(['`', ':', ',']);
    let named = POLICIES.contains(&policy) && is_name(name);
    named.then(|| {
        let restart = Said { value: policy.to_owned(), at: doc.place(text.span) };
        Process { restart: Some(restart), ..process(doc, name, doc.phrase(text), text) }
    })
}

fn process(doc: &Doc<'_>, name: &str, about: Phrase, text: &Text) -> Process {
    let at = doc.place(text.span);
    Process { component: Some(about), ..Process::named(Said { value: name.to_owned(), at }, at) }
}

/// One word as programs are called: no file, no path, no variable.
fn is_name(name: &str) -> bool {
    let letters = name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    let shouts = name.contains('_') && !name.contains(char::is_lowercase);
    // `**Email**: a provider` is none, `**Frontend**: React` is.
    let called = name.starts_with(char::is_lowercase) || vocabulary::find(name).of(name).is_only(Word::ProcessName);
    called && letters && !shouts && name.len() <= 40 && name.starts_with(|first: char| first.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use crate::facts::Kind;
    use crate::facts::read::testing::facts;

    #[test]
    fn lists_of_components_name_processes() {
        let text = "# Plan de despliegue\n## Componentes\n- `app`: JAR ejecutable.\n- `app_logs`: volumen de logs.\n\
            - `mysql`: base con volumen `data`.\n- `LOG_LEVEL`: info\n- **Email**: SendGrid\n- **Frontend**: React\n\
            ## Colas\n- queue-worker corriendo con restart:unless-stopped\n- Set restart: always\n## Pasos\n- `web`: reiniciar\n";
        let found = facts(Kind::DeploymentPlan, text).processes;
        let names: Vec<&str> = found.iter().map(|process| process.name.value.as_str()).collect();
        assert_eq!(names, ["app", "mysql", "Frontend", "queue-worker"]);
        assert!(found.iter().all(crate::facts::Process::is_only_listed));
    }
}
