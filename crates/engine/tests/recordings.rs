//! What a real Kafka was recorded to do, held against our runs of the same scenarios. Nothing here says what is right: the
//! recordings do. docs/model.md lists what is not compared.

mod comparison;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use comparison::groups::raw_script;
use comparison::{
    Difference, Seen, case_script, cases, compared_part, fault_script, left_out, planting,
};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of the recordings in one of its folders.
fn names(of: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder().join(of)).expect("a folder of recordings");
    let files = entries.map(|entry| entry.expect("a readable folder").file_name());
    let mut names: Vec<String> = files
        .filter_map(|file| Some(file.to_str()?.strip_suffix(".json")?.to_owned()))
        .collect();
    names.sort();
    names
}

/// A recorded scenario with our script of it.
struct Scenario {
    name: String,
    recorded: Value,
    script: String,
}

/// Every scenario of the folder; each has its script beside it.
fn scenarios() -> Vec<Scenario> {
    names(".")
        .into_iter()
        .map(|name| Scenario {
            recorded: serde_json::from_str(&read(&format!("{name}.json"))).expect("JSON"),
            script: read(&format!("{name}.txt")),
            name,
        })
        .collect()
}

/// Groups of the classic protocol, with our script of each beside it; raw requests are their own script.
fn groups() -> Vec<Scenario> {
    let script = |name: &str, recorded: &Value| {
        let path = folder().join(format!("{name}.txt"));
        std::fs::read_to_string(path).unwrap_or_else(|_| raw_script::script_of(recorded))
    };
    let of = |name: String| {
        let name = format!("groups/{name}");
        let recorded = serde_json::from_str(&read(&format!("{name}.json"))).expect("JSON");
        Scenario {
            script: script(&name, &recorded),
            recorded,
            name,
        }
    };
    names("groups").into_iter().map(of).collect()
}

/// The fault cells: a fault at every step of a transaction. Their scripts are made from their names.
fn fault_cells() -> Vec<Scenario> {
    let cell = |name: String| {
        let text = read(&format!("faults/{name}.json"));
        let recorded = serde_json::from_str(&text).expect("JSON");
        let script = fault_script::script_of(&recorded);
        Scenario {
            script: script.unwrap_or_else(|why| panic!("{name}: {why}")),
            recorded,
            name,
        }
    };
    names("faults").into_iter().map(cell).collect()
}

/// The random cases: idempotent producers alone, and transactions of protocol V1.
fn random_cases() -> Vec<Value> {
    (read("idempotent.jsonl") + &read("random-v1.jsonl"))
        .lines()
        .map(|line| serde_json::from_str(line).expect("a case a line"))
        .collect()
}

fn run_scenario(scenario: &Scenario) -> Seen {
    Seen::run(&scenario.script)
        .unwrap_or_else(|why| panic!("{}: {why}\n{}", scenario.name, scenario.script))
}

fn run_case(case: &Value) -> Seen {
    let script =
        case_script::script_of(case).unwrap_or_else(|why| panic!("{}: {why}", case["case"]));
    Seen::run(&script).unwrap_or_else(|why| panic!("{}: {why}\n{script}", case["case"]))
}

/// The first difference of each that has one, to be read at once.
fn report(of: &str, failed: Vec<(String, Difference)>, all: usize) {
    let passed = all - failed.len();
    let lines: Vec<String> = failed
        .iter()
        .map(|(name, difference)| format!("{name}: {difference}"))
        .collect();
    assert!(
        failed.is_empty(),
        "{passed} of {all} {of} are as recorded; the first difference of each other:\n{}",
        lines.join("\n")
    );
}

#[test]
fn every_scenario_does_what_a_real_kafka_did() {
    let scenarios = scenarios();
    assert_eq!(scenarios.len(), 22, "the reading finds the recordings");
    let first = |scenario: &Scenario| {
        let mut found = comparison::scenario(scenario.recorded.clone(), &run_scenario(scenario));
        (!found.is_empty()).then(|| (scenario.name.clone(), found.remove(0)))
    };
    let failed = scenarios.iter().filter_map(first).collect();
    report("scenarios", failed, scenarios.len());
}

