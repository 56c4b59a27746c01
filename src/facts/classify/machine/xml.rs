//! XML: known by the root element and what stands right below it.

use super::{Recognised, Schema};
use crate::dossier::Source;
use crate::outline::{Node, Outline};

pub(super) fn recognise(source: &Source, outline: &Outline) -> Option<Recognised> {
    let read = outline.nodes.first().and_then(|node| node.pairs().first());
    let (name, element) = match read {
        Some((name, element)) => (name.plain.as_str(), Some(element)),
        // A report that was cut off is still a report.
        None => (root(&source.text)?, None),
    };
    let has = |key: &str| element.is_some_and(|element| element.get(key).is_some());
    let schema = match name {
        "testsuites" | "testsuite" => Schema::JUnit,
        "assemblies" | "assembly" if element.is_some_and(is_xunit) => Schema::Xunit,
        "test-results" => Schema::NUnit2,
        "test-run" => Schema::NUnit3,
        "TestRun" => Schema::Trx,
        "coverage" if has("@line-rate") || has("packages") => Schema::Cobertura,
        "coverage" if has("project") => Schema::Clover,
        "report" if has("counter") || has("sessioninfo") => Schema::Jacoco,
        "checkstyle" => Schema::Checkstyle,
        "bom" if has("components") || has("metadata") || has("@version") || has("@serialNumber") => {
            Schema::CycloneDxXml
        }
        "databaseChangeLog" => Schema::LiquibaseXml,
        "project" if has("modelVersion") || has("artifactId") => Schema::MavenPom,
        "Project" if has("@Sdk") || has("PropertyGroup") || has("ItemGroup") => Schema::DotnetProject,
        _ => return None,
    };
    let cut = if element.is_none() { ", which could not be read to its end" } else { "" };
    Some((schema, format!("its root element is `{name}`{cut}")))
}

fn is_xunit(root: &Node) -> bool {
    root.get("assembly").is_some()
        || root.get("collection").is_some()
        || root.pairs().iter().all(|(name, _)| name.plain.starts_with('@'))
}

/// The name of the first element, of text that is no whole XML.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')? + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.get(comment.find("-->")? + 3..)?;
        } else if !rest.starts_with(['?', '!']) {
            let end = rest.find(|character: char| !character.is_alphanumeric() && !"-_.:".contains(character));
            let name = rest.get(..end.unwrap_or(rest.len()))?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        }
    }
}
