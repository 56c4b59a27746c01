//! Severities on one scale.

use super::document::Doc;
use super::{Phrase, Said};
use crate::facts::DefectSeverity;
use crate::outline::Text;
use crate::vocabulary::{self, Choice, Hit, Terms, Word};

/// Words of a kind that are looked at: a cell says what it says in its first ones.
const FEW: usize = 16;

const LEVELS: [(Word, DefectSeverity); 5] = [
    (Word::P0, DefectSeverity::P0),
    (Word::P1, DefectSeverity::P1),
    (Word::P2, DefectSeverity::P2),
    (Word::P3, DefectSeverity::P3),
    (Word::P4, DefectSeverity::P4),
];

/// Whether the document's numbered severities begin with 0 or with 1.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scale {
    FromZero,
    FromOne,
}

impl Scale {
    pub(super) fn of(doc: &Doc<'_>) -> Self {
        if doc.mentions(Word::SeverityZero) { Self::FromZero } else { Self::FromOne }
    }

    /// The severity in a cell: `SEV1` is the highest where nothing is `SEV0`.
    pub(super) fn severity(self, terms: Terms<'_>, cell: &Phrase) -> Option<Said<DefectSeverity>> {
        let (value, hit) = match vocabulary::choice(terms.text()) {
            Choice::None => severity(terms)?,
            Choice::Ticked(own) => {
                let found = vocabulary::find(own);
                let (value, _) = severity(found.of(own))?;
                return Some(Said { value, at: cell.at });
            }
            Choice::Open | Choice::Answers => return None,
        };
        let numbered = terms.of(Word::NumberedSeverity).any(|own| own.start <= hit.start && hit.end <= own.end);
        let value = if self == Self::FromOne && numbered { graver(value) } else { value };
        Some(Said { value, at: cell.at })
    }

    pub(super) fn in_text(self, text: &Text, phrase: &Phrase) -> Option<Said<DefectSeverity>> {
        self.severity(vocabulary::find(&text.plain).of(&text.plain), phrase)
    }
}

/// Every severity that a text names, the gravest first.
pub(super) fn all(terms: Terms<'_>) -> Vec<DefectSeverity> {
    LEVELS.iter().filter(|(word, _)| terms.has(*word)).map(|(_, severity)| *severity).collect()
}

fn graver(severity: DefectSeverity) -> DefectSeverity {
    match severity {
        DefectSeverity::P0 | DefectSeverity::P1 => DefectSeverity::P0,
        DefectSeverity::P2 => DefectSeverity::P1,
        DefectSeverity::P3 => DefectSeverity::P2,
        DefectSeverity::P4 => DefectSeverity::P3,
    }
}

/// One scale for P0–P4, SEV, and words; the level named first counts (`Critical (P0)`), of two the longer phrase.
pub(super) fn severity(terms: Terms<'_>) -> Option<(DefectSeverity, &Hit)> {
    // 重要度 and `severity` name the scale, no level.
    let names_scale = |hit: &Hit| {
        terms
            .of(Word::Severity)
            .take(FEW)
            .any(|own| own.start <= hit.start && hit.end <= own.end && own.words > hit.words)
    };
    // "Not critical", "non-blocking"; `S1-F1`, `P1-07` are ids.
    let denied = |hit: &Hit| {
        terms.of(Word::NotSevere).take(FEW).any(|own| own.start <= hit.start && hit.end <= own.end)
            || terms.of(Word::Not).take(FEW).any(|not| not.is_before(hit))
    };
    let is_id = |hit: &Hit| {
        let mut behind = terms.behind(hit).chars();
        behind.next() == Some('-') && behind.take(4).any(|letter| letter.is_ascii_digit())
    };
    let firsts = LEVELS.into_iter().filter_map(|(word, level)| {
        let first = terms
            .of(word)
            .take(FEW)
            .filter(|hit| !names_scale(hit) && !denied(hit) && !is_id(hit))
            .min_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        Some((level, first?))
    });
    let mut firsts: Vec<(DefectSeverity, &Hit)> = firsts.collect();
    firsts.sort_by_key(|(_, hit)| (hit.start, std::cmp::Reverse(hit.end)));
    (!offers(terms, &firsts)).then(|| firsts.first().copied()).flatten()
}

