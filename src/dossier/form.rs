//! What a file is, from its first bytes and its name: an archive, a format that is refused with advice, or text.

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A zip archive, or an office document, which is one inside.
    Zip,
    /// A tar archive.
    Tar,
    /// Something packed by gzip.
    Gzip,
    /// What cannot be read, with the reason and what to do.
    Foreign(&'static str),
    /// Text, or what else has no mark.
    Text,
}

/// Ends of names of programs and libraries that are zip archives and hold no documents.
const PROGRAMS: [&str; 8] = [".jar", ".war", ".ear", ".apk", ".aab", ".whl", ".nupkg", ".xpi"];

/// Ends of names of files that are zip archives inside.
const ZIPPED: [&str; 8] = [".zip", ".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx"];

/// First bytes of formats that are not read.
const FOREIGN: [(&[u8], &str); 8] = [
    (b"%PDF-", "this is a PDF document, which is not read. Save the original as Word (.docx) or Markdown and add that"),
    (
        b"{\\rtf",
        "this is a rich text document (.rtf), which is not read. Save it as Word (.docx) or Markdown and add that",
    ),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7-Zip archive, which is not opened. Pack it as zip or tar.gz, or add its files"),
    (b"Rar!\x1a\x07", "this is a RAR archive, which is not opened. Pack it as zip or tar.gz, or add its files"),
    (b"\xfd7zXZ\0", "this is packed by xz, which is not opened. Pack it as zip or tar.gz, or add its files"),
    (b"BZh91AY&SY", "this is packed by bzip2, which is not opened. Pack it as zip or tar.gz, or add its files"),
    (
        b"\x28\xb5\x2f\xfd",
        "this is packed by Zstandard, which is not opened. Pack it as zip or tar.gz, or add its files",
    ),
    (
        OLE,
        "this is an old Office document (.doc, .xls, .ppt) or one with a password, which is not read. Save it without a \
           password as Word (.docx), Excel (.xlsx) or Markdown and add that",
    ),
];

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl Form {
    /// The form of a file.
    pub(super) fn of(path: &str, bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            let is_program = ends_with(path, &PROGRAMS);
            return if is_program {
                Self::Foreign("this is a packed program, which holds no documents; it was not opened")
            } else {
                Self::Zip
            };
        }
        if bytes.starts_with(b"\x1f\x8b") {
            return Self::Gzip;
        }
        if let Some((_, reason)) = FOREIGN.iter().find(|(mark, _)| bytes.starts_with(mark)) {
            return Self::Foreign(reason);
        }
        // Very old archives have no mark.
        let is_tar = bytes.get(257..262) == Some(b"ustar") || (ends_with(path, &[".tar"]) && !is_text(bytes));
        if is_tar { Self::Tar } else { Self::Text }
    }
}

/// Whether the name is that of an archive, for which the limit on packed bytes counts.
pub(super) fn is_packed_name(path: &str) -> bool {
    ends_with(path, &ZIPPED) || ends_with(path, &[".tar", ".tgz", ".gz"])
}

/// Whether a path ends like one of these, which are in lower case.
pub(super) fn ends_with(path: &str, ends: &[&str]) -> bool {
    let path = path.to_ascii_lowercase();
    ends.iter().any(|end| path.ends_with(end))
}

fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().take(512).all(|byte| *byte != 0) && std::str::from_utf8(bytes).is_ok()
}
