//! The text of a paragraph as a reader sees it: what was inserted is in, what was deleted or hidden is out.

use roxmltree::Node;

use super::super::xml::{attribute, first, name, named, switch};

/// The text of one paragraph.
#[derive(Default)]
pub(super) struct Inline<'a, 'i> {
    /// Its text; `\n` between its lines.
    pub(super) text: String,
    /// Whether text was seen that is not bold.
    pub(super) light: bool,
    /// Boxes that float beside the paragraph.
    pub(super) boxes: Vec<Node<'a, 'i>>,
    /// The names of the notes that it refers to.
    pub(super) notes: Vec<String>,
    /// How many pictures stand in it.
    pub(super) pictures: usize,
    /// Whether the paragraph's style is bold.
    pub(super) bold: bool,
}

/// The tick, which says more plainly than Word's own cross that something is done.
const TICKED: char = '☑';
const OPEN: char = '☐';

impl<'a, 'i> Inline<'a, 'i> {
    /// Reads the children of a paragraph, or of what groups runs in it.
    pub(super) fn children(&mut self, node: Node<'a, 'i>) {
        for child in node.children() {
            match name(child) {
                "r" => self.run(child),
                "sdt" => self.control(child),
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "fldSimple" | "sdtContent" | "customXml" | "dir"
                | "bdo" => {
                    self.children(child);
                }
                "AlternateContent" => self.choice(child, Self::children),
                "oMath" | "oMathPara" => self.formula(child),
                _ => {}
            }
        }
    }

    /// A content control; a check box is written as what it says, whatever sign it shows.
    fn control(&mut self, control: Node<'a, 'i>) {
        let properties = first(control, "sdtPr");
        if let Some(checkbox) = properties.and_then(|properties| first(properties, "checkbox")) {
            self.push(if switch(checkbox, "checked") == Some(true) { TICKED } else { OPEN });
        } else if let Some(content) = first(control, "sdtContent") {
            self.children(content);
        }
    }

    /// Of several forms of the same thing, the first.
    fn choice(&mut self, node: Node<'a, 'i>, read: fn(&mut Self, Node<'a, 'i>)) {
        if let Some(choice) = first(node, "Choice").or_else(|| first(node, "Fallback")) {
            read(self, choice);
        }
    }

    fn run(&mut self, run: Node<'a, 'i>) {
        let properties = first(run, "rPr");
        if properties.and_then(|properties| switch(properties, "vanish")) == Some(true) {
            return;
        }
        let before = self.text.len();
        self.content(run);
        let bold = properties.and_then(|properties| switch(properties, "b")).unwrap_or(self.bold);
        let seen = self.text.get(before..).is_some_and(|text| !text.trim().is_empty());
        self.light |= seen && !bold;
    }

    fn content(&mut self, run: Node<'a, 'i>) {
        for part in run.children() {
            match name(part) {
                "t" => self.text.push_str(part.text().unwrap_or_default()),
                "tab" | "ptab" => self.push(' '),
                "br" | "cr" => self.push('\n'),
                "noBreakHyphen" => self.push('-'),
                "sym" => self.symbol(part),
                "footnoteReference" => self.note(part, ""),
                "endnoteReference" => self.note(part, "e"),
                "fldChar" => self.field(part),
                "ruby" => {
                    if let Some(base) = first(part, "rubyBase") {
                        self.children(base);
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(part),
                "AlternateContent" => self.choice(part, Self::content),
                _ => {}
            }
        }
    }

    /// A form field of the old kind can be a check box.
    fn field(&mut self, field: Node<'a, 'i>) {
        let Some(checkbox) = first(field, "ffData").and_then(|data| first(data, "checkBox")) else { return };
        let ticked = switch(checkbox, "checked").or_else(|| switch(checkbox, "default")).unwrap_or_default();
        self.push(if ticked { TICKED } else { OPEN });
    }

    /// A sign of a symbol font, of which those count that mean something.
    fn symbol(&mut self, symbol: Node<'a, 'i>) {
        let font = attribute(symbol, "font").unwrap_or_default();
        let code = attribute(symbol, "char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or_default();
        let sign = match (font, code & 0xff) {
            ("Wingdings", 0xfe | 0xfd | 0x78) | ("Wingdings 2", 0x51..=0x54) => TICKED,
            ("Wingdings", 0x6f | 0xa8) | ("Wingdings 2", 0xa3) => OPEN,
            ("Wingdings", 0xfc) | ("Wingdings 2", 0x50) => '✓',
            ("Wingdings", 0xfb) | ("Wingdings 2", 0x4f) => '✗',
            ("Wingdings", 0xe0) => '→',
            _ => return,
        };
        self.push(sign);
    }

    fn note(&mut self, note: Node<'a, 'i>, mark: &str) {
        if let Some(id) = attribute(note, "id") {
            let name = format!("{mark}{id}");
            self.text.push_str("[^");
            self.text.push_str(&name);
            self.text.push(']');
            self.notes.push(name);
        }
    }

    /// A picture is counted; of a box with text, the text is kept for later.
    fn drawing(&mut self, drawing: Node<'a, 'i>) {
        let mut ahead = vec![drawing];
        while let Some(node) = ahead.pop() {
            match name(node) {
                "txbxContent" => self.boxes.push(node),
                "Fallback" => {}
                "blip" | "imagedata" => self.pictures += 1,
                _ => ahead.extend(node.children().rev().filter(Node::is_element)),
            }
        }
    }

    fn formula(&mut self, formula: Node<'a, 'i>) {
        let texts = formula.descendants().filter(|node| name(*node) == "t");
        self.text.extend(texts.filter_map(|text| text.text()));
        self.light = true;
    }

    fn push(&mut self, character: char) {
        self.text.push(character);
    }
}

/// Whether the box at the start of a text is ticked, and what follows it; `None` if there is no box, or a choice of several.
pub(super) fn check_box(text: &str) -> Option<(bool, &str)> {
    const BOXES: [char; 4] = [OPEN, TICKED, '☒', '🗹'];
    let first = text.chars().next().filter(|first| BOXES.contains(first))?;
    let rest = text.get(first.len_utf8()..)?;
    (!rest.contains(BOXES)).then(|| (first != OPEN, rest.trim_start()))
}

/// Whether a tracked change deleted the row.
pub(super) fn is_deleted_row(row: Node<'_, '_>) -> bool {
    named(row, "trPr").any(|properties| first(properties, "del").is_some())
}
