//! Anchors: the names that links into a document can lead to.

use std::collections::BTreeMap;

use super::{Outline, Text};

impl Outline {
    /// Every anchor of a document: each heading's, as GitHub makes it, and those that the writer set.
    pub fn anchors(&self) -> Vec<Text> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let headings = self.sections.iter().filter(|section| section.level > 0 && !section.bold);
        let mut anchors: Vec<Text> = headings
            .map(|section| {
                let slug = slug(&section.title.plain);
                let count = seen.entry(slug.clone()).or_default();
                let plain = if *count == 0 { slug } else { format!("{slug}-{count}") };
                *count += 1;
                Text { plain, span: section.title.span }
            })
            .collect();
        anchors.extend(self.names.iter().cloned());
        anchors
    }
}

/// The anchor of a heading: lower case, blanks to hyphens, no punctuation.
fn slug(title: &str) -> String {
    let letters = title.chars().flat_map(char::to_lowercase);
    letters
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' '))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(slug("1. Roll back: `web` & worker"), "1-roll-back-web--worker");
        assert_eq!(slug("ロールバック（手順）"), "ロールバック手順");
    }
}
