//! Just enough of HTML to exchange whole elements of a page that this project itself wrote.

use anyhow::{Context, Result, ensure};
use std::ops::Range;

/// A page, and what is to be put in place of some of its elements.
pub(crate) struct Page {
    text: String,
    changes: Vec<(Range<usize>, String)>,
}

impl Page {
    pub(crate) fn new(text: String) -> Self {
        Self { text, changes: Vec::new() }
    }

    /// The file that an attribute of an element names.
    pub(crate) fn attribute(&self, element: &str, mark: &str, name: &str) -> Result<String> {
        let tag = &self.text[self.tag(element, mark)?];
        let value = tag.split_once(&format!(r#" {name}=""#)).and_then(|(_, rest)| rest.split_once('"'));
        let (value, _) = value.with_context(|| format!("{tag} has no {name}"))?;
        Ok(value.trim_start_matches("./").to_owned())
    }

    /// Puts `replacement` in the place of the one element with `mark` in its start tag.
    pub(crate) fn replace(&mut self, element: &str, mark: &str, replacement: &str) -> Result<()> {
        let mut range = self.tag(element, mark)?;
        if element == "script" {
            let end = self.text[range.end..].find("</script>").context("a script without its end tag")?;
            range.end += end + "</script>".len();
        }
        self.changes.push((range, replacement.to_owned()));
        Ok(())
    }

    /// The page with all changes made.
    pub(crate) fn finish(mut self) -> Result<String> {
        self.changes.sort_by_key(|(range, _)| range.start);
        let mut out = String::new();
        let mut from = 0;
        for (range, replacement) in self.changes {
            out.push_str(&self.text[from..range.start]);
            out.push_str(&replacement);
            from = range.end;
        }
        out.push_str(&self.text[from..]);
        ensure!(!out.contains(r#"="./"#), "the single file still names another file");
        Ok(out)
    }

    /// Where the start tag is. There has to be exactly one.
    fn tag(&self, element: &str, mark: &str) -> Result<Range<usize>> {
        let open = format!("<{element} ");
        let mut found = self.text.match_indices(&open).filter_map(|(start, _)| {
            let end = start + self.text[start..].find('>')? + 1;
            self.text[start..end].contains(mark).then_some(start..end)
        });
        let tag = found.next().with_context(|| format!("the page has no <{element}> with {mark}"))?;
        ensure!(found.next().is_none(), "the page has more than one <{element}> with {mark}");
        Ok(tag)
    }
}

/// The element that holds a Content-Security-Policy.
pub(crate) fn policy(policy: &str) -> String {
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
}
