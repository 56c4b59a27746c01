//! III-07: no file of the dossier holds a secret.

use std::collections::BTreeMap;

use crate::facts::{Document, Kind};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{code, count};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "III-07",
    name: "no-literal-secret",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "No file holds a key of a known issuer, a private key, a signed token, a password inside a locator, or a literal \
             value of a name that ends like a secret; and no real `.env` is among the files. Placeholders, references and \
             encrypted values are no secrets.",
    why: "What stands in a file that is passed around has left the team. It must be replaced, not only deleted.",
    settings: &[],
    source: "S59; TS:90-109",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    let files = case.facts.supplied().count();
    if files == 0 {
        out.none("all files", "The dossier holds no file to search.", "Add the documents of the release.");
        return;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for secret in &case.facts.secrets {
        let path = case.file(secret.at);
        let subject = format!("{} in {path}", secret.what);
        let nth = seen.entry(subject.clone()).or_default();
        *nth += 1;
        let subject = if *nth > 1 { format!("{subject} ({nth})") } else { subject };
        let remedy = format!(
            "Replace the secret at its issuer, keep the new one in the secret manager, and write a reference to it into {path}."
        );
        out.fail(subject, format!("{path} holds a secret: {}.", secret.what), remedy).at([secret.at]);
    }
    let real: Vec<&Document> = case.facts.of_kind(Kind::EnvFile).filter(|document| is_env(&document.path)).collect();
    for document in &real {
        let path = code(&document.path);
        let remedy = format!(
            "Take {path} out of the files that are passed on, ignore it in version control, and name its variables in `.env.example`."
        );
        out.fail(
            format!("file {path}"),
            format!("{path} is a real env file among the documents of the release."),
            remedy,
        )
        .at([document.place()]);
    }
    if case.facts.secrets.is_empty() && real.is_empty() {
        out.pass("all files", format!("{} searched, and no secret found.", count(files, "file")));
    }
}

fn is_env(path: &str) -> bool {
    path.rsplit('/').next() == Some(".env")
}