#[test]
fn every_group_does_what_a_real_kafka_did() {
    let groups = groups();
    assert_eq!(groups.len(), 9, "the reading finds the recordings");
    let first = |group: &Scenario| {
        let mut found = comparison::scenario(group.recorded.clone(), &run_scenario(group));
        (!found.is_empty()).then(|| (group.name.clone(), found.remove(0)))
    };
    let failed = groups.iter().filter_map(first).collect();
    report("groups", failed, groups.len());
}

#[test]
fn every_fault_has_the_price_that_it_had_in_a_real_kafka() {
    let cells = fault_cells();
    assert_eq!(cells.len(), 27, "the reading finds the fault cells");
    let first = |cell: &Scenario| {
        let mut found = comparison::scenario(cell.recorded.clone(), &run_scenario(cell));
        (!found.is_empty()).then(|| (cell.name.clone(), found.remove(0)))
    };
    let failed = cells.iter().filter_map(first).collect();
    report("fault cells", failed, cells.len());
}

#[test]
fn every_random_case_is_answered_as_a_real_kafka_answered() {
    let all = random_cases();
    assert_eq!(all.len(), 160, "the reading finds the cases");
    let first = |case: &Value| {
        let mut found = cases::case(case, &run_case(case));
        (!found.is_empty()).then(|| (case["case"].to_string(), found.remove(0)))
    };
    let failed = all.iter().filter_map(first).collect();
    report("cases", failed, all.len());
}

#[test]
fn scripts_of_scenarios_command_clients_and_expect_nothing() {
    let all = scenarios().into_iter().chain(fault_cells());
    for scenario in all.chain(groups()) {
        let events = scenario.recorded["events"].as_array().into_iter().flatten();
        let mut senders = events.filter_map(|event| event["from"].as_str());
        let was_raw = senders.any(|sender| sender.starts_with("raw-"));
        for line in scenario.script.lines() {
            let mut words = line.split_whitespace();
            let word = words.next().unwrap_or_default();
            // What the lab itself asked beside, which no recording shows.
            let is_beside = words.next().is_some_and(|who| who.starts_with("lab-"));
            assert!(
                !["expect", "refute"].contains(&word)
                    && (word != "raw" || is_beside || was_raw)
                    && !line.contains(" = "),
                "{}: `{line}`: what is right stands in the recording alone, and a real client was recorded",
                scenario.name
            );
        }
    }
}

