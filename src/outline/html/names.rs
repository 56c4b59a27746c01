//! The names of elements.

/// Elements whose inside is not the page's text.
pub(super) fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "nav"
            | "object"
            | "select"
            | "button"
            | "ac:task-id"
    )
}

/// Elements that begin and end a paragraph.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "address"
            | "figure"
            | "figcaption"
            | "form"
            | "fieldset"
            | "legend"
            | "center"
            | "summary"
            | "details"
            | "dl"
            | "caption"
            | "hr"
            | "body"
            | "html"
            | "head"
            | "ac:layout"
            | "ac:layout-section"
            | "ac:layout-cell"
            | "ac:rich-text-body"
            | "ac:task-body"
    )
}

const INLINE: [&str; 60] = [
    "a",
    "abbr",
    "acronym",
    "area",
    "audio",
    "b",
    "base",
    "bdo",
    "big",
    "blockquote",
    "br",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "dt",
    "em",
    "embed",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "map",
    "mark",
    "meta",
    "ol",
    "option",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "textarea",
    "tfoot",
    "tt",
    "u",
    "ul",
];

/// Whether an element of this name is markup. `<owner>` is not: a writer left it to be filled in.
pub(super) fn is_markup(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    is_block(&name)
        || is_hidden(&name)
        || INLINE.binary_search(&name.as_str()).is_ok()
        || matches!(name.as_str(), "td" | "th" | "thead" | "tr" | "var" | "video" | "wbr" | "time" | "title")
        || name.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_an_owner_is_no_element() {
        assert!(INLINE.is_sorted());
        assert!(is_markup("BR") && is_markup("tr") && is_markup("ac:task") && !is_markup("owner"));
    }
}
