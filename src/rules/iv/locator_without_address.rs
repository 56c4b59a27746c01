//! IV-03: a locator's format is a form, no address and no credential.

use super::no_table;
use crate::facts::{Kind, Literal};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, count, few};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "IV-03",
    name: "locator-without-address",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::Architecture, Kind::Environment],
    checks: "The resource locator table shows the form of each locator, such as `postgres://…`, and writes out \
             neither a host nor a password. Names that stand for something (`<host>`, `user:pass@host`, `db`, \
             `example.com`) are forms. Under the generic profile an address is a warning, since it may be a public \
             one.",
    why: "An address in the architecture is the one that ends up in the code, and a credential there is read by \
          everybody.",
    settings: &["profile"],
    source: "SAD:235",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if no_table(case, out) {
        return;
    }
    let rows = &case.facts.backing_services;
    let mut clean = Vec::new();
    for row in rows {
        let name = code(&row.name.value);
        let Some(literal) = &row.literal else {
            clean.push(row.format.as_ref().map_or(row.at, |format| format.at));
            continue;
        };
        let variable = row.variables.first().map_or_else(|| "its variable".to_owned(), |variable| code(variable));
        let subject = format!("locator of {name}");
        match &literal.value {
            Literal::Credential => {
                let message = format!("The locator of {name} holds a credential.");
                let remedy = format!(
                    "Write only the form of the locator, such as `postgres://…`; put the credential into the secret behind \
                     {variable}, and change it, since it was written down."
                );
                out.fail(subject, message, remedy).at([literal.at]);
            }
            Literal::Host(host) => {
                let message = format!("The locator of {name} writes out the address {}.", code(host));
                let remedy = format!(
                    "Write only the form of the locator, such as `postgres://…`; the address belongs in {variable}."
                );
                let strict = case.policy.profile == Profile::Aiwg;
                let severity = if strict { Severity::Error } else { Severity::Warn };
                out.fail(subject, message, remedy).at([literal.at]).severity(severity);
            }
        }
    }
    if !clean.is_empty() {
        let message = format!("{} shown as a form, without address and credential.", count(clean.len(), "locator"));
        out.pass("locators", message).at(few(clean));
    }
}
