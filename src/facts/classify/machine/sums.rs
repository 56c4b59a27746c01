//! The lines of checksum files: those of `sha256sum`, and the BSD form.

/// One line, taken apart.
pub(in crate::facts) struct Line<'a> {
    pub(in crate::facts) algorithm: &'static str,
    pub(in crate::facts) digest: &'a str,
    /// Empty if the line is a digest alone.
    pub(in crate::facts) file: &'a str,
}

/// `<digest>  <file>`, `<digest> *<file>`, `SHA256 (<file>) = <digest>`, or a digest alone.
pub(in crate::facts) fn line(line: &str) -> Option<Line<'_>> {
    let line = line.trim();
    if let Some((start, digest)) = line.rsplit_once(") = ") {
        let (_, file) = start.split_once(" (")?;
        return Some(Line { algorithm: algorithm(digest)?, digest, file });
    }
    let (digest, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let file = rest.trim_start().trim_start_matches('*').trim();
    Some(Line { algorithm: algorithm(digest)?, digest, file })
}

/// By its length in hexadecimal.
fn algorithm(digest: &str) -> Option<&'static str> {
    if !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digest.len() {
        32 => Some("MD5"),
        40 => Some("SHA-1"),
        56 => Some("SHA-224"),
        64 => Some("SHA-256"),
        96 => Some("SHA-384"),
        128 => Some("SHA-512"),
        _ => None,
    }
}

/// Whether these first lines are a list of checksums.
pub(super) fn is_list(name: &str, lines: &[&str]) -> bool {
    let sums: Vec<Line<'_>> =
        lines.iter().filter(|text| !text.starts_with('#')).filter_map(|text| line(text)).collect();
    let others = lines.iter().filter(|text| !text.starts_with('#') && line(text).is_none()).count();
    let named = ["sum", "sha1", "sha256", "sha512", "md5", "digest"].iter().any(|word| name.contains(word));
    let files = sums.iter().filter(|sum| !sum.file.is_empty() && !sum.file.contains(' ')).count();
    // A digest alone, or one line that is no checksum, needs the name as a witness.
    !sums.is_empty() && (named && sums.len() > others || others == 0 && files == sums.len())
}
