//! AO-02: the sections that a document declares are in it.

use crate::facts::{DeclaredSections, Document, Place, SectionFact};
use crate::review::Severity;
use crate::rules::support::{code, codes, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "AO-02",
    name: "declared-sections-exist",
    severity: Severity::Warn,
    stage: None,
    needs: &[],
    checks: "Every section that a document declares in its `Automation Outputs` (`sections 1–12`, `sections 2.1–2.6`, `with \
             highlights and known issues`) is in the document and says something. A range that ends before the document's \
             own numbered sections do is out of date, and the sections behind it are asked for too. Where the headings have \
             no numbers, they are counted.",
    why: "A declaration that does not fit the document was not looked at when the document was finished; the sections behind \
          an old range are those that nobody checks.",
    settings: &[],
    source: "S43; DP:12 against DP:22-57",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let declared = declared(case);
    if declared.is_empty() {
        out.idle("declared sections", "No filled document declares the sections that it holds.");
        return;
    }
    for (document, sections) in declared {
        let subject = format!("sections of {}", code(&document.path));
        let gaps = Gaps::of(document, sections);
        let places = gaps.places(sections);
        if gaps.is_empty() {
            let message = format!("{} declared, and there.", count(gaps.declared, "section"));
            out.pass(subject, message).at(places);
        } else {
            let file = code(&document.path);
            out.fail(subject, gaps.message(&file), gaps.remedy(&file)).at(places);
        }
    }
}

/// The filled documents that declare sections.
fn declared<'a>(case: &Case<'a>) -> Vec<(&'a Document, &'a DeclaredSections)> {
    let all = case.facts.declared_sections.iter();
    all.map(|sections| (case.facts.document(sections.line.at.source), sections))
        .filter(|(document, _)| document.counts())
        .collect()
}

/// Documents with declared sections that are not there.
pub(super) fn lacking<'a>(case: &Case<'a>) -> Vec<(&'a Document, String, Place)> {
    let gaps =
        declared(case).into_iter().map(|(document, sections)| (document, sections, Gaps::of(document, sections)));
    gaps.filter(|(_, _, gaps)| !gaps.missing.is_empty() || !gaps.blank.is_empty())
        .map(|(document, sections, gaps)| (document, gaps.named(), sections.line.at))
        .collect()
}

/// How a declaration and its document differ.
struct Gaps<'a> {
    declared: usize,
    /// Declared, and not there.
    missing: Vec<String>,
    /// There, and blank.
    blank: Vec<&'a SectionFact>,
    /// Behind the end of the range.
    behind: Vec<&'a SectionFact>,
    last: u64,
}

impl<'a> Gaps<'a> {
    fn of(document: &'a Document, sections: &DeclaredSections) -> Self {
        let mut gaps = Self { declared: 0, missing: Vec::new(), blank: Vec::new(), behind: Vec::new(), last: 0 };
        for (words, subject) in &sections.named {
            gaps.declared += 1;
            match document.section(*subject) {
                None => gaps.missing.push(words.clone()),
                Some(section) if !section.begun => gaps.blank.push(section),
                Some(_) => {}
            }
        }
        if document.sections.iter().any(|section| section.number.is_some()) {
            gaps.numbered(document, sections);
        } else {
            gaps.counted(document, sections);
        }
        gaps
    }

    fn numbered(&mut self, document: &'a Document, sections: &DeclaredSections) {
        for number in &sections.numbers {
            self.declared += 1;
            let own = document.sections.iter().find(|section| section.number.as_ref() == Some(number));
            match own {
                None => self.missing.push(number.clone()),
                Some(section) if !section.begun => self.blank.push(section),
                Some(_) => {}
            }
        }
        let Some(last) = sections.last.filter(|_| sections.numbers.iter().all(|number| !number.contains('.'))) else {
            return;
        };
        self.last = last;
        let behind = |section: &&SectionFact| {
            section.number.as_ref().and_then(|number| number.parse::<u64>().ok()).is_some_and(|number| number > last)
        };
        self.behind.extend(document.sections.iter().filter(behind));
    }

    /// Headings without numbers: those right below the title.
    fn counted(&mut self, document: &'a Document, sections: &DeclaredSections) {
        let Some(last) = sections.last.filter(|_| sections.numbers.iter().all(|number| !number.contains('.'))) else {
            return;
        };
        self.declared += sections.numbers.len();
        let top = document.sections.iter().map(|section| section.level).filter(|level| *level > 1).min();
        let own: Vec<&SectionFact> = document.sections.iter().filter(|section| Some(section.level) == top).collect();
        let there = own.len() as u64;
        self.missing.extend((there + 1..=last).map(|number| number.to_string()));
        self.blank.extend(own.into_iter().filter(|section| !section.begun));
    }

    fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.blank.is_empty() && self.behind.is_empty()
    }

    fn named(&self) -> String {
        let mut parts = self.missing.clone();
        parts.extend(self.blank.iter().map(|section| code(&section.title.value)));
        list(&parts)
    }

    fn message(&self, file: &str) -> String {
        let mut parts = Vec::new();
        if !self.missing.is_empty() {
            parts.push(format!("section {} {} declared and not there", list(&self.missing), are(self.missing.len())));
        }
        if !self.blank.is_empty() {
            let titles: Vec<&str> = self.blank.iter().map(|section| section.title.value.as_str()).collect();
            parts.push(format!("{} {} declared and blank", codes(&titles), are(titles.len())));
        }
        if !self.behind.is_empty() {
            let titles: Vec<&str> = self.behind.iter().map(|section| section.title.value.as_str()).collect();
            parts.push(format!(
                "the declared range ends at {}, and the document goes on with {}",
                self.last,
                codes(&titles)
            ));
        }
        format!("In {file}, {}.", list(&parts))
    }

    fn remedy(&self, file: &str) -> String {
        let end = self.behind.iter().filter_map(|section| section.number.as_ref()?.parse::<u64>().ok()).max();
        match end.filter(|_| self.missing.is_empty() && self.blank.is_empty()) {
            Some(end) => format!("Write `sections 1–{end}` into the `Automation Outputs` of {file}."),
            None => format!(
                "Write the missing sections of {file} (one that does not apply says so, with the reason), or declare only \
                 those that it holds."
            ),
        }
    }

    fn places(&self, sections: &DeclaredSections) -> Vec<Place> {
        let titles = self.blank.iter().chain(&self.behind).map(|section| section.title.at);
        few([sections.line.at].into_iter().chain(titles)).collect()
    }
}

fn are(amount: usize) -> &'static str {
    if amount == 1 { "is" } else { "are" }
}
