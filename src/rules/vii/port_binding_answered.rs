//! VII-01: whether services bind their own ports is answered.

use crate::facts::{Kind, PortBinding, PortChoice};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::adr::{Decisions, Excuse};
use crate::rules::support::{clip, code, count};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "VII-01",
    name: "port-binding-answered",
    severity: Severity::Warn,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture],
    checks: "The section on port binding of the architecture document ticks exactly one of its boxes, or answers in a \
             sentence, and a \"No\" names an accepted decision record. Only the aiwg profile asks for the section.",
    why: "A service that needs a web server around it cannot be started by an orchestrator alone; whoever deploys it must \
          know.",
    settings: &["profile", "ids"],
    source: "SAD:214-221",
    judge,
};

const SECTION: &str = "Answer in the section \"Port Binding\" of the architecture document:\n\n\
    - [x] Yes: every service binds its own port\n- [ ] No: (which service, and the ADR)";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let decisions = Decisions::of(case);
    for section in &case.facts.port_bindings {
        judge_section(case, section, &decisions, out);
    }
    if !case.facts.port_bindings.is_empty() {
        return;
    }
    let place = case.start_of(Kind::Architecture);
    if case.policy.profile == Profile::Aiwg {
        let message = "The architecture document does not say whether the services bind their own ports.";
        out.fail("port binding", message, SECTION).at(place);
    } else {
        out.idle("port binding", "The architecture document has no section on port binding; its form asks for none.")
            .at(place);
    }
}

fn judge_section<'a>(case: &Case<'a>, section: &'a PortBinding, decisions: &Decisions<'a>, out: &mut Findings) {
    let subject = format!("section {}", code(&section.title.value));
    let ticked: Vec<&PortChoice> = section.choices.iter().filter(|choice| choice.ticked).collect();
    match ticked.as_slice() {
        [] if section.choices.is_empty() => told(case, section, subject, out),
        [] => {
            let message =
                format!("None of the {} is ticked.", count(section.choices.len(), "box").replace("boxs", "boxes"));
            out.fail(subject, message, "Tick the one box that is true.").at(section
                .choices
                .iter()
                .map(|choice| choice.text.at)
                .take(4));
        }
        [one] if one.yes == Some(false) => denied(section, one, decisions, subject, out),
        [one] => {
            out.pass(subject, format!("Answered: {}.", code(&clip(&one.text.value, 80)))).at([one.text.at]);
        }
        // A list of statements that all hold is no choice.
        several if several.iter().all(|choice| choice.yes.is_none()) => {
            out.pass(subject, format!("{} hold.", count(several.len(), "statement")))
                .at(several.iter().map(|choice| choice.text.at).take(4));
        }
        several => {
            let message = format!("{} boxes are ticked, and only one can be true.", several.len());
            out.fail(subject, message, "Tick the one box that is true.")
                .at(several.iter().map(|choice| choice.text.at).take(4));
        }
    }
}

/// No boxes: a sentence may answer.
fn told(case: &Case<'_>, section: &PortBinding, subject: String, out: &mut Findings) {
    match &section.told {
        Some(told) => {
            out.pass(subject, format!("Answered: {}.", code(&clip(&told.value, 80)))).at([told.at]);
        }
        None if case.policy.profile == Profile::Aiwg => {
            let message = "The section does not say whether the services bind their own ports.";
            out.fail(subject, message, SECTION).at([section.title.at]);
        }
        None => {
            out.none(subject, "Whether the section answers the question cannot be told.", SECTION)
                .at([section.title.at]);
        }
    }
}

/// "No": somebody has decided that.
fn denied<'a>(
    section: &'a PortBinding,
    one: &PortChoice,
    decisions: &Decisions<'a>,
    subject: String,
    out: &mut Findings,
) {
    let excuse = decisions.excuse(&section.decisions);
    if let Excuse::Accepted(decision) = excuse {
        let message = format!("A service depends on a web server around it; {} allows it.", code(&decision.id));
        out.pass(subject, message).at([one.text.at, decision.at]);
        return;
    }
    let message = format!("\"No\" is ticked, and {}.", excuse.flaw());
    let remedy = format!(
        "Name the accepted decision record (`{}`) beside the ticked \"No\", or let the service bind its own port.",
        decisions.form()
    );
    out.fail(subject, message, remedy).at([one.text.at]).at(excuse.place());
}
