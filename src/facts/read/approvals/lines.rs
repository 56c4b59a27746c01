//! Signatures that stand in no table: boxes, lines, sentences.

use super::super::dates;
use super::super::document::{Doc, Line, Sentence};
use super::super::{Phrase, Said};
use super::{approval, approver, in_brackets, is_made};
use crate::facts::Approval;
use crate::outline::{Block, Field, Item, Section as Part, Span, Text};
use crate::vocabulary::{self, Choice, Column, DecisionWord, Key, Section, Terms, Word, Written};

/// `[x] Change approved by A. Novak (Head of Engineering) on 2026-12-08`, wherever a plan says it.
pub(super) fn anywhere(doc: &Doc<'_>) -> Vec<Approval> {
    let mut found = Vec::new();
    for (index, part) in doc.outline.sections.iter().enumerate() {
        for block in &part.blocks {
            match block {
                // `Updated: 2026-12-01` above `Approver: A. Ito`: lines, each of its own.
                Block::Paragraph(paragraph) if holds_lines(doc, index, &paragraph.text) => {}
                Block::Item(item) if item.checked == Some(false) => {
                    let open = doc.cut(&item.text).filter(|sentence| sentence.terms.has(Word::ApprovedBy));
                    found.extend(open.filter_map(|sentence| unticked(sentence, &doc.phrase(&item.text))));
                }
                Block::Item(item) => found.extend(by_somebody(doc.cut(&item.text))),
                Block::Paragraph(paragraph) => found.extend(by_somebody(doc.cut(&paragraph.text))),
                Block::Table(_) | Block::Code(_) => {}
            }
        }
    }
    found
}

/// Whether a paragraph is made of several `Key: value` lines.
fn holds_lines(doc: &Doc<'_>, section: usize, text: &Text) -> bool {
    let own =
        |line: &&Line<'_>| text.span.start <= line.field.key.span.start && line.field.value.span.end <= text.span.end;
    doc.terms(text).has(Word::ApprovedBy) && doc.lines_of(section).iter().filter(own).take(2).count() == 2
}

fn by_somebody<'d>(sentences: impl Iterator<Item = Sentence<'d>>) -> impl Iterator<Item = Approval> {
    sentences.filter(|sentence| sentence.terms.has(Word::ApprovedBy)).filter_map(from_sentence)
}

fn unticked(sentence: Sentence<'_>, item: &Phrase) -> Option<Approval> {
    let mut found = from_sentence(sentence)?;
    found.role = in_brackets(item);
    found.decision = Some(Said { value: "unticked".to_owned(), at: item.at });
    found.decided = Some(DecisionWord::Pending);
    Some(found)
}

/// Lines `Role: Name, approved 2026-12-01`, ticked or not, else sentences, else the roles that are listed.
pub(super) fn from_part(doc: &Doc<'_>, index: usize) -> Vec<Approval> {
    let Some(part) = doc.outline.sections.get(index) else { return Vec::new() };
    let boxes = part.blocks.iter().filter_map(|block| match block {
        Block::Item(item) if item.checked.is_some() => Some(item),
        _ => None,
    });
    let drawn: Vec<&Item> = boxes.collect();
    let lines: Vec<&Line<'_>> = doc.lines_of(index).iter().collect();
    let mut found = from_lines(doc, &lines, &drawn);
    found.extend(drawn.iter().filter_map(|item| from_box(doc, item)));
    found.sort_by_key(|approval| approval.at);
    if found.is_empty() {
        // A box says what it says with its own sign.
        let own =
            |sentence: &Sentence<'_>| sentence.terms.has(Word::ApprovedBy) || !stands_in(&drawn, sentence.at.span);
        found = doc.told(part).filter(own).filter_map(from_sentence).collect();
    }
    if found.is_empty() && drawn.is_empty() {
        found = who(doc, part);
    }
    if found.is_empty() && drawn.is_empty() {
        found = roles(doc, part);
    }
    found
}

