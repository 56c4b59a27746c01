//! COM-01: the release notes hold what their readers need.

use crate::facts::{Document, Kind};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, count, few, list, release_key};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Section;

pub(super) static RULE: Rule = Rule {
    id: "COM-01",
    name: "release-notes-complete",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::ReleaseNotes],
    checks: "Under the `aiwg` profile the release notes have ten filled sections: overview, highlights, changes, breaking \
             changes, upgrade, rollback, known issues, security, documentation and contacts. Under the `generic` profile \
             the changes (or highlights; a list below the title is enough) are required, known issues and a section on upgrade or rollback are conditions, \
             and the others are left to the author; but a section that is there must not be empty.",
    why: "Release notes are what support and users read first. What they do not say about a known issue or an upgrade step is \
          found out by accident.",
    settings: &["profile"],
    source: "S22, S34; RN:21-43",
    judge,
};

/// The ten sections, with what to write into them.
const SECTIONS: [(Section, &str, &str); 10] = [
    (Section::Overview, "Release Overview", "version, date and purpose of the release"),
    (Section::Highlights, "Highlights", "what matters most to the readers"),
    (Section::Changes, "Detailed Changes", "lines `- [ID] Description`"),
    (Section::Breaking, "Breaking Changes", "what stops working, or \"None.\""),
    (Section::Upgrade, "Upgrade Instructions", "what the reader has to do"),
    (Section::Rollback, "Rollback Considerations", "what a way back means for the reader"),
    (Section::KnownIssues, "Known Issues", "issue, severity and workaround, or \"None known.\""),
    (Section::Security, "Security Notes", "what was closed, or \"None.\""),
    (Section::Documentation, "Documentation Updates", "which documents changed"),
    (Section::Contacts, "Support Contacts", "whom to ask"),
];

/// What the generic profile asks for: any of the sections; the first of them is the one to add.
const GENERIC: [(&[Section], Severity); 3] = [
    (&[Section::Changes, Section::Highlights, Section::Breaking], Severity::Error),
    (&[Section::KnownIssues], Severity::Warn),
    (&[Section::Rollback, Section::Upgrade], Severity::Warn),
];

fn judge(case: &Case<'_>, out: &mut Findings) {
    let Some(notes) = notes(case) else { return };
    for (section, title, content) in SECTIONS {
        if notes.section(section).is_some() && !is_filled(notes, section) {
            empty(notes, section, title, content, out);
        }
    }
    match case.policy.profile {
        Profile::Aiwg => {
            for (section, ..) in SECTIONS.iter().filter(|(section, ..)| notes.section(*section).is_none()) {
                absent(notes, *section, Severity::Error, out);
            }
        }
        Profile::Generic => {
            for (any, severity) in GENERIC {
                let listed = any[0] == Section::Changes
                    && case.facts.changes.iter().any(|change| change.text.at.source == notes.source);
                if !listed && !any.iter().any(|section| notes.section(*section).is_some()) {
                    absent(notes, any[0], severity, out);
                }
            }
        }
    }
    let filled: Vec<_> = SECTIONS.iter().filter(|(section, ..)| is_filled(notes, *section)).collect();
    if !filled.is_empty() {
        let titles: Vec<&str> = filled.iter().map(|(_, title, _)| *title).collect();
        let message = format!("{} filled in {}: {}.", count(filled.len(), "section"), code(&notes.path), list(&titles));
        out.pass("release notes", message)
            .at(few(filled.iter().filter_map(|(section, ..)| notes.section(*section)).map(|section| section.title.at)));
    }
}

/// The notes of this release: those that name the same version as the plan, else the first.
fn notes<'a>(case: &Case<'a>) -> Option<&'a Document> {
    let planned = case.facts.releases.iter().find(|said| case.in_plan(said.at)).map(|said| release_key(&said.value));
    let of_release = |document: &&Document| {
        let own = case.facts.releases.iter().filter(|said| said.at.source == document.source);
        planned.is_some() && own.map(|said| Some(release_key(&said.value))).any(|own| own == planned)
    };
    case.facts.of_kind(Kind::ReleaseNotes).find(of_release).or_else(|| case.facts.of_kind(Kind::ReleaseNotes).next())
}

/// A subject may have several sections, such as features and fixes.
fn is_filled(notes: &Document, subject: Section) -> bool {
    notes.sections.iter().any(|section| section.subject == Some(subject) && section.filled)
}

fn empty(notes: &Document, section: Section, title: &str, content: &str, out: &mut Findings) {
    let heading = notes.section(section).map(|section| &section.title);
    let written = heading.map_or(title, |heading| heading.value.as_str());
    let message = format!("The section {} of {} is not filled in.", code(written), code(&notes.path));
    out.fail(format!("section {title}"), message, format!("Write {content}.")).at(heading.map(|heading| heading.at));
}

fn absent(notes: &Document, section: Section, severity: Severity, out: &mut Findings) {
    let Some((_, title, content)) = SECTIONS.iter().find(|(known, ..)| *known == section) else { return };
    let message = format!("{} has no section on {}.", code(&notes.path), title.to_lowercase());
    out.fail(format!("section {title}"), message, format!("Add a section \"{title}\" with {content}."))
        .at([notes.place()])
        .severity(severity);
}
