//! GO, NO-GO and CONDITIONAL GO, as texts spell them.

use super::{DecisionWord, FEW, GoWord, decided};
use crate::vocabulary::choice::{Choice, choice};
use crate::vocabulary::concepts::Word;
use crate::vocabulary::find;
use crate::vocabulary::normal::words;
use crate::vocabulary::terms::{Hit, Terms};
use crate::vocabulary::token::{head, is_ideograph, tokens, weight};

/// The answer of one of several that stand side by side, in the words of a decision or of a recommendation.
pub(in crate::vocabulary) fn plain_answer(text: &str) -> Option<GoWord> {
    let decided = || {
        Some(match decided(text)? {
            DecisionWord::Approved => GoWord::Go,
            DecisionWord::Pending => GoWord::Conditional,
            DecisionWord::Rejected => GoWord::NoGo,
        })
    };
    let advised = advice(text).filter(|word| *word == GoWord::NoGo);
    let found = find(text);
    let conditional = || found.of(text).has(Word::WithConditions).then_some(GoWord::Conditional);
    let ran = || {
        let known = [(Word::Failed, GoWord::NoGo), (Word::Passed, GoWord::Go)];
        known.into_iter().find(|(word, _)| found.of(text).is_only(*word)).map(|(_, answer)| answer)
    };
    advised.or_else(|| answer(text)).or_else(ran).or_else(decided).or_else(conditional)
}

/// What a text says of going: GO, CONDITIONAL GO and NO-GO, or the words of other languages where it is short. Of a choice
/// the one that is ticked; one that is open says nothing.
pub fn go_word(text: &str) -> Option<GoWord> {
    match choice(text) {
        Choice::None => answer(text),
        Choice::Open | Choice::Answers => None,
        Choice::Ticked(own) => answer(own).or(match decided(own)? {
            DecisionWord::Approved => Some(GoWord::Go),
            DecisionWord::Rejected => Some(GoWord::NoGo),
            DecisionWord::Pending => None,
        }),
    }
}

/// The same where GO itself is written: "conditional pass" and `freigegeben` are words for other things too.
pub fn go_spelt(text: &str) -> Option<GoWord> {
    if !may_spell(text, b"g") {
        return None;
    }
    let text = match choice(text) {
        Choice::Ticked(own) => own,
        _ => text,
    };
    let is_go = |token: &str| ["go", "nogo"].iter().any(|word| token.eq_ignore_ascii_case(word));
    let spelt = text.split(|character: char| !character.is_alphanumeric()).any(is_go);
    go_word(text).filter(|_| spelt && in_capitals(text).is_some())
}

/// The same where it stands in capitals: `Go` may be the name of something. "No-Go" never is.
pub fn go_in_capitals(text: &str) -> Option<GoWord> {
    if !may_spell(text, b"g") {
        return None;
    }
    let mut before = "";
    let mut tokens = text.split(|character: char| !character.is_alphanumeric()).filter(|token| !token.is_empty());
    let told = tokens.any(|token| {
        let no = before.eq_ignore_ascii_case("no") && token.eq_ignore_ascii_case("go");
        before = token;
        no || token == "GO" || token.eq_ignore_ascii_case("nogo")
    });
    if told { go_spelt(text) } else { None }
}

/// Whether one of these small letters stands before an `o`, in whatever form: most texts hold no "go", and need no closer look.
fn may_spell(text: &str, before: &[u8]) -> bool {
    let bytes = text.as_bytes();
    let behind = bytes.get(1..).unwrap_or_default();
    bytes.iter().zip(behind).any(|(first, second)| second | 0x20 == b'o' && before.contains(&(first | 0x20)))
}

/// The answer of a value or a heading that was asked for one: GO, an advice, or that a test has passed or failed.
pub fn verdict(text: &str) -> Option<GoWord> {
    go_word(text).or_else(|| release_advice(text)).or_else(|| outcome(text))
}