/// `Release manager: B. Novak`, and below a heading of approvers `Migrations: Bryan reviews them. UI: Chad.`: who has to
/// approve, with nothing decided.
fn who(doc: &Doc<'_>, part: &Part) -> Vec<Approval> {
    let approvers = doc.terms(&part.title).has(Word::Approver);
    let told = doc.told(part).filter_map(|sentence| {
        let (key, value) = sentence.text().split_once([':', '：'])?;
        let (key, value) = (key.trim(), value.trim().trim_end_matches(['.', '。']));
        let own = sentence.terms.part(0..sentence.text().find([':', '：'])?);
        let signs = own.has_any(&[Word::Role, Word::Approver]) || own.longest() == Some(Column::Role);
        if !(signs || approvers) || key.chars().count() > 40 || is_about_time(key) || own.has(Word::DecisionWord) {
            return None;
        }
        let name = person(value);
        let value = vocabulary::find(value).of(value).has_any(&[Word::Role, Word::Approved, Word::Approver]);
        let said = |text: &str| Said { value: text.to_owned(), at: sentence.at };
        // A role alone is told by its label in a list of such.
        (name.is_some() || (approvers && value))
            .then(|| approval(Some(said(key)), name.map(said), None, None, sentence.at))
    });
    told.collect()
}

/// The name that a text begins with: `B. Novak`, `Bryan reviews …`, 伊藤.
fn person(value: &str) -> Option<&str> {
    const WORDS: usize = 4;
    if vocabulary::written(value) != Written::Stated || value.starts_with(|first: char| first.is_numeric()) {
        return None;
    }
    let wide = value.starts_with(|first: char| {
        first.is_alphabetic() && !first.is_ascii() && !first.is_uppercase() && !first.is_lowercase()
    });
    if wide {
        return (value.chars().count() <= 8).then_some(value);
    }
    let mut end = 0;
    for word in value.split(' ').take(WORDS) {
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        end += word.len() + usize::from(end > 0);
    }
    let name = value.get(..end)?.trim_end_matches([',', ';']);
    let found = vocabulary::find(name);
    let terms = found.of(name);
    let other =
        terms.has_any(&[Word::Yes, Word::No, Word::None, Word::Not, Word::Demand, Word::Approved, Word::Pending]);
    let goes_on = value.split(' ').count() > WORDS && name.split(' ').count() == 1 && !approves(value);
    (!name.is_empty() && !other && !goes_on).then_some(name)
}

/// `Bryan reviews any change of the schema`: what the person behind the label does.
fn approves(value: &str) -> bool {
    let second = value.split(' ').nth(1).unwrap_or_default();
    second.starts_with(char::is_lowercase)
}

/// `**Approvals:**` as a paragraph of its own above a list, below any heading.
pub(super) fn below_captions(doc: &Doc<'_>) -> Vec<Approval> {
    let mut found = Vec::new();
    for (index, part) in doc.outline.sections.iter().enumerate() {
        let mut named = false;
        let mut items: Vec<&Item> = Vec::new();
        for block in &part.blocks {
            match block {
                Block::Paragraph(paragraph) => named = is_caption(doc, &paragraph.text),
                Block::Item(item) if named => items.push(item),
                Block::Item(_) => {}
                Block::Table(_) | Block::Code(_) => named = false,
            }
        }
        let inside = |line: &&Line<'_>| stands_in(&items, line.field.value.span);
        let lines: Vec<&Line<'_>> = doc.lines_of(index).iter().filter(inside).collect();
        let drawn: Vec<&Item> = items.iter().copied().filter(|item| item.checked.is_some()).collect();
        found.extend(from_lines(doc, &lines, &drawn));
        found.extend(drawn.iter().filter_map(|item| from_box(doc, item)));
    }
    found.sort_by_key(|approval| approval.at);
    found
}

fn is_caption(doc: &Doc<'_>, text: &Text) -> bool {
    let terms = doc.terms(text);
    let bold = doc.source.slice(text.span).trim().starts_with("**");
    let ends = text.plain.trim_end().ends_with([':', '：']);
    let about = matches!(terms.longest(), Some(Section::Approvals | Section::SignOff));
    about && (bold || ends) && text.plain.chars().count() <= 40 && !terms.has_any(&[Word::Phase, Word::Step])
}

