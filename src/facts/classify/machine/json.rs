//! JSON and JSON lines: known by the keys that only one tool writes together.

use super::{Recognised, Schema};
use crate::outline::{Node, Value};

/// A form, and the keys by which it is known; an element may be a path with `/`.
const LOOKS: [(Schema, &[&str]); 20] = [
    (Schema::CycloneDxJson, &["bomFormat"]),
    (Schema::SpdxJson, &["spdxVersion"]),
    (Schema::SpdxGraph, &["@context", "@graph"]),
    (Schema::Sarif, &["runs", "version"]),
    (Schema::Ctrf, &["results/summary", "results/tests"]),
    (Schema::Jest, &["numTotalTests", "testResults"]),
    (Schema::Mocha, &["stats/tests", "stats/passes", "stats/failures"]),
    (Schema::Playwright, &["suites", "stats/expected", "stats/unexpected"]),
    (Schema::Rspec, &["examples", "summary/example_count"]),
    (Schema::PytestJson, &["summary/total", "tests", "exitcode"]),
    (Schema::IstanbulSummary, &["total/lines/pct"]),
    (Schema::CoveragePy, &["totals/percent_covered", "files"]),
    (Schema::Prometheus, &["status", "data/resultType", "data/result"]),
    (Schema::K6, &["metrics/iterations"]),
    (Schema::K6, &["metrics/http_reqs"]),
    (Schema::NpmLock, &["lockfileVersion"]),
    (Schema::PipfileLock, &["_meta/pipfile-spec", "default"]),
    (Schema::ComposerLock, &["packages", "content-hash"]),
    (Schema::SwiftLock, &["pins", "version"]),
    (Schema::SwiftLock, &["object/pins", "version"]),
];

pub(super) fn recognise(nodes: &[Node]) -> Option<Recognised> {
    let first = nodes.first()?;
    let has = |path: &&str| first.at(&path.split('/').collect::<Vec<_>>()).is_some();
    let look = LOOKS.iter().find(|(schema, keys)| keys.iter().all(has) && fits(*schema, first));
    if let Some((schema, keys)) = look {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", key.replace('/', "."))).collect();
        return Some((*schema, format!("it has {}", keys.join(", "))));
    }
    streams(nodes).or_else(|| maps(first))
}

/// What the keys alone do not tell.
fn fits(schema: Schema, root: &Node) -> bool {
    match schema {
        Schema::CycloneDxJson => root.text(&["bomFormat"]) == Some("CycloneDX"),
        Schema::SpdxGraph => root.text(&["@context"]).is_some_and(|context| context.contains("spdx")),
        Schema::Sarif => {
            root.get("runs").is_some_and(|runs| matches!(runs.value, Value::List(_)))
                && (root.get("$schema").is_none_or(|schema| schema.scalar().is_some_and(|text| text.contains("sarif")))
                    || root.get("runs").is_some_and(|runs| runs.items().iter().any(|run| run.get("tool").is_some())))
        }
        _ => true,
    }
}

/// One event for each line.
fn streams(nodes: &[Node]) -> Option<Recognised> {
    let first = nodes.first()?;
    let has = |key: &str| first.text(&[key]).is_some();
    if has("Action") && (has("Package") || has("ImportPath")) {
        return Some((Schema::GoJson, "its lines have `Action` and `Package`".to_owned()));
    }
    let dart = has("protocolVersion") && has("runnerVersion")
        || first.text(&["type"]) == Some("start") && first.get("protocolVersion").is_some();
    dart.then(|| (Schema::Dart, "its first line has `protocolVersion`".to_owned()))
}

/// Maps whose keys are names of other things.
fn maps(first: &Node) -> Option<Recognised> {
    let pairs = first.pairs();
    let all = |keys: &[&str]| {
        !pairs.is_empty() && pairs.iter().all(|(_, value)| keys.iter().all(|key| value.get(key).is_some()))
    };
    if all(&["sampleCount", "errorCount", "meanResTime"]) {
        return Some((Schema::Jmeter, "each entry has `sampleCount` and `meanResTime`".to_owned()));
    }
    let packages = first.get("dependencies").is_some_and(|groups| {
        groups
            .pairs()
            .iter()
            .any(|(_, group)| group.pairs().iter().any(|(_, package)| package.get("resolved").is_some()))
    });
    (packages && first.get("version").is_some())
        .then(|| (Schema::NugetLock, "its dependencies are `resolved` for each framework".to_owned()))
}