/// `PASSED`, `❌ FAILED`: a few words that begin with it.
fn outcome(text: &str) -> Option<GoWord> {
    const FEW: usize = 4;
    let text = match choice(head(text)) {
        Choice::None => head(text),
        Choice::Ticked(own) => own,
        Choice::Open | Choice::Answers => return None,
    };
    if tokens(text).count() > FEW {
        return None;
    }
    let found = find(text);
    let terms = found.of(text);
    if [Word::Failed, Word::Rejected].iter().any(|word| terms.begins(*word)) {
        return Some(GoWord::NoGo);
    }
    let good =
        !terms.has_any(&[Word::Not, Word::Pending, Word::Failed]) && !text.contains(|next: char| next.is_numeric());
    (good && [Word::Passed, Word::Approved].iter().any(|word| terms.begins(*word)))
        .then(|| if text.trim_start().starts_with(CROSSES) { GoWord::NoGo } else { GoWord::Go })
}

const CROSSES: [char; 5] = ['❌', '✗', '✘', '⛔', '🔴'];

fn answer(text: &str) -> Option<GoWord> {
    match said(text) {
        // `❌ …`, 不可发布: a cross, or a "not" right before the word, takes the answer back.
        Some(GoWord::Go | GoWord::Conditional) if head(text).trim_start().starts_with(CROSSES) => Some(GoWord::NoGo),
        Some(GoWord::Go) if is_denied(text) => Some(GoWord::NoGo),
        Some(GoWord::Go) if has_conditions(text) => Some(GoWord::Conditional),
        said => said,
    }
}

/// "GO, subject to the fix of DEF-7", "GO only after the drill": behind the answer stands what must be true first.
fn has_conditions(text: &str) -> bool {
    let text = behind_question(text);
    let found = find(text);
    let terms = found.of(text);
    let go = terms.first(Word::Go).map_or(0, |go| go.start);
    terms.of(Word::WithConditions).any(|hit| hit.start >= go)
}

/// Words between a denial and the GO that it denies: "not yet a GO", "pas de GO".
const BETWEEN: u32 = 2;

/// Whether a word before the first GO of a text takes it back, in the same part of the sentence.
fn is_denied(text: &str) -> bool {
    let text = behind_question(text);
    let end = text.char_indices().find(|(at, _)| {
        let go = text.get(*at..at + 2).is_some_and(|word| word.eq_ignore_ascii_case("go"));
        let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        go && apart(text[..*at].chars().next_back()) && apart(text[at + 2..].chars().next())
    });
    let Some((end, _)) = end else { return false };
    let clause =
        text[..end].rsplit([':', ',', ';', '.', '(', '/', '—', '–', '：', '，', '。', '、']).next().unwrap_or_default();
    let found = find(clause);
    let terms = found.of(clause);
    [Word::Not, Word::No, Word::Denial].into_iter().flat_map(|word| terms.of(word)).any(|hit| {
        let between = tokens(terms.behind(hit)).count() as u32;
        between <= BETWEEN
    })
}

fn said(text: &str) -> Option<GoWord> {
    let (capitals, worded) = (in_capitals(text), worded(text));
    match (capitals, worded) {
        (Some(GoWord::NoGo | GoWord::Conditional) | None, None) | (Some(GoWord::NoGo | GoWord::Conditional), _) => {
            capitals
        }
        // "GO mit Auflagen" is a conditional one.
        (None, _) | (_, Some(GoWord::NoGo | GoWord::Conditional)) => worded,
        _ => capitals,
    }
}

/// How long a text may be whose words decide without capitals, in words.
const SHORT: u32 = 10;

/// What stands behind the question that a text begins with: `Go/No-Go: 可`. The whole text if it asks nothing.
pub(super) fn behind_question(text: &str) -> &str {
    let asked = find(text);
    let question = asked.of(text);
    let go = |hit: &Hit| question.of(Word::Go).any(|go| go.is_before(hit));
    let asks = question.of(Word::NoGo).find(|hit| go(hit));
    asks.and_then(|hit| text.get(hit.end as usize..)).unwrap_or(text)
}

