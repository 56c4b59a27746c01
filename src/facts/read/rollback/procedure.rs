//! How one goes back: numbered items, commands, tables of steps, and sentences that say what to do.

use super::super::document::Doc;
use super::super::label::{begins_labelled, labelled};
use super::super::steps::{begins_with_command, commands_in, is_of_commands};
use super::super::{Kind, Place};
use super::headings::{is_after, is_test};
use super::{authority, condition, trigger};
use crate::outline::{Block, Item, Section as Part};
use crate::vocabulary::{self, Column, Hit, Terms, Word};

/// What stands behind a verb of Japanese that is no order: a particle, a time, a noun made of the verb.
const NO_ORDER: [&str; 20] = [
    "の",
    "は",
    "が",
    "を",
    "も",
    "や",
    "か",
    "と",
    "時",
    "後",
    "前",
    "手順",
    "計画",
    "条件",
    "基準",
    "対象",
    "当日",
    "テスト",
    "方針",
    "方法",
];
/// The same in Chinese.
const NO_ORDER_ZH: [&str; 41] = [
    "后",
    "后的",
    "时",
    "前",
    "到旧",
    "=",
    " =",
    "触发",
    "决策",
    "责任",
    "操作手册",
    "脚本",
    "演练",
    "路径",
    "耗时",
    "时间",
    "窗口",
    "方案",
    "预案",
    "策略",
    "步骤",
    "流程",
    "条件",
    "目标",
    "後",
    "後的",
    "時",
    "到舊",
    "觸發",
    "決策",
    "責任",
    "操作手冊",
    "腳本",
    "演練",
    "路徑",
    "耗時",
    "時間",
    "預案",
    "步驟",
    "條件",
    "目標",
];
/// What may stand before the verb of a Chinese order.
const LEADS: [&str; 29] = [
    "将", "把", "用", "使用", "通过", "立即", "马上", "先", "再", "则", "请", "然后", "并", "由", "手动", "重新", "从",
    "一键", "將", "透過", "通過", "馬上", "則", "請", "然後", "並", "手動", "從", "一鍵",
];

/// Numbered items, commands, or a table of steps.
pub(super) fn read(doc: &Doc<'_>, branch: &[&Part]) -> Vec<Place> {
    let place = |block: &Block, steps: bool, boxes: bool| match block {
        Block::Item(item) => {
            let along = (steps && goes_along(doc, item)) || (boxes && is_box_of_work(doc, item));
            (along || is_how(doc, item)).then_some(item.text.span)
        }
        Block::Code(code) => is_of_commands(code).then_some(code.span),
        Block::Table(table) => {
            let steps = |name: &crate::outline::Text| vocabulary::column(&name.plain) == Some(Column::Step);
            table.header.iter().any(steps).then_some(table.span)
        }
        Block::Paragraph(paragraph) => {
            let terms = doc.terms(&paragraph.text);
            // "Use this runbook when:" leads to something else.
            let leads = terms.has(Word::If) && terms.text().trim_end().ends_with([':', '：']);
            // `Remember: …, which this manual does not do`.
            let remark = trigger::labelled_parts(terms).is_some() && terms.has_any(&[Word::Not, Word::Denial]);
            (acts(terms) && !leads && !remark && condition::of(terms).is_none()).then_some(paragraph.text.span)
        }
    };
    // Numbered triggers are no steps.
    let sections = branch.iter().filter(|section| {
        let title = doc.terms(&section.title);
        (!title.has(Word::TriggerHeading) || title.has(Word::Step)) && !is_test(title)
    });
    // In a check list the command below a box is how the box is checked.
    let ticked = |block: &Block| matches!(block, Block::Item(item) if item.checked.is_some());
    let listed = |section: &Part| doc.kind == Kind::ReadinessReview && section.blocks.iter().any(ticked);
    let blocks = sections.flat_map(|section| {
        let listed = listed(section);
        let lists = lists(doc, section);
        // Where two boxes say what to do, the others do too.
        let done = |block: &&Block| matches!(block, Block::Item(item) if item.checked.is_some() && is_how(doc, item));
        let boxes = section.blocks.iter().filter(done).take(2).count() == 2;
        let own = section.blocks.iter().enumerate();
        let own = own.filter(move |(_, block)| !(listed && matches!(block, Block::Code(_))));
        own.map(move |(at, block)| (block, lists.iter().any(|list| list.contains(&at)), boxes))
    });
    blocks.filter_map(|(block, steps, boxes)| place(block, steps, boxes)).map(|span| doc.place(span)).collect()
}

/// `[ ] Check the health again`, among boxes that say what to do.
fn is_box_of_work(doc: &Doc<'_>, item: &Item) -> bool {
    let terms = doc.terms(&item.text);
    item.checked.is_some() && item.depth == 0 && terms.begins(Word::Act) && !terms.has_any(&[Word::Not, Word::Denial])
}

/// The lists of a section in which an item says what to do, by the places of their blocks. Below "each plan must hold:" stands
/// something else.
fn lists(doc: &Doc<'_>, section: &Part) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut leading, mut demands) = (0, false, false);
    let mut close = |from: usize, to: usize, leading: bool| {
        if leading {
            found.push(from..to);
        }
    };
    for (at, block) in section.blocks.iter().enumerate() {
        match block {
            Block::Item(item) => leading = leading || (!demands && leads(doc, item)),
            other => {
                close(from, at, leading);
                (from, leading) = (at + 1, false);
                demands = matches!(other, Block::Paragraph(paragraph) if doc.terms(&paragraph.text).has(Word::Demand));
            }
        }
    }
    close(from, section.blocks.len(), leading);
    found
}