/// Whether it stands in one of the items, which are in the order of the text.
fn stands_in(items: &[&Item], inner: Span) -> bool {
    let behind = items.partition_point(|item| item.text.span.start <= inner.start);
    let last = items.get(..behind).and_then(<[&Item]>::last);
    last.is_some_and(|item| inner.end <= item.text.span.end)
}

/// The lines of a section: blocks of fields, and lines of one approval each; those in boxes are read with their box.
fn from_lines(doc: &Doc<'_>, lines: &[&Line<'_>], drawn: &[&Item]) -> Vec<Approval> {
    let mut found = Vec::new();
    let mut block: Vec<&Line<'_>> = Vec::new();
    let record = |line: &Line<'_>| matches!(line.key, Some(Key::DocumentRecord | Key::DocumentAuthor));
    for line in lines.iter().filter(|line| !record(line) && !stands_in(drawn, line.field.value.span)) {
        let Some(column) = part_of_block(line) else {
            found.extend(from_block(doc, &block));
            block.clear();
            found.extend(from_field(doc, line));
            continue;
        };
        let again = matches!(column, Column::Name | Column::Role)
            && block.iter().any(|known| part_of_block(known) == Some(column));
        if again {
            found.extend(from_block(doc, &block));
            block.clear();
        }
        block.push(line);
    }
    found.extend(from_block(doc, &block));
    found
}

/// What a line says of an approval that takes several: `Name:`, `Role:`, `Decision:`, `Signed at:`, `Signature:`.
fn part_of_block(line: &Line<'_>) -> Option<Column> {
    let found = vocabulary::find(&line.field.key.plain);
    let terms = found.of(&line.field.key.plain);
    let begins = |column: Column| terms.begins(column) && terms.hits().len() <= 4;
    let whole = [Column::Name, Column::Role, Column::Date].into_iter().find(|column| terms.is_only(*column));
    whole
        .or_else(|| terms.is_only(Key::Recommendation).then_some(Column::Approval))
        .or_else(|| (begins(Column::Approval) && !terms.has(Word::Role)).then_some(Column::Approval))
        .or_else(|| terms.is_only(Key::Status).then_some(Column::Approval))
}

/// `Name: / Role: / Decision: / Signed at: / Signature:` is one approval.
fn from_block(doc: &Doc<'_>, block: &[&Line<'_>]) -> Option<Approval> {
    let said = |column: Column| {
        block.iter().filter(move |line| part_of_block(line) == Some(column)).map(|line| doc.phrase(&line.field.value))
    };
    let (name, role) = (said(Column::Name).next(), said(Column::Role).next());
    if name.is_none() && role.is_none() {
        return None;
    }
    let dated = |phrase: &Phrase| dates::date(&phrase.value).is_some();
    let date = said(Column::Date).next().or_else(|| said(Column::Approval).find(dated));
    let decision = said(Column::Approval).find(|phrase| vocabulary::decision(&phrase.value).is_some());
    // A decision left to be filled in is told as it stands; a name below "Signature" is none.
    let open = || said(Column::Approval).find(|phrase| vocabulary::written(&phrase.value) == Written::Placeholder);
    let first = block.first()?;
    let at = doc.place(first.field.key.span);
    let name = name.filter(|name| name.is_stated() && name.value.chars().any(char::is_alphanumeric));
    // `Approved by: ____` is known by its label.
    let role = role.filter(|role| role.value.is_empty() || role.value.chars().any(char::is_alphanumeric));
    let role = role.or_else(|| name.is_none().then(|| doc.phrase(&first.field.key)));
    Some(approval(role, name, decision.or_else(open), date, at))
}

