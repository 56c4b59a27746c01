//! Where a section that is missing belongs, and how its heading is written there.

use std::collections::BTreeSet;

use crate::facts::{Document, SectionFact};
use crate::outline::Outline;
use crate::rules::skeletons::SECTIONS;
use crate::vocabulary::{self, Section};

/// The headings of a document as they stand.
pub(super) struct Headings<'a> {
    text: &'a str,
    document: &'a Document,
    outline: &'a Outline,
    /// The numbers that are given away.
    used: BTreeSet<String>,
    /// What was put behind which section last: its offset, and its number.
    last: Option<(usize, Option<String>)>,
}

/// A place for a section.
pub(super) struct Spot {
    /// Before this byte.
    pub(super) at: usize,
    /// The line of the heading.
    pub(super) heading: String,
}

impl<'a> Headings<'a> {
    /// The headings of a document.
    pub(super) fn of(text: &'a str, document: &'a Document, outline: &'a Outline) -> Self {
        let used = document.sections.iter().filter_map(|section| section.number.clone()).collect();
        Self { text, document, outline, used, last: None }
    }

    /// The sections that speak of a subject of the plan; the title of the document is none.
    fn sections(&self) -> impl Iterator<Item = (usize, &'a SectionFact)> {
        let all = &self.document.sections;
        let lone = all.iter().filter(|section| section.level <= 1).count() == 1 && all.len() > 1;
        all.iter().enumerate().filter(move |(_, section)| !(lone && section.level <= 1))
    }

    /// The section about a subject: the highest, and of these the first.
    pub(super) fn about(&self, subject: Section) -> Option<(usize, &'a SectionFact)> {
        self.sections().filter(|(_, section)| section.subject == Some(subject)).min_by_key(|(_, section)| section.level)
    }

    /// The byte behind a section and all that is below it.
    pub(super) fn end(&self, index: usize) -> usize {
        let all = &self.document.sections;
        let level = all.get(index).map_or(1, |section| section.level);
        let next = all.iter().skip(index + 1).find(|section| section.level <= level);
        let mut end = next.map_or(self.text.len(), |section| self.line_start(section.title.at.span.start as usize));
        // An anchor right above the next heading belongs to it.
        while end > 0 && next.is_some() {
            let start = self.line_start(end - 1);
            if !self.text.get(start..end).is_some_and(|line| line.starts_with("<a ")) {
                break;
            }
            end = start;
        }
        end
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
    }

    /// Where a section of this title belongs.
    pub(super) fn place(&mut self, subject: Section, title: &str) -> Spot {
        let order = SECTIONS.iter().position(|(known, _)| *known == subject).unwrap_or(SECTIONS.len());
        let before = SECTIONS[..order].iter().rev().find_map(|(known, _)| self.about(*known));
        let behind = || SECTIONS[order..].iter().find_map(|(known, _)| self.about(*known));
        let (at, model) = match before {
            Some((index, section)) => (self.end(index), Some((index, section, true))),
            None => match behind() {
                Some((index, section)) => {
                    (self.line_start(section.title.at.span.start as usize), Some((index, section, false)))
                }
                None => (self.text.len(), None),
            },
        };
        let Some((index, section, after)) = model else {
            return Spot { at, heading: format!("## {title}") };
        };
        let number = if after { self.number(at, index, section) } else { self.number_before(at, section) };
        self.last = Some((at, number.clone()));
        Spot { at, heading: self.heading(section, number.as_deref(), title) }
    }

    /// The heading as its neighbour is written.
    fn heading(&self, neighbour: &SectionFact, number: Option<&str>, title: &str) -> String {
        let number = number.map_or_else(String::new, |number| format!("{number}{}", self.separator(neighbour)));
        let bold =
            self.outline.sections.iter().any(|section| section.bold && section.title.span == neighbour.title.at.span);
        if bold {
            return format!("**{number}{title}**");
        }
        format!("{} {number}{title}", "#".repeat(usize::from(neighbour.level.clamp(1, 6))))
    }

