//! What a real Kafka was recorded to do with groups of the classic protocol, held against our runs of the same scenarios.
//! Nothing here says what is right: the recordings do.

mod group_comparison;

use std::path::{Path, PathBuf};

use group_comparison::ours::Ours;
use group_comparison::{differences, raw_script};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/groups")
}

/// Every recording of the folder, with our script of it beside it; raw requests are their own script.
fn recordings() -> Vec<(String, Value, String)> {
    let entries = std::fs::read_dir(folder()).expect("a folder of recordings");
    let files = entries.map(|entry| entry.expect("a readable folder").path());
    let mut found: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| {
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let text = std::fs::read_to_string(&path).expect("a recording");
            let recorded: Value = serde_json::from_str(&text).expect("JSON");
            let script = std::fs::read_to_string(path.with_extension("txt"))
                .unwrap_or_else(|_| raw_script::script_of(&recorded));
            (name, recorded, script)
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[test]
fn every_group_does_what_a_real_kafka_did() {
    let all = recordings();
    assert_eq!(all.len(), 9, "the reading finds the recordings");
    let mut failed = Vec::new();
    for (name, recorded, script) in &all {
        let found = differences(recorded, &Ours::run(script));
        failed.extend(found.first().map(|first| format!("{name}: {first}")));
    }
    let passed = all.len() - failed.len();
    assert!(
        failed.is_empty(),
        "{passed} of {} are as recorded:\n{}",
        all.len(),
        failed.join("\n")
    );
}

#[test]
fn scripts_of_recordings_expect_nothing() {
    for (name, _, script) in recordings() {
        let expects = |line: &&str| {
            ["expect ", "refute "]
                .iter()
                .any(|word| line.starts_with(word))
        };
        assert_eq!(
            script.lines().find(expects),
            None,
            "{name}: what is right stands in the recording alone"
        );
    }
}

/// Every answer and everything that was seen, wrong one at a time, is noticed; free text and what is folded is not looked at.
#[test]
fn a_wrong_value_is_noticed() {
    let mut planted_count = 0;
    for (name, recorded, script) in recordings() {
        let ours = Ours::run(&script);
        let events = recorded["events"].as_array().expect("events").clone();
        for (place, event) in events.iter().enumerate() {
            let request = event["request"].as_str().unwrap_or_default();
            let answer = event["answer"].as_str().unwrap_or_default();
            let is_folded = request.starts_with("FindCoordinator")
                || request.starts_with("WriteTxnMarkers")
                || event["from"] == "a broker"
                || ["NOT_COORDINATOR", "COORDINATOR_LOAD_IN_PROGRESS"]
                    .iter()
                    .any(|error| answer.starts_with(error));
            let is_silent = event["do"].is_string()
                || event["saw"]
                    .as_str()
                    .is_some_and(|saw| saw.ends_with(" send"));
            if is_folded || is_silent {
                continue;
            }
            let key = if event["saw"].is_string() {
                "is"
            } else {
                "answer"
            };
            let mut wrong = recorded.clone();
            let old = event[key].as_str().expect("a text").to_owned();
            wrong["events"][place][key] = json!(format!("x{old}"));
            assert!(
                !differences(&wrong, &ours).is_empty(),
                "{name}: events[{place}].{key} {old}"
            );
            planted_count += 1;
        }
        for key in ["group log", "offsets log"] {
            let records = recorded[key].as_array().expect("a log").len();
            for index in 0..records {
                let mut wrong = recorded.clone();
                wrong[key].as_array_mut().expect("a log").remove(index);
                assert!(
                    !differences(&wrong, &ours).is_empty(),
                    "{name}: {key}[{index}]"
                );
                planted_count += 1;
            }
        }
    }
    assert!(planted_count > 250, "only {planted_count} were planted");
}