/// `可`, `avis favorable`, `Freigabe erteilt`, behind the question if it is asked: `Go/No-Go: 可`.
fn worded(text: &str) -> Option<GoWord> {
    let text = behind_question(head(text));
    if weight(text) > SHORT * 4 {
        return None;
    }
    let found = find(text);
    let terms = found.of(text);
    // These are told from running text by their capitals.
    let everyday = |hit: &Hit| {
        let phrase = words(text.get(hit.start as usize..hit.end as usize).unwrap_or_default()).join(" ");
        matches!(phrase.as_str(), "go" | "no go" | "nogo" | "not go" | "conditional" | "conditional go")
    };
    let says = |terms: &Terms<'_>, word: Word| terms.of(word).any(|hit| !everyday(hit) && !is_named_after(terms, hit));
    let denied = |hit: &Hit| terms.before(hit).ends_with(['不', '未', '非', '無', '无', '没', '沒', '勿', '禁']);
    if terms.of(Word::Go).any(denied) {
        return Some(GoWord::NoGo);
    }
    let order = [(Word::ConditionalGo, GoWord::Conditional), (Word::NoGo, GoWord::NoGo), (Word::Go, GoWord::Go)];
    let said = order.into_iter().find(|(word, _)| says(&terms, *word)).map(|(_, answer)| answer);
    said.or_else(|| {
        // `承認（山田）`, `Ja, am 1.12.`: some words count only as the whole answer.
        let first = text.split(['(', '（', ',', '，', '、', '。', '.', '—', '–']).next().map(str::trim)?;
        let own = find(first);
        (first.len() < text.len() && says(&own.of(first), Word::Go)).then_some(GoWord::Go)
    })
}

/// Whether a word of Chinese or Japanese goes on: リリース可否, 上线时间, 批准人.
fn is_named_after(terms: &Terms<'_>, hit: &Hit) -> bool {
    const TAILS: [char; 36] = [
        '日', '者', '人', '率', '数', '基', '标', '標', '时', '時', '期', '结', '結', '内', '方', '值', '値', '印',
        '欄', '栏', '否', '性', '条', '点', '前', '后', '後', '的', '書', '书', '流', '手', '條', '點', '數', '內',
    ];
    let word = terms.text().get(terms.before(hit).len()..).unwrap_or_default();
    word.starts_with(is_ideograph) && terms.behind(hit).starts_with(TAILS)
}

/// The first GO, CONDITIONAL GO or NO-GO of a text. Only capitals count, unless the text is nothing else: "go to the
/// console" decides nothing.
pub(super) fn in_capitals(text: &str) -> Option<GoWord> {
    // GO and CONDITIONAL
    if !may_spell(text, b"gc") {
        return None;
    }
    let parts = text.split(|character: char| !character.is_alphanumeric());
    let tokens: Vec<&str> = parts.filter(|token| !token.is_empty()).collect();
    let short = tokens.len() <= 3 && weight(text) <= 12;
    let is = |at: usize, word: &str| {
        tokens.get(at).is_some_and(|token| *token == word || (short && token.eq_ignore_ascii_case(word)))
    };
    let next_is = |at: usize, word: &str| tokens.get(at + 1).is_some_and(|token| token.eq_ignore_ascii_case(word));
    let mut from = 0;
    let mut at = 0;
    while at < tokens.len() {
        let start = from + text.get(from..).and_then(|rest| rest.find(tokens[at])).unwrap_or_default();
        let end = start + tokens[at].len();
        from = end;
        let no = tokens[at].eq_ignore_ascii_case("no") || tokens[at] == "NOT";
        // "Go/No-Go" names the question, not the answer, where an answer follows.
        let question = tokens[at].eq_ignore_ascii_case("go") && next_is(at, "no") && next_is(at + 1, "go");
        if question {
            for next in [at + 1, at + 2] {
                from += text
                    .get(from..)
                    .and_then(|rest| Some(rest.find(tokens[next])? + tokens[next].len()))
                    .unwrap_or_default();
            }
            at += 3;
            continue;
        }
        if is(at, "CONDITIONAL") || (tokens[at] == "Conditional" && next_is(at, "go")) {
            return Some(GoWord::Conditional);
        }
        // "No-go for the payment path, as it is now."
        let opens = at == 0
            && no
            && next_is(at, "go")
            && text.to_ascii_lowercase().contains("no-go")
            && tokens.get(2).is_none_or(|next| {
                matches!(
                    *next,
                    "for" | "until" | "because" | "due" | "as" | "at" | "für" | "wegen" | "pour" | "para" | "por"
                ) || !next.is_ascii()
            });
        if is(at, "NOGO")
            || opens
            || (no
                && tokens.get(at + 1).is_some_and(|next| *next == "GO" || (short && next.eq_ignore_ascii_case("go"))))
        {
            return Some(GoWord::NoGo);
        }
        let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        if is(at, "GO") && !goes_elsewhere(behind) && (tokens[at] == "GO" || is_said(before, behind)) {
            return Some(GoWord::Go);
        }
        at += 1;
    }
    None
}

