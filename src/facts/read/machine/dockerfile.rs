//! Dockerfiles, read by instruction: the crates for them keep no places of values, or bring a grammar engine along.

use std::collections::BTreeMap;

use super::{Doc, Facts, lines, part};
use crate::facts::read::settings;
use crate::facts::{BuiltImage, Container, Origin, Phrase, Port, Probe, Said, Setting, VariableUse};
use crate::vocabulary;

/// Stages that may be built on others: each takes a copy of what is known of them.
const MOST_STAGES: usize = 100;

/// What is known at the end of a stage; one that is built on another takes it over.
#[derive(Clone, Default)]
struct Stage {
    image: Option<Phrase>,
    entry: Option<Phrase>,
    command: Option<Phrase>,
    health: Option<Said<Probe>>,
    stop_signal: Option<Phrase>,
    user: Option<Phrase>,
    ports: Vec<Port>,
    variables: BTreeMap<String, Setting>,
}

/// Reads the instructions; what is built is the last stage.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let mut stages: BTreeMap<String, Stage> = BTreeMap::new();
    let mut name = String::new();
    let mut stage = Stage::default();
    let mut bases = Vec::new();
    for (word, rest) in instructions(doc) {
        match word.to_ascii_uppercase().as_str() {
            "FROM" => {
                let mut words = rest.value.split_whitespace().filter(|word| !word.starts_with("--"));
                let Some(image) = words.next() else { continue };
                let alias = words.nth(1).unwrap_or_default().to_ascii_lowercase();
                stages.insert(std::mem::replace(&mut name, alias), std::mem::take(&mut stage));
                let below = stages.get(&image.to_ascii_lowercase()).filter(|_| stages.len() < MOST_STAGES).cloned();
                if below.is_none() && image != "scratch" {
                    bases.push(inner(&rest, image));
                }
                let image = inner(&rest, image);
                stage = below.unwrap_or_else(|| Stage { image: Some(image), ..Stage::default() });
            }
            "ENV" => set(doc, &rest, &mut stage),
            "ARG" => facts.variable_uses.extend(argument(&rest)),
            "CMD" => stage.command = Some(exec(rest)),
            "ENTRYPOINT" => stage.entry = Some(exec(rest)),
            "STOPSIGNAL" => stage.stop_signal = Some(rest),
            "USER" => stage.user = Some(rest),
            "EXPOSE" => stage.ports.extend(rest.value.split_whitespace().map(|word| port(&rest, word))),
            "HEALTHCHECK" => stage.health = health(&rest),
            _ => {}
        }
    }
    let Some(first) = bases.first().cloned() else { return };
    facts.settings.extend(stage.variables.into_values());
    let command = match (stage.entry, stage.command) {
        (Some(entry), Some(command)) => Some(Said { value: format!("{} {}", entry.value, command.value), ..entry }),
        (entry, command) => entry.or(command),
    };
    let container = Container {
        name: if name.is_empty() { "image".to_owned() } else { name },
        image: stage.image,
        command,
        ports: stage.ports,
        health: stage.health,
        ..Container::default()
    };
    let (stop_signal, user) = (stage.stop_signal, stage.user);
    facts.images.push(BuiltImage { at: first.at, bases, container, stop_signal, user });
}

/// The instructions and what stands behind them, without comments; a line that ends in `\` goes on in the next. The place is
/// that of the first line.
fn instructions<'d>(doc: &'d Doc<'_>) -> Vec<(&'d str, Phrase)> {
    let mut found: Vec<(&str, Phrase)> = Vec::new();
    let mut open = false;
    let mut document: Option<&str> = None;
    for (offset, line) in lines(&doc.source.text) {
        let body = line.trim();
        if let Some(end) = document {
            document = Some(end).filter(|end| body != *end);
            continue;
        }
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        let bare = body.strip_suffix(['\\', '`']).map_or(body, str::trim_end);
        if open && let Some((_, rest)) = found.last_mut() {
            if !rest.value.is_empty() {
                rest.value.push(' ');
            }
            rest.value.push_str(bare);
        } else {
            let (word, rest) = bare.split_once(char::is_whitespace).unwrap_or((bare, ""));
            found.push((word, part(doc, offset, line, if rest.is_empty() { bare } else { rest })));
            if rest.is_empty()
                && let Some((_, rest)) = found.last_mut()
            {
                rest.value.clear();
            }
        }
        open = bare.len() < body.len();
        // `RUN <<EOF`: what follows up to `EOF` is a script.
        document = heredoc(bare);
    }
    found
}

