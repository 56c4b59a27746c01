//! CHG-03: what the change board approved is what the plan does.

use std::collections::{BTreeMap, BTreeSet};

use super::{Overlap, REMEDY, overlap};
use crate::dossier::SourceId;
use crate::facts::{Document, Kind, Said, Version};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{FullWindow, clip, code, codes, few, once, release_key};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "CHG-03",
    name: "request-agrees-with-plan",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[Kind::DeploymentPlan],
    checks: "The change request names the plan's release, and the window of the plan lies within the window that the request \
             gives, in UTC where both zones are known. Where one of several requests names the release, those for \
             others do not count.",
    why: "The board approved one version for one night. Whoever deploys another version, or starts an hour earlier, does it \
          without approval, and against the calendar that everybody else looks at.",
    settings: &["profile"],
    source: "DE:373",
    judge,
};

/// Windows of the plan that are compared: a plan has a few.
const MOST: usize = 64;

fn judge(case: &Case<'_>, out: &mut Findings) {
    let mut requests: Vec<&Document> = case.facts.of_kind(Kind::ChangeRequest).collect();
    if requests.is_empty() {
        if case.policy.profile == Profile::Aiwg {
            out.missing(Kind::ChangeRequest);
        } else {
            out.idle("change request", "The dossier holds no change request.");
        }
        return;
    }
    let plan = versions(case, |said| case.in_plan(said.at));
    let own = |request: &Document| versions(case, |said| said.at.source == request.source);
    let keys: BTreeSet<String> = plan.iter().map(|said| release_key(&said.value)).collect();
    let agrees = |request: &Document| own(request).iter().any(|said| keys.contains(&release_key(&said.value)));
    if requests.iter().any(|request| agrees(request)) {
        requests.retain(|request| agrees(request) || own(request).is_empty());
    }
    let windows = case.full_windows();
    let planned: Vec<&FullWindow<'_>> =
        windows.iter().filter(|full| case.in_plan(full.window.text.at)).take(MOST).collect();
    let mut allowed: BTreeMap<SourceId, Vec<&FullWindow<'_>>> = BTreeMap::new();
    for full in &windows {
        allowed.entry(full.window.text.at.source).or_default().push(full);
    }
    for request in requests {
        compare_versions(case, request, &own(request), &plan, out);
        let approved = allowed.get(&request.source).map(Vec::as_slice).unwrap_or_default();
        compare_windows(case, request, &planned, approved, out);
    }
}

fn versions<'a>(case: &Case<'a>, of: impl Fn(&Said<Version>) -> bool) -> Vec<&'a Said<Version>> {
    case.facts.releases.iter().filter(|said| of(said)).collect()
}

fn compare_versions(
    case: &Case<'_>,
    request: &Document,
    own: &[&Said<Version>],
    plan: &[&Said<Version>],
    out: &mut Findings,
) {
    let (Some(first), Some(planned)) = (own.first(), plan.first()) else { return };
    let subject = format!("release of {}", case.file(request.place()));
    let keys: BTreeSet<String> = plan.iter().map(|said| release_key(&said.value)).collect();
    let places = || [first.at, planned.at];
    if own.iter().any(|said| keys.contains(&release_key(&said.value))) {
        let message = format!("Change request and plan are about {}.", code(&planned.value.0));
        out.pass(subject, message).at(places());
        return;
    }
    let names = |said: &[&Said<Version>]| codes(&once(said.iter().map(|said| said.value.0.clone())));
    let message = format!("The change request is for {}, and the plan for {}.", names(own), names(plan));
    let remedy = "Have the change request approved for the release of the plan, or add the request of this release.";
    out.fail(subject, message, remedy).at(places());
}

fn compare_windows(
    case: &Case<'_>,
    request: &Document,
    planned: &[&FullWindow<'_>],
    approved: &[&FullWindow<'_>],
    out: &mut Findings,
) {
    let subject = format!("window of {}", case.file(request.place()));
    if approved.is_empty() || planned.is_empty() {
        let lacking = if approved.is_empty() { "change request" } else { "plan" };
        let message = format!("The {lacking} gives no window with begin, end and zone that could be compared.");
        if case.policy.profile == Profile::Aiwg || (approved.is_empty() && planned.is_empty()) {
            out.none(subject, message, REMEDY).at([request.place()]);
        } else {
            out.idle(subject, message).at([request.place()]);
        }
        return;
    }
    let lies = |plan: &FullWindow<'_>, wanted: Overlap| {
        approved.iter().any(|full| overlap(plan.window, full.window) == Some(wanted))
    };
    // A plan may also list windows of rehearsals; only where none is the request's they are held against it.
    let alone = !planned.iter().any(|plan| lies(plan, Overlap::Within) || lies(plan, Overlap::Unknown));
    let text = |full: &FullWindow<'_>| code(&clip(&full.window.text.value, 80));
    let places = || few(approved.iter().chain(planned).map(|full| full.window.text.at));
    let outside = planned.iter().find(|plan| {
        !lies(plan, Overlap::Within) && !lies(plan, Overlap::Unknown) && (lies(plan, Overlap::Partly) || alone)
    });
    if let (Some(plan), Some(full)) = (outside, approved.first()) {
        let message =
            format!("The plan changes production in {}, and the change request allows {}.", text(plan), text(full));
        let remedy = "Write the approved window into the plan, or have the plan's window approved.";
        out.fail(subject, message, remedy).at(places());
    } else if planned.iter().any(|plan| lies(plan, Overlap::Within)) {
        out.pass(subject, "The window of the plan lies within the one that the change request allows.").at(places());
    } else {
        let message = "Whether the two windows agree depends on zones that are not known.";
        out.none(subject, message, "Write both times in UTC.").at(places());
    }
}
