//! Wrong values, planted one at a time: a comparison that lets one pass does not compare it.

use serde_json::Value;

use super::left_out::Place;
use super::{calls, deeds};

/// A recording with one thing wrong.
pub struct Planted {
    /// The key that was changed or taken away, and where it stands.
    pub key: Option<(Place, String)>,
    /// What was done where; entries of lists go by what they are: `raised events[Produce => NONE].times`.
    pub what: String,
    pub recording: Value,
}

/// Every value changed, every key and list entry taken away, every list entry twice, a key that nobody knows everywhere.
/// Only the keys of the whole stay: what a recording does not tell of it says nothing about.
pub fn everywhere(recording: &Value, mut look: impl FnMut(Planted)) {
    let mut pointers = Vec::new();
    collect(recording, "", "", &mut pointers);
    for (pointer, name) in pointers {
        let mut with = |what: &str, change: &dyn Fn(&mut Value)| {
            let mut recording = recording.clone();
            change(recording.pointer_mut(&pointer).expect("collected from it"));
            look(Planted {
                key: key(what, &pointer),
                what: format!("{what} {name}"),
                recording,
            });
        };
        match recording.pointer(&pointer).expect("collected from it") {
            Value::Null | Value::Bool(_) => with("changed", &|value| *value = "planted".into()),
            Value::Number(_) => with("raised", &|value| {
                *value = (value.as_i64().expect("whole numbers") + 1).into();
            }),
            Value::String(_) => {
                with("began otherwise", &|value| {
                    *value = format!("x{}", value.as_str().unwrap_or_default()).into();
                });
                with("ended otherwise", &|value| {
                    *value = format!("{}x", value.as_str().unwrap_or_default()).into();
                });
            }
            Value::Array(entries) => {
                for index in 0..entries.len() {
                    let entry = kind(&entries[index]);
                    with(&format!("took {entry} of"), &|value| {
                        value.as_array_mut().expect("a list").remove(index);
                    });
                    with(&format!("doubled {entry} of"), &|value| {
                        let entries = value.as_array_mut().expect("a list");
                        entries.insert(index, entries[index].clone());
                    });
                }
            }
            Value::Object(object) => {
                with("put an unknown key into", &|value| {
                    value["planted"] = 1.into()
                });
                for key in object.keys().filter(|_| !name.is_empty()) {
                    with(&format!("took {key} of"), &|value| {
                        value.as_object_mut().expect("an object").remove(key);
                    });
                }
            }
        }
    }
}

fn key(what: &str, pointer: &str) -> Option<(Place, String)> {
    let mut steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let taken = what
        .strip_prefix("took ")
        .and_then(|what| what.strip_suffix(" of"));
    steps.extend(taken);
    match steps[..] {
        [key] => Some((Place::Recording, key.to_owned())),
        ["events", _, key] => Some((Place::Event, key.to_owned())),
        [log, _, key] if log.starts_with("transaction log of ") => {
            Some((Place::TransactionLog, key.to_owned()))
        }
        _ => None,
    }
}

/// Where everything stands: a pointer, and a name without numbers.
fn collect(value: &Value, pointer: &str, name: &str, found: &mut Vec<(String, String)>) {
    found.push((pointer.to_owned(), name.to_owned()));
    match value {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                let name = format!("{name}{}", kind(entry));
                collect(entry, &format!("{pointer}/{index}"), &name, found);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                let name = format!("{name}{}{key}", if name.is_empty() { "" } else { "." });
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, &format!("{pointer}/{key}"), &name, found);
            }
        }
        _ => {}
    }
}

/// What an entry of a list is, in short.
fn kind(entry: &Value) -> String {
    let first = |key: &str| {
        let text = entry[key].as_str().unwrap_or_default();
        let pending = "UNSTABLE_OFFSET_COMMIT";
        if text.contains(pending) {
            return pending.to_owned();
        }
        text.split(' ').next().unwrap_or_default().to_owned()
    };
    let called = |words: &str| calls::read(words).is_some();
    match (entry["do"].as_str(), entry["saw"].as_str()) {
        (Some(deed), _) if called(deed) => "[do a call]".to_owned(),
        (Some(deed), _) if deeds::is_poll(deed) => "[do a poll]".to_owned(),
        (_, Some(what)) if called(what) => format!("[saw a call: {}]", first("is")),
        (Some(deed), _) => format!("[do {deed}]"),
        (_, Some(what)) => format!("[saw {what}: {}]", first("is")),
        _ if entry["request"].is_string() => {
            format!("[{} => {}]", first("request"), first("answer"))
        }
        _ => "[]".to_owned(),
    }
}
