//! Names of environments.

use super::concepts::{Environment, Meaning};
use super::lexicon::Lexicon;
use super::terms::Terms;
use super::token;

/// How long the name of an environment may be, in words.
const LONGEST: u32 = 4;

/// The normal name of an environment, from a column name or a cell: `Prod (EU)` is `production`.
pub fn environment(text: &str) -> Option<&'static str> {
    environment_in(Lexicon::standard().find(text).of(text))
}

/// The same for a text whose words are looked up already.
pub fn environment_in(terms: Terms<'_>) -> Option<&'static str> {
    if !terms.hits().iter().any(|hit| Environment::of(hit.concept).is_some()) {
        return None;
    }
    let name = super::bare(terms.text());
    if token::weight(name) > LONGEST * 4 {
        return None;
    }
    let found = Lexicon::standard().find_heading(name);
    let terms = found.of(name);
    // "Pre-production" begins before the "production" in it.
    let hits =
        Environment::ALL.iter().flat_map(|environment| terms.of(*environment).map(move |hit| (hit, environment)));
    let first = hits.min_by_key(|(hit, _)| (hit.start, u32::MAX - hit.end))?;
    Some(first.1.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_are_known_in_every_language() {
        for (text, wanted) in [
            ("Prod (EU)", Some("production")),
            ("pre-production", Some("staging")),
            ("UAT", Some("acceptance")),
            ("本番環境", Some("production")),
            ("検証環境", Some("staging")),
            ("ステージング", Some("staging")),
            ("開発", Some("development")),
            ("Préproduction", Some("staging")),
            ("Recette", Some("acceptance")),
            ("Produktion", Some("production")),
            ("Abnahme", Some("acceptance")),
            ("Preproducción", Some("staging")),
            ("Desarrollo", Some("development")),
            ("Homologação", Some("staging")),
            ("生产环境", Some("production")),
            ("预发", Some("staging")),
            ("準備状況と担当者の一覧表", None),
            ("What happens in production when it fails", None),
            ("Owner", None),
        ] {
            assert_eq!(environment(text), wanted, "{text}");
        }
    }
}