/// Levels of which a form offers at least so many: `Critical / Major / Minor`.
const OFFERED: usize = 3;

/// Whether the text is a form that leaves the choice open.
fn offers(terms: Terms<'_>, levels: &[(DefectSeverity, &Hit)]) -> bool {
    let parts = || terms.text().split(['/', '|', '／', '、']).filter(|part| !part.trim().is_empty());
    let named = levels.windows(2).filter(|pair| pair[0].1.end <= pair[1].1.start).count() + 1;
    levels.len() >= OFFERED && named >= OFFERED && (OFFERED..=levels.len()).contains(&parts().count())
}

/// The severity that running text names: behind the word for it, in brackets, at the begin, or as a code such as `P2`.
/// "Normal users" and 稼働中 name none.
pub(super) fn told(terms: Terms<'_>) -> Option<DefectSeverity> {
    if let Some(label) = terms.first(Word::Severity) {
        let text = terms.behind(label).get(..).unwrap_or_default();
        let found = vocabulary::find(clip(text));
        if let Some((level, _)) = severity(found.of(clip(text))) {
            return Some(level);
        }
    }
    let (level, hit) = severity(terms)?;
    let opens = |text: &str| text.trim_end().is_empty() || text.ends_with(['(', '[', '（', '【', ':', '|', '「']);
    let code = terms.of(Word::NumberedSeverity).any(|own| own.start <= hit.start && hit.end <= own.end);
    let inside = terms.text().get(terms.before(hit).len()..).unwrap_or_default();
    let numbered = inside.starts_with(['P', 'p']) && inside.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let closes = terms.behind(hit).trim_start();
    let closes =
        closes.is_empty() || closes.starts_with([')', ']', '）', '】', ':', '|', ',', '：', '」', '.', ';', '/']);
    (code || numbered || (opens(terms.before(hit)) && closes)).then_some(level).or_else(|| {
        // "…, medium, …": between marks.
        let before = terms.before(hit).trim_end();
        (before.ends_with([',', ';', '—', '–', '-', '、', '，', '/']) && closes).then_some(level)
    })
}

fn clip(text: &str) -> &str {
    let end = text.char_indices().nth(24).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn levels_are_read_in_many_languages() {
        use DefectSeverity::{P0, P1, P2, P3, P4};
        for (text, wanted) in [
            ("Critical (P0)", Some(P0)),
            ("hoch", Some(P1)),
            ("sehr gering", Some(P4)),
            ("Moyenne", Some(P2)),
            ("mineure", Some(P3)),
            ("Crítica", Some(P0)),
            ("média", Some(P2)),
            ("致命的", Some(P0)),
            ("中", Some(P2)),
            ("严重", Some(P0)),
            ("轻微", Some(P3)),
            ("J. Ortiz", None),
            ("non-blocking", None),
            ("not critical", None),
            ("nicht kritisch", None),
            ("non bloquante", None),
            ("Critical / Major / Minor", None),
            ("S1-F1", None),
            ("P1-07", None),
            ("P1 - high", Some(P1)),
        ] {
            assert_eq!(severity(vocabulary::find(text).of(text)).map(|(level, _)| level), wanted, "{text}");
        }
    }

    #[test]
    fn running_text_names_a_severity_only_where_it_means_one() {
        use DefectSeverity::{P1, P2, P3};
        for (text, wanted) in [
            ("DEF-12: the export fails. Severity: medium. Workaround: print", Some(P2)),
            ("Exports fail (P2)", Some(P2)),
            ("[High] exports fail", Some(P1)),
            ("DEF-044 (Schweregrad: gering): Vorschau fehlt", Some(P3)),
            ("DEF-7：稼働中に警告が出る（重要度：低）", Some(P3)),
            ("DEF-7：稼働中に警告が出る", None),
            ("Normal users cannot export", None),
            ("导出失败。严重程度：中。", Some(P2)),
        ] {
            assert_eq!(told(vocabulary::find(text).of(text)), wanted, "{text}");
        }
    }
}
