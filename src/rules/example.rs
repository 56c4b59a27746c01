//! The examples of the rules: a dossier that fails, and the same mended. They are the first two cases of the rule's scenarios, and
//! so are known to be judged as told.

/// A small dossier.
#[derive(Debug)]
pub struct Sheet {
    /// What it shows, in a few words.
    pub title: &'static str,
    /// Its files: path and text.
    pub files: &'static [(&'static str, &'static str)],
}

include!(concat!(env!("OUT_DIR"), "/rule_examples.rs"));

/// The dossier that fails, and the one that is mended.
pub(super) fn example(rule: &str) -> Option<&'static [Sheet; 2]> {
    let at = EXAMPLES.binary_search_by_key(&rule, |(id, _)| id).ok()?;
    EXAMPLES.get(at).map(|(_, sheets)| sheets)
}
