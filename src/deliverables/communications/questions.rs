//! Questions that users ask, with their answers: the headings of the FAQ and what stands below each.

use serde::Serialize;

use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::passage::Passage;
use crate::facts::{Document, Kind, Place};
use crate::outline::Section;

/// A question and its answer.
#[derive(Serialize)]
pub(super) struct Question {
    pub(super) question: Statement,
    pub(super) answer: Vec<Passage>,
}

impl Question {
    /// The paragraphs and items of the answer in one line.
    pub(super) fn answer_in_short(&self) -> String {
        let said = self.answer.iter().map(|passage| passage.said.text.as_str()).filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join(" ")
    }
}

/// The questions of every FAQ, in order.
pub(super) fn read(clerk: &Clerk<'_>) -> Vec<Question> {
    let documents = clerk.reading.facts.of_kind(Kind::Faq);
    documents.flat_map(|document| sections(clerk, document, |_| true)).collect()
}

/// The sections of these kinds of documents whose titles are of one sort, with what stands right below each.
pub(super) fn titled(clerk: &Clerk<'_>, kinds: &[Kind], wanted: impl Fn(&str) -> bool) -> Vec<Question> {
    let documents = kinds.iter().flat_map(|kind| clerk.reading.facts.of_kind(*kind));
    documents.flat_map(|document| sections(clerk, document, |section| wanted(&section.title.plain))).collect()
}

fn sections(clerk: &Clerk<'_>, document: &Document, wanted: impl Fn(&Section) -> bool) -> Vec<Question> {
    let source = document.source;
    let outline = clerk.outline(source);
    let own = outline.sections.iter().filter(|section| section.level > 1 && wanted(section));
    own.filter_map(|section| {
        let answer: Vec<Passage> = section.blocks.iter().flat_map(|block| clerk.block(source, block)).collect();
        let question = clerk.state(section.title.plain.as_str(), Place { source, span: section.title.span });
        (!answer.is_empty()).then_some(Question { question, answer })
    })
    .collect()
}
