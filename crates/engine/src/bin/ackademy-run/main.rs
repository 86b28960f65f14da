//! Runs a script and prints its transcript, or one JSON document. docs/scripts.md is the grammar. `lesson` is handed to the
//! program `ackademy-lesson`, which is built by a package that knows this one.
//!
//! Exit codes: 0 as expected; 1 something was not as the script says; 2 the script or the call cannot be understood, and
//! then nothing else is printed.

use std::io::Write;
use std::process::{Command, ExitCode};

use ackademy_engine::script::Script;

const USAGE: &str = "expected: ackademy-run FILE [--json], or ackademy-run lesson FOLDER";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "lesson") {
        return check_lesson(&arguments[1..]);
    }
    let before = arguments.len();
    arguments.retain(|argument| argument != "--json");
    let as_json = arguments.len() < before;
    let [file] = &arguments[..] else {
        return refuse(USAGE);
    };
    if file.starts_with('-') {
        return refuse(USAGE);
    }
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            return refuse(&format!(
                "{file}: expected a file that can be read; {error}"
            ));
        }
    };
    match Script::parse(&text) {
        Ok(script) => run(&script, file, as_json),
        Err(mistake) => refuse(&mistake.in_file(file)),
    }
}

/// Leaves the lesson to the program that stands beside this one, and tells what that one told.
fn check_lesson(arguments: &[String]) -> ExitCode {
    let checker = std::env::current_exe().map(|this| {
        this.with_file_name(format!("ackademy-lesson{}", std::env::consts::EXE_SUFFIX))
    });
    match checker.and_then(|checker| Command::new(checker).args(arguments).status()) {
        Ok(status) => status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => refuse(&format!(
            "expected the program ackademy-lesson beside this one; `cargo build -p ackademy-lesson` builds it; {error}"
        )),
    }
}

fn refuse(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}

fn run(script: &Script, file: &str, as_json: bool) -> ExitCode {
    let report = script.run();
    let output = if as_json {
        report.json()
    } else {
        report.transcript()
    };
    // A reader that has seen enough, such as `head`, closes the pipe; that is no failure.
    let _ = std::io::stdout().write_all(output.as_bytes());
    for failure in report.failures() {
        eprintln!("{}", failure.in_file(file));
    }
    if report.is_as_expected() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}
