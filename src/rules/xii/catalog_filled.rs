//! XII-03: the catalog of admin tasks has its columns, and they are filled.

use super::{any_in, by_id};
use crate::facts::{Kind, OpenCell, TableForm, TableFound, TaskRoom};
use crate::policy::ids::example;
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Column;

pub(super) static RULE: Rule = Rule {
    id: "XII-03",
    name: "admin-catalog-filled",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The Admin Task Catalog has the columns task id, name, category, invoked by, approval and rollback, and a row where \
             other documents name a task; no cell of name, category, invoked by or approval is blank or a placeholder. Columns \
             and cells are the template's: under the generic profile only a catalog without any task is a fault. What undoes a \
             task is judged by XII-04.",
    why: "Whoever runs a task looks into the catalog first. What is blank there is asked for in the window.",
    settings: &["profile", "ids"],
    source: "AP:21",
    judge,
};

const TABLE: &str = "| Task ID | Name | Category | Invoked by | Approval | Rollback |\n|---|---|---|---|---|---|";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let aiwg = case.policy.profile == Profile::Aiwg;
    let tasks = by_id(case);
    if !case.facts.has(Kind::AdminCatalog) {
        if tasks.is_empty() {
            out.idle("admin tasks", "No document names an admin task.");
        } else if aiwg {
            out.missing(Kind::AdminCatalog);
        } else {
            out.idle(
                "admin task catalog",
                "The catalog is a document of the template; the generic profile does not ask for it.",
            );
        }
        return;
    }
    if !any_in(case, TaskRoom::Catalog) {
        empty(case, &tasks.keys().collect::<Vec<_>>(), out);
        return;
    }
    let tables: Vec<&TableFound> =
        case.facts.tables.iter().filter(|table| table.form == TableForm::AdminTasks && table.rows > 0).collect();
    let (sound, other): (Vec<&TableFound>, Vec<&TableFound>) =
        tables.into_iter().partition(|table| lacks(table).is_empty() && table.open.is_empty());
    for table in &other {
        if aiwg {
            columns(case, table, out);
            cells(table, out);
        } else {
            let message = "The form of the catalog is the template's; the generic profile does not ask for it.";
            out.idle("admin task catalog", message).at([table.at]);
        }
    }
    if !sound.is_empty() {
        let rows = sound.iter().map(|table| table.rows).sum();
        out.pass("admin task catalog", format!("{} with every cell filled.", count(rows, "row")))
            .at(few(sound.iter().map(|table| table.at)));
    }
}

/// A catalog without a task.
fn empty(case: &Case<'_>, named: &[&String], out: &mut Findings) {
    if named.is_empty() {
        out.idle("admin tasks", "The catalog lists no admin task, and no document names one.")
            .at(case.start_of(Kind::AdminCatalog));
        return;
    }
    let message = format!("The catalog lists no admin task; other documents name {}.", codes(named));
    let remedy = format!(
        "Add a row for each task:\n\n{TABLE}\n| {} | … | … | … | … | … |",
        named.first().map_or_else(|| example(&case.policy.ids.admin_task), |id| (*id).clone())
    );
    out.fail("admin task catalog", message, remedy).at(case.start_of(Kind::AdminCatalog)).at(few(case
        .facts
        .admin_tasks
        .iter()
        .map(|task| task.at)));
}

/// The columns that are missing.
fn lacks(table: &TableFound) -> Vec<&'static str> {
    let wanted: [(&[Column], &str); 5] = [
        (&[Column::Name, Column::Title, Column::Description], "the name"),
        (&[Column::Category], "the category"),
        (&[Column::InvokedBy, Column::Owner], "who invokes it"),
        (&[Column::Approval, Column::Role], "the approval"),
        (&[Column::Rollback], "the rollback"),
    ];
    wanted.iter().filter(|(columns, _)| !table.has_any(columns)).map(|(_, name)| *name).collect()
}

fn columns(case: &Case<'_>, table: &TableFound, out: &mut Findings) {
    let lacks = lacks(table);
    if lacks.is_empty() {
        return;
    }
    let message = format!("The admin task catalog in {} has no column for {}.", case.file(table.at), list(&lacks));
    let remedy = format!("Give the catalog its six columns:\n\n{TABLE}");
    out.fail("columns of the catalog", message, remedy).at([table.at]);
}

/// The blank cells, row by row.
fn cells(table: &TableFound, out: &mut Findings) {
    let mut rows: Vec<(&str, Vec<&OpenCell>)> = Vec::new();
    for open in &table.open {
        match rows.last_mut().filter(|(row, _)| *row == open.row) {
            Some((_, cells)) => cells.push(open),
            None => rows.push((&open.row, vec![open])),
        }
    }
    for (row, open) in &rows {
        let name = code(&clip(row, 40));
        let titles: Vec<String> = open.iter().map(|cell| code(&cell.column)).collect();
        let message = format!("The row of {name} leaves {} open.", list(&titles));
        let remedy = format!("Fill in {} of {name} in the catalog.", list(&titles));
        out.fail(format!("row {name}"), message, remedy).at(open.iter().map(|cell| cell.at));
    }
}
