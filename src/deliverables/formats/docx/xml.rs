//! Text for XML.

/// Adds a text to XML, as content or as the value of an attribute. What XML 1.0 has no sign for is left out.
pub(super) fn push(xml: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' => xml.push('\t'),
            '\n' => xml.push('\n'),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => xml.push(other),
        }
    }
}

/// A text for XML.
pub(super) fn escape(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    push(&mut xml, text);
    xml
}
