//! Reading a policy file by its declaration.

use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::keys::{KEYS, Key, ORCHESTRATORS, PREFIX, PREFIXES, Shape, WAIVER, document_kinds, file_kinds, is_prefix};
use crate::dossier::Source;
use crate::facts::Kind;
use crate::outline::{self, Node, Outline, Span, Text, Value};
use crate::policy::kinds::is_pattern;
use crate::policy::{IdPrefixes, KindRule, Limits, Policy, Profile, WaiverEntry};
use crate::vocabulary::{self, Class};

/// Lines under `kinds`: no dossier has more files.
const FILES: usize = 5_000;
/// Those among them that are patterns, each of which is held against every file.
const PATTERNS: usize = 100;
/// Characters of a pattern, and of a word.
const LONG: usize = 300;
/// Names in one list, and waivers.
const NAMES: usize = 1_000;
/// Words under `vocabulary` in all.
const WORDS: usize = 10_000;

pub(super) struct Reader<'a> {
    source: &'a Source,
    policy: Policy,
    problems: Vec<Problem>,
    /// Under which key each prefix of ids stands.
    prefixes: BTreeMap<String, String>,
}

impl<'a> Reader<'a> {
    /// The policy that a file states over the defaults of a profile, and what in it cannot be used.
    pub(super) fn read(source: &'a Source, profile: Profile) -> (Policy, Vec<Problem>) {
        let outline = outline::outline(source, &Limits::default());
        let mut reader = Self { source, policy: Policy::of(profile), problems: Vec::new(), prefixes: BTreeMap::new() };
        reader.whole(&outline);
        reader.policy.file = Some(source.path.clone());
        (reader.policy, reader.problems)
    }

    fn whole(&mut self, outline: &Outline) {
        for problem in &outline.problems {
            self.problem(problem.span, format!("{}; what stands behind is not read", problem.message));
        }
        let mut nodes = outline.nodes.iter();
        let Some(node) = nodes.next() else { return };
        if let Some(second) = nodes.next() {
            self.problem(second.span, "a policy file is one YAML document, and this is a second one");
        }
        // The others change the defaults that the profile gives.
        for (_, profile) in node.pairs().iter().filter(|(key, _)| key.plain == "profile") {
            self.profile(profile);
        }
        self.keys(node, KEYS, "");
    }

    fn problem(&mut self, span: Span, message: impl Into<String>) {
        let (line, column) = self.source.position(span.start);
        self.problems.push(Problem { file: self.source.path.clone(), line, column, message: message.into() });
    }