/// `[x] Product Owner: A. Novak, 2026-12-01`, `[ ] Security Gatekeeper`. A box that names nobody is a check.
pub(super) fn from_box(doc: &Doc<'_>, item: &Item) -> Option<Approval> {
    let at = doc.place(item.text.span);
    let plain = &item.text.plain;
    let said = |value: &str| Said { value: value.trim().to_owned(), at };
    let (role, rest) = plain.split_once([':', '：', '—', '–']).unwrap_or((plain, ""));
    if is_about_time(role) || !(names_somebody(doc.terms(&item.text), plain) || is_signed_line(rest, plain)) {
        return None;
    }
    let role = role.split("__").next().unwrap_or_default();
    let word = if item.checked? { "signed" } else { "unticked" };
    if is_state(role.trim()) && !plain.contains("__") {
        return None;
    }
    let date = dates::date(rest).map(|date| said(&date.to_string()));
    let mut found = approval(Some(said(role)), name_in(rest).map(|name| said(&name)), Some(said(word)), date, at);
    found.decided = Some(if item.checked? { DecisionWord::Approved } else { DecisionWord::Pending });
    Some(found)
}

/// `UNLOCKED — sign-off obtained`: a state that is told in capitals is no role.
fn is_state(role: &str) -> bool {
    const SHORT_NAME: usize = 5;
    role.len() > SHORT_NAME
        && role.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b' ' | b'_' | b'-'))
        && !vocabulary::find(role).of(role).has_any(&[Word::Role, Word::Approver])
}

/// The same of a whole box.
pub(super) fn tells_state(plain: &str) -> bool {
    plain.split_once([':', '：', '—', '–']).is_some_and(|(role, _)| is_state(role.trim()))
}

/// Whether a box names a role, or a person who approved.
fn names_somebody(terms: Terms<'_>, role: &str) -> bool {
    let bare = role.trim();
    let short = (2..=5).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    // `A. Novak`
    let initial = bare.split_once(". ").is_some_and(|(first, _)| first.chars().count() == 1);
    // `Legal`, `Security`: a part of the company; a check says more than one word.
    let alone = bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphabetic);
    short
        || initial
        || alone
        || bare.starts_with('@')
        || terms.has_any(&[Word::Role, Word::ApprovedBy, Word::Approver])
        || terms.has_any(&[Column::Role, Column::Owner])
}

/// Whether what stands behind the colon is a line to sign, a date, a decision or a name.
fn is_signed_line(rest: &str, plain: &str) -> bool {
    let rest = rest.trim();
    let named = || {
        let mut words = rest.split_whitespace();
        words.clone().count() <= 4 && words.all(|word| word.starts_with(char::is_uppercase))
    };
    plain.contains("__")
        || (plain.trim_end().ends_with([':', '：']) && rest.is_empty())
        || (!rest.is_empty() && (dates::date(rest).is_some() || decides(rest) || named()))
}

/// Whether a text begins with a decision; further on it is a sentence about something.
fn decides(text: &str) -> bool {
    const WORDS: usize = 4;
    let end = text.match_indices(' ').nth(WORDS - 1).map_or(text.len(), |(at, _)| at);
    vocabulary::decision(&text[..end]).is_some()
}

/// `Release date`, `发布时间`, `发布人`: what a line says of the release itself, not of an approval.
fn is_about_time(key: &str) -> bool {
    let found = vocabulary::find(key);
    let terms = found.of(key);
    let known: Option<Key> = terms.whole();
    let other = [Key::Window, Key::Start, Key::End, Key::Release, Key::Version, Key::Zone, Key::Date, Key::Status];
    known.is_some_and(|known| other.contains(&known))
        || is_author(terms)
        || (terms.has(Word::Release)
            && !terms.has_any(&[Word::Role, Word::ApprovedBy, Word::Approver])
            && is_label(terms))
}

/// A release word and a short rest that is no role: 发布人, `Release date`.
fn is_label(terms: Terms<'_>) -> bool {
    // `Release/Tag`
    let named = terms.begins(Word::Release) && terms.text().contains('/') && terms.text().chars().count() <= 16;
    named
        || terms.begins(Word::Release)
            && (terms.has_any(&[Column::Date, Column::Start, Column::Owner]) || terms.text().chars().count() <= 4)
}

pub(super) fn is_author(terms: Terms<'_>) -> bool {
    terms.is_only(Word::Author)
}

