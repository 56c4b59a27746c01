//! Container image references.

use super::ImageRef;

/// Reads an image reference: `registry:5000/team/app:1.2.3@sha256:…`. `None` if the text is no reference.
pub fn image_ref(text: &str) -> Option<ImageRef> {
    let text = text
        .split_whitespace()
        .map(|word| word.trim_matches(['`', '(', ')', ',', '"', '\'']))
        .find(|word| word.contains([':', '/', '@']) || !text.trim().contains(' '))?;
    if text.is_empty() || text.contains("://") || !text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    let (name, digest) = match text.split_once('@') {
        Some((name, digest)) => (name, Some(digest.to_owned())),
        None => (text, None),
    };
    let slash = name.rfind('/').map_or(0, |at| at + 1);
    let (repository, tag) = match name[slash..].find(':') {
        Some(colon) => (&name[..slash + colon], Some(name[slash + colon + 1..].to_owned())),
        None => (name, None),
    };
    Some(ImageRef { repository: repository.to_owned(), tag, digest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_split() {
        let image = image_ref("`reg.example:5000/a/b:1.2@sha256:abc`").unwrap();
        assert_eq!(image.repository, "reg.example:5000/a/b");
        assert_eq!((image.tag.as_deref(), image.digest.as_deref()), (Some("1.2"), Some("sha256:abc")));
        assert_eq!(image_ref("redis").unwrap().tag, None);
        assert_eq!(image_ref("built by hand"), None);
    }
}