    /// What stands between the number and the words of a heading.
    fn separator(&self, section: &SectionFact) -> String {
        let span = section.title.at.span.range();
        let raw = self.text.get(span).unwrap_or_default();
        let number = section.number.as_deref().unwrap_or_default();
        let behind = raw.find(number).and_then(|at| raw.get(at + number.len()..)).unwrap_or_default();
        let separator: String = behind.chars().take_while(|character| !character.is_alphanumeric()).take(4).collect();
        let plain =
            !separator.is_empty() && separator.chars().all(|character| ". )．。:：、-–\u{3000}".contains(character));
        if plain { separator } else { ". ".to_owned() }
    }

    /// The first number that is free before that of the neighbour.
    fn number_before(&mut self, at: usize, neighbour: &SectionFact) -> Option<String> {
        let (head, count, _) = split(neighbour.number.as_deref()?)?;
        let first = match &self.last {
            Some((place, Some(number))) if *place == at => split(number)?.1.checked_add(1)?,
            _ => 1,
        };
        let number = (first..count).map(|count| format!("{head}{count}")).find(|number| !self.used.contains(number))?;
        self.used.insert(number.clone());
        Some(number)
    }

    /// The number behind that of the neighbour: the next one if it is free, else the same with a letter.
    fn number(&mut self, at: usize, index: usize, neighbour: &SectionFact) -> Option<String> {
        let own = neighbour.number.clone()?;
        let before = match &self.last {
            Some((place, number)) if *place == at => number.clone().unwrap_or(own),
            _ => own,
        };
        let following = self.document.sections.iter().skip(index + 1).find(|section| section.level == neighbour.level);
        let (head, count, letters) = split(&before)?;
        let next = format!("{head}{}", count.checked_add(1)?);
        let free = match following.and_then(|section| section.number.as_deref()).and_then(split) {
            Some((_, after, _)) => after > count + 1,
            None => true,
        };
        let number = if free && letters.is_empty() && !self.used.contains(&next) {
            next
        } else {
            ('a'..='z').map(|letter| format!("{head}{count}{letter}")).find(|number| !self.used.contains(number))?
        };
        self.used.insert(number.clone());
        Some(number)
    }
}

/// `2.10a` is `2.`, 10 and `a`.
fn split(number: &str) -> Option<(&str, u32, &str)> {
    let bare = number.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let head = bare.trim_end_matches(|digit: char| digit.is_ascii_digit());
    Some((head, bare.get(head.len()..)?.parse().ok()?, number.get(bare.len()..)?))
}

/// The title of a section in the language of a text; in English as the template has it.
pub(super) fn title(subject: Section, english: &str, text: &str) -> String {
    let Some((language, phrase)) =
        vocabulary::language(text).and_then(|language| Some((language, vocabulary::usual(language, subject)?)))
    else {
        return english.to_owned();
    };
    match language {
        // Nouns are written large.
        vocabulary::Language::German => {
            let word = |word: &str| {
                let small = matches!(word, "und" | "der" | "die" | "das" | "an" | "den" | "in" | "für" | "zu" | "des");
                if small { word.to_owned() } else { super::known::capital(word) }
            };
            phrase.split(' ').map(word).collect::<Vec<_>>().join(" ")
        }
        _ => super::known::capital(phrase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        assert_eq!(split("2.10a"), Some(("2.", 10, "a")));
        assert_eq!(split("7"), Some(("", 7, "")));
        assert_eq!(split("IV"), None);
    }

    #[test]
    fn titles_are_those_of_the_language() {
        let german = "Der Plan ist für die Produktion und wird von der Leitung nicht ohne Freigabe und nur mit Absprache umgesetzt.";
        assert_eq!(title(Section::Restart, "Rolling Restart Strategy", german), "Rollierender Neustart");
        assert_eq!(title(Section::Restart, "Rolling Restart Strategy", "x"), "Rolling Restart Strategy");
    }
}