/// A scenario's differences when one value of it is wrong.
fn with_planted(name: &str, pointer: &str, value: Value) -> Vec<String> {
    let mut scenarios = scenarios().into_iter();
    let scenario = scenarios.find(|scenario| scenario.name == name);
    let mut scenario = scenario.expect("a scenario of this name");
    let place = scenario.recorded.pointer_mut(pointer);
    *place.unwrap_or_else(|| panic!("{name} has no {pointer}")) = value;
    let seen = run_scenario(&scenario);
    let found = comparison::scenario(scenario.recorded, &seen);
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn a_wrong_value_is_told_with_its_place() {
    let planted = [
        (
            "C04-plain",
            "/events/2/answer",
            json!("NONE baseOffset 7"),
            "events: Produce of producer, number 2: recorded t-0 [a] acks -1 => NONE baseOffset 7 from broker 1, \
             ours t-0 [a] acks -1 => NONE baseOffset 1 from broker 1",
        ),
        (
            "C04-idempotent",
            "/log of t-0 on broker 1/0/sequence",
            json!(1),
            "log of t-0 on broker 1[0].sequence: recorded 1, ours 0",
        ),
        (
            "C06",
            "/marks before/highWatermark",
            json!(1),
            "marks before.highWatermark: recorded 1, ours 0",
        ),
        (
            "C05-idempotent-first",
            "/events/8/is",
            json!("offset 1"),
            "events[8]: recorded a: offset 1, ours a: TimeoutException",
        ),
        (
            "C07",
            "/read_uncommitted of t-0 under min ISR/values",
            json!(["z", "b"]),
            "read_uncommitted of t-0 under min ISR.values[1]: recorded \"b\", ours nothing",
        ),
        (
            "C15-idempotent",
            "/log of t-0 on broker 1/0",
            json!({ "offset": 0, "kind": "data", "producer": "P", "epoch": 0, "sequence": 0, "leaderEpoch": 0,
                "value": "a", "timestamp": 5 }),
            "log of t-0 on broker 1[0].timestamp: recorded 5, ours a key that is neither compared nor on the list \
             of what is not",
        ),
    ];
    for (name, pointer, value, told) in planted {
        assert_eq!(
            with_planted(name, pointer, value),
            [told],
            "{name}{pointer}"
        );
    }
}

/// How many wrong values were planted in a recording, and those that nobody noticed.
#[derive(Default)]
struct Plantings {
    count: usize,
    unnoticed: BTreeSet<String>,
}

impl Plantings {
    fn look(&mut self, recorded: &Value, fits: impl Fn(Value) -> bool) {
        assert!(fits(recorded.clone()), "unspoilt it is as recorded");
        planting::everywhere(recorded, |planted| {
            let left_out =
                (planted.key.as_ref()).is_some_and(|(place, key)| left_out::key(*place, key));
            self.count += 1;
            if fits(planted.recording) && !left_out {
                self.unnoticed.insert(planted.what);
            }
        });
    }

    fn in_scenario(&mut self, scenario: &Scenario) {
        let seen = run_scenario(scenario);
        let recorded = compared_part(scenario.recorded.clone(), &seen);
        self.look(&recorded, |recorded| comparison::fits(recorded, &seen));
    }

    fn in_case(&mut self, case: &Value) {
        let seen = run_case(case);
        self.look(case, |recorded| cases::case(&recorded, &seen).is_empty());
    }
}

#[test]
fn a_wrong_value_anywhere_is_noticed_unless_it_is_left_out() {
    let scenarios: Vec<Scenario> = scenarios()
        .into_iter()
        .chain(fault_cells())
        .chain(groups())
        .collect();
    // Some of the cases: they are alike, and there are hundreds of places in each.
    let cases: Vec<Value> = random_cases().into_iter().step_by(13).collect();
    let mut all = Plantings::default();
    std::thread::scope(|scope| {
        let of_scenarios = scenarios.chunks(8).map(|some| {
            scope.spawn(move || {
                let mut found = Plantings::default();
                some.iter().for_each(|scenario| found.in_scenario(scenario));
                found
            })
        });
        let of_cases = scope.spawn(|| {
            let mut found = Plantings::default();
            cases.iter().for_each(|case| found.in_case(case));
            found
        });
        for thread in of_scenarios
            .collect::<Vec<_>>()
            .into_iter()
            .chain([of_cases])
        {
            let found = thread.join().expect("every wrong value can be compared");
            all.count += found.count;
            all.unnoticed.extend(found.unnoticed);
        }
    });
    let Plantings { count, unnoticed } = all;
    assert!(count > 30_000, "only {count} were planted");
    let listed = left_out::LEFT_OUT
        .iter()
        .flat_map(|left_out| left_out.unnoticed);
    let listed: BTreeSet<String> = listed.map(|what| (*what).to_owned()).collect();
    let more: Vec<_> = unnoticed.difference(&listed).collect();
    let stale: Vec<_> = listed.difference(&unnoticed).collect();
    assert!(
        more.is_empty() && stale.is_empty(),
        "not noticed, and not on the list of what is left out: {more:#?}\non the list, but noticed: {stale:#?}"
    );
}

#[test]
fn what_is_left_out_stands_in_the_document_of_the_model() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/model.md");
    let document = std::fs::read_to_string(path).expect("docs/model.md");
    let heading = "\n## What the comparison with a real Kafka leaves out\n";
    let part = document.split(heading).nth(1).expect("its heading");
    let part = part.split("\n## ").next().expect("its text");
    let rows: Vec<&str> = part
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .collect();
    let listed: Vec<String> = left_out::LEFT_OUT
        .iter()
        .map(|left_out| format!("| {} | {} |", left_out.what, left_out.why))
        .collect();
    assert_eq!(rows, listed);
}
