//! docs/scripts.md: every statement there is stands in it as it is written, with an example that runs.

use std::collections::BTreeSet;
use std::path::Path;

use ackademy_engine::script::{Script, Statement, vocabulary};

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scripts.md");
    std::fs::read_to_string(path).expect("docs/scripts.md")
}

/// An example with the heading it stands under.
struct Example {
    heading: String,
    line: usize,
    text: String,
}

/// The blocks marked `script`; one that declares nothing begins with the block marked `script top`.
fn examples(document: &str) -> Vec<Example> {
    let declarations: Vec<&str> = vocabulary()
        .into_iter()
        .filter_map(|statement| match statement {
            Statement::Declaration(name, _) => Some(name),
            _ => None,
        })
        .collect();
    let mut examples = Vec::new();
    let (mut heading, mut top) = (String::new(), String::new());
    let mut lines = document.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if let Some(name) = line
            .trim_start_matches('#')
            .strip_prefix(' ')
            .filter(|_| line.starts_with('#'))
        {
            heading = name.to_owned();
        }
        if !line.starts_with("```script") {
            continue;
        }
        let block: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "```")
            .collect();
        let mut text = block.join("\n") + "\n";
        if line == "```script top" {
            top = text;
            continue;
        }
        let first = text.split_whitespace().next().unwrap_or_default();
        if !declarations.contains(&first) {
            text = format!("{top}{text}");
        }
        examples.push(Example {
            heading: heading.clone(),
            line: index + 1,
            text,
        });
    }
    examples
}

/// What is wrong with an example; it must run and be as it says.
fn fault(example: &Example) -> Option<String> {
    let place = format!("docs/scripts.md:{} ({})", example.line, example.heading);
    match Script::parse(&example.text) {
        Err(mistake) => Some(format!("{place}: {mistake}\n{}", example.text)),
        Ok(script) => {
            let report = script.run();
            let failures: Vec<String> = report
                .failures()
                .map(|failure| failure.in_file(&place))
                .collect();
            (!failures.is_empty())
                .then(|| format!("{}\n{}", failures.join("\n"), report.transcript()))
        }
    }
}

#[test]
fn every_example_runs_and_is_as_it_says() {
    let examples = examples(&document());
    assert!(examples.len() > 60, "the reading finds the examples");
    let faults: Vec<String> = examples.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn an_example_that_is_not_as_it_says_or_cannot_be_read_is_found() {
    let of = |text: &str| {
        fault(&Example {
            heading: "planted".into(),
            line: 1,
            text: text.into(),
        })
    };
    assert!(
        of("topic t\nexpect partition t-0 leader=2\n")
            .unwrap()
            .contains("got: leader=1")
    );
    assert!(
        of("topic t\nexpct partition\n")
            .unwrap()
            .contains("did you mean `expect`?")
    );
    assert_eq!(of("topic t\nexpect partition t-0 leader=1\n"), None);
}

/// What the document lacks.
fn lacks(document: &str) -> Vec<String> {
    let examples = examples(document);
    let mut missing = Vec::new();
    for statement in vocabulary() {
        let (name, usage, verbs): (_, _, &[&str]) = match statement {
            Statement::Declaration(name, usage) | Statement::Command(name, usage) => {
                (name, usage, &[""])
            }
            Statement::Condition(name, usage) => (name, usage, &["expect ", "until ", "refute "]),
            Statement::Event(name) => {
                let named = |c: char| !c.is_alphanumeric();
                if !document.split(named).any(|word| word == name) {
                    missing.push(format!("the event {name}"));
                }
                continue;
            }
        };
        if !document.contains(&format!("`{usage}`")) {
            missing.push(format!("how to write {usage}"));
        }
        let shows = |example: &&Example| {
            let begins = |line: &str| {
                verbs.iter().any(|verb| {
                    line == format!("{verb}{name}") || line.starts_with(&format!("{verb}{name} "))
                })
            };
            example.heading == name && example.text.lines().any(begins)
        };
        if !examples.iter().any(|example| shows(&example)) {
            missing.push(format!(
                "an example of {verbs:?} {name} under its own heading"
            ));
        }
    }
    missing
}

#[test]
fn every_statement_stands_in_the_document_with_an_example_of_its_own() {
    let missing = lacks(&document());
    assert!(
        missing.is_empty(),
        "docs/scripts.md lacks:\n{}",
        missing.join("\n")
    );
}

#[test]
fn a_statement_that_the_document_lacks_is_found() {
    let without = document()
        .replace("### crash\n", "### krash\n")
        .replace("Truncated", "Shortened");
    assert_eq!(
        lacks(&without),
        [
            "an example of [\"\"] crash under its own heading",
            "the event Truncated"
        ]
    );
}

fn keys_of(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                found.insert(key.clone());
                // What an event tells besides is as the transcript shows it.
                if key != "events" {
                    keys_of(value, found);
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| keys_of(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_json_document_stands_in_its_schema() {
    let document = document();
    let schema = document.split("## JSON").nth(1).expect("a part about JSON");
    let mut keys = BTreeSet::new();
    for example in examples(&document) {
        let report = Script::parse(&example.text).expect("tested above").run();
        keys_of(
            &serde_json::from_str(&report.json()).expect("one JSON document"),
            &mut keys,
        );
    }
    assert!(keys.contains("inSyncReplicas") && keys.contains("sequence"));
    let named = |c: char| !c.is_alphanumeric();
    keys.retain(|key| !schema.split(named).any(|word| word == key));
    assert!(
        keys.is_empty(),
        "docs/scripts.md does not describe {keys:?}"
    );
}
