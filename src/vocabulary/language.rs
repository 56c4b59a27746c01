//! Telling English from the languages for which there are no words yet.

/// Words that sentences cannot do without, and that do not look like English.
const FOREIGN: [&str; 40] = [
    "der", "die", "das", "und", "nicht", "mit", "wird", "werden", "ist", "für", "auf", "zu", "le", "les", "des", "et",
    "est", "pour", "dans", "une", "el", "los", "las", "del", "para", "con", "y", "que", "por", "il", "della", "gli",
    "per", "não", "os", "em", "uma", "het", "een", "voor",
];

const ENGLISH: [&str; 16] =
    ["the", "and", "of", "to", "is", "are", "for", "with", "in", "on", "by", "not", "be", "this", "that", "from"];

/// Words looked at: a language shows early.
const ENOUGH: usize = 2000;

/// Whether a text is in another language than English: by its letters, or by its small words.
pub fn is_foreign(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(ENOUGH)
        .map(str::to_lowercase)
        .collect();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let beyond: usize = words.iter().flat_map(|word| word.chars()).filter(|letter| *letter > '\u{24f}').count();
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let (foreign, english) = (count(&FOREIGN), count(&ENGLISH));
    (letters >= 20 && beyond * 10 > letters * 3) || (foreign >= 5 && foreign > english * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        for text in [
            "リリース計画書 作業手順 担当 切り戻し計画 エラー率が超えたら切り戻す",
            "Der Plan wird mit dem Betrieb abgestimmt und die Freigabe ist für Montag vorgesehen.",
            "Le plan de retour arrière est décrit dans les annexes et pour chaque étape une durée est donnée.",
        ] {
            assert!(is_foreign(text), "{text}");
        }
        for text in [
            "Roll out the image and watch the error rate for 20 minutes.",
            "| Step | Owner |\n|---|---|\n| Deploy | A. Ito |",
            "日本語",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }
}
