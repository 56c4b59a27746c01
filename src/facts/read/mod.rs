//! From outlines to facts: one reader for each family of facts.

mod acceptance;
mod admin;
mod admin_commands;
mod admin_record;
mod approvals;
mod around;
mod by_hand;
mod cases;
mod cells;
mod change;
mod changed;
mod checks;
mod code_uses;
mod communication;
mod components;
mod config;
mod contacts;
mod copies;
mod dates;
mod declared;
mod defects;
mod dependencies;
#[cfg(test)]
mod dialects;
mod document;
mod downtime;
mod drains;
mod env_files;
mod environments;
mod execution;
mod gates;
mod go;
mod grid;
mod health;
mod health_paths;
mod ids;
mod interpolation;
mod known_issues;
mod label;
mod lessons;
mod links;
mod machine;
mod manifests;
mod materials;
mod merge;
mod migration_plan;
mod names;
mod notes;
mod numbers;
mod operations;
mod orchestrators;
pub(crate) mod own;
mod parity;
mod party;
mod placeholders;
mod probes;
mod process_lines;
mod processes;
mod quantity;
mod release;
mod reports;
mod risks;
mod rollback;
mod rollback_tests;
mod rollout;
mod runner;
mod running;
mod secret_commands;
mod secrets;
mod services;
mod settings;
mod severity;
mod steps;
mod tables;
mod tells;
#[cfg(test)]
mod testing;
mod tests;
mod vitals;
mod waivers;

pub(crate) use change::{ahead, instant};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::sense::Sense;
use super::{Document, Facts, Kind, Phrase, Place, Placeholder, Reading, Said, SectionFact, classify};
use crate::dossier::{Dossier, Source, SourceId, Standing};
use crate::outline::{self, Outline, Span};
use crate::policy::{IdPrefixes, Limits, Policy};
use crate::vocabulary::{self, Lexicon, Section, Written, written};
use copies::Copy;
use document::Doc;
use ids::Ids;

/// Reads a dossier. Each source is understood, read and let go before the next, so that no more than what was said is held.
pub fn read(dossier: &Dossier, policy: &Policy) -> Reading {
    let mut sources: Vec<Arc<Source>> = dossier.sources().cloned().collect();
    let (lexicon, ids) = (lexicon(policy), Ids::of(&policy.ids));
    let copies = copies::find(&sources);
    let root = root(&sources, &copies);
    let mut facts = Facts::default();
    let mut set_aside = Vec::new();
    let mut named = links::Index::default();
    for (index, source) in sources.iter_mut().enumerate() {
        let id = SourceId(index as u32);
        let (outline, sense) = understand(source, &policy.limits, &lexicon, &ids);
        let form = classify::machine::recognise(source, &outline);
        describe(id, source, &outline, &sense, policy, form.as_ref(), &mut facts);
        if let Some(copy) = copies.get(&index) {
            copy.mark(&mut facts.documents[index]);
        }
        if !facts.document(id).own {
            named.add(&source.path, facts.document(id).place(), &outline, &ids);
        }
        let (certain, told) = read_one(&mut facts.documents[index], source, &outline, &sense, form, &root, &ids);
        facts.append(certain);
        match source.standing {
            Standing::Current => facts.append(told),
            // What may be outranked comes behind what counts.
            Standing::SetAside => set_aside.push((index, told)),
        }
    }
    rank(&sources, &mut facts);
    for (index, told) in set_aside {
        if facts.documents[index].outranked {
            facts.documents[index].changed = None;
            facts.earlier_materials.extend(told.materials);
            facts.earlier_variables.extend(told.variables);
        } else {
            facts.append(told);
        }
    }
    links::resolve(&mut named, &sources, policy, &mut facts);
    facts.waivers.extend(waivers::of_policy(policy, &sources));
    reports::contents::find(dossier, &sources, &mut facts);
    settle(&mut facts);
    change::settle(&mut facts, &|zone, second| dossier.platform().utc_offset_seconds(zone, second));
    facts.shrink();
    let mut notices = dossier.notices().to_vec();
    notices.extend(policy.idle_kinds(sources.iter().map(|source| source.path.as_str())));
    Reading {
        sources,
        root,
        facts,
        limits: policy.limits,
        platform: dossier.platform(),
        unread: dossier.unread().cloned().collect(),
        notices,
    }
}

