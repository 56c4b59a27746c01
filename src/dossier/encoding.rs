//! Which encoding a file has, and its text. Detection is our own and small: the crates for it carry the tables of all
//! encodings into the page, and always guess, where a wrong guess would be read as what the document says.

mod legacy;
mod utf16;

use super::platform::Platform;

/// How the characters of a file were written as bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// `Shift_JIS` with the extensions of Windows (code page 932).
    ShiftJis,
    /// EUC-JP.
    EucJp,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
}

impl Encoding {
    /// The name that people know, which is also a label of the WHATWG Encoding Standard.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::ShiftJis => "Shift_JIS",
            Self::EucJp => "EUC-JP",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The text of a file and its encoding, or why it is no text that can be read.
pub(super) fn read(bytes: &[u8], platform: &dyn Platform) -> Result<(String, Encoding), String> {
    let (text, encoding) = decode(bytes, platform)?;
    // Only where nothing else ends a line: a stray carriage return inside a line is no line end to any editor.
    let old_mac = text.contains('\r') && !text.contains('\n');
    Ok((if old_mac { text.replace('\r', "\n") } else { text }, encoding))
}

fn decode(bytes: &[u8], platform: &dyn Platform) -> Result<(String, Encoding), String> {
    if let Some((encoding, rest)) = utf16::marked(bytes) {
        return utf16::decode(encoding, rest)
            .map(|text| (text, encoding))
            .ok_or_else(|| "the file begins like UTF-16, but it is not valid UTF-16; save it as UTF-8".to_owned());
    }
    if bytes.get(..8192).unwrap_or(bytes).contains(&0) {
        return utf16::unmarked(bytes).ok_or_else(|| {
            "this is a binary file; only text (Markdown, YAML, JSON, XML, env files), Word documents, Excel workbooks and \
             zip and tar archives are read"
                .to_owned()
        });
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let error = match std::str::from_utf8(body) {
        Ok(text) => return Ok((text.to_owned(), Encoding::Utf8)),
        Err(error) => error,
    };
    let line = body[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
    let Some(encoding) = legacy::detect(body) else {
        return Err(format!(
            "line {line} is not valid UTF-8, and no other encoding is certain; save the file as UTF-8"
        ));
    };
    let name = encoding.name();
    match platform.decode(encoding, body) {
        Some(text) => Ok((text, encoding)),
        None => Err(format!(
            "line {line} is not valid UTF-8; the file looks like {name}, but it cannot be read as that. Save it as UTF-8"
        )),
    }
}

/// The name of an archive member; old packers write it in the encoding of their machine.
pub(super) fn name(bytes: &[u8], platform: &dyn Platform) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => legacy::japanese(bytes)
            .and_then(|encoding| platform.decode(encoding, bytes))
            .unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned()),
    }
}