/// An item without box and number that says what to do: the others of its list do too.
fn leads(doc: &Doc<'_>, item: &Item) -> bool {
    let plain = item.checked.is_none() && item.number.is_none() && item.depth == 0;
    plain && (is_how(doc, item) || goes_along(doc, item) && !commands_in(doc, &item.text).is_empty())
}

/// Whether an item may be a step beside others: it is no condition, no label, and denies nothing.
fn goes_along(doc: &Doc<'_>, item: &Item) -> bool {
    const OTHER: [Word; 6] =
        [Word::Not, Word::Denial, Word::NoReturn, Word::Objective, Word::TriggerHeading, Word::NoWayBack];
    let terms = doc.terms(&item.text);
    let text = terms.text().trim_end();
    let labelled = trigger::labelled_parts(terms).is_some() || text.ends_with([':', '：', '?', '？']);
    let case = condition::of(terms).is_some() || terms.of(Word::If).any(|hit| terms.begins_at(hit));
    // 不依赖…: what is not done; `main`: a name.
    let denies = text.contains('不') || (text.is_ascii() && text.split_whitespace().count() < 3);
    item.checked.is_none()
        && item.depth == 0
        && !denies
        && !is_after(terms)
        && !labelled
        && !case
        && !terms.has_any(&OTHER)
        && !authority::decides(terms)
}

fn is_how(doc: &Doc<'_>, item: &Item) -> bool {
    let terms = doc.terms(&item.text);
    if (is_label(terms) || trigger::is_pointer(terms)) && item.number.is_none() {
        return false;
    }
    if item.checked.is_none() {
        return item.number.is_some() || acts(terms) || begins_with_command(doc, &item.text) || names_undo(doc, item);
    }
    // `[ ] 3.1 Revert the commit`: a step by its own number.
    let ordinal = terms.text().split(' ').next().unwrap_or_default();
    let counted = ordinal.contains('.') && ordinal.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    // `[ ] Rollback script is ready`: that something exists, not how it is done.
    item.number.is_some() || counted || is_action(terms) || (acts(terms) && !terms.begins(Word::UndoLabel))
}

/// "Or `git revert` the commit and push": a command that goes back, wherever it stands.
fn names_undo(doc: &Doc<'_>, item: &Item) -> bool {
    let terms = doc.terms(&item.text);
    let undoes = |command: &str| vocabulary::find(command).of(command).has(Word::UndoLabel);
    !terms.has_any(&[Word::Not, Word::Denial]) && commands_in(doc, &item.text).iter().any(|said| undoes(&said.value))
}

/// `Rollback owner: A. Ito` says who, `Rollback target: 2.3.1` whither.
pub(super) fn is_label(terms: Terms<'_>) -> bool {
    trigger::labelled_parts(terms)
        .is_some_and(|(key, _)| key.begins(Word::GoBack) && (key.ends(Column::Owner) || key.ends(Column::Environment)))
}

/// `Rollback action: …`.
fn is_action(terms: Terms<'_>) -> bool {
    trigger::labelled_parts(terms).is_some_and(|(key, _)| key.has(Word::GoBack) && key.has(Column::Action))
}

/// Says what to do: begins with it; where nothing stands between words, a part of the sentence does.
pub(super) fn acts(terms: Terms<'_>) -> bool {
    if is_action(terms) {
        return true;
    }
    if labelled(terms, &[Column::Step, Column::Action]).is_some() {
        return begins_labelled(terms, &[Column::Step, Column::Action]);
    }
    if trigger::named(terms).is_some() {
        return false;
    }
    // `Database: restore the dump`: where it is done, and what.
    let place = |key: Terms<'_>| {
        const OTHER: [Word; 6] =
            [Word::If, Word::AsideLabel, Word::Objective, Word::Decides, Word::DecisionNoun, Word::Observe];
        !key.has_any(&OTHER) && key.longest::<Column>().is_none_or(|column| column == Column::Component)
    };
    if trigger::labelled_parts(terms).is_some_and(|(key, rest)| place(key) && rest.begins(Word::Imperative)) {
        return true;
    }
    if says_verb_last(terms) {
        return true;
    }
    let ideographs = |text: &str| text.chars().next().is_some_and(|first| first > '\u{2e80}');
    let mut does = terms.of(Word::Imperative);
    does.any(|hit| {
        let own = terms.text().get(terms.before(hit).len()..).is_some_and(ideographs);
        if own { orders(terms, hit) } else { terms.begins_at(hit) }
    })
}

/// `App stoppen`, `Vorherige Version reaktivieren`: German says the verb last.
fn says_verb_last(terms: Terms<'_>) -> bool {
    const WORDS: usize = 8;
    let text = terms.text().trim_end_matches(['.', '!', ' ']);
    text.ends_with("en") && text.split_whitespace().count() <= WORDS && terms.ends(Word::Imperative)
}

/// Whether a verb written without blanks gives an order: in Chinese it opens a part of the sentence, in Japanese it ends one.
fn orders(terms: Terms<'_>, hit: &Hit) -> bool {
    let (text, before, behind) = (terms.text(), terms.before(hit), terms.behind(hit));
    if text.trim_end().ends_with([':', '：']) || authority::decides(terms) {
        return false;
    }
    let kana = |letter: char| ('\u{3040}'..='\u{30ff}').contains(&letter);
    if text.contains(kana) {
        return !NO_ORDER.iter().any(|noun| behind.starts_with(noun));
    }
    let opening =
        before.rsplit(['，', '。', '；', '、', '：', ',', ';', ':', '>', '→']).next().unwrap_or_default().trim();
    let opens = !opening.chars().any(char::is_alphanumeric) || LEADS.iter().any(|lead| opening.starts_with(lead));
    opens && !NO_ORDER_ZH.iter().any(|noun| behind.starts_with(noun))
}
