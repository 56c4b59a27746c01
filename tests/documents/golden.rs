//! The documents, word for word. `UPDATE_GOLDEN=1 cargo test --test documents` writes them anew; read what has changed.

use std::fs;

use crate::{example, pack, poor, project};

fn compare(case: &str, dossier: &holdpoint::Dossier) {
    let folder = project("tests/golden").join(case);
    let update = std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1");
    for document in pack(dossier).iter().filter(|document| document.name != "review.json") {
        let path = folder.join(&document.name);
        if update {
            fs::create_dir_all(path.parent().unwrap_or(&folder)).expect("the folder can be made");
            fs::write(&path, &document.text).expect("the golden file can be written");
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        let differs = golden.lines().zip(document.text.lines()).position(|(old, new)| old != new);
        let line = differs.unwrap_or_else(|| golden.lines().count().min(document.text.lines().count()));
        let (old, new) = (golden.lines().nth(line), document.text.lines().nth(line));
        assert!(
            golden == document.text,
            "{} differs in line {}:\n  was {old:?}\n  is  {new:?}",
            path.display(),
            line + 1
        );
    }
}

#[test]
fn a_full_dossier() {
    compare("orderflow", &example("orderflow"));
}

#[test]
fn a_broken_dossier() {
    compare("orderflow-broken", &example("orderflow-broken"));
}

#[test]
fn a_poor_dossier() {
    compare("poor", &poor());
}
