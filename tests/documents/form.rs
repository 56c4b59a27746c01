//! What holds for every document of every dossier.

use holdpoint::deliverables::Group;
use holdpoint::{Deliverable, Dossier};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::{example, files, pack, poor};

/// Well formed, and nothing in it but text: no HTML, no link, no picture.
pub(crate) fn is_sound(document: &Deliverable) {
    let Deliverable { name, text, .. } = document;
    assert!(
        text.starts_with("# ") && text.ends_with('\n') && !text.ends_with("\n\n") && !text.contains("\n\n\n"),
        "{name}:\n{text}"
    );
    assert!(text.lines().all(|line| line.trim_end() == line), "{name} has trailing blanks:\n{text}");
    let github = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    for event in Parser::new_ext(text, github) {
        let foreign = matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough | Tag::HtmlBlock)
        );
        assert!(!foreign, "{name}: {event:?}");
    }
    is_rectangular(name, text);
}

/// Every row of a table has as many cells as its header. Code blocks are left out.
fn is_rectangular(name: &str, text: &str) {
    let mut width = None;
    let mut code = false;
    for line in text.lines() {
        code ^= line.trim_start().starts_with("```");
        if code || !line.starts_with('|') {
            width = None;
            continue;
        }
        let escaped = |at: usize| line[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        let bars = line.match_indices('|').filter(|(at, _)| !escaped(*at)).count();
        assert_eq!(*width.get_or_insert(bars), bars, "{name}: {line}");
    }
}

/// The documents in Markdown, but those that are the team's own.
fn documents(dossier: &Dossier) -> Vec<Deliverable> {
    let own = |document: &Deliverable| document.group == Group::Plan;
    pack(dossier).into_iter().filter(|document| document.name.ends_with(".md") && !own(document)).collect()
}

#[test]
fn every_document_is_sound() {
    for dossier in [example("orderflow"), example("orderflow-broken"), poor(), files(&[])] {
        documents(&dossier).iter().for_each(is_sound);
    }
}

#[test]
fn a_gap_names_the_rule_that_asks() {
    let pack = pack(&poor());
    let notes = crate::document(&pack, "release-notes.md");
    for gap in [
        "Highlights are *not stated (COM-01)*",
        "**Change window:** *not stated (CHG-01)*",
        "**Who decides:** *not stated (PLN-07)*",
    ] {
        assert!(notes.contains(gap), "{gap}\n{notes}");
    }
}

#[test]
fn no_secret_gets_into_a_document() {
    for document in pack(&example("orderflow-broken")) {
        assert!(!document.text.contains("Winter-Orders-26"), "{}", document.name);
    }
}

#[test]
fn an_empty_dossier_states_nothing() {
    let pack = pack(&files(&[]));
    let summary = crate::document(&pack, "communication-summary.md");
    assert!(summary.contains("**NO-GO**") && summary.contains("No file was given."), "{summary}");
    assert!(crate::document(&pack, "acceptance-checklist.md").contains("No file was given."));
}
