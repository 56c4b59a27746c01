//! VI-02: state is kept outside the processes.

use crate::facts::{Kind, Place, StateKept, StateRow};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::adr::{Decisions, Excuse};
use crate::rules::support::{code, few, share};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "VI-02",
    name: "state-outside-processes",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture],
    checks: "No row of the process state model keeps state in the memory of a process, on the local disk or in a local file, \
             unless an accepted decision record that the row names allows it. `/tmp`, the standard streams, caches, and \
             what can be made anew or belongs to one request are allowed; databases may keep what they are there to keep. \
             Under the generic profile a failure is a warning.",
    why: "What one process keeps is gone when it is restarted, and not there when the next request reaches another one.",
    settings: &["profile", "ids"],
    source: "SAD:188-200; R6:26-34",
    judge,
};

const TABLE: &str = "Add the Process State Model to the architecture document:\n\n\
    | Process Type | State Kind | Storage Location | Durability |\n|---|---|---|---|\n\
    | web | Session | Redis (`session:*`) | durable, TTL 12 h |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let rows: Vec<&StateRow> = case.facts.states.iter().filter(|row| !row.is_of_service()).collect();
    if rows.is_empty() {
        let place = case.start_of(Kind::Architecture);
        if case.policy.profile == Profile::Aiwg {
            out.none(
                "process state model",
                "The architecture document has no table of where processes keep state.",
                TABLE,
            )
            .at(place);
        } else {
            out.idle("process state model", "The architecture document has no table of state; its form asks for none.")
                .at(place);
        }
        return;
    }
    let decisions = Decisions::of(case);
    let mut good = Vec::new();
    for row in rows.iter().copied() {
        judge_row(case, row, &decisions, &mut good, out);
    }
    if !good.is_empty() {
        let message = format!("State is kept outside the processes in {}.", share(good.len(), rows.len(), "row"));
        out.pass("process state model", message).at(few(good));
    }
}

fn judge_row<'a>(
    case: &Case<'a>,
    row: &'a StateRow,
    decisions: &Decisions<'a>,
    good: &mut Vec<Place>,
    out: &mut Findings,
) {
    let (process, storage) = (code(&row.process.value), code(&row.storage.value));
    let subject = format!("{} of {process}", row.what());
    match row.kept {
        StateKept::Outside => good.push(row.at),
        StateKept::Locally if row.rebuildable => good.push(row.at),
        StateKept::Locally => {
            let excuse = decisions.excuse(&row.decisions);
            if let Excuse::Accepted(decision) = excuse {
                let message = format!("{process} keeps {} in {storage}; {} allows it.", row.what(), code(&decision.id));
                out.pass(subject, message).at([row.at, decision.at]);
                return;
            }
            let message = format!("{process} keeps {} in {storage}, and {}.", row.what(), excuse.flaw());
            let remedy = format!(
                "Keep it in a backing service (a database, Redis, an object store) and write that into the row, or have the \
                 deviation decided and name the accepted decision record (`{}`) in the row of {process}.",
                decisions.form()
            );
            let strict = case.policy.profile == Profile::Aiwg;
            let severity = if strict { Severity::Error } else { Severity::Warn };
            out.fail(subject, message, remedy).at([row.storage.at]).at(excuse.place()).severity(severity);
        }
        StateKept::Unknown => {
            let message = if row.storage.is_stated() {
                format!("Whether {storage} lies outside of {process} cannot be told.")
            } else {
                format!("Where {process} keeps {} is not said.", row.what())
            };
            let remedy = format!("Name the backing service that holds it in the row of {process}.");
            out.none(subject, message, remedy).at([row.storage.at]);
        }
    }
}
