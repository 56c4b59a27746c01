//! Which environment a file, a namespace or an object is for.

pub(super) mod told;

use super::Phrase;
use crate::outline::Node;
use crate::vocabulary;

/// Words that name an environment only if they stand alone: `microservices-demo` is no demonstration.
const ONLY_ALONE: [&str; 9] = ["demo", "sandbox", "test", "testing", "live", "local", "ci", "dr", "acceptance"];

/// What may stand before an environment in the name of a file or folder.
const BEFORE: [&str; 8] = ["docker", "compose", "values", "env", "overlay", "config", "settings", "environment"];

/// The environment that a namespace names, else the path: its file first, then its folders from the inside out.
pub(super) fn of(namespace: Option<&str>, path: &str) -> Option<&'static str> {
    namespace.and_then(of_part).or_else(|| of_path(path))
}

/// The environment of an object: by its namespace, its labels, then the path of its file.
pub(super) fn of_object(namespace: Option<&Phrase>, object: &Node, path: &str) -> Option<&'static str> {
    const LABELS: [&str; 5] =
        ["environment", "env", "app.kubernetes.io/environment", "app.kubernetes.io/env", "tags.datadoghq.com/env"];
    let labels = object.at(&["metadata", "labels"]);
    let labelled = || LABELS.iter().filter_map(|label| labels?.text(&[label])).find_map(vocabulary::environment);
    namespace.and_then(|said| of_part(&said.value)).or_else(labelled).or_else(|| of_path(path))
}

/// The environment that a path names.
pub(super) fn of_path(path: &str) -> Option<&'static str> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_example = |part: &str| matches!(part, "example" | "sample" | "template" | "dist");
    let of_name = name.split('.').rev().filter(|part| !is_example(part)).find_map(|part| match part {
        // Compose reads it by itself, on the machine of whoever develops.
        "override" => Some("development"),
        part => of_part(part),
    });
    of_name.or_else(|| folders.rsplit('/').find_map(of_part))
}

/// The environment that one part of a path or a name names: `production`, `prod-eu`, `orderflow-staging`, `values-test`.
fn of_part(part: &str) -> Option<&'static str> {
    let words: Vec<String> =
        part.split(['-', '_', ' ']).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let rest = &words[words.iter().take_while(|word| BEFORE.contains(&word.as_str())).count()..];
    let known = rest.iter().any(|word| !ONLY_ALONE.contains(&word.as_str()) && vocabulary::environment(word).is_some());
    let alone = matches!(rest, [word] if ONLY_ALONE.contains(&word.as_str()));
    if !known && !alone {
        return None;
    }
    let named = rest.iter().filter(|word| alone || !ONLY_ALONE.contains(&word.as_str())).cloned().collect::<Vec<_>>();
    let pre = rest.windows(2).any(|pair| pair[0] == "pre" && pair[1].starts_with("prod"));
    if pre { Some("staging") } else { named.iter().find_map(|word| vocabulary::environment(word)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_namespaces_name_environments() {
        for (namespace, path, wanted) in [
            (None, "deploy/overlays/production/kustomization.yaml", Some("production")),
            (None, "environments/staging/web.yaml", Some("staging")),
            (None, "k8s/prod/web.yaml", Some("production")),
            (None, "docker-compose.prod.yml", Some("production")),
            (None, "compose-test.yaml", Some("test")),
            (None, "values-production.yaml", Some("production")),
            (None, ".env.production.example", Some("production")),
            (None, "docker-compose.override.yml", Some("development")),
            (None, "k8s/pre-prod/web.yaml", Some("staging")),
            (Some("orderflow-staging"), "k8s/prod/web.yaml", Some("staging")),
            (Some("orderflow"), "k8s/prod/web.yaml", Some("production")),
            (None, "k8s/microservices-demo/web.yaml", None),
            (None, "src/latest/device.yaml", None),
            (None, "deploy/compose.yaml", None),
        ] {
            assert_eq!(of(namespace, path), wanted, "{path}");
        }
    }
}
