//! What the dossier's configuration gives the processes of the target environment, and whether all of it can be read.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Kind, Origin, Place, Setting, ValueState};
use crate::rules::Case;
use crate::rules::support::{code, is_for_development};

/// The variables that are provided.
pub(super) struct Provided<'a> {
    /// Where each is set, by its name.
    pub(super) by_name: BTreeMap<String, Vec<&'a Setting>>,
    /// Those whose value only stands for another: `DB_PASSWORD=CHANGE_ME`.
    pub(super) stand_ins: BTreeMap<String, &'a Setting>,
    /// Why there may be more than can be seen.
    pub(super) open: Option<(String, Option<Place>)>,
    /// Whether any of them comes from where secrets are kept.
    pub(super) has_secrets: bool,
}

impl<'a> Provided<'a> {
    /// Nothing, if the dossier holds no configuration of the target environment.
    pub(super) fn of(case: &Case<'a>) -> Option<Self> {
        let counts = Counts::of(case);
        let settings: Vec<&Setting> =
            case.facts.settings.iter().filter(|setting| counts.setting(case, setting)).collect();
        let own = |setting: &&&Setting| !matches!(setting.origin, Origin::Image | Origin::Pipeline);
        settings.iter().find(own)?;
        let has_secrets = settings.iter().any(|setting| is_kept(setting));
        let open = open(case, &counts, &settings);
        let mut by_name: BTreeMap<String, Vec<&Setting>> = BTreeMap::new();
        let mut stand_ins = BTreeMap::new();
        for setting in settings {
            if setting.stands_in() {
                stand_ins.entry(name(setting)).or_insert(setting);
            } else {
                by_name.entry(name(setting)).or_default().push(setting);
            }
        }
        stand_ins.retain(|name, _| !by_name.contains_key(name));
        Some(Self { by_name, stand_ins, open, has_secrets })
    }
}

/// Terraform writes its variables in lower case.
fn name(setting: &Setting) -> String {
    match setting.origin {
        Origin::Terraform => setting.name.value.to_ascii_uppercase(),
        _ => setting.name.value.clone(),
    }
}

fn is_kept(setting: &Setting) -> bool {
    setting.origin == Origin::Secret || setting.state == ValueState::Secret
}

/// Which settings are those of the target environment.
struct Counts {
    target: String,
    /// Nothing but Compose files says what runs.
    compose: bool,
}

impl Counts {
    fn of(case: &Case<'_>) -> Self {
        let cluster = [Kind::Kubernetes, Kind::HelmTemplate, Kind::HelmChart, Kind::Kustomization];
        let other = case.facts.workloads.iter().any(|workload| !workload.is_compose());
        Self {
            target: case.policy.target_environment.clone(),
            compose: !other && !cluster.iter().any(|kind| case.facts.has(*kind)),
        }
    }

    /// Whether something that is set for this environment, at this place, is set for the target.
    fn here(&self, case: &Case<'_>, environment: Option<&str>, at: Place) -> bool {
        environment.map_or_else(|| !is_for_development(case.path(at)), |environment| environment == self.target)
    }

    fn setting(&self, case: &Case<'_>, setting: &Setting) -> bool {
        let named = setting.environment == Some(self.target.as_str());
        let kind = match setting.origin {
            Origin::Workload
            | Origin::ConfigMap
            | Origin::Secret
            | Origin::Platform
            | Origin::Image
            | Origin::Pipeline => true,
            Origin::Compose | Origin::EnvFile => named || self.compose,
            Origin::Terraform => case.path(setting.name.at).ends_with(".tfvars"),
            Origin::Example | Origin::Values | Origin::Document => false,
        };
        kind && setting.state != ValueState::Unset && self.here(case, setting.environment, setting.name.at)
    }
}

/// The first reason for which more may be set than can be seen.
fn open(case: &Case<'_>, counts: &Counts, settings: &[&Setting]) -> Option<(String, Option<Place>)> {
    let facts = case.facts;
    let start = |kind: Kind| case.start_of(kind);
    for kind in [Kind::HelmTemplate, Kind::HelmChart, Kind::HelmValues, Kind::Kustomization, Kind::Terraform] {
        if facts.has(kind) {
            return Some((format!("{} can set more than is written out", kind.title()), start(kind)));
        }
    }
    let workloads = facts.workloads.iter().filter(|one| counts.compose || !one.is_compose());
    let partial =
        workloads.filter(|one| counts.here(case, one.environment, one.name.at)).find_map(|one| one.partial.as_ref());
    if let Some(partial) = partial {
        return Some((format!("what runs is known only in part: {}", partial.value), Some(partial.at)));
    }
    let owners: BTreeSet<&str> = settings.iter().filter_map(|setting| setting.owner.as_deref()).collect();
    let files: BTreeSet<&str> =
        facts.documents.iter().filter_map(|document| document.path.rsplit('/').next()).collect();
    let known = |name: &str| owners.contains(name) || files.contains(name.rsplit('/').next().unwrap_or(name));
    let mut taken = facts.variable_sources.iter().filter(|one| counts.here(case, None, one.name.at));
    let unseen = taken.find(|one| one.prefix.is_some() || !known(&one.name.value));
    if let Some(source) = unseen {
        let message = format!(
            "{} takes in all of {}, which the dossier does not hold",
            code(&source.by),
            code(&source.name.value)
        );
        return Some((message, Some(source.name.at)));
    }
    let manifests = facts.documents.iter().filter(|document| {
        matches!(document.kind, Kind::Kubernetes | Kind::Compose | Kind::PlatformFile | Kind::EcsTask | Kind::EnvFile)
    });
    let problem = manifests.filter(|document| document.counts()).find_map(|document| document.problems.first());
    problem.map(|problem| (format!("{} could be read only in part", case.file(problem.at)), Some(problem.at)))
}
