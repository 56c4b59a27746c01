//! Approvals of the release and sign-offs of its acceptance.

mod boxes;
mod lines;
mod table;

use std::collections::BTreeSet;

use super::dates;
use super::document::Doc;
use super::{Facts, Kind, Phrase, Said, is_release_document, release};
use crate::facts::Approval;
use crate::outline::Item;
use crate::vocabulary::{self, DecisionWord, Section, Terms, Word};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let sections = [Section::Approvals, Section::SignOff];
    let list = match doc.kind {
        Kind::AcceptancePlan => &mut facts.sign_offs,
        Kind::DeploymentPlan | Kind::ChangeRequest | Kind::Approvals | Kind::ReadinessReview | Kind::GateReport => {
            &mut facts.approvals
        }
        Kind::OtherDocument if is_about_signing(doc) => &mut facts.approvals,
        _ => return elsewhere(doc, facts),
    };
    let before = list.len();
    list.extend(table::read(doc, &sections));
    if list.len() == before {
        // "Phase 1: store approval" is work to be done.
        let parts = doc.outline.sections.iter().enumerate().filter(|(index, part)| {
            let title = doc.terms(&part.title);
            let about = doc.topic(*index).is_some_and(|topic| sections.contains(&topic)) || title.has(Word::Vote);
            // "Phase 1" below "Approvals" is what is approved.
            let own = part
                .parent
                .and_then(|above| doc.outline.sections.get(above))
                .is_some_and(|above| doc.terms(&above.title).heading().is_some_and(|topic| sections.contains(&topic)));
            // "Apply after approval" is a time.
            let timed = title.has_any(&[Word::Before, Word::After]) && title.begins(Word::Act);
            about && !timed && (own || (!title.begins(Word::Phase) && !title.begins(Word::Step)))
        });
        list.extend(parts.flat_map(|(index, _)| lines::from_part(doc, index)));
    }
    if list.len() == before {
        list.extend(lines::below_captions(doc));
    }
    if list.len() == before && doc.kind != Kind::AcceptancePlan {
        list.extend(lines::anywhere(doc));
    }
    if doc.kind != Kind::AcceptancePlan {
        list.extend(lines::awaited(doc));
    }
    if list.len() == before {
        list.extend(lines::approvers(doc));
    }
    if list.len() == before {
        list.extend(table::confirmed(doc));
    }
    if list.len() == before {
        list.extend(boxes::read(doc));
    }
    // What the whole document is about, where a row does not say it.
    if let Some(release) = release::keyed(doc).filter(Phrase::is_stated) {
        for approval in list.get_mut(before..).unwrap_or_default() {
            approval.about.get_or_insert_with(|| release.clone());
        }
    }
}

/// Whether the title of a document that speaks of a release is about its sign-off: "RC final sign-off".
fn is_about_signing(doc: &Doc<'_>) -> bool {
    let title = doc.title().map(|title| doc.terms(title));
    let sections = [Section::Approvals, Section::SignOff];
    doc.mentions(Word::Release)
        && title.is_some_and(|title| title.heading().is_some_and(|about| sections.contains(&about)))
}

/// Signatures in documents of other kinds, below a heading for them: those of release notes; of an acceptance report as those
/// of the acceptance; and a refusal wherever it stands. Others sign the document and not the release.
fn elsewhere(doc: &Doc<'_>, facts: &mut Facts) {
    if !is_release_document(doc.kind) {
        return;
    }
    let sections = [Section::Approvals, Section::SignOff];
    let mut found = table::read(doc, &sections);
    if found.is_empty() {
        let parts = (0..doc.outline.sections.len())
            .filter(|index| doc.topic(*index).is_some_and(|topic| sections.contains(&topic)));
        found.extend(parts.flat_map(|index| lines::from_part(doc, index)));
    }
    let title = doc.title().map(|title| doc.terms(title));
    if doc.kind == Kind::TestEvaluation && title.is_some_and(|title| title.has(Word::AcceptanceTest)) {
        if found.is_empty() {
            found = table::signed(doc);
        }
        facts.sign_offs.extend(found);
        return;
    }
    let refused = |approval: &Approval| approval.decided == Some(DecisionWord::Rejected);
    facts.approvals.extend(found.into_iter().filter(|approval| doc.kind == Kind::ReleaseNotes || refused(approval)));
}