/// What stands behind a GO that is no answer, whatever its letters: GO-LIVE, "GO BACK", "GO TO the console".
fn goes_elsewhere(behind: &str) -> bool {
    const ELSEWHERE: [&str; 9] = ["live", "back", "home", "online", "offline", "into", "through", "modules", "version"];
    let mut words = behind.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let direct = behind.starts_with([' ', '-', '_']);
    let Some(next) = words.next().filter(|_| direct) else { return false };
    let is = |word: &&str| next.eq_ignore_ascii_case(word);
    ELSEWHERE.iter().any(is) || (is(&"to") && !find(behind).of(behind).has(Word::Release))
}

/// Whether a small "go" is the answer: alone, behind a mark or a word that announces it, and before a mark, the end, or a word
/// that gives the conditions.
fn is_said(before: &str, behind: &str) -> bool {
    const ANNOUNCES: [&str; 13] = [
        "is",
        "a",
        "the",
        "final",
        "full",
        "clear",
        "decision",
        "recommendation",
        "verdict",
        "not",
        "partial",
        "est",
        "ist",
    ];
    const GOES_ON: [&str; 22] = [
        "for", "with", "without", "pending", "if", "as", "until", "unless", "subject", "under", "pour", "avec", "sous",
        "für", "mit", "unter", "para", "con", "com", "sob", "bajo", "sujeto",
    ];
    let before = before.trim_end();
    let last = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let announced = last.is_empty() || ANNOUNCES.iter().any(|word| last.eq_ignore_ascii_case(word));
    let rest = behind.trim_start();
    let next = rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let apart = rest.len() < behind.len()
        || !rest.starts_with(['-', '_', '/', '+', '#', '@', '='])
            && !rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    announced && apart && (next.is_empty() || GOES_ON.iter().any(|word| next.eq_ignore_ascii_case(word)))
}

/// What a sentence of a recommendation advises without the words GO and NO-GO.
pub fn release_advice(sentence: &str) -> Option<GoWord> {
    advice(sentence).filter(|_| !matches!(choice(sentence), Choice::Open | Choice::Answers))
}

fn advice(sentence: &str) -> Option<GoWord> {
    let found = find(sentence);
    let terms = found.of(sentence);
    // "Not yet ready for production".
    let denied = |hit: &Hit| {
        let denials = [Word::Not, Word::No].into_iter().flat_map(|word| terms.of(word));
        denials.into_iter().take(FEW).any(|not| not.word < hit.word && hit.word - not.word - not.words <= 1)
    };
    if terms.has(Word::ReleaseAdvisedAgainst) || terms.of(Word::ReleaseAdvised).any(denied) {
        return Some(GoWord::NoGo);
    }
    let conditional = terms.has(Word::Proviso);
    terms.has(Word::ReleaseAdvised).then_some(if conditional { GoWord::Conditional } else { GoWord::Go })
}
