//! Who is told something outside the communication plan: in a step, on the way back, in a check list. "Notify the support team
//! in #ops", `[ ] Customers informed`, 先生に報告, 相关团队已通知.

use std::collections::BTreeSet;

use super::document::Doc;
use super::label::labelled;
use super::quantity::{minutes, place};
use super::{Kind, Said, around, communication, rollback};
use crate::facts::{Communication, Phase};
use crate::outline::{Block, DRAWN_BOXES, Item, Section as Part, Span, Text};
use crate::vocabulary::{Column, Hit, Section, Terms, Word};

/// What stands behind a verb of Japanese that is done or to be done.
const DONE: &[&str] =
    &["する", "し", "しま", "した", "済", "を行", "を実施", "を出", "を送", "を投稿", "を配信", "を掲示"];
/// What makes a name of the Chinese verb: a notification service, a notification setting.
const THINGS: &[&str] = &[
    "服务", "功能", "模块", "渠道", "中心", "系统", "接口", "栏", "消息", "机制", "设置", "权限", "模板", "配置",
    "测试", "组件", "正常", "成功", "失败", "是否", "服務", "模組", "系統", "介面", "欄", "訊息", "機制", "設置",
    "設定", "權限", "測試", "組件", "元件", "失敗",
];
/// Words that may stand before an order.
const JOINTS: &[&str] = &[
    "and",
    "then",
    "also",
    "please",
    "immediately",
    "und",
    "dann",
    "sofort",
    "bitte",
    "et",
    "puis",
    "y",
    "luego",
    "e",
    "depois",
    "ensuite",
    "aussi",
    "também",
];

/// Communications in passing, but those that are known.
pub(super) fn read(doc: &Doc<'_>, known: &BTreeSet<Span>, rooms: &BTreeSet<usize>) -> Vec<Communication> {
    let mut found = Vec::new();
    let separate = rollback::is_separate(doc);
    for (index, part) in doc.outline.sections.iter().enumerate() {
        let room = Room::of(doc, index, separate, rooms);
        let last = last_step(doc, index, part);
        for (at, block) in part.blocks.iter().enumerate() {
            match block {
                Block::Item(item) if room.open || boxed(item) => {
                    let ends = last == Some(at);
                    let phase = if ends { Some(Phase::After) } else { room.phase };
                    found.extend(from_text(doc, &item.text, phase).filter(|one| !known.contains(&one.at.span)));
                }
                Block::Paragraph(paragraph) if room.told => {
                    let own = from_text(doc, &paragraph.text, room.phase);
                    found.extend(own.filter(|one| !known.contains(&one.at.span)));
                }
                _ => {}
            }
        }
    }
    for grid in doc.grids() {
        let room = Room::of(doc, grid.section, separate, rooms);
        // The rows of the communication plan are read as such.
        let duties = separate && grid.has(Column::Role);
        if !(room.open || duties) || grid.topic == Some(Section::Communication) {
            continue;
        }
        for row in &grid.table.rows {
            let mut told = row.cells.iter().filter_map(|cell| from_text(doc, cell, room.phase));
            if let Some(one) = told.next() {
                found.push(Communication {
                    owner: one.owner.or_else(|| {
                        let told = if duties { Column::Role } else { Column::Owner };
                        grid.stated(row, told)
                    }),
                    when: one.when.or_else(|| grid.stated(row, Column::Start)),
                    ..one
                });
            }
        }
    }
    found
}

/// What the place of a text says of it.
struct Room {
    phase: Option<Phase>,
    /// Every item may be an order; elsewhere only those with a box.
    open: bool,
    /// Running text gives orders too.
    told: bool,
}

