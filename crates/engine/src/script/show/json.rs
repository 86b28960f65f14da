//! One JSON document for a whole run. docs/scripts.md has its schema.

use serde_json::{Map, Value as Json, json};

use super::{Fields, Names, Value, envelope, event, state};
use crate::script::mistake::Failure;
use crate::script::report::Report;
use crate::script::watch::Seen;

impl Report {
    /// Commands, events, failures and final state as one JSON document, with a newline at its end.
    #[must_use]
    pub fn json(&self) -> String {
        let commands: Vec<Json> = self
            .entries
            .iter()
            .map(|entry| {
                let events = &self.watch.seen[entry.from..entry.to];
                json!({
                    "line": entry.line,
                    "command": entry.text,
                    "events": events.iter().map(|seen| self.event_json(seen)).collect::<Vec<_>>(),
                    "failure": entry.failure.as_ref().map(failure_json),
                })
            })
            .collect();
        let document = json!({
            "asExpected": self.is_as_expected(),
            "commands": commands,
            "state": fields_json(state::state(self.player(), &self.watch)),
        });
        let text = serde_json::to_string_pretty(&document).expect("a tree of plain values");
        text + "\n"
    }

    fn event_json(&self, seen: &Seen) -> Json {
        let names = Names(self.player().scenario());
        let (name, fields) = event::describe(names, &seen.event);
        let mut object = Map::new();
        object.insert("micros".to_owned(), json!(seen.at));
        object.insert("event".to_owned(), json!(name));
        insert(&mut object, fields);
        if let Some(place) = seen.sent {
            let sent = envelope::fields(names, &self.watch.sent[place]);
            object.insert("envelope".to_owned(), fields_json(sent));
        }
        Json::Object(object)
    }
}

fn failure_json(failure: &Failure) -> Json {
    json!({ "line": failure.line, "expected": failure.expected, "got": failure.got })
}

fn fields_json(fields: Fields) -> Json {
    let mut object = Map::new();
    insert(&mut object, fields);
    Json::Object(object)
}

fn insert(object: &mut Map<String, Json>, fields: Fields) {
    for (key, value) in fields {
        object.insert(camel_case(key), value_json(value));
    }
}

fn value_json(value: Value) -> Json {
    match value {
        Value::None => Json::Null,
        Value::Flag(flag) => Json::Bool(flag),
        Value::Number(number) => json!(number),
        Value::Text(text) => Json::String(text),
        Value::List(values) => values.into_iter().map(value_json).collect(),
        Value::Fields(fields) => fields_json(fields),
    }
}

/// JSON keys are written as in the recordings: highWatermark.
fn camel_case(key: &str) -> String {
    let mut words = key.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        text + &head.to_uppercase() + tail
    })
}
