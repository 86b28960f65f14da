//! The program `ackademy-lesson`: what it prints where, and its exit codes.

use std::path::PathBuf;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_ackademy-lesson"))
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

fn lessons() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets/lessons")
}

#[test]
fn a_lesson_is_checked_and_one_that_cannot_be_read_exits_with_2() {
    let lesson = lessons().join("03-the-ack-that-never-came");
    let (code, out, err) = run(&[lesson.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.ends_with("the lesson does what it says\n"), "{out}");
    let (code, _, err) = run(&["no-such-folder"]);
    assert_eq!(code, Some(2));
    assert!(
        err.starts_with("no-such-folder:1: expected a folder of a lesson"),
        "{err}"
    );
}

#[test]
fn all_lessons_are_written_as_the_page_reads_them() {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("written");
    let (from, into) = (lessons(), target.to_str().unwrap());
    let (code, _, err) = run(&["--write", from.to_str().unwrap(), into]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let list = std::fs::read_to_string(target.join("list.txt")).expect("a list");
    assert!(
        list.contains(
            "03-the-ack-that-never-came\ten\tThe ack that never came\tSilence has two causes"
        ),
        "{list}"
    );
    let words = target.join("03-the-ack-that-never-came/ru.txt");
    assert!(
        std::fs::read_to_string(words)
            .expect("the words")
            .starts_with("#Подтверждение")
    );
}

#[test]
fn a_call_that_names_no_folder_exits_with_2() {
    for arguments in [&[][..], &["--write", "only-one"], &["--wrong"]] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert_eq!(
            err,
            "expected: ackademy-lesson FOLDER, or ackademy-lesson --write FOLDER TARGET\n"
        );
    }
}