/// The folder that holds every source but what Holdpoint wrote, without a slash at its end.
fn root(sources: &[Arc<Source>], copies: &BTreeMap<usize, Copy>) -> String {
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let given_back = |index: &usize| matches!(copies.get(index), Some(Copy::OfPack(_)));
    let supplied = sources.iter().enumerate().filter(|(index, source)| !given_back(index) && !own::is_own(source));
    let mut supplied = supplied.map(|(_, source)| source).peekable();
    let mut root = supplied.peek().map(|source| folder(&source.path)).unwrap_or_default();
    for source in supplied {
        while !root.is_empty() && !source.path.strip_prefix(&*root).is_some_and(|rest| rest.starts_with('/')) {
            root = folder(&root);
        }
    }
    root
}

/// The words that are known, those of the policy file among them.
fn lexicon(policy: &Policy) -> Cow<'static, Lexicon> {
    if policy.vocabulary.is_empty() {
        return Cow::Borrowed(Lexicon::standard());
    }
    // The policy file was checked: every name is known.
    Cow::Owned(Lexicon::standard().with(&policy.vocabulary).0)
}

/// The outline of a source, and what its words mean.
fn understand(source: &mut Arc<Source>, limits: &Limits, lexicon: &Lexicon, ids: &Ids<'_>) -> (Outline, Sense) {
    let outline = outline::outline(source, limits);
    let sense = Sense::of(&outline, lexicon);
    // Some secrets are known only by what stands around them; once masked, the text is read again.
    let found = secrets::in_context(source, &outline, &sense, ids);
    if found.is_empty() {
        return (outline, sense);
    }
    Arc::make_mut(source).mask(found);
    let outline = outline::outline(source, limits);
    let sense = Sense::of(&outline, lexicon);
    (outline, sense)
}

/// Masks the secrets of a text that only their surroundings give away, and tells what was left to be filled in.
pub(crate) fn examine(source: &mut Arc<Source>, limits: &Limits) -> Vec<Span> {
    let (outline, sense) = understand(source, limits, Lexicon::standard(), &Ids::of(&IdPrefixes::default()));
    placeholders::spans(source, &outline, &sense)
}

/// What one source says: what counts in any case, and what counts unless another file outranks it.
fn read_one(
    document: &mut Document,
    source: &Source,
    outline: &Outline,
    sense: &Sense,
    form: Option<classify::machine::Recognised>,
    root: &str,
    ids: &Ids<'_>,
) -> (Facts, Facts) {
    let (mut certain, mut told) = (Facts::default(), Facts::default());
    if !document.kind.speaks() {
        return (certain, told);
    }
    let doc = Doc::new(document.source, source, outline, sense, document.kind, ids);
    secrets::read(&doc, &mut certain);
    if !document.own {
        release::outputs(&doc, &mut certain);
    }
    if !document.template && !document.own && !document.outranked {
        document.changed = if form.is_none() { changed::read(&doc) } else { None };
        said(&doc, form.map(|(schema, _)| schema), root, &mut told);
        links::read(&doc, &mut told);
    }
    (certain, told)
}

/// What the sources say together.
fn settle(facts: &mut Facts) {
    steps::settle(facts);
    defects::settle(facts);
    go::settle(facts);
    approvals::settle(facts);
    machine::join(facts);
    dependencies::settle(facts);
    manifests::join(facts);
    merge::by_id(&mut facts.criteria, |criterion| &criterion.id.value, acceptance::join);
    acceptance::settle(&mut facts.criteria);
    merge::by_id(&mut facts.risks, |risk| &risk.id.value, risks::join);
}

