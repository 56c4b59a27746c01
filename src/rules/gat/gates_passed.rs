//! GAT-02: every gate report says that its gate is passed.

use std::collections::{BTreeMap, BTreeSet};

use crate::dossier::SourceId;
use crate::facts::{GateState, GateStatement, GoStatement, GoTopic, Kind};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, few};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::GoWord;

pub(super) static RULE: Rule = Rule {
    id: "GAT-02",
    name: "gates-passed",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Every line of a gate report that gives the state of its gate says PASS, GO, READY, APPROVED or ACCEPTED, \
             in any of the words that gate reports use. FAIL, NO-GO, GAPS, BLOCKED and REJECTED fail, and so does a \
             gate that is not decided; CONDITIONAL and PARTIAL are a condition. A NO-GO about the release that still \
             holds fails wherever it stands; that of a test evaluation is judged by TST-08.",
    why: "A gate that is not passed and a release that goes on all the same make every later gate a formality.",
    settings: &["profile"],
    source: "FG:695-699",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    refusals(case, out);
    let reports: Vec<_> = case.facts.of_kind(Kind::GateReport).collect();
    if reports.is_empty() {
        if case.policy.profile == Profile::Aiwg {
            out.missing(Kind::GateReport);
        } else {
            out.idle("gates", "The dossier holds no gate report.");
        }
        return;
    }
    let mut said: BTreeMap<SourceId, Vec<&GateStatement>> = BTreeMap::new();
    for statement in &case.facts.gates {
        said.entry(statement.text.at.source).or_default().push(statement);
    }
    for report in reports {
        let subject = format!("gate of {}", case.file(report.place()));
        match said.get(&report.source) {
            Some(statements) => judge_one(case, &subject, statements, out),
            None if case.policy.profile == Profile::Aiwg => {
                let remedy = "Write `Overall Status: PASS` and `Decision: GO` below the title of the report.";
                out.none(subject, "The gate report does not say whether its gate is passed.", remedy)
                    .at([report.place()]);
            }
            None => {
                out.idle(subject, "The report gives no state of its gate that could be read.").at([report.place()]);
            }
        }
    }
}

/// Documents other than gate reports that say NO-GO: a readiness review, the minutes of a decision, a plan.
fn refusals(case: &Case<'_>, out: &mut Findings) {
    let mut told = BTreeSet::new();
    let holds = |said: &&GoStatement| said.word == GoWord::NoGo && said.topic == GoTopic::Release && said.current;
    for said in case.facts.go_statements.iter().filter(holds) {
        let source = said.text.at.source;
        let judged = matches!(case.facts.document(source).kind, Kind::GateReport | Kind::TestEvaluation);
        if judged || is_replaced(case, said) || !told.insert(source) {
            continue;
        }
        let file = case.file(said.text.at);
        let remedy = "Resolve what stands against the release, hold the go/no-go again, and record the new decision.";
        out.fail(
            format!("go/no-go in {file}"),
            format!("{file} says NO-GO about the release: {}.", code(&clip(&said.text.value, 90))),
            remedy,
        )
        .at([said.text.at]);
    }
}

/// Whether another answer about the release stands behind it in its document, or is of a later day.
fn is_replaced(case: &Case<'_>, refusal: &GoStatement) -> bool {
    case.facts.go_statements.iter().any(|other| {
        let (one, two) = (refusal.text.at, other.text.at);
        let behind = one.source == two.source && one.span.start < two.span.start;
        let later = refusal.day.zip(other.day).is_some_and(|(day, other)| day < other);
        other.word != GoWord::NoGo && other.topic == GoTopic::Release && other.current && (behind || later)
    })
}

fn judge_one(case: &Case<'_>, subject: &str, statements: &[&GateStatement], out: &mut Findings) {
    let worst = statements.iter().filter(|said| said.state.is_some_and(|state| state != GateState::Met));
    let places = || few(statements.iter().map(|said| said.text.at));
    if let Some(worst) = worst.max_by_key(|said| said.state) {
        let written = format!("{}: {}", clip(&worst.name.value, 40), code(&clip(&worst.text.value, 60)));
        let file = case.file(worst.text.at);
        let remedy = "Meet the criteria that are open, judge the gate again, and replace the report.";
        match worst.state {
            Some(GateState::Partly) => {
                let remedy =
                    "Close the conditions and judge the gate again, or carry them as conditions of the release.";
                out.fail(subject, format!("The gate is only partly passed ({written} in {file})."), remedy)
                    .at([worst.text.at])
                    .severity(Severity::Warn);
            }
            Some(GateState::Open) => {
                out.fail(subject, format!("The gate is not decided yet ({written} in {file})."), remedy)
                    .at([worst.text.at]);
            }
            _ => {
                out.fail(subject, format!("The gate is not passed ({written} in {file})."), remedy).at([worst.text.at]);
            }
        }
    } else if statements.iter().any(|said| said.state == Some(GateState::Met)) {
        out.pass(subject, "The gate is passed.").at(places());
    } else if case.policy.profile == Profile::Aiwg {
        let remedy = "Use PASS, CONDITIONAL or FAIL for the status, and GO or NO-GO for the decision.";
        out.none(subject, "What the report says of its gate cannot be told.", remedy).at(places());
    } else {
        out.idle(subject, "The report gives no state of its gate that could be read.").at(places());
    }
}
