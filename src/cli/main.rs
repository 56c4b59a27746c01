//! The command line: the engine for terminals and pipelines. It reads files, asks the clock for the as-of time where none is
//! given, prints, and ends with 0 (clean), 1 (findings) or 2 (it could not do its work).

#[cfg(not(target_arch = "wasm32"))]
mod arguments;
#[cfg(not(target_arch = "wasm32"))]
mod check;
#[cfg(not(target_arch = "wasm32"))]
mod engine;
#[cfg(not(target_arch = "wasm32"))]
mod facts;
#[cfg(not(target_arch = "wasm32"))]
mod intake;
#[cfg(not(target_arch = "wasm32"))]
mod names;
#[cfg(not(target_arch = "wasm32"))]
mod pack;
#[cfg(not(target_arch = "wasm32"))]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
mod print;
#[cfg(not(target_arch = "wasm32"))]
mod rules;
#[cfg(not(target_arch = "wasm32"))]
mod templates;
#[cfg(not(target_arch = "wasm32"))]
mod verify;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use arguments::{Arguments, Command};
    use clap::Parser;

    let done = match Arguments::parse().command {
        Command::Check(check) => check::run(&check),
        Command::Pack(pack) => pack::run(&pack),
        Command::Verify(verify) => verify::run(&verify),
        Command::Facts(facts) => facts::run(&facts),
        Command::Rules(list) => rules::list(&list),
        Command::Explain(explain) => rules::explain(&explain),
        Command::Templates(list) => templates::run(&list),
        Command::Schema => print::out(&holdpoint::policy::file::schema()).map(|()| std::process::ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        Err(reason) => {
            print::complain(&reason);
            std::process::ExitCode::from(2)
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
