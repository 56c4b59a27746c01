//! PLN-09: where data moves, the plan says how, and how it comes back.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{AdminTask, Kind, MigrationPlan, Place, Undo, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::OperationClass;

pub(super) static RULE: Rule = Rule {
    id: "PLN-09",
    name: "migration-planned",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "If the release moves data or changes a schema, the plan's data migration section says what is prepared, \
             what runs, how the result is checked and how it is undone, and that a backup was verified. The `generic` \
             profile asks for no section: there the plan, its admin tasks or the migrations must give a way to undo \
             the change, or the plan must take a backup; neither of them is a condition.",
    why: "Code is rolled back by starting the old version; data is not. What the migration has changed stays changed \
          unless somebody has thought about it before.",
    settings: &["profile"],
    source: "DP:44-45, dod-data-migration.md:20-26",
    judge,
};

const REMEDY: &str = "Write the section `## Data Migration Plan` with one line for each: **Preparation**, **Scripts**, \
                      **Validation**, **Backout** and **Backup verified**, the last with its day.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let plans = &case.facts.migration_plans;
    let moved = moved(case);
    let own = plans.iter().find(|plan| plan.own && !plan.denied);
    if moved.is_empty() && own.is_none() {
        let denied: Vec<Place> = plans.iter().filter(|plan| plan.denied).map(|plan| plan.title.at).collect();
        out.idle("data migration", "Nothing says that the release moves data or changes a schema.").at(few(denied));
    } else if case.policy.profile == Profile::Aiwg {
        complete(case, own, &moved, out);
    } else {
        undone(case, own, &moved, out);
    }
}

/// What says that data moves.
fn moved(case: &Case<'_>) -> Vec<Place> {
    let facts = case.facts;
    let denied = facts.not_needed.iter().any(|none| none.class.is_none_or(|class| class == OperationClass::Migration));
    let tasks = facts.admin_tasks.iter().filter(|task| is_migration(task)).map(|task| task.at);
    let files = facts.migrations.iter().map(|migration| migration.at);
    let steps = Steps::of(case);
    let told = facts.operations.iter().filter(|operation| {
        !denied && operation.class == OperationClass::Migration && steps.hold(operation.sentence.at)
    });
    files.chain(tasks).chain(told.map(|operation| operation.sentence.at)).collect()
}

/// Where the steps of the plans stand: "migrations are idempotent" below a heading about merging is no step.
struct Steps(BTreeMap<SourceId, Vec<(u32, u32)>>);

impl Steps {
    fn of(case: &Case<'_>) -> Self {
        let mut all: BTreeMap<SourceId, Vec<(u32, u32)>> = BTreeMap::new();
        for step in &case.facts.steps {
            all.entry(step.at.source).or_default().push((step.at.span.start, step.at.span.end));
        }
        for spans in all.values_mut() {
            spans.sort_unstable();
        }
        Self(all)
    }

    fn hold(&self, at: Place) -> bool {
        let Some(spans) = self.0.get(&at.source) else { return false };
        let behind = spans.partition_point(|(start, _)| *start <= at.span.start);
        spans.get(..behind).and_then(<[_]>::last).is_some_and(|(_, end)| at.span.start <= *end)
    }
}

fn is_migration(task: &AdminTask) -> bool {
    OperationClass::Migration.matches(&task.about)
}

/// The five parts of the template's section.
fn complete(case: &Case<'_>, own: Option<&MigrationPlan>, moved: &[Place], out: &mut Findings) {
    let Some(plan) = own else {
        let message =
            "The release moves data or changes a schema, and the deployment plan has no data migration section.";
        out.fail("data migration", message, REMEDY)
            .at(few(moved.iter().copied()))
            .at(case.start_of(Kind::DeploymentPlan));
        return;
    };
    let parts = [
        ("preparation", plan.preparation),
        ("scripts", plan.scripts),
        ("validation", plan.validation),
        ("backout", plan.backout),
        ("a verified backup", plan.verified),
    ];
    let lacking: Vec<&str> = parts.iter().filter(|(_, place)| place.is_none()).map(|(part, _)| *part).collect();
    if lacking.is_empty() {
        let message = "Preparation, scripts, validation, backout and a verified backup are planned.";
        out.pass("data migration", message).at([plan.title.at]).at(few(parts.iter().filter_map(|(_, place)| *place)));
    } else {
        let message = format!("The section {} says nothing about {}.", code(&plan.title.value), list(&lacking));
        out.fail("data migration", message, REMEDY).at([plan.title.at]).at(few(moved.iter().copied()));
    }
}

/// A way to undo it, or a backup.
fn undone(case: &Case<'_>, own: Option<&MigrationPlan>, moved: &[Place], out: &mut Findings) {
    let facts = case.facts;
    let planned = facts.migration_plans.iter().find_map(|plan| plan.backout);
    let data = facts.rollbacks.iter().filter_map(|rollback| rollback.data.as_ref()).map(|data| data.at).next();
    let task = || {
        let mut tasks = facts.admin_tasks.iter().filter(|task| is_migration(task) && is_stated(task.rollback.as_ref()));
        tasks.next().and_then(|task| Some(task.rollback.as_ref()?.at))
    };
    let script = || {
        let undone = |undo: Undo| matches!(undo, Undo::Written | Undo::Automatic);
        let all = !facts.migrations.is_empty() && facts.migrations.iter().all(|migration| undone(migration.undo));
        all.then(|| facts.migrations.first().map(|migration| migration.at)).flatten()
    };
    let backup = facts.migration_plans.iter().find_map(|plan| plan.backup);
    let at = || few(own.map(|plan| plan.title.at).into_iter().chain(moved.iter().copied()));
    if let Some(place) = planned.or(data).or_else(task).or_else(script).or(backup) {
        let message = "What the migration changes can be undone, or restored from a backup.";
        out.pass("data migration", message).at(at()).at([place]);
    } else {
        let message = "The release moves data or changes a schema, and neither a way to undo that nor a backup before it is planned.";
        let remedy = "Say in the plan how the migration is undone (its down script, or the restore of a backup), and take a backup in \
                      a step before it.";
        out.fail("data migration", message, remedy).at(at()).severity(Severity::Warn);
    }
}
