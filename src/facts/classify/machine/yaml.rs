//! YAML: pipelines, lockfiles and change logs.

use super::{Recognised, Schema};
use crate::outline::{Node, Outline, Value};

pub(super) fn recognise(path: &str, outline: &Outline) -> Option<Recognised> {
    let first = outline.nodes.first()?;
    let has = |key: &str| first.get(key).is_some();
    let name = path.rsplit('/').next().unwrap_or_default();
    if has("apiVersion") && has("kind") {
        return None;
    }
    if has("lockfileVersion") && (has("packages") || has("importers")) {
        return Some((Schema::PnpmLock, "it has `lockfileVersion`".to_owned()));
    }
    if has("databaseChangeLog") {
        return Some((Schema::LiquibaseYaml, "it has `databaseChangeLog`".to_owned()));
    }
    let jobs = first.get("jobs");
    let job = |key: &str| jobs.is_some_and(|jobs| jobs.pairs().iter().any(|(_, job)| job.get(key).is_some()));
    if (has("on") || has("true")) && (job("runs-on") || job("uses") || job("steps")) {
        return Some((Schema::Workflow, "it has `on` and `jobs`".to_owned()));
    }
    if has("jobs") && has("version") && (has("workflows") || path.contains(".circleci/")) {
        return Some((Schema::CircleCi, "it has `jobs` and `workflows`".to_owned()));
    }
    if name.contains("gitlab-ci") || has("stages") && first.pairs().iter().any(|(_, value)| is_gitlab_job(value)) {
        return Some((Schema::GitlabCi, "its jobs have a `script`".to_owned()));
    }
    let azure = (has("trigger") || has("pool") || has("pr")) && (has("steps") || has("jobs") || has("stages"));
    (azure || name.starts_with("azure-pipelines")).then(|| (Schema::AzureCi, "it has `trigger` and `steps`".to_owned()))
}

fn is_gitlab_job(value: &Node) -> bool {
    matches!(value.value, Value::Map(_)) && value.get("script").is_some()
}