/// Files in folders of old or unfinished ones say nothing where a current one of their kind is there. What is no release
/// document counts only where all files lie in such folders.
fn rank(sources: &[Arc<Source>], facts: &mut Facts) {
    let is_current = |document: &Document| {
        sources.get(document.source.0 as usize).is_some_and(|source| source.standing == Standing::Current)
    };
    let current = facts.documents.iter().filter(|document| is_current(document) && !document.template && !document.own);
    let kinds: BTreeSet<Kind> = current.map(|document| document.kind).collect();
    for document in &mut facts.documents {
        let other = document.kind == Kind::OtherDocument && !kinds.is_empty();
        if !is_current(document) && (other || kinds.contains(&document.kind)) {
            document.outranked = true;
            document
                .why
                .push_str("; its folder is one of old or unfinished files, and a current file counts in its place");
        }
    }
    let documents = &facts.documents;
    let counts = |document: &Document| !document.outranked && !document.own;
    facts.placeholders.retain(|open| documents.get(open.text.at.source.0 as usize).is_none_or(counts));
}

fn said(doc: &Doc<'_>, form: Option<classify::machine::Schema>, root: &str, facts: &mut Facts) {
    dependencies::read(doc, facts);
    if let Some(schema) = form {
        machine::read(schema, doc, facts);
        return;
    }
    release::read(doc, root, facts);
    steps::read(doc, facts);
    processes::read(doc, facts);
    drains::read(doc, facts);
    facts.environments.extend(environments::told::read(doc));
    facts.health_endpoints.extend(health_paths::read(doc));
    orchestrators::read(doc, facts);
    services::read(doc, facts);
    manifests::read(doc, facts);
    config::read(doc, facts);
    env_files::read(doc, facts);
    code_uses::read(doc, facts);
    admin::read(doc, facts);
    parity::read(doc, facts);
    approvals::read(doc, facts);
    change::read(doc, facts);
    defects::read(doc, facts);
    tests::read(doc, facts);
    health::read(doc, facts);
    vitals::read(doc, facts);
    rollback_tests::read(doc, facts);
    gates::read(doc, facts);
    migration_plan::read(doc, facts);
    communication::read(doc, facts);
    rollback::read(doc, facts);
    release::in_commands(doc, facts);
    execution::read(doc, facts);
    checks::read(doc, facts);
    go::read(doc, facts);
    contacts::read(doc, facts);
    downtime::read(doc, facts);
    risks::read(doc, facts);
    notes::read(doc, facts);
    acceptance::read(doc, facts);
    materials::read(doc, facts);
    reports::read(doc, facts);
    waivers::read(doc, facts);
    lessons::read(doc, facts);
    declared::read(doc, facts);
    names::read(doc, facts);
    probes::read(doc, facts);
    rollout::read(doc, facts);
}

fn describe(
    id: SourceId,
    source: &Source,
    outline: &Outline,
    sense: &Sense,
    policy: &Policy,
    form: Option<&classify::machine::Recognised>,
    facts: &mut Facts,
) {
    let (mut kind, mut why) = classify::classify(source, outline, sense, policy, form);
    let own = own::is_own(source);
    if own {
        (kind, why) = (Kind::OtherDocument, own::WHY.to_owned());
    }
    // What a machine wrote was not left open by anybody.
    let open = if form.is_some() { Vec::new() } else { placeholders::spans(source, outline, sense) };
    let template = !own && kind.speaks() && classify::is_template(source, outline, sense, open.len());
    // What a document of no known kind leaves open is not the release's, unless it speaks of the release all the same.
    let counts = kind != Kind::OtherDocument || template || (!own && speaks_of_release(sense));
    if kind.speaks() && counts {
        facts.placeholders.extend(open.into_iter().map(|span| Placeholder {
            text: Said { value: source.slice(span).to_owned(), at: Place { source: id, span } },
        }));
    }
    let phrase =
        |text: &crate::outline::Text| Phrase { value: text.plain.clone(), at: Place { source: id, span: text.span } };
    let filled = filled(outline, sense, document::says_something);
    let begun = self::filled(outline, sense, document::says_a_part);
    let sections = (0..outline.sections.len())
        .filter(|index| outline.sections[*index].level > 0)
        .map(|index| SectionFact {
            title: phrase(&outline.sections[index].title),
            subject: sense.subjects[index],
            number: number(&outline.sections[index].title.plain),
            level: outline.sections[index].level,
            filled: filled[index],
            begun: begun[index],
        })
        .collect();
    let problems = outline
        .problems
        .iter()
        .map(|problem| Said { value: problem.message.clone(), at: Place { source: id, span: problem.span } })
        .collect();
    facts.documents.push(Document {
        source: id,
        kind,
        why: if template { format!("{why}; an unfilled template") } else { why },
        path: source.path.clone(),
        title: classify::title(outline).map(phrase),
        template,
        outranked: false,
        own,
        changed: None,
        foreign: !own && kind == Kind::OtherDocument && vocabulary::is_foreign(&source.text),
        sections,
        problems,
    });
}

