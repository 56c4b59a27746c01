//! Takes the example of each rule from its scenarios: the first case, which fails, and the second, which is the same mended.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a build script reads files and speaks to Cargo")]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// A case: its heading, and the files of its dossier.
struct Sheet {
    title: String,
    files: Vec<(String, String)>,
}

pub(super) fn write() -> io::Result<()> {
    println!("cargo::rerun-if-changed=tests/scenarios");
    let mut paths: Vec<_> =
        fs::read_dir("tests/scenarios")?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut table = "static EXAMPLES: &[(&str, [Sheet; 2])] = &[\n".to_owned();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(rule) = rule(&name) else { continue };
        if let [fails, mended, ..] = sheets(&fs::read_to_string(&path)?).as_slice() {
            let _ = writeln!(table, "({rule:?}, [{}, {}]),", source(fails), source(mended));
        }
    }
    table.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("rule_examples.rs"), table)
}

/// The rule of `ix-03-grace-below-sigkill.md`; `None` for cases of several rules.
fn rule(name: &str) -> Option<String> {
    let (family, rest) = name.split_once('-')?;
    let (number, _) = rest.split_once('-')?;
    (number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("{family}-{number}").to_ascii_uppercase())
}

fn source(sheet: &Sheet) -> String {
    format!("Sheet {{ title: {:?}, files: &{:?} }}", sheet.title, sheet.files)
}

/// The cases of a scenario file, `##` heading by `##` heading.
fn sheets(text: &str) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    // The marks of the fence that is open, and the path of the file in it.
    let mut fence: Option<(usize, Option<String>)> = None;
    let mut body = String::new();
    for line in text.lines() {
        let marks = line.bytes().take_while(|byte| *byte == b'`').count();
        match &fence {
            None if marks >= 3 => {
                fence = Some((marks, line[marks..].strip_prefix("file ").map(|path| path.trim().to_owned())));
                body.clear();
            }
            None => {
                if let Some(title) = line.strip_prefix("## ") {
                    sheets.push(Sheet { title: title.trim().to_owned(), files: Vec::new() });
                }
            }
            Some((opened, path)) if marks >= *opened && line.len() == marks => {
                if let (Some(path), Some(sheet)) = (path, sheets.last_mut()) {
                    sheet.files.push((path.clone(), std::mem::take(&mut body)));
                }
                fence = None;
            }
            Some(_) => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    sheets
}
