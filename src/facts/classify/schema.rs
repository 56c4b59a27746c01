//! Data files: known by their schema, or by a name that only one kind of file has.

use super::platforms::platform;
use crate::dossier::{EnvName, Source, env_name};
use crate::facts::Kind;
use crate::outline::{Node, Outline};

pub(super) fn by_name(name: &str) -> Option<(Kind, String)> {
    let kind = match name {
        "package.json"
        | "cargo.toml"
        | "pyproject.toml"
        | "go.mod"
        | "pom.xml"
        | "build.gradle"
        | "build.gradle.kts"
        | "settings.gradle"
        | "settings.gradle.kts"
        | "libs.versions.toml"
        | "gemfile"
        | "composer.json"
        | "pipfile"
        | "setup.cfg"
        | "setup.py"
        | "mix.exs"
        | "pubspec.yaml"
        | "package.swift"
        | "packages.config"
        | "directory.packages.props"
        | "go.work"
        | "deno.json" => Kind::PackageManifest,
        "package-lock.json"
        | "npm-shrinkwrap.json"
        | "cargo.lock"
        | "pnpm-lock.yaml"
        | "poetry.lock"
        | "uv.lock"
        | "pdm.lock"
        | "pipfile.lock"
        | "gemfile.lock"
        | "composer.lock"
        | "packages.lock.json"
        | "pubspec.lock"
        | "package.resolved" => Kind::Lockfile,
        _ if name.ends_with(".gemspec") || name.ends_with(".csproj") || name.ends_with(".fsproj") => {
            Kind::PackageManifest
        }
        "kustomization.yaml" | "kustomization.yml" | "kustomization" => Kind::Kustomization,
        "chart.yaml" => Kind::HelmChart,
        "fly.toml" | "netlify.toml" => Kind::PlatformFile,
        _ if name.starts_with("fly.") && name.ends_with(".toml") => Kind::PlatformFile,
        "sha256sums" | "sha256sums.txt" | "sha512sums" | "checksums.txt" => Kind::Checksums,
        _ if name.ends_with(".sha256") || name.ends_with(".sha512") => Kind::Checksums,
        _ => return None,
    };
    Some((kind, format!("its name is `{name}`")))
}

pub(super) fn dotenv(name: &str) -> (Kind, String) {
    let kind = if env_name(name) == Some(EnvName::Example) { Kind::EnvExample } else { Kind::EnvFile };
    (kind, format!("`KEY=value` lines in a file named `{name}`"))
}

pub(super) fn unit() -> (Kind, String) {
    (Kind::SystemdUnit, "a `[Service]` section".to_owned())
}

/// `.tf` files hold more than variables; a lock file of Terraform is none of them.
pub(super) fn hcl(name: &str, outline: &Outline) -> (Kind, String) {
    let has = |key: &str| outline.nodes.iter().any(|node| node.get(key).is_some());
    if name == ".terraform.lock.hcl" {
        (Kind::Lockfile, "its name is `.terraform.lock.hcl`".to_owned())
    } else if name.ends_with(".tfvars") {
        (Kind::Terraform, "values of Terraform variables, by its name".to_owned())
    } else if let Some(block) = ["job", "variable", "resource", "module", "terraform"].into_iter().find(|it| has(it)) {
        (Kind::Terraform, format!("a `{block}` block"))
    } else {
        (Kind::OtherData, "HCL with no block that is known".to_owned())
    }
}

pub(super) fn xml(outline: &Outline) -> (Kind, String) {
    let root = outline.nodes.first().and_then(|node| node.pairs().first()).map(|(name, _)| name.plain.as_str());
    match root {
        Some(root) => (Kind::OtherData, format!("XML with the root element `{root}`")),
        None => (Kind::OtherData, "XML that could not be read".to_owned()),
    }
}

pub(super) fn json(name: &str, outline: &Outline) -> (Kind, String) {
    if let Some(found) = kubernetes(&outline.nodes) {
        return found;
    }
    if let Some(found) = outline.nodes.first().and_then(|first| platform(name, first)) {
        return found;
    }
    (Kind::OtherData, format!("JSON of no schema that is known, named `{name}`"))
}

