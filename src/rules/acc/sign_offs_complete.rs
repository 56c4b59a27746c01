//! ACC-03: every stakeholder has signed, after the deployment.

use crate::facts::{Approval, Kind, Place, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, is_dated, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::DecisionWord;

pub(super) static RULE: Rule = Rule {
    id: "ACC-03",
    name: "sign-offs-complete",
    severity: Severity::Error,
    stage: Some(Stage::Acceptance),
    needs: &[],
    checks: "Every sign-off of the acceptance names a person, gives a date and accepts; none is pending or declined. A date \
             before the end of the change window cannot have seen the deployed release.",
    why: "Acceptance is the stakeholders' word that the release does what it was made for. Signed in advance, it says \
          nothing.",
    settings: &[],
    source: "S29; PA:41-42",
    judge,
};

pub(crate) const REMEDY: &str = "Have the stakeholder sign with name, date and decision in the acceptance sign-off:\n\n\
                      | Role | Name | Decision | Date |\n|---|---|---|---|\n| Product Owner | name | accepted | 2026-12-02 |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    if case.facts.sign_offs.is_empty() {
        nothing(case, out);
        return;
    }
    let end = case.full_windows().first().map(|full| (full.end.date(), full.window.text.at));
    let mut signed = Vec::new();
    for sign_off in &case.facts.sign_offs {
        let mut faults = faults(sign_off);
        let early = end.filter(|(end, _)| sign_off.day.is_some_and(|date| date < *end));
        faults.extend(early.map(|(end, _)| format!("it is dated before the change window ends on {end}")));
        if faults.is_empty() {
            signed.push(sign_off.at);
        } else {
            report(sign_off, &faults, early.map(|(_, place)| place), out);
        }
    }
    if !signed.is_empty() {
        out.pass(
            "acceptance sign-offs",
            format!("{} with name, date and acceptance.", count(signed.len(), "sign-off")),
        )
        .at(few(signed));
    }
}

fn faults(sign_off: &Approval) -> Vec<String> {
    let mut faults = Vec::new();
    if !is_stated(sign_off.name.as_ref()) {
        faults.push("no name is given".to_owned());
    }
    if !is_dated(sign_off.date.as_ref()) {
        faults.push("no date is given".to_owned());
    }
    if let Some(said) = &sign_off.decision {
        match sign_off.decided {
            Some(DecisionWord::Approved) => {}
            Some(_) => faults.push(format!("the decision is {}", code(&clip(&said.value, 40)))),
            None if !said.is_stated() => faults.push("the decision is not filled in".to_owned()),
            None => {}
        }
    }
    faults
}

fn report(sign_off: &Approval, faults: &[String], window: Option<Place>, out: &mut Findings) {
    let who = [&sign_off.role, &sign_off.name].into_iter().flatten().find(|phrase| phrase.is_stated());
    let subject = who.map_or_else(
        || "sign-off without role or name".to_owned(),
        |who| format!("sign-off of {}", code(&clip(&who.value, 60))),
    );
    let message = format!("The {subject} does not count: {}.", list(faults));
    out.fail(subject, message, REMEDY).at([sign_off.at]).at(window);
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    if case.facts.has(Kind::AcceptancePlan) {
        out.none("acceptance sign-offs", "The acceptance plan holds no sign-off.", REMEDY)
            .at(case.start_of(Kind::AcceptancePlan));
    } else {
        out.missing(Kind::AcceptancePlan);
    }
}
