//! The commands that are given a secret as an argument, in the documents that say what is typed or run.

use super::document::Doc;
use super::{Kind, Phrase, Said, steps};
use crate::dossier::Source;
use crate::outline::{Block, Span};

/// Bytes on either side of a secret that are looked at.
const NEAR: usize = 400;

/// Where commands stand in a document.
pub(super) struct Lines<'a> {
    source: &'a Source,
    doc: &'a Doc<'a>,
    /// Blocks of code that hold commands, in order.
    blocks: Vec<Span>,
    tells: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn of(doc: &'a Doc<'a>) -> Self {
        const TELL: [Kind; 7] = [
            Kind::AdminTask,
            Kind::AdminCatalog,
            Kind::DeploymentPlan,
            Kind::SupportRunbook,
            Kind::ReadinessReview,
            Kind::ChangeRequest,
            Kind::RollbackValidation,
        ];
        let tells = doc.is(&TELL) && !doc.source.secrets.is_empty();
        let parts = if tells { &doc.outline.sections[..] } else { &[] };
        let blocks = parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
            Block::Code(code) if steps::is_of_commands(code) => Some(code.span),
            _ => None,
        });
        Self { source: doc.source, doc, blocks: blocks.collect(), tells }
    }

    /// The command around a secret: its line of a block of commands, or the code between backticks that has arguments.
    pub(super) fn command(&self, secret: Span) -> Option<Phrase> {
        if !self.tells {
            return None;
        }
        let (start, end) = (secret.start as usize, secret.end as usize);
        let text = self.source.text.as_str();
        let before = text.get(floor(text, start.saturating_sub(NEAR))..start)?;
        let behind = text.get(end..floor(text, (end + NEAR).min(text.len())))?;
        let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let behind = &behind[..behind.find('\n').unwrap_or(behind.len())];
        // `-d '{"password": "…"}'` is what is sent, not what the command is given.
        if before.trim_end_matches([' ', '"']).ends_with("\":") {
            return None;
        }
        let block = self.blocks.partition_point(|block| block.end < secret.end);
        let inside = self.blocks.get(block).is_some_and(|block| block.start <= secret.start);
        let (from, to) = if inside {
            (start - before.len(), end + behind.len())
        } else {
            let ticks = before.matches('`').count();
            let open = before.rfind('`').filter(|_| ticks % 2 == 1)?;
            (start - (before.len() - open - 1), end + behind.find('`')?)
        };
        let command = text.get(from..to)?;
        let value = command.trim().trim_start_matches(['$', '>', ' ']);
        // `DB_PASSWORD=…` alone is a setting, not what a command is given.
        let given = value.contains(' ') && !value.starts_with('#');
        let span = Span { start: from as u32, end: to as u32 };
        given.then(|| Said { value: value.to_owned(), at: self.doc.place(span) })
    }
}

/// The nearest place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