impl Room {
    fn of(doc: &Doc<'_>, index: usize, separate: bool, rooms: &BTreeSet<usize>) -> Self {
        let topic = doc.topic(index);
        let around = doc.outline.upward(index).find_map(|title| around(doc, doc.terms(title)));
        let title = doc.outline.sections.get(index).map(|part| doc.terms(&part.title));
        let released = topic.is_none() && (is_of_release(doc, title) || rooms.contains(&index));
        let phase = match topic {
            _ if separate => Some(Phase::Rollback),
            Some(Section::Rollback) => Some(Phase::Rollback),
            Some(Section::Steps | Section::Schedule | Section::Deployments) => around.or(Some(Phase::During)),
            None if released => around.or(Some(Phase::During)),
            Some(Section::Verification) => around.or(Some(Phase::After)),
            Some(Section::Environments) => around.or(Some(Phase::Before)),
            Some(Section::Communication) if is_last_phase(doc, index) => Some(Phase::After),
            _ => around,
        };
        let work = matches!(topic, Some(Section::Communication | Section::Rollback | Section::Steps));
        let planned = matches!(
            topic,
            Some(Section::Schedule | Section::Deployments | Section::Verification | Section::Environments)
        );
        // A runbook tells whom to call in an incident: no release.
        let any = released || (topic.is_none() && doc.kind == Kind::ReadinessReview);
        let open = work || ((planned || any || around.is_some()) && doc.kind != Kind::SupportRunbook);
        Self { phase, open, told: matches!(topic, Some(Section::Communication | Section::Rollback)) }
    }
}

/// `Deploy`, in a plan whose headings call nothing its steps.
fn is_of_release(doc: &Doc<'_>, title: Option<Terms<'_>>) -> bool {
    doc.kind == Kind::DeploymentPlan && title.is_some_and(|title| title.has(Word::Release))
}

/// `Phase 4: Communication`, behind the other phases of the steps.
fn is_last_phase(doc: &Doc<'_>, index: usize) -> bool {
    let Some(part) = doc.outline.sections.get(index) else { return false };
    let below = part.parent.is_some_and(|parent| doc.topic(parent) == Some(Section::Steps));
    let next = doc.outline.sections.get(index + doc.outline.branch(index).len());
    below && next.is_none_or(|next| next.parent != part.parent)
}

/// Before or after the deployment, by a heading; one that is no more than "Before" or "Después" says it too.
fn around(doc: &Doc<'_>, title: Terms<'_>) -> Option<Phase> {
    around::phase(doc, title).or_else(|| communication::phase_exactly(title))
}

fn boxed(item: &Item) -> bool {
    item.checked.is_some() || item.text.plain.starts_with(DRAWN_BOXES)
}

/// The last step of several: who is told then is told how it went.
fn last_step(doc: &Doc<'_>, index: usize, part: &Part) -> Option<usize> {
    let numbered = |block: &Block| matches!(block, Block::Item(item) if item.depth == 0 && item.number.is_some());
    let last = part.blocks.iter().rposition(numbered)?;
    let several = part.blocks.iter().filter(|block| numbered(block)).nth(1).is_some();
    let topic = doc.topic(index);
    let released = topic.is_none() && is_of_release(doc, Some(doc.terms(&part.title)));
    (several && (released || topic == Some(Section::Steps))).then_some(last)
}

fn from_text(doc: &Doc<'_>, text: &Text, room: Option<Phase>) -> Option<Communication> {
    let whole = doc.terms(text);
    if !whole.has_any(&[Word::Tell, Word::Told]) {
        return None;
    }
    let sentence = doc.cut(text).find(|sentence| tells(sentence.terms))?;
    let terms = sentence.terms;
    let said = communication::phase(terms);
    let timed = said.is_some() || minutes(terms).is_some();
    // On the way back, "after" is after the rollback.
    let phase = if room == Some(Phase::Rollback) { room } else { said.or(room) };
    let owner = labelled(terms, &[Column::Owner]).map(|owner| Said { value: owner.to_owned(), at: sentence.at });
    let found = communication::in_words(terms, &sentence.phrase(), phase, timed.then(|| sentence.phrase()));
    let channel = found.channel.or_else(|| names_room(terms.text()).then(|| sentence.phrase()));
    let audience = found.audience.or_else(|| names_somebody(terms).then(|| sentence.phrase()));
    Some(Communication { owner, audience, channel, aside: true, ..found })
}

