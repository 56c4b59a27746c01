//! Paragraphs: their style, their place in a list, and what they begin with.

use std::fmt::Write as _;

use pulldown_cmark::HeadingLevel;

use super::super::numbering::{LEVELS, STEP};
use super::super::runs::Runs;
use super::{Body, Mark};

/// How far a quote is moved in, as its style says.
const QUOTE: usize = 240;

impl Body {
    /// Ends the paragraph that is open, if one is.
    pub(super) fn paragraph(&mut self) {
        let heading = self.heading.take();
        if self.runs.is_empty() {
            return;
        }
        let (runs, _) = self.runs.take();
        self.write(heading, &runs);
    }

    /// An item that begins with no text of its own has its mark all the same.
    pub(super) fn own_mark(&mut self) {
        if self.lists.last().is_some_and(|list| list.mark != Mark::None) {
            self.write(None, "");
        }
    }

    fn write(&mut self, heading: Option<HeadingLevel>, runs: &str) {
        let level = self.lists.len().saturating_sub(1).min(LEVELS - 1);
        let (instance, mark) = self
            .lists
            .last_mut()
            .map_or((0, Mark::None), |list| (list.instance, std::mem::replace(&mut list.mark, Mark::None)));
        let style = match (heading, self.quotes.last()) {
            (Some(level), _) => format!("Heading{}", level as usize),
            (None, Some(true)) => "Warning".to_owned(),
            (None, Some(false)) => "Quote".to_owned(),
            (None, None) if self.lists.is_empty() => "BodyText".to_owned(),
            (None, None) => "ListParagraph".to_owned(),
        };
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>");
        if self.keep {
            self.xml.push_str("<w:keepNext/><w:keepLines/>");
        }
        if mark == Mark::Own {
            let _ = write!(self.xml, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{instance}\"/></w:numPr>");
        }
        let behind = std::mem::take(&mut self.behind_list) && heading.is_none() && self.lists.is_empty();
        // Room for a pen, or for the end of the list before.
        let before = if runs.contains("____") && self.lists.is_empty() { 240 } else { usize::from(behind) * 120 };
        if before > 0 {
            let _ = write!(self.xml, "<w:spacing w:before=\"{before}\"/>");
        }
        self.indent(level, mark);
        self.xml.push_str("</w:pPr>");
        if let Some(note) = self.note.take() {
            let mut number = Runs::default();
            number.push(&format!("[{note}] "));
            self.xml.push_str(&number.xml);
        }
        if let Mark::Box(done) = mark {
            self.xml.push_str(&Runs::mark(if done { "☒" } else { "☐" }));
        }
        self.xml.push_str(runs);
        self.xml.push_str("</w:p>");
    }

    /// How far a paragraph is moved in; an item is by its list, unless that lies in a quote.
    fn indent(&mut self, level: usize, mark: Mark) {
        let quote = if self.quotes.is_empty() { 0 } else { QUOTE };
        if mark == Mark::Own && quote == 0 {
            return;
        }
        let inside = if self.lists.is_empty() { 0 } else { level + 1 };
        let left = (inside + self.defined.min(LEVELS)) * STEP;
        let hanging = if mark == Mark::None { String::new() } else { format!(" w:hanging=\"{STEP}\"") };
        if left > 0 {
            let _ = write!(self.xml, "<w:ind w:left=\"{}\"{hanging}/>", left + quote);
        }
    }

    /// A code block: a paragraph for each line.
    pub(super) fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let left = (self.lists.len().min(LEVELS) + self.defined.min(LEVELS)) * STEP;
        for line in code.trim_end_matches('\n').split('\n') {
            self.runs.push(line.trim_end_matches('\r'));
            let (runs, _) = self.runs.take();
            let _ = write!(
                self.xml,
                "<w:p><w:pPr><w:pStyle w:val=\"Code\"/><w:ind w:left=\"{left}\"/></w:pPr>{runs}</w:p>"
            );
        }
        self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"Behind\"/></w:pPr></w:p>");
    }
}
