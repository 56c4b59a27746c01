//! Process types in lines and sentences instead of a table: "web: grace period 25 s, SIGKILL after 40 s", "Grace period: web
//! 30 s, worker 60 s", "The worker needs 45 seconds to finish; Kubernetes kills it after 30".

use super::document::{Doc, Sentence};
use super::processes::measurement;
use super::{Kind, Place, Said};
use crate::facts::Process;
use crate::outline::Section as Part;
use crate::vocabulary::{self, Column, Hit, Section, Terms, Word};

/// Those of the sections about restarts and processes.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Process> {
    if !doc.is(&[Kind::DeploymentPlan, Kind::Architecture]) {
        return Vec::new();
    }
    let restarts = |index: usize| matches!(doc.topic(index), Some(Section::Restart | Section::Disposability));
    let lines = doc.lines().iter().filter(|line| restarts(line.section));
    let found: Vec<Process> = lines.flat_map(|line| from_line(doc, line)).collect();
    if !found.is_empty() {
        return found;
    }
    let told = doc.outline.sections.iter().enumerate();
    let told = told.filter(|(index, _)| restarts(*index) || doc.topic(*index) == Some(Section::Processes));
    told.flat_map(|(_, section)| from_prose(doc, section)).collect()
}

fn from_line(doc: &Doc<'_>, line: &super::document::Line<'_>) -> Vec<Process> {
    let (text, at) = (line.field.value.plain.as_str(), doc.place(line.field.value.span));
    match line.column {
        Some(column @ (Column::Grace | Column::KillTimeout | Column::StartupMeasured)) => by_value(text, at, column),
        // "Load balancer: …" is no process type.
        _ if line.field.key.plain.contains(' ') => Vec::new(),
        _ => by_name(&line.field.key.plain, text, at).into_iter().collect(),
    }
}

fn process(name: &str, at: Place) -> Process {
    Process::named(Said { value: name.to_owned(), at }, at)
}

/// `web: grace period 25 s, terminationGracePeriodSeconds 40`.
fn by_name(name: &str, text: &str, at: Place) -> Option<Process> {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let said = |word| Some(Said { value: near(terms, terms.first(word)?)?, at });
    let (grace, kill_timeout) = (said(Word::Grace), said(Word::Kill));
    (grace.is_some() || kill_timeout.is_some()).then(|| Process { grace, kill_timeout, ..process(name, at) })
}

/// Seconds behind a word, in the same clause; else those before it (`40秒後に強制終了`). A bare number behind it is seconds.
fn near(terms: Terms<'_>, hit: &Hit) -> Option<f64> {
    const MARKS: [char; 6] = ['、', '，', '；', ';', '(', '（'];
    let behind = terms.behind(hit);
    let clause = behind.split(MARKS).next().unwrap_or_default();
    let clause = clause.split(", ").next().unwrap_or_default();
    let before = terms.before(hit).rsplit(MARKS).next().unwrap_or_default();
    let before = before.rsplit(", ").next().unwrap_or_default();
    vocabulary::seconds(clause).or_else(|| bare_number(clause)).or_else(|| vocabulary::seconds(before))
}

/// A number that no unit follows: `after 30`, `: 40`.
fn bare_number(text: &str) -> Option<f64> {
    let from = text.find(|letter: char| letter.is_ascii_digit())?;
    let short = text[..from].split_whitespace().count() <= 2;
    let rest = &text[from..];
    let length = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '.')).unwrap_or(rest.len());
    let ends = !rest[length..].trim_start().starts_with(|next: char| next.is_alphanumeric() || next == '%');
    rest[..length].trim_end_matches('.').parse().ok().filter(|_| short && ends)
}

/// `Grace period: web 30 s, worker 60 s`, `… 30 s for web, 60 s for workers`; nothing, if any part says more than that.
fn by_value(whole: &str, at: Place, column: Column) -> Vec<Process> {
    let parts = whole.split([',', ';', '、', '，']);
    let parts: Option<Vec<Process>> = parts.map(|part| from_part(part.trim(), at, column)).collect();
    parts.unwrap_or_default()
}

