//! What is known of variables, by their names.

use std::collections::BTreeMap;

use super::table::{Row, code};
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::plain;
use crate::facts::{Phrase, Place, Setting, ValueState};
use crate::vocabulary::secrets::is_secret_name;
use crate::vocabulary::{self, Written};

/// Settings and purposes of all variables.
pub(super) struct Book<'a> {
    settings: BTreeMap<&'a str, Vec<&'a Setting>>,
    purposes: BTreeMap<String, Statement>,
}

impl<'a> Book<'a> {
    /// Goes through configuration and example files once.
    pub(super) fn of(clerk: &Clerk<'a>) -> Self {
        let facts = &clerk.reading.facts;
        let mut settings: BTreeMap<&str, Vec<&Setting>> = BTreeMap::new();
        for setting in &facts.settings {
            settings.entry(&setting.name.value).or_default().push(setting);
        }
        let mut purposes = BTreeMap::new();
        let mut sources: Vec<_> = facts.examples.iter().map(|example| example.name.at.source).collect();
        sources.dedup();
        for source in sources {
            for entry in &clerk.outline(source).entries {
                let Some(comment) = &entry.comment else { continue };
                if vocabulary::written(&comment.plain) == Written::Stated {
                    let text = plain(comment.plain.trim_start_matches(['#', ' ']));
                    let said = clerk.state(text, Place { source, span: comment.span });
                    purposes.entry(entry.key.plain.clone()).or_insert(said);
                }
            }
        }
        Self { settings, purposes }
    }

    /// What the configuration gives a variable in the environments that columns are named after.
    pub(super) fn row<'b>(&self, clerk: &Clerk<'_>, name: &str, titles: impl Iterator<Item = &'b str>) -> Row {
        titles.fold(Row::default(), |row, title| {
            let Some(environment) = vocabulary::environment(title) else { return row };
            let mut own = self.of_name(name).filter(|setting| setting.environment == Some(environment));
            let open = Statement { rule: "III-02".to_owned(), ..Statement::default() };
            row.with(title, own.find_map(|setting| value(clerk, setting)).unwrap_or(open))
        })
    }

    fn of_name(&self, name: &str) -> impl Iterator<Item = &'a Setting> {
        self.settings.get(name).into_iter().flatten().copied()
    }

    /// What a variable is for: the comment of an example file, else the note of a document.
    pub(super) fn purpose(&self, clerk: &Clerk<'_>, name: &str) -> Statement {
        let noted = |note: &Phrase| clerk.state(note.value.as_str(), note.at);
        let note = || self.of_name(name).filter_map(|setting| setting.note.as_ref()).find(|note| note.is_stated());
        self.purposes.get(name).cloned().or_else(|| note().map(noted)).unwrap_or_default()
    }
}

/// The value of a setting, where a table may show it.
fn value(clerk: &Clerk<'_>, setting: &Setting) -> Option<Statement> {
    if setting.state == ValueState::Secret || is_secret_name(&setting.name.value) {
        return Some(clerk.state("(from secret)", setting.name.at));
    }
    let value = setting.value.as_ref().filter(|_| setting.state == ValueState::Literal)?;
    let shown = value.is_stated() && !value.value.contains('•');
    shown.then(|| code(clerk.state(value.value.as_str(), value.at)))
}
