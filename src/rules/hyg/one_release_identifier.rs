//! HYG-08: every document speaks of the same release.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{Said, Version};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, once, release_key};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "HYG-08",
    name: "one-release-identifier",
    severity: Severity::Error,
    stage: None,
    needs: &[],
    checks: "Every document that names the release gives the same identifier as the deployment plan, or, if the plan \
             names none, as most documents. A leading `v` or `REL-`, trailing zeros and build metadata do not \
             count.",
    why: "Test results, notes and approvals of another version say nothing about the one that is deployed.",
    settings: &[],
    source: "DP:23; dod-release.md:25",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let Some(expected) = expected(case) else {
        let remedy = "Name the release in the deployment plan, for instance `Release: 2.0.0` below its title.";
        out.none("this release", "No document says which release it is about.", remedy);
        return;
    };
    let mut by_file: BTreeMap<SourceId, Vec<&Said<Version>>> = BTreeMap::new();
    for said in &case.facts.releases {
        by_file.entry(said.at.source).or_default().push(said);
    }
    let mut agreeing = Vec::new();
    for (source, said) in by_file {
        let other: Vec<&Said<Version>> =
            said.iter().copied().filter(|said| release_key(&said.value) != release_key(&expected.value)).collect();
        if other.is_empty() {
            agreeing.extend(said.first().map(|said| said.at));
        } else {
            differs(case, source, &other, expected, out);
        }
    }
    if !agreeing.is_empty() {
        let name = if agreeing.len() == 1 { "names" } else { "name" };
        let message = format!("{} {name} the release {}.", count(agreeing.len(), "file"), code(&expected.value.0));
        out.pass("release identifier", message).at(few(agreeing));
    }
}

fn differs(case: &Case<'_>, source: SourceId, other: &[&Said<Version>], expected: &Said<Version>, out: &mut Findings) {
    let path = code(&case.facts.document(source).path);
    let names = once(other.iter().map(|said| said.value.0.as_str()));
    let message = format!(
        "{path} names release {}, but {} says {}.",
        codes(&names),
        case.file(expected.at),
        code(&expected.value.0)
    );
    let remedy = format!(
        "Write {} in {path} if it is about this release; else replace it with the document of this release.",
        code(&expected.value.0)
    );
    out.fail(format!("file {path}"), message, remedy).at(few(other.iter().map(|said| said.at))).at([expected.at]);
}

/// What the plan says most often; else what all documents say most often; the earliest of equals.
pub(in crate::rules) fn expected<'a>(case: &Case<'a>) -> Option<&'a Said<Version>> {
    let releases = &case.facts.releases;
    let planned: Vec<&Said<Version>> = releases.iter().filter(|said| case.in_plan(said.at)).collect();
    let among: Vec<&Said<Version>> = if planned.is_empty() { releases.iter().collect() } else { planned };
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for said in &among {
        *votes.entry(release_key(&said.value)).or_default() += 1;
    }
    let votes_of = |said: &Said<Version>| votes.get(&release_key(&said.value)).copied();
    among.into_iter().rev().max_by_key(|said| votes_of(said))
}
