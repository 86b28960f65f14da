//! Runs a script and prints its transcript, or one JSON document. docs/scripts.md is the grammar. Checks a lesson, or
//! writes all lessons as the page reads them; docs/lessons.md is their format.
//!
//! Exit codes: 0 as expected; 1 something was not as the script says; 2 the script or the call cannot be understood, and
//! then nothing else is printed.

mod lesson;

use std::io::Write;
use std::process::ExitCode;

use ackademy_engine::script::Script;

const USAGE: &str = "expected: ackademy-run FILE [--json], ackademy-run lesson FOLDER, or ackademy-run lessons FOLDER TARGET";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["lesson", folder] => return lesson::check(folder.as_ref()),
        ["lessons", folder, target] => return lesson::write(folder.as_ref(), target.as_ref()),
        _ => {}
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
