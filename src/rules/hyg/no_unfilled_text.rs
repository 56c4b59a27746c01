//! HYG-03: nothing was left to be filled in.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{Origin, Phrase, Setting};
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, is_for_development, once};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::secrets::is_stand_in;

/// Places shown for one file.
const PLACES: usize = 50;

pub(super) static RULE: Rule = Rule {
    id: "HYG-03",
    name: "no-unfilled-text",
    severity: Severity::Warn,
    stage: None,
    needs: &[],
    checks: "No file holds text that stands for something still to be written: `TBD`, `[Name]`, `{owner}`, `YYYY-MM-DD`, \
             `ADM-XXX`, a cell of dots, `git checkout <commit>`; nor `CHANGE_ME` for the value of a variable in the target \
             environment. Code and env files that are examples do not count.",
    why: "Unfilled text looks like an answer from afar. Whoever follows the document on the night of the release finds the \
          gap then.",
    settings: &[],
    source: "AP:26, ADR:5, DE:76, BM:13",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let files = case.facts.supplied().count();
    if files == 0 {
        out.none("this release", "The dossier holds no file to search.", "Add the documents of the release.");
        return;
    }
    let mut by_file: BTreeMap<SourceId, Vec<&Phrase>> = BTreeMap::new();
    for text in case.facts.placeholders.iter().map(|placeholder| &placeholder.text).chain(stand_ins(case)) {
        by_file.entry(text.at.source).or_default().push(text);
    }
    for texts in by_file.values_mut() {
        texts.sort_by_key(|text| text.at);
        texts.dedup_by_key(|text| text.at);
    }
    for (source, placeholders) in &by_file {
        report(case, *source, placeholders, out);
    }
    let clean = files.saturating_sub(by_file.len());
    if clean > 0 {
        let which = if by_file.is_empty() { "all files" } else { "the other files" };
        out.pass(which, format!("{} without unfilled text.", count(clean, "file")));
    }
}

/// What stands in the target environment for values that somebody has yet to put there. An example is to hold such.
fn stand_ins<'a>(case: &'a Case<'_>) -> impl Iterator<Item = &'a Phrase> {
    let target = case.policy.target_environment.as_str();
    let cells = case.facts.variables.iter().filter_map(move |variable| {
        let cell = variable.values.get(target)?;
        is_stand_in(&variable.name.value, &cell.value).then_some(cell)
    });
    let here = move |setting: &&Setting| match setting.origin {
        Origin::EnvFile | Origin::Secret | Origin::ConfigMap | Origin::Workload | Origin::Platform => {
            setting.environment.map_or_else(
                || setting.origin != Origin::EnvFile && !is_for_development(case.path(setting.name.at)),
                |environment| environment == target,
            )
        }
        _ => false,
    };
    let set = case.facts.settings.iter().filter(here).filter(|setting| setting.stands_in());
    cells.chain(set.filter_map(|setting| setting.value.as_ref()))
}

fn report(case: &Case<'_>, source: SourceId, placeholders: &[&Phrase], out: &mut Findings) {
    let document = case.facts.document(source);
    let path = code(&document.path);
    let found = placeholders.len();
    let examples: Vec<String> = once(placeholders.iter().map(|one| clip(&one.value, 40))).into_iter().take(3).collect();
    let what = if document.template { "is an unfilled template with" } else { "has" };
    let rest = if found > PLACES { format!("; the first {PLACES} are shown") } else { String::new() };
    let message =
        format!("{path} {what} {} left to be filled in, such as {}{rest}.", count(found, "place"), codes(&examples));
    let remedy =
        format!("Write the value at each place shown in {path}, or `n/a` with the reason; remove what is not needed.");
    out.fail(format!("file {path}"), message, remedy).at(placeholders.iter().take(PLACES).map(|one| one.at));
}
