//! Conditions that can be measured: metric, comparator, number, unit, time.

use super::super::quantity::{Quantity, durations, place, quantities};
use crate::facts::{Comparator, Limit, Minutes, Relative};
use crate::vocabulary::{Column, Hit, Metric, Terms, Word};

/// What a condition compares.
pub(super) struct Measure {
    pub(super) metric: Option<String>,
    pub(super) class: Option<Metric>,
    pub(super) percentile: Option<u16>,
    pub(super) limit: Option<Limit>,
    pub(super) relative: Option<Relative>,
    pub(super) window: Option<Minutes>,
    /// A comparison, or an event that needs no number.
    pub(super) measurable: bool,
    /// A comparison that must hold for a time.
    pub(super) numeric: bool,
}

const SIGNS: [(&str, Comparator); 12] = [
    (">=", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("≥", Comparator::AtLeast),
    ("≧", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("≦", Comparator::AtMost),
    (">", Comparator::Above),
    ("＞", Comparator::Above),
    ("<", Comparator::Below),
    ("＜", Comparator::Below),
    ("==", Comparator::Equal),
    ("=", Comparator::Equal),
];

const WORDS: [(Word, Comparator); 4] = [
    (Word::AtLeast, Comparator::AtLeast),
    (Word::AtMost, Comparator::AtMost),
    (Word::Above, Comparator::Above),
    (Word::Below, Comparator::Below),
];

/// Reads a condition.
pub(super) fn measure(terms: Terms<'_>) -> Measure {
    let text = terms.text();
    let compared = by_sign(terms).or_else(|| by_word(terms));
    // "A drop of throughput above 50 %": a share that is compared needs its time, whatever the event.
    let share = compared.as_ref().is_some_and(|(_, quantity, _)| {
        text.get(quantity.digits..quantity.end).is_some_and(|unit| unit.contains(['%', '％']))
    });
    let found = compared.or_else(|| by_share(terms));
    let multiple = terms.has(Word::Multiple);
    // "Any problem", 問題が発生: nobody can tell whether it happened.
    let vague = |hit: &Hit| terms.of(Word::Vague).any(|whole| whole.start <= hit.start && hit.end <= whole.end);
    let event = terms.of(Word::Event).any(|hit| !vague(hit));
    let limit = found.as_ref().map(|(comparator, quantity, _)| limit(text, *comparator, quantity));
    let metric = found.as_ref().and_then(|(.., begin)| metric(text.get(..*begin)?));
    // `5xx rate + 20 %`, `latency doubles`.
    let relative = text.contains(['+', '−']) && quantities(terms).next().is_some();
    let numeric = limit.is_some() || multiple || relative;
    let class = terms.longest::<Metric>();
    let counted = found.as_ref().and_then(|found| relative_to(terms, found, class));
    Measure {
        class,
        percentile: super::super::rollout::percentile(text),
        relative: counted,
        window: window(terms, found.as_ref().map(|(_, quantity, _)| quantity)),
        measurable: numeric || event || names_status(text),
        numeric: numeric && (!event || share),
        metric,
        limit,
    }
}

fn limit(text: &str, comparator: Comparator, quantity: &Quantity) -> Limit {
    let unit = text.get(quantity.digits..quantity.end).unwrap_or_default();
    Limit { comparator, number: quantity.value, unit: unit.trim_start_matches([' ', '-', '\u{a0}']).to_owned() }
}

/// The limit of a text that says how it is compared: `< 80 %`, "at least 2".
pub(in crate::facts::read) fn compared(terms: Terms<'_>) -> Option<Limit> {
    let (comparator, quantity, _) = by_sign(terms).or_else(|| by_word(terms))?;
    Some(limit(terms.text(), comparator, &quantity))
}

/// Whether a text is a limit and no value: it begins with a sign such as `<`.
pub(in crate::facts::read) fn begins_with_sign(text: &str) -> bool {
    SIGNS.iter().any(|(sign, _)| text.trim_start().starts_with(sign))
}

/// How a limit is counted from the value before: "2 percentage points above baseline", "30 % below baseline". Latency and
/// throughput are no shares: so many percent of them are meant.
fn relative_to(terms: Terms<'_>, found: &Comparison, class: Option<Metric>) -> Option<Relative> {
    let (comparator, quantity, _) = found;
    let text = terms.text();
    let share = text.get(quantity.digits..quantity.end).is_some_and(|unit| unit.contains(['%', '％']));
    let rest = text.get(quantity.digits..).unwrap_or_default().trim_start();
    let points = [
        "percentage point",
        "pp",
        "Prozentpunkt",
        "points de pourcentage",
        "puntos porcentuales",
        "pontos percentuais",
        "ポイント",
        "个百分点",
    ];
    let points = points.iter().any(|point| rest.trim_start_matches(['%', ' ']).starts_with(point));
    let based = terms.has(Column::Baseline);
    let less = terms.has(Word::Below) || matches!(comparator, Comparator::Below | Comparator::AtMost);
    let own = share && matches!(class, Some(Metric::Latency | Metric::Throughput | Metric::QueueDepth));
    if !based && !own && !points {
        None
    } else if points || !share || class == Some(Metric::ErrorRate) {
        Some(Relative::PointsAbove).filter(|_| !less)
    } else {
        Some(if less { Relative::ShareBelow } else { Relative::ShareAbove })
    }
}

/// `/health` 返回非 200, "POST /orders answers 5xx": the status of an answer.
fn names_status(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let status = |word: &str| {
        let mut bytes = word.bytes();
        let class = matches!(bytes.next(), Some(b'1'..=b'5'));
        class && word.len() == 3 && (word.ends_with("xx") || bytes.all(|byte| byte.is_ascii_digit()))
    };
    let path = || text.split([' ', '`', '(', '（']).any(|word| word.starts_with('/') && word.len() > 2);
    words.any(status) && (path() || text.contains("HTTP") || text.contains("http"))
}

type Comparison = (Comparator, Quantity, usize);

/// A sign with a number behind it; and where the comparison begins.
fn by_sign(terms: Terms<'_>) -> Option<Comparison> {
    let text = terms.text();
    let (at, sign, comparator) = SIGNS
        .iter()
        .filter_map(|(sign, comparator)| Some((text.find(sign)?, *sign, *comparator)))
        // `->` and `=>` are arrows.
        .filter(|(at, sign, _)| {
            let tail = text.get(..*at).is_some_and(|before| before.ends_with(['-', '=']));
            let head = *sign == "=" && text.get(at + 1..).is_some_and(|rest| rest.starts_with('>'));
            !(tail || head)
        })
        .min_by_key(|(at, sign, _)| (*at, usize::MAX - sign.len()))?;
    let quantity = quantities(terms).find(|quantity| quantity.start >= at + sign.len())?;
    Some((comparator, quantity, at))
}

/// A word such as "exceeds": with the number behind it, or before it where the language says so.
fn by_word(terms: Terms<'_>) -> Option<Comparison> {
    WORDS.iter().find_map(|(word, comparator)| {
        terms.of(*word).find_map(|hit| {
            let at = place(terms, hit);
            let near = |quantity: &Quantity| {
                let gap = terms.text().get(at.end..quantity.start).unwrap_or_default();
                quantity.start >= at.end && gap.split_whitespace().count() <= 4 && gap.len() <= 32
            };
            let behind = quantities(terms).find(near);
            let before = || {
                let gap = |quantity: &Quantity| terms.text().get(quantity.end..at.start).map_or(usize::MAX, str::len);
                // "2 % für 5 Minuten übersteigt": the time is not what is compared.
                let bare =
                    quantities(terms).filter(|quantity| quantity.seconds.is_none() && gap(quantity) <= 48).last();
                bare.or_else(|| quantities(terms).filter(|quantity| gap(quantity) <= 12).last())
            };
            // `5 % or more`, `2%を超え`.
            let ideograph = terms.text().get(at.start..)?.chars().next()? > '\u{2e80}';
            let behind = behind.filter(|quantity| quantity.seconds.is_none() || before().is_none());
            let quantity = if ideograph { before().or(behind) } else { behind.or_else(before) }?;
            Some((*comparator, quantity, at.start.min(quantity.start)))
        })
    })
}

/// `CPU at 90 %`: a share is a limit.
fn by_share(terms: Terms<'_>) -> Option<Comparison> {
    let quantity = quantities(terms).find(|quantity| {
        terms.text().get(quantity.digits..quantity.end).is_some_and(|unit| unit.contains(['%', '％']))
    })?;
    Some((Comparator::AtLeast, quantity, quantity.start))
}

/// What stands before a comparison, without what joins them.
fn metric(text: &str) -> Option<String> {
    const JOINTS: [char; 14] = [' ', ':', '：', 'が', 'は', 'を', 'の', '、', ',', '(', '（', '-', '*', '`'];
    let text = text.trim_matches(JOINTS);
    (!text.is_empty()).then(|| text.to_owned())
}

/// The time over which the condition must hold: behind a word such as "for", else another time than the limit itself.
fn window(terms: Terms<'_>, limit: Option<&Quantity>) -> Option<Minutes> {
    let own = |range: &std::ops::Range<usize>| limit.is_some_and(|limit| range.contains(&limit.start));
    // `Target < 500 ms (rollback if > 5000 ms)`: compared, not watched.
    let compared = |range: &std::ops::Range<usize>| {
        terms
            .text()
            .get(..range.start)
            .is_some_and(|before| before.trim_end().ends_with(['<', '>', '≤', '≥', '＜', '＞']))
    };
    let others = || durations(terms).filter(|(_, range)| !own(range) && !compared(range));
    let announced = others().find(|(_, range)| {
        terms.of(Word::Lasting).any(|hit| {
            let at = place(terms, hit);
            at.end <= range.start && terms.text().get(at.end..range.start).is_some_and(|gap| gap.len() <= 16)
        })
    });
    announced.map(|(minutes, _)| minutes).or_else(|| {
        let alone = limit.is_none();
        // A day in which something must be done is no time over which one watches.
        others().map(|(minutes, _)| minutes).find(|minutes| !alone || (1.0..240.0).contains(minutes))
    })
}

/// A condition that was said in words.
pub(super) fn window_in(terms: Terms<'_>) -> Option<Minutes> {
    measure(terms).window
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary;

    #[test]
    fn conditions_are_measured() {
        for (text, wanted) in [
            ("error rate > 2 % for 5 min", "error rate > 2 % 5"),
            ("p95 latency above 500 ms for 10 minutes", "p95 latency > 500 ms 10"),
            ("エラー率が2%を超えた状態が5分", "エラー率 > 2 % -"),
            ("le taux d'erreur dépasse 2 %", "le taux d'erreur > 2 % -"),
            ("Fehlerrate über 2 %", "Fehlerrate > 2 % -"),
            ("tasa de errores superior al 2 %", "tasa de errores > 2 % -"),
            ("taxa de erro acima de 2 %", "taxa de erro > 2 % -"),
            ("错误率超过2%", "错误率 > 2 % -"),
            ("throughput at least 10 % lower", "throughput >= 10 % -"),
            ("CPU at 90 %", "CPU at >= 90 % -"),
        ] {
            let found = vocabulary::find(text);
            let read = measure(found.of(text));
            let limit = read.limit.map(|limit| format!("{} {} {}", limit.comparator.sign(), limit.number, limit.unit));
            let window = read.window.map_or("-".to_owned(), |window| window.to_string());
            let shown = format!("{} {} {window}", read.metric.unwrap_or_default(), limit.unwrap_or_default());
            // Units of other languages than English come from the data files.
            assert!(shown == wanted || shown == wanted.replace(" -", " 5"), "{text}: {shown}");
        }
    }
}