fn from_part(part: &str, at: Place, column: Column) -> Option<Process> {
    let value = vocabulary::seconds(part)?;
    let found = vocabulary::find(part);
    let terms = found.of(part);
    let name = match terms.first(Word::ProcessName) {
        Some(hit) => terms.word(hit).to_owned(),
        None => other_name(part)?,
    };
    let said = Some(Said { value, at });
    let process = process(&name, at);
    Some(match column {
        Column::Grace => Process { grace: said, ..process },
        Column::KillTimeout => Process { kill_timeout: said, ..process },
        _ => {
            let text = Said { value: part.to_owned(), at };
            Process { startup_measured: Some(measurement(text, terms)), ..process }
        }
    })
}

/// The one word of a short part that is neither a number with its unit nor a small word.
fn other_name(part: &str) -> Option<String> {
    let words = vocabulary::words(part.trim_end_matches('.'));
    let found = |word: &&String| {
        word.starts_with(char::is_alphabetic)
            && word.chars().count() > 2
            && vocabulary::seconds(&format!("1 {word}")).is_none()
            && !is_small(word)
    };
    words.iter().find(found).filter(|_| words.len() <= 4).cloned()
}

fn is_small(word: &str) -> bool {
    vocabulary::find(word).of(word).has(Word::Filler)
}

/// What sentences say of the process type that they, or the sentence before them, name.
fn from_prose(doc: &Doc<'_>, section: &Part) -> Vec<Process> {
    let mut found: Vec<Process> = Vec::new();
    let mut named: Vec<String> = Vec::new();
    for sentence in doc.told(section) {
        let fresh: Vec<String> =
            sentence.terms.of(Word::ProcessName).map(|hit| sentence.terms.word(hit).to_lowercase()).take(8).collect();
        if !fresh.is_empty() {
            named = fresh;
        }
        if let Some(said) = Spoken::of(&sentence) {
            for name in &named {
                let at = found.iter().position(|known| known.name.value == *name).unwrap_or(found.len());
                if at == found.len() {
                    found.push(process(name, sentence.at));
                }
                said.add_to(&mut found[at], sentence.at);
            }
        }
    }
    found
}

/// Times that a sentence names.
struct Spoken {
    grace: Option<f64>,
    kill: Option<f64>,
    startup: Option<super::Phrase>,
}

impl Spoken {
    fn of(sentence: &Sentence<'_>) -> Option<Self> {
        let terms = sentence.terms;
        let taken_back = terms.has(Word::NotMeasured) || terms.has(Word::Prohibition);
        let (kill, grace) = (terms.first(Word::Kill), terms.first(Word::Grace));
        let kill = kill.and_then(|hit| near(terms, hit));
        // "needs 45 s to finish", "stops within 20 s"; a sentence about the kill alone says nothing of the grace.
        let grace = grace.and_then(|hit| near(terms, hit)).filter(|value| Some(*value) != kill);
        let starts = terms.has(Word::Startup) && grace.is_none() && kill.is_none() && !taken_back;
        let startup = (starts && vocabulary::seconds(terms.text()).is_some()).then(|| sentence.phrase());
        (kill.is_some() || grace.is_some() || startup.is_some()).then_some(Self { grace, kill, startup })
    }

    fn add_to(&self, process: &mut Process, at: Place) {
        let said = |value: Option<f64>| value.map(|value| Said { value, at });
        process.grace = process.grace.take().or_else(|| said(self.grace));
        process.kill_timeout = process.kill_timeout.take().or_else(|| said(self.kill));
        if process.startup_measured.is_none()
            && let Some(text) = &self.startup
        {
            let found = vocabulary::find(&text.value);
            process.startup_measured = Some(measurement(text.clone(), found.of(&text.value)));
        }
    }
}
