//! Events of `dart test` and `flutter test`. What the runner does for itself (loading a file) is hidden and does not count.

use std::collections::BTreeMap;

use super::super::number::span;
use super::super::said;
use super::{Doc, Report};
use crate::facts::{Ending, Phrase};

pub(super) fn read<'a>(doc: &'a Doc<'a>) -> Report<'a> {
    let mut report = Report::of_lines(doc);
    let mut started: BTreeMap<&str, Phrase> = BTreeMap::new();
    let mut errors: BTreeMap<&str, Phrase> = BTreeMap::new();
    for event in &doc.outline.nodes {
        let id = event.text(&["testID"]).unwrap_or_default();
        match event.text(&["type"]) {
            Some("suite") => report.names.extend(event.text(&["suite", "path"]).map(str::to_owned)),
            Some("testStart") => {
                if let (Some(id), Some(name)) = (event.text(&["test", "id"]), said(doc, event, &["test", "name"])) {
                    started.insert(id, name);
                }
            }
            Some("error") => {
                if let Some(error) = said(doc, event, &["error"]) {
                    errors.entry(id).or_insert(error);
                }
            }
            Some("testDone") => {
                let ending = match event.text(&["result"]) {
                    _ if event.text(&["skipped"]) == Some("true") => Ending::Skipped,
                    Some("success") => Ending::Passed,
                    Some("failure") => Ending::Failed,
                    _ => Ending::Error,
                };
                let hidden = event.text(&["hidden"]) == Some("true");
                if let Some(name) = started.remove(id).filter(|_| !hidden || ending >= Ending::Failed) {
                    report.case(None, name, ending, errors.remove(id));
                }
            }
            Some("done") => report.duration = span(event, &["time"]).map(|time| time / 1000.0),
            _ => {}
        }
    }
    report
}