/// Items and lines below the heading that are roles and no more: `QA Lead, Product Owner`. Nobody has decided.
fn roles(doc: &Doc<'_>, part: &Part) -> Vec<Approval> {
    let labels = labels(doc, part);
    if !labels.is_empty() {
        return labels;
    }
    let mut found = Vec::new();
    for block in &part.blocks {
        let text = match block {
            Block::Item(item) => &item.text,
            Block::Paragraph(paragraph) => &paragraph.text,
            Block::Table(_) | Block::Code(_) => continue,
        };
        let names: Vec<&str> = text.plain.split([',', '、', '，', '\n']).map(str::trim).collect();
        let is_role = |name: &&str| {
            let terms = vocabulary::find(name);
            name.split_whitespace().count() <= 4 && names_somebody(terms.of(name), name) && !name.ends_with('.')
        };
        let roles = names.iter().filter(|name| is_role(name)).count();
        if roles == 0 || roles * 2 < names.len() || names.iter().any(|name| name.chars().count() > 30) {
            continue;
        }
        let at = doc.place(text.span);
        found.extend(names.iter().map(|name| {
            let role = Said { value: (*name).to_owned(), at };
            approval(Some(role), None, None, None, at)
        }));
    }
    found
}

/// `QA lead:` and `Coordinator (A0):` with nothing behind the colon: a list of those who have to sign, if one is a role.
fn labels(doc: &Doc<'_>, part: &Part) -> Vec<Approval> {
    const NAME: usize = 40;
    let texts = part.blocks.iter().filter_map(|block| match block {
        Block::Item(item) => Some(&item.text),
        _ => None,
    });
    let label = |text: &&Text| text.plain.trim_end().ends_with([':', '：']) && text.plain.chars().count() <= NAME;
    let labels: Vec<&Text> = texts.filter(label).collect();
    let role = |text: &&Text| doc.terms(text).has_any(&[Word::Role, Word::Approver]);
    if labels.len() < 2 || !labels.iter().any(role) {
        return Vec::new();
    }
    let named = labels.into_iter().map(|text| (text, text.plain.trim_end().trim_end_matches([':', '：']).trim()));
    let signs = named.filter(|(_, name)| !name.is_empty() && !is_about_time(name));
    signs
        .map(|(text, name)| {
            let at = doc.place(text.span);
            approval(Some(Said { value: name.to_owned(), at }), None, None, None, at)
        })
        .collect()
}

/// `A. Novak, approved …`, `approved by A. Novak on …`: the person.
fn name_in(value: &str) -> Option<String> {
    let first = value.split([',', ';', '—', '–', '、', '，']).next().unwrap_or_default();
    // A line to sign, and what stands behind it, name nobody.
    let first = first.split("__").next().unwrap_or_default().trim();
    let stated = vocabulary::written(first) == Written::Stated;
    if stated && vocabulary::decision(first).is_none() && dates::date(first).is_none() {
        return Some(first.to_owned());
    }
    let found = vocabulary::find(value);
    approver(found.of(value)).map(str::to_owned)
}

/// `Approved by B. Novak (Product Owner) on 2026-12-01.` What is still to be decided is no decision.
fn from_sentence(sentence: Sentence<'_>) -> Option<Approval> {
    let text = sentence.text();
    let decided = vocabulary::decision(text)?;
    let date = dates::date(text);
    if sentence.terms.has(Word::Demand) || (is_made(Some(decided)) && date.is_none()) {
        return None;
    }
    let said = |value: &str| Said { value: value.trim().to_owned(), at: sentence.at };
    let name = approver(sentence.terms);
    let whole = sentence.phrase();
    let role = in_brackets(&whole).filter(|_| name.is_some());
    Some(approval(role, name.map(said), Some(whole), date.map(|date| said(&date.to_string())), sentence.at))
}

