//! The `wasm-bindgen` command, as much of it as Trunk calls. The official one brings a web server and a test runner with
//! it and takes minutes to build; this one takes seconds.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    let mut out_dir = None;
    let mut keep_debug = false;
    for argument in std::env::args().skip(1) {
        let (flag, value) = argument.split_once('=').unwrap_or((&argument, ""));
        match flag {
            "--version" => {
                println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            "--target" => drop(match value {
                "no-modules" => bindgen.no_modules(true)?,
                "web" => bindgen.web(true)?,
                other => bail!("this wasm-bindgen knows the targets no-modules and web, not {other:?}"),
            }),
            "--out-dir" => out_dir = Some(value.to_owned()),
            "--out-name" => drop(bindgen.out_name(value)),
            "--no-typescript" => drop(bindgen.typescript(false)),
            "--keep-debug" => keep_debug = true,
            _ if flag.starts_with("--") => bail!("this wasm-bindgen does not know {argument:?}"),
            _ => drop(bindgen.input_path(&argument)),
        }
    }
    // Names and tool versions are a quarter of the module, and the page never reads them.
    bindgen.keep_debug(keep_debug).remove_name_section(!keep_debug).remove_producers_section(!keep_debug);
    bindgen.generate(out_dir.context("--out-dir=… is missing")?)
}
