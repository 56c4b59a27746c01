//! PLN-01: the plan has its sections, and each says something.

use crate::facts::{Document, Kind, SectionFact};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{code, count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::Section;

pub(super) static RULE: Rule = Rule {
    id: "PLN-01",
    name: "sections-present",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "Under the `aiwg` profile the deployment plan has the fifteen sections of the template, told by what they are about and \
             not by their numbers or words, and each says something; \"none\" is an answer. A plan with the twelve sections \
             of the older template lacks those on the deployments table, the rolling restart and the admin tasks. The \
             `generic` profile asks for no section, and says which are usual.",
    why: "A section that is missing is a question that nobody had to answer. The template asks each because some release failed on \
          it.",
    settings: &["profile"],
    source: "DP:20-57",
    judge,
};

/// The sections of the template, in order, and how each is called there.
pub(crate) const SECTIONS: [(Section, &str); 15] = [
    (Section::Introduction, "Introduction"),
    (Section::Deployments, "Deployments Table"),
    (Section::Strategy, "Deployment Strategy"),
    (Section::Environments, "Environments and Prerequisites"),
    (Section::Restart, "Rolling Restart Strategy"),
    (Section::Schedule, "Deployment Schedule"),
    (Section::Steps, "Deployment Steps"),
    (Section::AdminTasks, "Admin Tasks for This Release"),
    (Section::Migration, "Data Migration Plan"),
    (Section::Verification, "Verification and Validation"),
    (Section::Rollback, "Rollback and Contingency"),
    (Section::Communication, "Communication Plan"),
    (Section::Handover, "Support Handover"),
    (Section::Risks, "Risk Management"),
    (Section::Approvals, "Approvals"),
];

/// Those that the older template did not have.
const NEWER: [Section; 3] = [Section::Deployments, Section::Restart, Section::AdminTasks];

fn judge(case: &Case<'_>, out: &mut Findings) {
    let plans: Vec<&Document> = case.facts.of_kind(Kind::DeploymentPlan).collect();
    // Several plans are parts of one.
    let about = |subject: Section| -> Vec<&SectionFact> {
        let sections = plans.iter().flat_map(|plan| &plan.sections);
        sections.filter(|section| section.subject == Some(subject)).collect()
    };
    let lacking: Vec<(Section, &str)> =
        SECTIONS.iter().copied().filter(|(subject, _)| about(*subject).is_empty()).collect();
    if case.policy.profile == Profile::Generic {
        usual(case, &lacking, out);
        return;
    }
    let old = lacking.len() == NEWER.len() && lacking.iter().all(|(subject, _)| NEWER.contains(subject));
    for (_, title) in &lacking {
        let template = if old { " It follows the older template of twelve sections." } else { "" };
        let message = format!("The deployment plan has no section {}.{template}", code(title));
        let remedy = format!("Add the section `## {title}`, or write below it why it does not apply.");
        out.fail(format!("section {}", code(title)), message, remedy).at(case.start_of(Kind::DeploymentPlan));
    }
    let mut filled = Vec::new();
    for (subject, title) in SECTIONS {
        let sections = about(subject);
        if let Some(section) = sections.iter().find(|section| section.filled) {
            filled.push(section.title.at);
        } else if let Some(section) = sections.first() {
            let message = format!("The section {} of the deployment plan says nothing.", code(&section.title.value));
            let remedy = "Fill it in, or say why it does not apply.";
            out.fail(format!("section {}", code(title)), message, remedy).at([section.title.at]);
        }
    }
    if !filled.is_empty() {
        let message = format!("{} of the template's 15 in the deployment plan.", count(filled.len(), "section"));
        out.pass("sections of the plan", message).at(few(filled));
    }
}

fn usual(case: &Case<'_>, lacking: &[(Section, &str)], out: &mut Findings) {
    let titles: Vec<&str> = lacking.iter().map(|(_, title)| *title).collect();
    let place = case.start_of(Kind::DeploymentPlan);
    if titles.is_empty() {
        out.pass("sections of the plan", "The plan speaks of all that a deployment plan usually does.").at(place);
    } else {
        let message = format!("No section is asked for. Usual ones that the plan does not have: {}.", list(&titles));
        out.idle("sections of the plan", message).at(place);
    }
}
