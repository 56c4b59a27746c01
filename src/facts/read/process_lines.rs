//! Process types in lines instead of a table: "web: grace period 25 s, SIGKILL after 40 s", "Grace period: web 30 s, worker 60 s".

use super::document::Doc;
use super::{Kind, Phrase, Said};
use crate::facts::Process;
use crate::outline::Field;
use crate::vocabulary::{self, Column, Section};

/// Those of the sections about restarts.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Process> {
    if !doc.is(&[Kind::DeploymentPlan, Kind::Architecture]) {
        return Vec::new();
    }
    let sections = doc.about(Section::Restart).chain(doc.about(Section::Disposability));
    sections.flat_map(|section| &section.fields).flat_map(|field| from_field(doc, field)).collect()
}

fn from_field(doc: &Doc<'_>, field: &Field) -> Vec<Process> {
    match vocabulary::column(&field.key.plain) {
        Some(column @ (Column::Grace | Column::KillTimeout | Column::StartupMeasured)) => by_value(doc, field, column),
        Some(_) => Vec::new(),
        None => by_name(doc, field).into_iter().collect(),
    }
}

fn process(name: &str, phrase: &Phrase) -> Process {
    Process {
        name: Said { value: name.to_owned(), at: phrase.at },
        long_running: true,
        grace: None,
        kill_timeout: None,
        startup_measured: None,
        startup_target: None,
        readiness: None,
        liveness: None,
        at: phrase.at,
    }
}

/// `web: grace period 25 s, terminationGracePeriodSeconds 40`.
fn by_name(doc: &Doc<'_>, field: &Field) -> Option<Process> {
    let phrase = doc.phrase(&field.value);
    // "Load balancer: …" is no process type.
    if field.key.plain.contains(' ') {
        return None;
    }
    let said = |words: &[&str]| Some(Said { value: behind(&phrase.value, words)?, at: phrase.at });
    let (grace, kill_timeout) = (
        said(&["grace", "drain", "drains", "stops"]),
        said(&["sigkill", "kill", "killed", "terminationgraceperiodseconds", "timeoutstopsec"]),
    );
    let found = grace.is_some() || kill_timeout.is_some();
    found.then(|| Process { grace, kill_timeout, ..process(&field.key.plain, &phrase) })
}

/// Seconds behind the first of the words; behind the name of a setting a bare number is seconds.
fn behind(text: &str, keys: &[&str]) -> Option<f64> {
    let words = vocabulary::words(text);
    let at = words.iter().position(|word| keys.contains(&word.as_str()))?;
    let rest = words.get(at + 1..)?;
    let bare = || rest.first()?.parse().ok();
    let setting = words[at].ends_with("seconds") || words[at].ends_with("sec");
    // Words lose the point of `2.5 s`; only whole seconds matter here.
    if setting { bare() } else { vocabulary::seconds(&rest.iter().take(6).cloned().collect::<Vec<_>>().join(" ")) }
}

/// `Grace period: web 30 s, worker 60 s`, `… 30 s for web, 60 s for workers`; nothing, if any part says more than that.
fn by_value(doc: &Doc<'_>, field: &Field, column: Column) -> Vec<Process> {
    let whole = doc.phrase(&field.value);
    let parts: Option<Vec<Process>> =
        whole.value.split([',', ';']).map(|part| from_part(part.trim(), &whole, column)).collect();
    parts.unwrap_or_default()
}

fn from_part(part: &str, whole: &Phrase, column: Column) -> Option<Process> {
    let words = vocabulary::words(part.trim_end_matches('.'));
    let value = vocabulary::seconds(part).filter(|_| words.len() <= 4)?;
    let is_name = |word: &&String| {
        word.starts_with(char::is_alphabetic)
            && vocabulary::seconds(&format!("1 {word}")).is_none()
            && !matches!(word.as_str(), "for" | "and" | "the" | "is")
    };
    let name = words.iter().find(is_name)?;
    let phrase = Said { value: part.to_owned(), at: whole.at };
    let said = Some(Said { value, at: whole.at });
    let process = process(name, &phrase);
    Some(match column {
        Column::Grace => Process { grace: said, ..process },
        Column::KillTimeout => Process { kill_timeout: said, ..process },
        _ => Process { startup_measured: Some(phrase), ..process },
    })
}