    /// The pairs of a map, each key once. What is no map is a problem, but for nothing at all.
    fn pairs<'n>(&mut self, node: &'n Node, wanted: &str) -> Vec<&'n (Text, Node)> {
        match &node.value {
            Value::Map(pairs) => {
                let mut seen = BTreeSet::new();
                let mut own = Vec::new();
                for pair in pairs {
                    if seen.insert(pair.0.plain.as_str()) {
                        own.push(pair);
                    } else {
                        self.problem(pair.0.span, format!("`{}` stands here a second time", pair.0.plain));
                    }
                }
                own
            }
            Value::Null => Vec::new(),
            _ => {
                self.problem(node.span, format!("{wanted} was expected here: `key: value`, one on each line"));
                Vec::new()
            }
        }
    }

    fn keys(&mut self, node: &Node, keys: &'static [Key], above: &str) {
        let mut given = BTreeMap::new();
        for (name, value) in self.pairs(node, "a map") {
            if keys.iter().any(|key| key.name == name.plain) {
                given.insert(name.plain.as_str(), value);
            } else {
                let known = keys.iter().map(|key| key.name);
                self.problem(
                    name.span,
                    format!("`{above}{}` is no key that is known{}", name.plain, hint(&name.plain, known)),
                );
            }
        }
        // In the order of the declaration, so that the order in the file does not matter.
        for key in keys {
            if let Some(value) = given.get(key.name) {
                self.key(key, value, above);
            }
        }
    }

    fn key(&mut self, key: &'static Key, node: &Node, above: &str) {
        let name = format!("{above}{}", key.name);
        match &key.shape {
            Shape::Profile => {}
            Shape::Text(set) => match node.scalar().map(str::trim).filter(|text| !text.is_empty()) {
                Some(text) => set(&mut self.policy, text),
                None => self.problem(node.span, format!("`{name}` wants a word")),
            },
            Shape::Number { least, most, set } => self.number(&name, node, *least, *most, *set),
            Shape::Documents(set) => {
                if let Some(kinds) = self.documents(&name, node) {
                    set(&mut self.policy, kinds);
                }
            }
            Shape::Names(set) => {
                if let Some(names) = self.names(&name, node) {
                    set(&mut self.policy, names);
                }
            }
            Shape::Orchestrator => self.orchestrator(node),
            Shape::Waivers => self.waivers(node),
            Shape::Keys(keys) => self.keys(node, keys, &format!("{name}.")),
            Shape::Kinds => self.kinds(node),
            Shape::Prefixes(list) => self.prefixes(&name, node, *list),
            Shape::Vocabulary => self.vocabulary(node),
            Shape::Fixed(why) => self.problem(node.span, format!("`{name}`: {why}")),
        }
    }

    fn profile(&mut self, node: &Node) {
        let word = node.scalar().unwrap_or_default();
        if let Some(profile) = Profile::ALL.iter().find(|profile| profile.word() == word) {
            self.policy = Policy::of(*profile);
        } else {
            let known = Profile::ALL.map(Profile::word);
            self.problem(node.span, format!("`{word}` is no profile: use {}", known.join(" or ")));
        }
    }

    fn number(&mut self, name: &str, node: &Node, least: f64, most: f64, set: fn(&mut Policy, f64)) {
        let number = node.scalar().and_then(|text| text.trim().parse::<f64>().ok());
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => set(&mut self.policy, number),
            None => self.problem(node.span, format!("`{name}` wants a number from {least} to {most}")),
        }
    }

    /// The names of a list; none if anything in it is no name.
    fn names(&mut self, key: &str, node: &Node) -> Option<Vec<String>> {
        let name = |item: &Node| Some(item.scalar()?.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
        let names: Option<Vec<String>> = match &node.value {
            Value::List(items) if items.len() <= NAMES => items.iter().map(name).collect(),
            _ => None,
        };
        if names.is_none() {
            self.problem(node.span, format!("`{key}` wants a list of up to {NAMES} names, such as [first, second]"));
        }
        names
    }

    fn orchestrator(&mut self, node: &Node) {
        let word = node.scalar().unwrap_or_default();
        if let Some((_, orchestrator)) = ORCHESTRATORS.iter().find(|(known, _)| *known == word) {
            self.policy.orchestrator = Some(*orchestrator);
            return;
        }
        let known = ORCHESTRATORS.iter().map(|(known, _)| *known);
        self.problem(node.span, format!("`{word}` is no orchestrator that is known{}", hint(word, known)));
    }

    fn waivers(&mut self, node: &Node) {
        if !matches!(node.value, Value::List(_) | Value::Null) {
            self.problem(node.span, "`waivers` wants a list of maps with rule, subject, reason, by and until");
        }
        for (index, item) in node.items().iter().enumerate() {
            if index == NAMES {
                self.problem(item.span, format!("`waivers` takes up to {NAMES} entries; the rest is not read"));
                return;
            }
            let entry = self.waiver(item);
            self.policy.waivers.push(entry);
        }
    }

    fn waiver(&mut self, node: &Node) -> WaiverEntry {
        let mut entry = WaiverEntry { span: node.span, ..WaiverEntry::default() };
        for (name, value) in self.pairs(node, "a map with rule, subject, reason, by and until") {
            let text = value.scalar().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
            match name.plain.as_str() {
                "rule" => entry.rule = text,
                "subject" => entry.subject = text,
                "reason" => entry.reason = text,
                "by" => entry.by = text,
                "until" => {
                    if text.as_deref().is_some_and(|day| vocabulary::date(day).is_none()) {
                        self.problem(value.span, "`until` wants a day such as 2026-12-31");
                    }
                    entry.until = text;
                }
                other => {
                    let known = WAIVER.iter().map(|(part, _)| *part);
                    self.problem(name.span, format!("`{other}` is no part of a waiver{}", hint(other, known)));
                }
            }
        }
        entry
    }

    /// The kinds of a list; none if anything in it is no kind.
    fn documents(&mut self, name: &str, node: &Node) -> Option<Vec<Kind>> {
        if !matches!(node.value, Value::List(_)) {
            self.problem(node.span, format!("`{name}` wants a list of kinds, such as [deployment-plan, approvals]"));
            return None;
        }
        let mut kinds = Vec::new();
        let before = self.problems.len();
        for item in node.items() {
            kinds.extend(self.kind(item, document_kinds()));
        }
        kinds.dedup();
        (self.problems.len() == before).then_some(kinds)
    }

    fn kind(&mut self, node: &Node, of: impl Iterator<Item = Kind>) -> Option<Kind> {
        let word = node.scalar().unwrap_or_default();
        let of: Vec<Kind> = of.collect();
        let kind = of.iter().copied().find(|kind| kind.id() == word);
        if kind.is_none() {
            self.problem(
                node.span,
                format!("`{word}` is no kind of file{}", hint(word, of.iter().map(|kind| kind.id()))),
            );
        }
        kind
    }

    fn kinds(&mut self, node: &Node) {
        let mut patterns = 0;
        for (files, value) in self.pairs(node, "a map from path or pattern to kind") {
            patterns += usize::from(is_pattern(&files.plain));
            if patterns > PATTERNS || self.policy.kinds.len() >= FILES {
                self.problem(
                    files.span,
                    format!("`kinds` takes up to {FILES} lines, {PATTERNS} of them patterns; the rest is not read"),
                );
                return;
            }
            if files.plain.is_empty() || (is_pattern(&files.plain) && files.plain.chars().count() > LONG) {
                self.problem(files.span, format!("a path or a pattern of up to {LONG} characters was expected here"));
                continue;
            }
            if let Some(kind) = self.kind(value, file_kinds()) {
                let (line, _) = self.source.position(files.span.start);
                self.policy.kinds.push(KindRule { files: files.plain.clone(), kind, line });
            }
        }
    }

    /// Prefixes of ids. One names one kind of thing.
    fn prefixes(&mut self, key: &str, node: &Node, list: fn(&mut IdPrefixes) -> &mut Vec<String>) {
        let single = std::slice::from_ref(node);
        let items = if matches!(node.value, Value::List(_)) { node.items() } else { single };
        let mut own = Vec::new();
        for item in items {
            let Some(prefix) = item.scalar().map(str::trim).filter(|text| is_prefix(text)) else {
                self.problem(
                    item.span,
                    format!(
                        "`{key}` wants prefixes of ids such as ADM or OPS-TASK: up to {PREFIX} letters, digits and single \
                         hyphens, a letter first and no hyphen at the end"
                    ),
                );
                continue;
            };
            let prefix = prefix.to_ascii_uppercase();
            if own.len() == PREFIXES {
                self.problem(item.span, format!("`{key}` takes up to {PREFIXES} prefixes; the rest is not read"));
                break;
            }
            if let Some(other) = self.prefixes.insert(prefix.clone(), key.to_owned()) {
                let message =
                    format!("`{prefix}` stands under `{other}` already, and a prefix names one kind of thing");
                self.problem(item.span, message);
                continue;
            }
            own.push(prefix);
        }
        self.policy.ids.add(list, own);
    }

    fn vocabulary(&mut self, node: &Node) {
        let mut left = WORDS;
        for (concept, value) in self.pairs(node, "a map from concept to words") {
            if !self.is_concept(concept) {
                continue;
            }
            let single = std::slice::from_ref(value);
            let items = if matches!(value.value, Value::List(_)) { value.items() } else { single };
            let mut words = Vec::new();
            for item in items {
                match item.scalar().map(str::trim).filter(|word| !word.is_empty() && word.chars().count() <= LONG) {
                    Some(word) => words.push(word.to_owned()),
                    None => self.problem(item.span, format!("`{}` wants a list of words", concept.plain)),
                }
            }
            if words.len() > left {
                self.problem(value.span, format!("`vocabulary` takes up to {WORDS} words; the rest is not read"));
                return;
            }
            left -= words.len();
            self.policy.vocabulary.insert(concept.plain.clone(), words);
        }
    }

    /// Whether this is `class.concept` as in the vocabulary.
    fn is_concept(&mut self, concept: &Text) -> bool {
        let Some((class, name)) = concept.plain.split_once('.').filter(|(_, name)| !name.is_empty()) else {
            let message = format!("`{}` names no concept; write it as in `section.rollback`", concept.plain);
            self.problem(concept.span, message);
            return false;
        };
        let Some(known) = Class::ALL.into_iter().find(|known| known.id() == class) else {
            let message =
                format!("`{class}` is no class of words{}", hint(class, Class::ALL.into_iter().map(Class::id)));
            self.problem(concept.span, message);
            return false;
        };
        let is_known = known.concept(name).is_some();
        if !is_known {
            let message = format!("`{name}` is no {class} that is known{}", hint(name, known.names().into_iter()));
            self.problem(concept.span, message);
        }
        is_known
    }
}

/// What was probably meant; else, where there are few, what there is.
fn hint<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    const FEW: usize = 12;
    let known: Vec<&str> = known.collect();
    // A long word is compared by its beginning: nothing that is known is longer.
    let word: String = word.chars().take(64).collect();
    let near =
        known.iter().map(|known| (strsim::jaro_winkler(&word, known), *known)).max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((likeness, near)) if likeness > 0.8 => format!("; did you mean `{near}`?"),
        _ if known.len() <= FEW => {
            format!("; there are {}", known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", "))
        }
        _ => String::new(),
    }
}
