//! The engine, run natively, says what `golden/` says. `wasm.test.mjs` asks the same of WebAssembly.

use std::fs;
use std::path::PathBuf;

use ackademy_selftest::report::Report;

/// Set to write the files anew, after a change that is meant to alter them.
const UPDATE: &str = "UPDATE_GOLDEN";

fn file(report: Report) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden");
    folder.join(report.file())
}

/// The first line in which two texts differ.
fn first_difference(golden: &str, said: &str) -> Option<String> {
    let (mut golden, mut said) = (golden.lines(), said.lines());
    for number in 1.. {
        let (expected, got) = (golden.next(), said.next());
        if expected != got {
            return Some(format!("line {number}: golden {expected:?}, here {got:?}"));
        }
        expected?;
    }
    None
}

#[test]
fn the_engine_says_natively_what_the_golden_files_say() {
    for report in Report::ALL {
        let (path, said) = (file(report), report.text());
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&path, &said).expect("golden/ can be written");
        }
        let golden = fs::read_to_string(&path).expect("golden/ can be read");
        let difference = first_difference(&golden, &said);
        assert_eq!(
            difference,
            None,
            "{}: if that is meant, run {UPDATE}=1 cargo test -p ackademy-selftest and say why in the commit",
            report.file()
        );
    }
}

#[test]
fn a_planted_difference_is_found_with_its_line() {
    let said = Report::TimedRun.text();
    let planted = said.replacen("7 ", "8 ", 1);
    assert_ne!(planted, said);
    assert!(first_difference(&planted, &said).is_some());
    let longer = format!("{said}one more\n");
    let line = said.lines().count() + 1;
    let difference = first_difference(&said, &longer).expect("they differ");
    assert!(
        difference.starts_with(&format!("line {line}: ")),
        "{difference}"
    );
}