/// `Decision: pending` at the head of a document.
pub(super) fn awaited(doc: &Doc<'_>) -> Option<Approval> {
    const HEAD: u8 = 1;
    let line = doc.lines().iter().find(|line| {
        line.key == Some(Key::Recommendation)
            && line.said.is_only(Word::Pending)
            && doc.outline.sections.get(line.section).is_some_and(|part| part.level <= HEAD)
    })?;
    let (key, value) = (doc.phrase(&line.field.key), doc.phrase(&line.field.value));
    let at = key.at;
    Some(approval(Some(key), None, Some(value), None, at))
}

/// Lines `Required approver: Release Manager` and `承認者：____` under any heading: who has to approve; and `Approval: ☐ yes
/// ☐ no`, the approval itself.
pub(super) fn approvers(doc: &Doc<'_>) -> Vec<Approval> {
    let mut found = Vec::new();
    for line in doc.lines().iter().filter(|line| doc.topic(line.section) != Some(Section::Rollback)) {
        let field = line.field;
        let terms = vocabulary::find(&field.key.plain);
        let terms = terms.of(&field.key.plain);
        if is_approver(terms) {
            let dated = dates::date(&field.value.plain).is_some();
            found.extend(if dated { from_field(doc, line) } else { approver_line(doc, field) });
        } else if line.column == Some(Column::Approval)
            && matches!(vocabulary::choice(&field.value.plain), Choice::Open | Choice::Ticked(_))
        {
            found.extend(from_field(doc, line));
        }
    }
    found
}

fn is_approver(terms: Terms<'_>) -> bool {
    terms.is_only(Word::Approver) || terms.is_only(Word::OptionalApprover)
}

fn approver_line(doc: &Doc<'_>, field: &Field) -> Vec<Approval> {
    let at = doc.place(field.value.span);
    let value = field.value.plain.split("__").next().unwrap_or_default();
    // `Approval required: yes` names nobody.
    let said = vocabulary::find(value);
    if [Word::Yes, Word::No, Word::None].iter().any(|word| said.of(value).is_only(*word)) {
        return Vec::new();
    }
    let title = doc.phrase(&field.key);
    let optional = vocabulary::find(&title.value).of(&title.value).has(Word::OptionalApprover);
    let mut found: Vec<Approval> = Vec::new();
    let mut depth = 0_usize;
    let parts = value.split(|next: char| {
        match next {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(next, ',' | '、' | '，' | ';')
    });
    for part in parts.map(str::trim).filter(|part| vocabulary::written(part) == Written::Stated) {
        let said = Said { value: part.to_owned(), at };
        let known = vocabulary::find(part).of(part).has(Word::Role);
        let (role, name) = if known { (said, None) } else { (title.clone(), Some(said)) };
        found.push(Approval { optional, ..approval(Some(role), name, None, None, at) });
    }
    if found.is_empty() && !optional {
        let waits = Some(doc.phrase(&field.value)).filter(|value| super::is_waiting(&value.value));
        found.push(approval(Some(title), None, waits, None, at));
    }
    found
}

/// `Product Owner: A. Novak, approved 2026-12-01`.
fn from_field(doc: &Doc<'_>, line: &Line<'_>) -> Vec<Approval> {
    let field = line.field;
    let value = &field.value.plain;
    let decision = vocabulary::decision(value);
    let date = dates::date(value).map(|date| date.to_string());
    let found = vocabulary::find(&field.key.plain);
    let key = found.of(&field.key.plain);
    if is_about_time(&field.key.plain) {
        return Vec::new();
    }
    let names = value.split([',', '、', '，']).filter(|part| dates::date(part).is_none()).count();
    if decision.is_none() && is_approver(key) && (date.is_none() || names > 1) {
        return approver_line(doc, field);
    }
    // `Final decision: GO` is the answer of all.
    if key.whole() == Some(Key::Recommendation) && vocabulary::go_word(value).is_some() && name_in(value).is_none() {
        return Vec::new();
    }
    if decision.is_none() && date.is_none() && !value.contains("__") {
        return Vec::new();
    }
    let at = doc.place(field.value.span);
    let said = |value: String| Said { value, at };
    let name = name_in(value).map(said);
    let decision = decision.map(|_| said(value.clone()));
    vec![approval(Some(doc.phrase(&field.key)), name, decision, date.map(said), at)]
}
