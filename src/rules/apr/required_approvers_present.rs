//! APR-01: everybody whose approval is asked for has a row.

use crate::facts::{Approval, Kind, Phrase};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, codes, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "APR-01",
    name: "required-approvers-present",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Each role of `required_approvers` has an approval in the dossier, wherever it stands. Where the policy names none \
             (the `generic` profile does not), each role that the documents themselves ask for should have been \
             answered: where none has, there is no evidence. What the answer says is judged by `approvals-granted`.",
    why: "Whoever is not asked cannot object. A missing row looks like consent when the others have signed.",
    settings: &["profile", "required_approvers"],
    source: "S18; HC:164-169, GC:729",
    judge,
};

/// The head of the table of approvals.
pub(crate) const TABLE: &str = "| Role | Name | Decision | Date |\n|---|---|---|---|\n";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let approvals: Vec<&Approval> = case.facts.approvals.iter().filter(|approval| !approval.optional).collect();
    if approvals.is_empty() {
        out.missing(Kind::Approvals);
    } else if case.policy.required_approvers.is_empty() {
        asked_for(&approvals, out);
    } else {
        required(case, &approvals, out);
    }
}

/// The roles of the policy.
fn required(case: &Case<'_>, approvals: &[&Approval], out: &mut Findings) {
    let roles: Vec<(String, &Approval)> = approvals.iter().map(|approval| (words(&who(approval)), *approval)).collect();
    let mut found = Vec::new();
    for role in &case.policy.required_approvers {
        let wanted = words(role);
        if let Some((_, approval)) = roles.iter().find(|(known, _)| is_in(&wanted, known)) {
            found.push(approval.at);
            continue;
        }
        let message = format!("No approval of the {role} is in the dossier.");
        let remedy = format!(
            "Add the row to the plan's approvals, and obtain the decision:\n\n{TABLE}| {role} | name | approved | 2026-12-01 |"
        );
        let section = approvals.iter().map(|approval| approval.at).find(|at| case.in_plan(*at));
        let near = section.or_else(|| case.start_of(Kind::DeploymentPlan));
        out.fail(format!("approval of {}", code(role)), message, remedy)
            .at(near.or_else(|| approvals.first().map(|approval| approval.at)));
    }
    if !found.is_empty() {
        let message = format!("{} of the policy with an approval.", count(found.len(), "role"));
        out.pass("required approvers", message).at(few(found));
    }
}

/// Role and name: `Jane Doe (Product Owner)` says both.
fn who(approval: &Approval) -> String {
    let said = [&approval.role, &approval.name].into_iter().flatten().map(|phrase| phrase.value.as_str());
    said.collect::<Vec<_>>().join(" ")
}

/// The words of a role, each with a blank on both sides.
fn words(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |all, word| all + &word.to_lowercase() + " ")
}

/// All the words in this order, or the characters where a language sets no blanks.
fn is_in(wanted: &str, known: &str) -> bool {
    known.contains(wanted) || (!wanted.is_ascii() && known.contains(wanted.trim()))
}

/// The roles that the documents ask for.
fn asked_for(approvals: &[&Approval], out: &mut Findings) {
    let named = |approval: &&&Approval| approval.role.as_ref().is_some_and(Phrase::is_stated);
    let asked =
        |approval: &&Approval| approval.name.is_none() && approval.decision.is_none() && approval.date.is_none();
    let (open, answered): (Vec<&Approval>, Vec<&Approval>) =
        approvals.iter().filter(named).copied().partition(|approval| asked(approval));
    for approval in &open {
        let role = approval.role.as_ref().map(|role| clip(&role.value, 60)).unwrap_or_default();
        let message = format!("An approval of {} is asked for, and the dossier holds none.", code(&role));
        out.none(
            format!("approval of {}", code(&role)),
            message,
            "Obtain the decision and record it with name and date.",
        )
        .at([approval.at]);
    }
    if open.is_empty() && answered.is_empty() {
        out.idle("required approvers", "Neither the policy nor a document names a role that must approve.");
    } else if !answered.is_empty() {
        let roles: Vec<&str> =
            answered.iter().filter_map(|approval| Some(approval.role.as_ref()?.value.as_str())).collect();
        let roles = crate::rules::support::once(roles);
        let message = format!(
            "Each role that is named has a row: {}.",
            if roles.len() > 8 { list(&roles) } else { codes(&roles) }
        );
        out.pass("required approvers", message).at(few(answered.iter().map(|approval| approval.at)));
    }
}