/// The number that a heading begins with: `1`, `2.1`, `9a.3`.
fn number(title: &str) -> Option<String> {
    let title = title.trim_start_matches(['第', '§', ' ']);
    let end = title.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '.')).unwrap_or(title.len());
    let number = title.get(..end)?.trim_end_matches('.');
    // `3rd`, `12-Factor`, `2026`.
    let part = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && part.len() <= digits + 1
    };
    let alone = !title.get(end..)?.starts_with(['-', '/', '%', ':']);
    (alone && !number.is_empty() && number.split('.').all(part)).then(|| number.to_owned())
}

/// Whether each section, or one below it, says something. "None." is an answer to what is broken, known or to be done.
fn filled(outline: &Outline, sense: &Sense, says: fn(&outline::Block, &Sense) -> bool) -> Vec<bool> {
    const ANSWERED: [Section; 8] = [
        Section::Breaking,
        Section::KnownIssues,
        Section::Security,
        Section::Rollback,
        Section::Upgrade,
        Section::Documentation,
        Section::AdminTasks,
        Section::Migration,
    ];
    let own = |section: &outline::Section| {
        let says = section.blocks.iter().any(|block| says(block, sense));
        (says, !says && section.blocks.iter().any(document::says_none))
    };
    let mut said: Vec<(bool, bool)> = outline.sections.iter().map(own).collect();
    // What stands below a section comes behind it.
    for index in (0..said.len()).rev() {
        if let Some(parent) = outline.sections[index].parent.filter(|parent| *parent < index) {
            said[parent] = (said[parent].0 || said[index].0, said[parent].1 || said[index].1);
        }
    }
    let asked = |index: usize| sense.subjects[index].is_some_and(|subject| ANSWERED.contains(&subject));
    said.iter().enumerate().map(|(index, (says, none))| *says || (*none && asked(index))).collect()
}

/// Whether the headings name at least two of the things that only a release's documents are about.
fn speaks_of_release(sense: &Sense) -> bool {
    const SUBJECTS: [Section; 9] = [
        Section::Steps,
        Section::Rollback,
        Section::Approvals,
        Section::SignOff,
        Section::Handover,
        Section::OnCall,
        Section::Schedule,
        Section::Criteria,
        Section::Checklist,
    ];
    SUBJECTS.iter().filter(|subject| sense.subjects.contains(&Some(**subject))).count() >= 2
}

/// Whether text says something that can be used.
fn stated(text: &str) -> bool {
    written(text) == Written::Stated
}

/// Whether a branch of sections only says that there is nothing to do.
fn says_nothing_to_do(branch: &[outline::Section]) -> bool {
    let mut blocks = branch.iter().flat_map(|part| &part.blocks).peekable();
    blocks.peek().is_some() && blocks.all(document::says_none)
}

/// Documents of the release itself, whose statements about the release count.
fn is_release_document(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::DeploymentPlan
            | Kind::ReleaseNotes
            | Kind::TestEvaluation
            | Kind::AcceptancePlan
            | Kind::SupportRunbook
            | Kind::BillOfMaterials
            | Kind::ReadinessReview
            | Kind::Approvals
            | Kind::ChangeRequest
            | Kind::HealthReport
            | Kind::RollbackValidation
            | Kind::SupportBriefing
            | Kind::GateReport
    )
}
