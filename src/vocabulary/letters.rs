//! Chinese is written in two ways, traditional and simplified. A text is looked up in the simplified letters, so that the data
//! files need each word once.

/// Pairs of a traditional letter and its simplified one, in the order of the first. Left out are letters of Japanese words that
/// mean something else in Chinese (時間, 報告, 適用, 項目, 遷移, 無, 見), and those that stand for two letters (乾, 著): words with
/// them are given in both ways of writing.
const LETTERS: &[u8] = include_bytes!("words/letters.txt");

/// Where the ideographs begin that have such a pair, and how many there are.
const FIRST: u16 = 0x4e00;
const COUNT: usize = 0x5200;

const PAIR_COUNT: usize = {
    let (mut at, mut letters) = (0, 0);
    while at < LETTERS.len() {
        let line = LETTERS[at] == b'\n';
        letters += if line { 0 } else { 1 };
        at += if line { 1 } else { 3 };
    }
    letters / 2
};

/// A letter of three bytes.
const fn letter(at: usize) -> u16 {
    let (first, second, third) = (LETTERS[at] as u16, LETTERS[at + 1] as u16, LETTERS[at + 2] as u16);
    (first & 0xf) << 12 | (second & 0x3f) << 6 | (third & 0x3f)
}

static PAIRS: [(u16, u16); PAIR_COUNT] = {
    let mut pairs = [(0, 0); PAIR_COUNT];
    let (mut at, mut count) = (0, 0);
    while count < PAIR_COUNT {
        if LETTERS[at] == b'\n' {
            at += 1;
        }
        pairs[count] = (letter(at), letter(at + 3));
        at += 6;
        count += 1;
    }
    pairs
};

/// A bit for each ideograph that is written otherwise in simplified letters.
static TRADITIONAL: [u64; COUNT / 64] = {
    let mut bits = [0; COUNT / 64];
    let mut at = 0;
    while at < PAIR_COUNT {
        let place = (PAIRS[at].0 - FIRST) as usize;
        bits[place / 64] |= 1 << (place % 64);
        at += 1;
    }
    bits
};

/// The simplified letter for a traditional one; any other letter as it is.
pub(super) fn simplified(letter: char) -> char {
    let Some(place) = u16::try_from(letter as u32).ok().and_then(|code| code.checked_sub(FIRST)) else { return letter };
    let traditional = TRADITIONAL.get(usize::from(place) / 64).is_some_and(|bits| bits & (1 << (place % 64)) != 0);
    let found = || PAIRS.binary_search_by_key(&(place + FIRST), |pair| pair.0).ok();
    let pair = if traditional { found().and_then(|at| PAIRS.get(at)) } else { None };
    pair.and_then(|pair| char::from_u32(u32::from(pair.1))).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_stand_in_order_and_once() {
        assert!(PAIRS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(PAIRS.iter().all(|(_, simple)| !PAIRS.iter().any(|(other, _)| other == simple)));
    }

    #[test]
    fn both_ways_of_writing_are_one() {
        let of = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(of("回滾觸發條件:錯誤率"), "回滚触发条件:错误率");
        assert_eq!(of("驗收結論"), "验收结论");
        for text in ["验收结论", "切り戻し", "時間", "無効", "Go 1"] {
            assert_eq!(of(text), text);
        }
    }
}
