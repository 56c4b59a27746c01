//! INC-01: the first, the second and the escalation contact are named and can be reached.

use crate::facts::{Contact, Kind, OnCall, is_stated};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "INC-01",
    name: "on-call-chain-reachable",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Runbook, environment definition or plan name a primary and a secondary on-call contact and one to \
             escalate to, each with a name and a way to reach them.",
    why: "The hour after a release is when incidents happen; looking for a phone number is the slowest step of any of \
          them.",
    settings: &[],
    source: "S30; SR:25-26, DE:567-574, dod-incident-response.md:21-22",
    judge,
};

const TABLE: &str = "Add the contacts to the support runbook:\n\n| Role | Name | Contact |\n|---|---|---|\n\
                     | Primary on-call | name | phone or pager |\n| Secondary on-call | name | phone or pager |\n\
                     | Escalation | name | phone or pager |";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let contacts = &case.facts.contacts;
    if contacts.is_empty() {
        nothing(case, out);
        return;
    }
    if contacts.iter().all(|contact| contact.on_call.is_none()) {
        let amount = count(contacts.len(), "contact");
        let message = format!("{amount} named, and none is called primary, secondary or escalation.");
        out.none("on-call chain", message, TABLE).at(few(contacts.iter().map(|contact| contact.role.at)));
        return;
    }
    for (place, word) in
        [(OnCall::Primary, "primary"), (OnCall::Secondary, "secondary"), (OnCall::Escalation, "escalation")]
    {
        judge_link(contacts, place, word, out);
    }
}

fn judge_link(contacts: &[Contact], link: OnCall, word: &str, out: &mut Findings) {
    let subject = format!("{word} contact");
    let named: Vec<&Contact> = contacts.iter().filter(|contact| contact.on_call == Some(link)).collect();
    let reachable = named.iter().find(|contact| is_stated(contact.name.as_ref()) && is_stated(contact.reach.as_ref()));
    if let Some(contact) = reachable {
        let name = contact.name.as_ref().map_or("", |name| name.value.as_str());
        out.pass(subject, format!("The {word} contact is {}, with a way to reach them.", clip(name, 60)))
            .at([contact.role.at]);
    } else if let Some(contact) = named.first() {
        let lacks = match (is_stated(contact.name.as_ref()), is_stated(contact.reach.as_ref())) {
            (false, false) => "neither a name nor a way to reach them",
            (false, true) => "no name",
            _ => "no way to reach them",
        };
        let message = format!("The {word} contact ({}) has {lacks}.", code(&clip(&contact.role.value, 60)));
        out.fail(subject, message, format!("Write name and phone, pager or chat of the {word} contact into its row."))
            .at(few(named.iter().map(|contact| contact.role.at)));
    } else {
        out.fail(subject, format!("Nobody is named as the {word} contact."), TABLE)
            .at(few(contacts.iter().map(|contact| contact.role.at)));
    }
}

fn nothing(case: &Case<'_>, out: &mut Findings) {
    if case.facts.has(Kind::SupportRunbook) {
        out.fail("on-call chain", "The support runbook names nobody to call.", TABLE)
            .at(case.start_of(Kind::SupportRunbook));
    } else {
        out.missing(Kind::SupportRunbook);
    }
}
