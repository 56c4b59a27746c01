//! Telling in which language a text is: by its script, and by the small words that its sentences cannot do without.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::concepts::Section;
use super::lexicon::LANGUAGES;

/// A language that documents are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// Japanese.
    Japanese,
    /// French.
    French,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// Chinese, in either script.
    Chinese,
    /// None of these.
    Unknown,
}

impl Language {
    fn of(id: &str) -> Self {
        match id {
            "en" => Self::English,
            "ja" => Self::Japanese,
            "fr" => Self::French,
            "de" => Self::German,
            "es" => Self::Spanish,
            "pt" => Self::Portuguese,
            "zh" => Self::Chinese,
            _ => Self::Unknown,
        }
    }
}

/// What a section about a subject is usually called in a language: its first phrase; nothing in English, where the templates
/// have their own words.
pub fn usual(language: Language, subject: Section) -> Option<&'static str> {
    let (_, text) = LANGUAGES.iter().find(|(id, _)| Language::of(id) == language && *id != "en")?;
    let wanted = format!("section.{} = ", subject.id());
    let list = text.lines().find_map(|line| line.strip_prefix(wanted.as_str()))?;
    list.split('|').next().map(|phrase| phrase.trim().trim_start_matches('='))
}

/// Words looked at: a language shows early.
const ENOUGH: usize = 2000;

/// Letters that a script needs to count.
const LETTERS: usize = 20;

/// Small words that a language needs to count.
const WORDS: usize = 5;

/// Small words of languages that cannot be read.
const OTHERS: &str = include_str!("words/others.txt");

/// Which languages have a small word, as bits: those of the data files in their order, then the others.
fn small_words() -> &'static HashMap<String, u32> {
    static SMALL: OnceLock<HashMap<String, u32>> = OnceLock::new();
    SMALL.get_or_init(|| {
        let known =
            LANGUAGES.iter().map(|(_, text)| text.lines().find_map(|line| line.strip_prefix("language.small = ")));
        let others = OTHERS.lines().filter_map(|line| line.split_once(" = ")).map(|(_, list)| Some(list));
        let mut small = HashMap::new();
        for (bit, list) in known.chain(others).enumerate() {
            for word in list.unwrap_or_default().split('|') {
                *small.entry(word.trim().to_owned()).or_default() |= 1_u32 << bit;
            }
        }
        small
    })
}

/// The language of a text; none where too little is written to tell.
pub fn language(text: &str) -> Option<Language> {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).take(ENOUGH);
    let mut scripts = Scripts::default();
    let mut counts = [0_usize; 32];
    let small = small_words();
    for word in words {
        word.chars().for_each(|letter| scripts.count(letter));
        if let Some(bits) = small.get(&word.to_lowercase()) {
            for (bit, count) in counts.iter_mut().enumerate() {
                *count += usize::from(bits & (1 << bit) != 0);
            }
        }
    }
    scripts.language().or_else(|| by_words(&counts))
}

/// The known language of most small words, unless one that is not known has clearly more.
fn by_words(counts: &[usize; 32]) -> Option<Language> {
    let (known, others) = counts.split_at(LANGUAGES.len());
    let best = known.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
    let other = others.iter().max()?;
    if *other >= WORDS && *other * 2 > *best.1 * 3 {
        return Some(Language::Unknown);
    }
    (*best.1 >= WORDS).then(|| LANGUAGES.get(best.0).map(|(id, _)| Language::of(id)))?
}

/// Letters of each script.
#[derive(Default)]
struct Scripts {
    all: usize,
    kana: usize,
    han: usize,
    other: usize,
}

impl Scripts {
    fn count(&mut self, letter: char) {
        self.all += 1;
        match letter {
            '\u{3040}'..='\u{30ff}' => self.kana += 1,
            '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => self.han += 1,
            '\u{250}'..='\u{1dff}' | '\u{2c00}'..='\u{2fdf}' | '\u{a000}'..='\u{fadf}' => self.other += 1,
            _ => {}
        }
    }

    /// The language that the script gives away. Names and commands stand in Latin letters in any text.
    fn language(&self) -> Option<Language> {
        let is_much = |letters: usize| letters >= LETTERS && letters * 10 > self.all * 3;
        if is_much(self.kana + self.han) {
            return Some(if self.kana * 20 > self.han { Language::Japanese } else { Language::Chinese });
        }
        is_much(self.other).then_some(Language::Unknown)
    }
}

/// Whether a text is in a language that is not known: what it says cannot be judged.
pub fn is_foreign(text: &str) -> bool {
    language(text) == Some(Language::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        for (text, wanted) in [
            ("リリース計画書 作業手順 担当 切り戻し計画 エラー率が超えたら切り戻す", Some(Language::Japanese)),
            ("上线方案：由王伟负责部署，若错误率超过阈值则立即回滚到上一个版本。", Some(Language::Chinese)),
            (
                "Der Plan wird mit dem Betrieb abgestimmt und die Freigabe ist für Montag vorgesehen.",
                Some(Language::German),
            ),
            (
                "Le plan de retour arrière est décrit dans les annexes et pour chaque étape une durée est donnée.",
                Some(Language::French),
            ),
            (
                "El plan de marcha atrás se describe en el anexo y los pasos se ejecutan con la guardia presente.",
                Some(Language::Spanish),
            ),
            (
                "O plano de retorno está descrito no anexo e os passos são executados com a equipe de plantão.",
                Some(Language::Portuguese),
            ),
            ("Roll out the image and watch the error rate for 20 minutes in the console.", Some(Language::English)),
            ("План отката описан в приложении, дежурный инженер выполняет шаги.", Some(Language::Unknown)),
            ("롤백 계획은 부록에 설명되어 있으며 담당 엔지니어가 단계를 수행합니다.", Some(Language::Unknown)),
            (
                "Het plan wordt met het team besproken en de uitrol van de nieuwe versie is voor maandag gepland.",
                Some(Language::Unknown),
            ),
            (
                "Plan wycofania jest opisany w załączniku i nie należy go zmieniać przed wdrożeniem na produkcję, oraz po nim.",
                Some(Language::Unknown),
            ),
            (
                "Il piano di ripristino è descritto nella appendice e gli operatori della squadra non sono di turno.",
                Some(Language::Unknown),
            ),
            ("| Step | Owner |\n|---|---|\n| Deploy | A. Ito |", None),
            ("日本語", None),
        ] {
            assert_eq!(language(text), wanted, "{text}");
            assert_eq!(is_foreign(text), wanted == Some(Language::Unknown), "{text}");
        }
    }
}
