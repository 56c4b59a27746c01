//! HYG-01: every document that a release needs is there, and filled in.

use crate::facts::{Document, Facts, Kind, Place};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, once, usual_names};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "HYG-01",
    name: "required-documents-present",
    severity: Severity::Error,
    stage: None,
    needs: &[],
    checks: "Each document type that the policy requires is in the dossier and is more than an unfilled template. Types \
             that the policy only expects are conditions when they are absent. Approvals may stand in any document; a \
             machine report counts as test evidence. A document in a language whose words are not known may be any of \
             them: what is missing then has no evidence, and does not fail.",
    why: "A go/no-go decision rests on these documents. What is absent cannot be judged, and silence is easily mistaken \
          for consent.",
    settings: &["required_documents", "expected_documents"],
    source: "S34, S35; FT:149-154",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    for kind in &case.policy.required_documents {
        ask(case, *kind, true, out);
    }
    for kind in &case.policy.expected_documents {
        ask(case, *kind, false, out);
    }
}

fn ask(case: &Case<'_>, kind: Kind, required: bool, out: &mut Findings) {
    let title = kind.title();
    let found = places(case.facts, kind);
    if !found.is_empty() {
        let paths = once(found.iter().map(|place| case.path(*place)));
        out.pass(title, format!("Found in {}.", codes(&paths))).at(few(found));
        return;
    }
    let template = case.facts.documents.iter().find(|document| document.kind == kind && document.template);
    match template {
        Some(template) => unfilled(title, template, required, out),
        None if required && foreign(case).is_some() => unread(case, title, kind, out),
        None if required => {
            let files = count(case.facts.supplied().count(), "file");
            out.fail(
                title,
                format!("{title} not supplied, and required by the policy ({files} searched)."),
                remedy(kind),
            );
        }
        None => out.missing(kind),
    }
}

/// A document that may be anything, because its words are not known.
fn foreign<'a>(case: &Case<'a>) -> Option<&'a Document> {
    case.facts.documents.iter().find(|document| document.foreign)
}

fn unread(case: &Case<'_>, title: &str, kind: Kind, out: &mut Findings) {
    let paths: Vec<&str> = case
        .facts
        .documents
        .iter()
        .filter(|document| document.foreign)
        .map(|document| document.path.as_str())
        .collect();
    let message = format!(
        "No {} could be read; what is missing may stand in {}, in a language whose words are not known.",
        title.to_lowercase(),
        codes(&paths)
    );
    out.none(title, message, remedy(kind)).at(foreign(case).map(Document::place));
}

fn unfilled(title: &str, template: &Document, required: bool, out: &mut Findings) {
    let message = format!("{title} not supplied: {} is an unfilled template.", code(&template.path));
    let remedy = format!("Fill in {}, or replace it with the document of this release.", code(&template.path));
    let answered = if required { out.fail(title, message, remedy) } else { out.none(title, message, remedy) };
    answered.at([template.place()]);
}

fn remedy(kind: Kind) -> String {
    let title = kind.title().to_lowercase();
    match usual_names(kind).first() {
        Some(name) => format!("Add the {title}, for instance as `{name}.md`."),
        None => format!("Add the {title} to the dossier."),
    }
}

/// Where the documents of a kind begin, or what counts as one.
fn places(facts: &Facts, kind: Kind) -> Vec<Place> {
    let own = facts.of_kind(kind).map(Document::place);
    match kind {
        Kind::Approvals => own.chain(facts.approvals.iter().map(|approval| approval.at)).collect(),
        Kind::TestEvaluation => own.chain(facts.test_runs.iter().map(|run| run.name.at)).collect(),
        _ => own.collect(),
    }
}