/// Whether a sentence says that somebody is to be told, or was.
fn tells(terms: Terms<'_>) -> bool {
    let ordered = terms.of(Word::Tell).any(|hit| is_order(terms, hit) && !is_denied(terms, hit));
    let done = || terms.of(Word::Told).any(|hit| closes(terms, hit) && !is_denied(terms, hit));
    (ordered || done())
        && (terms.has_any(&[Word::Audience, Word::Channel]) || names_somebody(terms) || names_room(terms.text()))
}

fn names_somebody(terms: Terms<'_>) -> bool {
    // `先生に報告`: the particle says who.
    let particle = |hit: &Hit| ["に", "へ", "への"].iter().any(|end| terms.before(hit).trim_end().ends_with(end));
    terms.has(Word::Role) || terms.of(Word::Tell).any(particle)
}

/// `#releases`, `@channel`.
fn names_room(text: &str) -> bool {
    let mut words = text.split([' ', '(', '（', '`', '，', '、', ',']);
    words.any(|word| word.strip_prefix(['#', '@']).is_some_and(|name| name.starts_with(char::is_alphabetic)))
}

/// Whether a verb gives an order: it opens a part of the sentence; in Chinese and Japanese it is no part of a name.
fn is_order(terms: Terms<'_>, hit: &Hit) -> bool {
    let (before, behind) = (terms.before(hit).trim_end(), terms.behind(hit));
    let own = terms.text().get(place(terms, hit)).and_then(|word| word.chars().next());
    if own.is_some_and(|first| first > '\u{2e80}') {
        return if terms.text().contains(|letter: char| ('\u{3040}'..='\u{30ff}').contains(&letter)) {
            // `メール通知` is a noun; `関係者周知` says who.
            let free = before
                .chars()
                .next_back()
                .is_none_or(|last| !last.is_alphanumeric() || ('\u{3040}'..='\u{309f}').contains(&last))
                || terms.of(Word::Audience).any(|known| known.end == hit.start);
            free && behind.chars().next().is_none_or(|next| !next.is_alphanumeric())
                || DONE.iter().any(|end| behind.starts_with(end))
        } else {
            !THINGS.iter().any(|thing| behind.starts_with(thing)) && !behind.trim_end().ends_with(['：', ':'])
        };
    }
    let named = before.ends_with(['-', '_', '/', '.', '`']) || behind.starts_with(['-', '_', '(', '/', '`', '.']);
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let joined = JOINTS.iter().any(|joint| word.eq_ignore_ascii_case(joint));
    !named && (!before.ends_with(char::is_alphanumeric) || joined)
}

/// Whether nothing stands behind a word but an aside in brackets, or what is told of the release.
fn closes(terms: Terms<'_>, hit: &Hit) -> bool {
    // "Customers notified by e-mail", but not "the user is notified by e-mail".
    if terms.of(Word::Audience).any(|known| known.is_before(hit) && terms.begins_at(known)) {
        return true;
    }
    let behind = terms.behind(hit).trim_start();
    let about = |word: Word| terms.of(word).any(|other| other.start >= hit.end);
    behind.starts_with(['(', '（'])
        || !behind.chars().any(char::is_alphanumeric)
        || [Word::Release, Word::Releases, Word::Window].into_iter().any(about)
}

/// "Do not notify customers", 通知は不要.
fn is_denied(terms: Terms<'_>, hit: &Hit) -> bool {
    let before = |denial: &Hit| denial.end <= hit.start && hit.start - denial.end <= 16;
    terms.of(Word::Denial).any(before) || terms.of(Word::DeniedBehind).any(|denial| denial.start >= hit.end)
}
