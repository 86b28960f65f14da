//! The program `ackademy-run`: what it prints where, and its exit codes.

use std::path::PathBuf;
use std::process::{Command, Output};

const GOOD: &str = "topic t\nclient checkout producer topic=t\nsend checkout a\nsettle\nexpect log t-0 = a(P,e0,s0)\n";

fn script(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a folder for tests");
    path
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_ackademy-run"))
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn a_run_as_expected_prints_its_transcript_and_exits_with_0() {
    let path = script("good.txt", GOOD);
    let (code, out, err) = run(&[path.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(
        out.starts_with("> send checkout a\n  0.000 s  OrderSent client=checkout order=a\n"),
        "{out}"
    );
    assert!(out.contains("\nfinal state at "), "{out}");
    assert!(
        out.contains("\n    broker 1 high_watermark=1 log_end_offset=1 log = a(P,e0,s0,L0)\n"),
        "{out}"
    );
}

#[test]
fn the_same_script_prints_the_same_every_time() {
    let path = script("twice.txt", GOOD);
    let arguments = [path.to_str().unwrap(), "--json"];
    assert_eq!(run(&arguments), run(&arguments));
}

#[test]
fn a_failed_expect_tells_expected_and_got_and_exits_with_1() {
    let path = script(
        "failed.txt",
        &format!("{GOOD}expect log t-0 = a b\nexpect log t-0 = a\n")
            .replace("send checkout a", "send checkout a b\nsend checkout b")
            .replace("expect log t-0 = a(P,e0,s0)\n", ""),
    );
    let file = path.to_str().unwrap();
    let (code, out, err) = run(&[file]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(
        out.contains(
            "> expect log t-0 = a\n  expected: log t-0 = a\n  got: broker 1: a(P,e0,s0,L0) b"
        ),
        "{out}"
    );
    assert!(
        err.contains(&format!(
            "{file}:7: expected: log t-0 = a\n{file}:7: got: broker 1: a(P"
        )),
        "{err}"
    );
}

#[test]
fn a_step_that_is_not_possible_ends_the_run_and_exits_with_1() {
    let path = script(
        "impossible.txt",
        &format!("{GOOD}drop response Produce to checkout order=a\nsettle\n"),
    );
    let (code, out, err) = run(&[path.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains(
            "got: one was sent before, and it is not on its way any more; on their way: nothing"
        ),
        "{err}"
    );
    assert!(
        !out.contains("> settle\n  expected") && out.matches("> settle").count() == 1,
        "{out}"
    );
}

#[test]
fn a_bad_script_is_told_so_in_one_line_and_exits_with_2() {
    let path = script(
        "bad.txt",
        "topic t\nclient checkout producer topic=t\nsned checkout a\n",
    );
    let file = path.to_str().unwrap();
    for arguments in [vec![file], vec![file, "--json"]] {
        let (code, out, err) = run(&arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert_eq!(
            err,
            format!(
                "{file}:3: expected a declaration or a command, found `sned`; did you mean `send`?\n"
            )
        );
    }
}

#[test]
fn a_value_that_nothing_can_have_is_a_bad_script_also_where_it_must_not_hold() {
    let path = script("typo.txt", &format!("{GOOD}refute log t-0 = typo\n"));
    let file = path.to_str().unwrap();
    let (code, out, err) = run(&[file]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        format!(
            "{file}:6: expected an order that was sent or listed above, found `typo`; there are: a\n"
        )
    );
}

#[test]
fn a_call_without_a_file_or_with_one_that_is_not_there_exits_with_2() {
    assert_eq!(
        run(&[]),
        (
            Some(2),
            String::new(),
            "expected: ackademy-run FILE [--json], or ackademy-run lesson FOLDER\n".into()
        )
    );
    let (code, out, err) = run(&["no/such/file.txt"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.starts_with("no/such/file.txt: expected a file that can be read; "),
        "{err}"
    );
}

#[test]
fn json_is_one_document_with_commands_failures_and_state() {
    let path = script("json.txt", &format!("{GOOD}expect log t-0 = a a\n"));
    let (code, out, _) = run(&[path.to_str().unwrap(), "--json"]);
    assert_eq!(code, Some(1));
    let document: serde_json::Value = serde_json::from_str(&out).expect("one JSON document");
    assert_eq!(document["asExpected"], false);
    assert_eq!(document["commands"][0]["command"], "send checkout a");
    assert_eq!(document["commands"][0]["events"][0]["event"], "OrderSent");
    assert_eq!(document["commands"][3]["failure"]["line"], 6);
    let record = &document["state"]["partitions"][0]["replicas"][0]["log"][0];
    assert_eq!(
        (&record["value"], &record["producer"], &record["sequence"]),
        (&"a".into(), &"P".into(), &0.into())
    );
    assert_eq!(
        document["state"]["partitions"][0]["inSyncReplicas"],
        serde_json::json!([1, 2, 3])
    );
}

/// The program, alone in a folder.
fn alone(folder: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).expect("a folder for tests");
    let copy = folder.join("ackademy-run");
    std::fs::copy(env!("CARGO_BIN_EXE_ackademy-run"), &copy).expect("a copy");
    copy
}

#[test]
fn a_lesson_without_its_checker_is_refused_with_what_to_build() {
    let Output { status, stderr, .. } = Command::new(alone("without-checker"))
        .args(["lesson", "folder"])
        .output()
        .expect("the program starts");
    assert_eq!(status.code(), Some(2));
    let err = String::from_utf8(stderr).expect("text");
    assert!(
        err.contains("`cargo build -p ackademy-lesson` builds it"),
        "{err}"
    );
}

#[cfg(unix)]
#[test]
fn a_lesson_is_handed_to_the_checker_beside_the_program() {
    use std::os::unix::fs::PermissionsExt;

    let program = alone("with-checker");
    let checker = program.with_file_name("ackademy-lesson");
    std::fs::write(&checker, "#!/bin/sh\necho \"checks $*\"\nexit 1\n").expect("a checker");
    std::fs::set_permissions(&checker, PermissionsExt::from_mode(0o755)).expect("it may run");
    let Output { status, stdout, .. } = Command::new(program)
        .args(["lesson", "folder"])
        .output()
        .expect("the program starts");
    assert_eq!(
        (status.code(), String::from_utf8(stdout).expect("text")),
        (Some(1), "checks folder\n".into())
    );
}