/// Whether a box is one to sign: it names a role, a person or a line for a name; or it tells what came of the signing.
pub(super) fn is_signed(doc: &Doc<'_>, item: &Item) -> bool {
    lines::from_box(doc, item).is_some() || lines::tells_state(&item.text.plain)
}

/// A role that a document only asks for is left out where another says what that role decided.
pub(super) fn settle(facts: &mut Facts) {
    let key = |approval: &Approval| approval.role.as_ref().map(|role| normal(&role.value));
    let answers = facts.approvals.iter().filter(|approval| !is_asked_for(approval));
    let answered: BTreeSet<String> = answers.filter_map(key).collect();
    facts.approvals.retain(|approval| {
        !is_asked_for(approval) || key(approval).is_none_or(|role| role.is_empty() || !answered.contains(&role))
    });
}

/// No person, no decision, no date.
fn is_asked_for(approval: &Approval) -> bool {
    approval.name.is_none() && approval.decision.is_none() && approval.date.is_none()
}

/// A role as it is compared: without brackets and case.
fn normal(role: &str) -> String {
    role.split(['(', '（']).next().unwrap_or_default().trim().to_lowercase()
}

/// An approval, its decision and its date typed.
fn approval(
    role: Option<Phrase>,
    name: Option<Phrase>,
    decision: Option<Phrase>,
    date: Option<Phrase>,
    at: crate::facts::Place,
) -> Approval {
    // `Approver: pending` names nobody.
    let (waits, name): (Option<Phrase>, Option<Phrase>) =
        if name.as_ref().is_some_and(|name| is_waiting(&name.value)) { (name, None) } else { (None, name) };
    let decision = decision.or(waits);
    let decided = decision.as_ref().and_then(|said| vocabulary::decision(&said.value));
    let conditions = decision.as_ref().and_then(condition).into_iter().collect();
    let day = date.as_ref().and_then(|date| dates::date(&date.value));
    Approval { role, name, decision, decided, date, day, about: None, conditions, optional: false, at }
}

/// Whether a text says no more than that somebody has yet to decide.
fn is_waiting(text: &str) -> bool {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    let unsaid = terms.begins(Word::Not) && vocabulary::decision(text) == Some(DecisionWord::Pending);
    terms.is_only(Word::Pending) || unsaid
}

/// `Approved, provided DEF-7 is closed`: what stands behind the words that make it conditional.
fn condition(decision: &Phrase) -> Option<Phrase> {
    let found = vocabulary::find(&decision.value);
    let terms = found.of(&decision.value);
    let hit = terms.first(Word::Proviso).or_else(|| terms.first(Word::ConditionalGo))?;
    let rest = terms.behind(hit).trim_matches([' ', ':', '：', ',', '-', '–', '(', ')', '（', '）', '.']);
    rest.chars().any(char::is_alphanumeric).then(|| Said { value: rest.to_owned(), at: decision.at })
}

/// `approved by A. Novak (Product Owner) on …`: the person.
fn approver(terms: Terms<'_>) -> Option<&str> {
    let hit = terms.of(Word::ApprovedBy).max_by_key(|hit| hit.length())?;
    let rest = terms.behind(hit).trim_start_matches([':', '：', ' ']);
    let end = rest.find([',', '(', '（', ';', '；', '。', '、', '|']).unwrap_or(rest.len());
    let name = rest.get(..end)?;
    let name = name.get(..name.find(|next: char| next.is_ascii_digit()).unwrap_or(name.len()))?.trim();
    // `A. Novak on`, `A. Novak am`: the small word belongs to the date.
    let small = |word: &str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let name = match name.rsplit_once(' ') {
        Some((name, last)) if small(last) => name.split(" on ").next()?,
        _ => name.split(" on ").next()?,
    };
    Some(name.trim().trim_end_matches('.')).filter(|name| !name.is_empty())
}

/// `Deployment Manager (A. Ito)`: the name in the brackets.
fn in_brackets(role: &Phrase) -> Option<Phrase> {
    let (_, rest) = role.value.split_once(['(', '（'])?;
    let name = rest.split([')', '）']).next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| Said { value: name.to_owned(), at: role.at })
}

/// `n/a: not required for a minor release`: with a reason, this approval is not asked for.
fn is_not_asked(decision: &Phrase) -> bool {
    let found = vocabulary::find(&decision.value);
    decision.is_stated() && found.of(&decision.value).begins(Word::NotAsked)
}

/// Whether a decision is one that is made.
fn is_made(decided: Option<DecisionWord>) -> bool {
    decided == Some(DecisionWord::Approved)
}
