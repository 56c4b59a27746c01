//! The team's own planning documents, with what is missing added in its place. Nothing of the team's text is changed: it is given back
//! with insertions, and as a patch. What is not known is left open, by a mark that fails the review until somebody has filled
//! it in.

mod acceptance;
mod asks;
mod bodies;
mod book;
mod cells;
mod columns;
mod diff;
mod give;
mod headings;
mod known;
mod original;
mod parts;
mod rows;
mod running;
mod sections;
mod stubs;
mod table;
mod variables;

use std::collections::BTreeSet;

use super::Deliverable;
use super::cite::Clerk;
use super::common;
use super::escape::{Place, escape};
use super::form::{Audience, Form, Group};
use crate::dossier::SourceId;
use crate::facts::{Document, Kind};
use crate::outline::Format;
use give::{beside, created, given_back, root};
use original::{Insertion, Original};

/// The documents of this room.
pub(super) const FORMS: &[Form] = &[
    Form {
        file: "deployment-plan.md",
        title: "Deployment plan",
        purpose: "Your plan with what the review misses added in its place, nothing else changed; what is not known is left open \
                  as TBD. Without a plan: one to begin with.",
        group: Group::Plan,
        audience: Audience::Internal,
        write: plan,
    },
    Form {
        file: ".env.example",
        title: "Example env file",
        purpose: "Your example file with the variables that it lacks; nothing is taken out.",
        group: Group::Plan,
        audience: Audience::Internal,
        write: example,
    },
    Form {
        file: "deployment-environment.md",
        title: "Environment definition",
        purpose: "Your variable catalog and parity matrix with the rows that they lack.",
        group: Group::Plan,
        audience: Audience::Internal,
        write: definitions,
    },
    Form {
        file: "admin-processes.md",
        title: "Admin tasks",
        purpose: "Your catalog of admin tasks with the rows that it lacks, and a document for each task that has none.",
        group: Group::Plan,
        audience: Audience::Internal,
        write: tasks,
    },
    Form {
        file: "product-acceptance-plan.md",
        title: "Product acceptance plan",
        purpose: "Your acceptance plan with the results that the test reports give entered where they are open, and the sections \
                  that it lacks. Without one, once acceptance is due: one to begin with.",
        group: Group::Plan,
        audience: Audience::Internal,
        write: acceptance_plan,
    },
];

/// The plan that the others are parts of: the one that speaks of most.
fn main_plan<'a>(clerk: &Clerk<'a>) -> Option<&'a Document> {
    let subjects =
        |plan: &&Document| plan.sections.iter().filter_map(|section| section.subject).collect::<BTreeSet<_>>().len();
    let plans: Vec<&Document> = clerk.reading.facts.of_kind(Kind::DeploymentPlan).collect();
    plans.into_iter().rev().max_by_key(subjects)
}

fn plan(form: &Form, clerk: &Clerk<'_>) -> Vec<Deliverable> {
    let Some(plan) = main_plan(clerk) else {
        let name = common::name(clerk);
        let title = if name.is_said() { escape(&name.text, Place::Line) } else { table::open("HYG-08") };
        let mut lines = vec![format!("# Deployment Plan: {title}")];
        lines.extend(sections::whole(clerk));
        return created(form, &root(clerk), "deployment-plan.md", &lines, "A plan to begin with: HYG-01.");
    };
    let mut insertions = rows::additions(clerk).remove(&plan.source).unwrap_or_default();
    insertions.extend(sections::additions(clerk, plan));
    amended(form, clerk, plan, insertions)
}

/// A document with what is put in, or the additions beside it where they cannot be put in.
fn amended(form: &Form, clerk: &Clerk<'_>, document: &Document, insertions: Vec<Insertion>) -> Vec<Deliverable> {
    if clerk.outline(document.source).format == Format::Markdown && give::lands(clerk, document.source, &insertions) {
        return given_back(form, clerk, document.source, insertions);
    }
    beside(form, clerk, document, &insertions)
}

fn example(form: &Form, clerk: &Clerk<'_>) -> Vec<Deliverable> {
    let Some(file) = clerk.reading.facts.of_kind(Kind::EnvExample).next() else {
        return created(
            form,
            &root(clerk),
            ".env.example",
            &variables::new_example(clerk),
            "The variables of the catalog: III-03.",
        );
    };
    let source = clerk.reading.source(file.source);
    let additions = variables::example(clerk, &Original::of(source), source.text.len());
    given_back(form, clerk, file.source, additions)
}

fn definitions(form: &Form, clerk: &Clerk<'_>) -> Vec<Deliverable> {
    let plan = main_plan(clerk).map(|plan| plan.source);
    let other = |id: &SourceId| {
        let kind = clerk.reading.facts.document(*id).kind;
        Some(*id) != plan && !matches!(kind, Kind::AdminCatalog | Kind::AcceptancePlan)
    };
    let mut written = Vec::new();
    for (id, insertions) in rows::additions(clerk).into_iter().filter(|(id, _)| other(id)) {
        written.extend(given_back(form, clerk, id, insertions));
    }
    let lines = variables::new_definition(clerk, &name(clerk));
    written.extend(created(
        form,
        &root(clerk),
        form.file,
        &lines,
        "What the configuration sets, as a catalog: III-01, X-01.",
    ));
    written
}

fn tasks(form: &Form, clerk: &Clerk<'_>) -> Vec<Deliverable> {
    let plan = main_plan(clerk).map(|plan| plan.source);
    let own = |id: &SourceId| Some(*id) != plan && clerk.reading.facts.document(*id).kind == Kind::AdminCatalog;
    let mut written = Vec::new();
    for (id, insertions) in rows::additions(clerk).into_iter().filter(|(id, _)| own(id)) {
        written.extend(given_back(form, clerk, id, insertions));
    }
    let catalog = variables::new_tasks(clerk, &name(clerk));
    written.extend(created(form, &root(clerk), form.file, &catalog, "The tasks that the documents name: XII-02."));
    let root = root(clerk);
    for draft in stubs::documents(clerk) {
        let safe: String = draft.id.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
        let taken = if draft.source.is_empty() { String::new() } else { format!(" Taken from {}.", draft.source) };
        let about = format!("The document of {safe}: {}.{taken}", clerk.asking(&["XII-01", "XII-02"]));
        written.extend(created(form, &root, &format!("admin-tasks/{safe}.md"), &draft.lines, &about));
    }
    written
}

fn acceptance_plan(form: &Form, clerk: &Clerk<'_>) -> Vec<Deliverable> {
    let Some(plan) = clerk.reading.facts.of_kind(Kind::AcceptancePlan).next() else {
        let lines = acceptance::whole(clerk, &name(clerk));
        return created(form, &root(clerk), form.file, &lines, "A plan to begin with: ACC-02, ACC-03.");
    };
    let mut insertions = rows::additions(clerk).remove(&plan.source).unwrap_or_default();
    insertions.extend(acceptance::sections(clerk, plan));
    amended(form, clerk, plan, insertions)
}

fn name(clerk: &Clerk<'_>) -> String {
    let name = common::name(clerk);
    if name.is_said() { escape(&name.text, Place::Line) } else { "this release".to_owned() }
}