fn heredoc(line: &str) -> Option<&str> {
    let begins =
        line.split_once(' ').is_some_and(|(word, _)| matches!(word.to_ascii_uppercase().as_str(), "RUN" | "COPY"));
    let rest = line.split_once("<<").filter(|_| begins)?.1.trim_start_matches('-');
    let word = rest.split_whitespace().next()?.trim_matches(['"', '\'']);
    Some(word).filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

/// A word of an instruction; its place is the instruction's, for it may stand on a further line.
fn inner(rest: &Phrase, word: &str) -> Phrase {
    Said { value: word.to_owned(), at: rest.at }
}

/// `ENV A=1 B="2 3"`, or `ENV A the rest`.
fn set(doc: &Doc<'_>, rest: &Phrase, stage: &mut Stage) {
    let first = rest.value.split_whitespace().next().unwrap_or_default();
    let pairs = if first.contains('=') {
        pairs(&rest.value)
    } else {
        let (name, value) = rest.value.split_once(char::is_whitespace).unwrap_or((&rest.value, ""));
        vec![(name.to_owned(), value.trim().to_owned())]
    };
    let environment = crate::facts::read::environments::of_path(&doc.source.path);
    for (name, value) in pairs {
        let said = |value: &str| Said { value: value.to_owned(), at: rest.at };
        let setting = settings::setting(said(&name), Some(said(&value)), Origin::Image, None, environment);
        stage.variables.insert(name, setting);
    }
}

/// The pairs of a line; quotes and `\ ` keep blanks in a value.
fn pairs(text: &str) -> Vec<(String, String)> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let push = match (quote, letter) {
            (_, '\\') => letters.next(),
            (None, '"' | '\'') => {
                quote = Some(letter);
                None
            }
            (Some(open), close) if open == close => {
                quote = None;
                None
            }
            (None, space) if space.is_whitespace() => {
                words.push(String::new());
                None
            }
            _ => Some(letter),
        };
        if let (Some(letter), Some(last)) = (push, words.last_mut()) {
            last.push(letter);
        }
    }
    words
        .iter()
        .filter_map(|word| word.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// `ARG NAME=default`: whoever builds the image may give it.
fn argument(rest: &Phrase) -> Option<VariableUse> {
    let (name, default) = match pairs(&rest.value).into_iter().next() {
        Some((name, default)) => (name, Some(default)),
        None => (rest.value.split_whitespace().next()?.to_owned(), None),
    };
    Some(VariableUse { name: inner(rest, &name), default, required: false, by: None })
}

/// `["npm", "start"]` as it is run; the other form as it stands.
fn exec(rest: Phrase) -> Phrase {
    let list = rest.value.strip_prefix('[').and_then(|inside| inside.trim_end().strip_suffix(']'));
    let Some(list) = list else { return rest };
    let words: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    Said { value: words.join(" "), at: rest.at }
}

fn port(rest: &Phrase, word: &str) -> Port {
    Port { name: None, number: word.split('/').next().and_then(|number| number.parse().ok()), at: rest.at }
}

/// `--interval=30s CMD curl …`; Docker's defaults where nothing is written. `NONE` switches it off.
fn health(rest: &Phrase) -> Option<Said<Probe>> {
    let at = rest.value.find("CMD")?;
    let (options, command) = rest.value.split_at(at);
    let option = |name: &str| {
        options.split_whitespace().find_map(|word| word.strip_prefix("--")?.strip_prefix(name)?.strip_prefix('='))
    };
    let time = |name: &str, default: f64| option(name).and_then(vocabulary::seconds).unwrap_or(default);
    let command = exec(Said { value: command.trim_start_matches("CMD").trim().to_owned(), at: rest.at });
    let value = Probe {
        handler: format!("exec {}", command.value),
        initial_delay: time("start-period", 0.0),
        period: time("interval", 30.0),
        timeout: time("timeout", 30.0),
        success_threshold: 1.0,
        failure_threshold: option("retries").and_then(|number| number.parse().ok()).unwrap_or(3.0),
    };
    Some(Said { value, at: rest.at })
}

#[cfg(test)]
mod tests {
    use crate::facts::read::testing::dossier;

    #[test]
    fn the_last_stage_is_what_is_built() {
        let text = "# syntax=docker/dockerfile:1\nARG NODE=20\nFROM node:${NODE} AS deps\nENV CI=true \\\n    NPM_LEVEL=\"a b\"\n\
                    RUN <<EOF\nENV NO=1\nEOF\nFROM golang:1.23 AS build\nENV GOOS=linux\nFROM deps AS run\nENV NODE_ENV production\n\
                    EXPOSE 3000/tcp 9090\nSTOPSIGNAL SIGQUIT\nUSER node\n\
                    HEALTHCHECK --interval=15s --retries=4 \\\n  CMD curl -f http://localhost:3000/health\n\
                    ENTRYPOINT [\"tini\", \"--\"]\nCMD [\"node\", \"server.js\"]\n";
        let facts = dossier(&[("Dockerfile", text)]);
        let image = &facts.images[0];
        let words = |list: &[super::Phrase]| list.iter().map(|one| one.value.clone()).collect::<Vec<_>>();
        assert_eq!(words(&image.bases), ["node:${NODE}", "golang:1.23"]);
        assert_eq!(image.container.command.as_ref().map(|it| it.value.as_str()), Some("tini -- node server.js"));
        assert_eq!(image.container.ports.iter().map(|port| port.number).collect::<Vec<_>>(), [Some(3000), Some(9090)]);
        assert_eq!(image.stop_signal.as_ref().map(|it| it.value.as_str()), Some("SIGQUIT"));
        let health = image
            .container
            .health
            .as_ref()
            .map(|it| (it.value.handler.as_str(), it.value.period, it.value.failure_threshold));
        assert_eq!(health, Some(("exec curl -f http://localhost:3000/health", 15.0, 4.0)));
        let set: Vec<String> = facts
            .settings
            .iter()
            .map(|it| format!("{}={}", it.name.value, it.value.as_ref().map_or("", |v| &v.value)))
            .collect();
        assert_eq!(
            set,
            ["CI=true", "NODE_ENV=production", "NPM_LEVEL=a b"],
            "those of the stages that are left behind are gone"
        );
        assert_eq!(facts.variable_uses[0].default.as_deref(), Some("20"));
    }

    #[test]
    fn what_is_switched_off_or_empty_is_nothing() {
        let facts =
            dossier(&[("Dockerfile", "FROM scratch\nHEALTHCHECK NONE\nENV\nCMD\n"), ("b/Dockerfile", "RUN x\n")]);
        assert!(facts.images.iter().all(|image| image.container.health.is_none()));
        assert!(facts.settings.is_empty());
    }
}
