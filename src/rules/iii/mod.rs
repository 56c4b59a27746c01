//! III: is every variable set where it is needed, and every secret where it belongs?

mod catalog_complete;
mod catalog_provided;
mod example_names_every_variable;
mod no_literal_secret;
mod no_orphan_example_variable;
mod provided;
mod required_variables_set;
mod secrets_are_references;

use super::{Case, Findings, Rule};
use crate::facts::Kind;

pub(super) const RULES: &[&Rule] = &[
    &catalog_complete::RULE,
    &required_variables_set::RULE,
    &example_names_every_variable::RULE,
    &no_orphan_example_variable::RULE,
    &catalog_provided::RULE,
    &secrets_are_references::RULE,
    &no_literal_secret::RULE,
];

/// The table that an environment definition without catalog should have.
pub(crate) const CATALOG: &str = "Add the Environment Variable Catalog to the environment definition:\n\n\
                       | Variable | Dev | Staging | Production | Purpose | Required |\n|---|---|---|---|---|---|\n\
                       | DATABASE_URL | (from secret) | (from secret) | (from secret) | database | yes |";

/// Says that there is no catalog to judge; whether that is so.
fn no_catalog(case: &Case<'_>, out: &mut Findings) -> bool {
    if !case.facts.variables.is_empty() {
        return false;
    }
    if case.facts.has(Kind::Environment) {
        out.none("variable catalog", "The environment definition has no catalog of environment variables.", CATALOG)
            .at(case.start_of(Kind::Environment));
    } else {
        out.missing(Kind::Environment);
    }
    true
}

/// Says that there is no example file to judge; whether that is so.
fn no_example(case: &Case<'_>, out: &mut Findings) -> bool {
    let missing = !case.facts.has(Kind::EnvExample) && case.facts.examples.is_empty();
    if missing {
        out.missing(Kind::EnvExample);
    }
    missing
}

/// Names, for quick lookup: whole ones, and the beginnings of `RELIABILITY_*`.
pub(super) struct Names<'a> {
    whole: std::collections::BTreeSet<&'a str>,
    starts: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(names: impl Iterator<Item = &'a str>) -> Self {
        let (starts, whole): (Vec<&str>, Vec<&str>) = names.partition(|name| name.ends_with('*'));
        Self {
            whole: whole.into_iter().collect(),
            starts: starts.into_iter().map(|name| name.trim_end_matches('*')).collect(),
        }
    }

    /// Whether a variable is among them, itself, as `NAME_FILE` (the path of a file with the value), or under a wildcard on
    /// either side.
    pub(super) fn cover(&self, name: &str) -> bool {
        if let Some(start) = name.strip_suffix('*') {
            return self.starts.contains(&start)
                || self.whole.range(start..).next().is_some_and(|whole| whole.starts_with(start));
        }
        let file = format!("{name}_FILE");
        self.whole.contains(name)
            || self.whole.contains(file.as_str())
            || name.strip_suffix("_FILE").is_some_and(|plain| self.whole.contains(plain))
            || self.starts.iter().any(|start| name.starts_with(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_and_files_cover_names() {
        let names = Names::of(["DATABASE_URL", "API_TOKEN_FILE", "RELIABILITY_*"].into_iter());
        for name in
            ["DATABASE_URL", "DATABASE_URL_FILE", "API_TOKEN", "RELIABILITY_RETRIES", "DATABASE_*", "RELIABILITY_*"]
        {
            assert!(names.cover(name), "{name}");
        }
        for name in ["DATABASE", "CACHE_*", "LOG_LEVEL"] {
            assert!(!names.cover(name), "{name}");
        }
    }
}
