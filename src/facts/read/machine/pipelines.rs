//! Variables and secrets of pipelines: workflows of GitHub, pipelines of GitLab, Azure and `CircleCI`.

use std::collections::BTreeSet;

use super::{Doc, Facts, Schema};
use crate::facts::read::settings;
use crate::facts::{Origin, Said, SecretReference, SecretStore, Setting};
use crate::outline::{Node, Value};
use crate::vocabulary;

pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    let key = match schema {
        Schema::Workflow => "env",
        Schema::GitlabCi | Schema::AzureCi => "variables",
        Schema::CircleCi => "environment",
        _ => return,
    };
    for top in &doc.outline.nodes {
        variables(doc, top.get(key), None, None, facts);
        let jobs = top.get("jobs");
        let jobs = jobs.filter(|_| schema != Schema::GitlabCi).unwrap_or(top);
        for (name, job) in jobs.pairs() {
            if matches!(name.plain.as_str(), "env" | "variables" | "environment") {
                continue;
            }
            let environment = job.text(&["environment"]).or_else(|| job.text(&["environment", "name"]));
            let environment = environment.and_then(vocabulary::environment);
            variables(doc, job.get(key), Some(&name.plain), environment, facts);
            for step in job.get("steps").map_or(&[][..], Node::items) {
                variables(doc, step.get(key), Some(&name.plain), environment, facts);
            }
        }
        if schema == Schema::Workflow {
            secrets(doc, top, facts);
        }
    }
}

/// `NAME: value`, or `NAME: {value: …}`; Azure also lists `{name: …, value: …}`.
fn variables(
    doc: &Doc<'_>,
    map: Option<&Node>,
    job: Option<&str>,
    environment: Option<&'static str>,
    facts: &mut Facts,
) {
    let Some(map) = map else { return };
    let value = |node: &Node| {
        let node = node.get("value").unwrap_or(node);
        node.written().map(|text| Said { value: text.to_owned(), at: doc.place(node.span) })
    };
    let set = |name, node: &Node| settings::setting(name, value(node), Origin::Pipeline, job, environment);
    let scalar =
        |node: &Node| !matches!(node.value, Value::List(_)) && (node.pairs().is_empty() || node.get("value").is_some());
    let pairs = map.pairs().iter().filter(|(_, node)| scalar(node)).map(|(name, node)| set(doc.phrase(name), node));
    let items = map.items().iter().filter_map(|item| {
        let name = item.get("name")?;
        Some(set(Said { value: name.scalar()?.to_owned(), at: doc.place(name.span) }, item.get("value")?))
    });
    let found: Vec<Setting> = pairs.chain(items).collect();
    facts.settings.extend(found);
}

/// `${{ secrets.NAME }}` wherever it stands, each once. GitHub gives the token of the run itself.
fn secrets(doc: &Doc<'_>, top: &Node, facts: &mut Facts) {
    const OPEN: &str = "secrets.";
    let mut seen = BTreeSet::new();
    for (_, node) in top.walk() {
        let Some(text) = node.written().filter(|text| text.contains("${{")) else { continue };
        for (at, _) in text.match_indices(OPEN) {
            let rest = &text[at + OPEN.len()..];
            let end =
                rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).unwrap_or(rest.len());
            let name = &rest[..end];
            if name.is_empty() || name == "GITHUB_TOKEN" || !seen.insert(name) {
                continue;
            }
            let place = doc.place(node.span);
            let name = Said { value: name.to_owned(), at: place };
            facts.secret_references.push(SecretReference {
                name,
                key: None,
                kind: SecretStore::Pipeline,
                by: None,
                at: place,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::read::testing::dossier;

    #[test]
    fn variables_stand_at_the_top_in_jobs_and_steps() {
        let workflow = "on: push\nenv:\n  REGISTRY: ghcr.io\njobs:\n  deploy:\n    runs-on: x\n    environment: { name: production }\n    \
                        env: { NODE_ENV: production }\n    steps:\n      - run: x\n        env: { API_TOKEN: \"${{ secrets.API_TOKEN }}\", \
                        REGION: \"${{ vars.REGION }}\" }\n      - uses: y\n        with: { t: \"${{ secrets.GITHUB_TOKEN }}\", k: \"${{ \
                        secrets.SSH_KEY }}\" }\n";
        let gitlab =
            "variables:\n  A_B: { value: \"1\", description: x }\nbuild:\n  script: [x]\n  variables: { C_D: \"2\" }\n";
        let facts = dossier(&[(".github/workflows/deploy.yml", workflow), (".gitlab-ci.yml", gitlab)]);
        let mut set: Vec<String> = facts
            .settings
            .iter()
            .map(|it| format!("{} {:?} {:?} {:?}", it.name.value, it.state, it.owner.as_deref(), it.environment))
            .collect();
        set.sort();
        assert_eq!(
            set,
            [
                "API_TOKEN Secret Some(\"deploy\") Some(\"production\")",
                "A_B Literal None None",
                "C_D Literal Some(\"build\") None",
                "NODE_ENV Literal Some(\"deploy\") Some(\"production\")",
                "REGION Passed Some(\"deploy\") Some(\"production\")",
                "REGISTRY Literal None None",
            ]
        );
        let names: Vec<&str> = facts.secret_references.iter().map(|one| one.name.value.as_str()).collect();
        assert_eq!(names, ["API_TOKEN", "SSH_KEY"]);
    }
}