fn kubernetes(nodes: &[Node]) -> Option<(Kind, String)> {
    let kinds: Vec<&str> =
        nodes.iter().filter(|node| node.get("apiVersion").is_some()).filter_map(|node| node.text(&["kind"])).collect();
    let first = kinds.first()?;
    if matches!(*first, "Kustomization" | "Component") {
        return Some((Kind::Kustomization, format!("`kind: {first}`")));
    }
    let members = nodes.iter().map(|node| node.get("items").map_or(0, |items| items.items().len())).sum::<usize>();
    let others = kinds.len() - 1 + members;
    let more = match others {
        0 => String::new(),
        1 => " and 1 more object".to_owned(),
        _ => format!(" and {others} more objects"),
    };
    Some((Kind::Kubernetes, format!("`apiVersion` and `kind: {first}`{more}")))
}

/// Text of no format: what Helm prints after it has installed a chart, and the parts that its templates share.
pub(super) fn plain(source: &Source) -> (Kind, String) {
    let in_chart = source.path.split('/').rev().nth(1) == Some("templates");
    if in_chart && has_go_expression(&source.text) {
        (Kind::HelmTemplate, "text with `{{ … }}` in a folder named `templates`: Helm fills it in".to_owned())
    } else {
        (Kind::OtherText, "plain text with no structure that is known".to_owned())
    }
}

/// Whether an expression is one of Go's templates. A bare name in capitals, `{{PROJECT_ID}}`, is replaced by something else.
fn has_go_expression(text: &str) -> bool {
    text.match_indices("{{").any(|(at, _)| {
        let inside = text[at + 2..].trim_start_matches(['-', ' ']);
        inside
            .starts_with(|first: char| first.is_ascii_lowercase() || matches!(first, '.' | '$' | '"' | '(' | '/' | '`'))
    })
}

/// A list of `op` and `path`: what kustomize applies to an object.
fn is_json_patch(nodes: &[Node]) -> bool {
    let [only] = nodes else { return false };
    !only.items().is_empty() && only.items().iter().all(|item| item.get("op").is_some() && item.get("path").is_some())
}

/// Map with a `services` map, or with nothing but what only Compose files have.
fn is_compose(name: &str, node: &Node) -> bool {
    let named = name.starts_with("docker-compose") || name.starts_with("compose");
    match node.get("services") {
        Some(services) => {
            let service = |node: &Node| node.pairs().iter().any(|(key, _)| COMPOSE_KEYS.contains(&key.plain.as_str()));
            services.pairs().iter().any(|(_, node)| service(node)) || (named && !services.pairs().is_empty())
        }
        None => named && ["include", "networks", "volumes"].iter().any(|key| node.get(key).is_some()),
    }
}

/// Keys of a service of a Compose file. Other schemas have `services`, too.
const COMPOSE_KEYS: [&str; 14] = [
    "image",
    "build",
    "command",
    "environment",
    "ports",
    "volumes",
    "depends_on",
    "env_file",
    "extends",
    "deploy",
    "healthcheck",
    "profiles",
    "restart",
    "entrypoint",
];

pub(super) fn yaml(source: &Source, outline: &Outline) -> (Kind, String) {
    let name = source.name().to_ascii_lowercase();
    let manifest = outline.nodes.iter().any(|node| node.get("kind").is_some()) || source.text.contains("\nkind:");
    if outline.template && manifest && has_go_expression(&source.text) {
        return (Kind::HelmTemplate, "`kind:` beside `{{ … }}`: a manifest that Helm fills in".to_owned());
    }
    if let Some(found) = kubernetes(&outline.nodes) {
        return found;
    }
    if outline.nodes.first().is_some_and(|node| is_compose(&name, node)) {
        return (Kind::Compose, "a `services` map".to_owned());
    }
    if let Some(found) = outline.nodes.first().and_then(|first| platform(&name, first)) {
        return found;
    }
    if name.starts_with("values") && outline.nodes.iter().any(|node| !node.pairs().is_empty()) {
        return (Kind::HelmValues, format!("values of a Helm chart, by the name `{name}`"));
    }
    if is_json_patch(&outline.nodes) {
        return (Kind::Kustomization, "a list of `op` and `path`: a patch for kustomize".to_owned());
    }
    (Kind::OtherData, "YAML of no schema that is known".to_owned())
}
