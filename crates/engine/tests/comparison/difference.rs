//! One place where we and the recording do not agree, and how to find the first.

use std::fmt;

use serde_json::Value;

pub const UNKNOWN_KEY: &str = "a key that is neither compared nor on the list of what is not";

/// What the recording says, and what we say instead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    pub path: String,
    pub recorded: String,
    pub ours: String,
}

impl Difference {
    pub fn new(
        path: impl Into<String>,
        recorded: impl ToString,
        ours: impl ToString,
    ) -> Difference {
        Difference {
            path: path.into(),
            recorded: recorded.to_string(),
            ours: ours.to_string(),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference {
            path,
            recorded,
            ours,
        } = self;
        write!(f, "{path}: recorded {recorded}, ours {ours}")
    }
}

/// The first place where two values differ, down to the smallest part.
pub fn first_difference(path: &str, recorded: &Value, ours: &Value) -> Option<Difference> {
    let nothing = "nothing";
    match (recorded, ours) {
        (Value::Array(theirs), Value::Array(mine)) => {
            (0..theirs.len().max(mine.len())).find_map(|index| {
                let path = format!("{path}[{index}]");
                match (theirs.get(index), mine.get(index)) {
                    (Some(recorded), Some(ours)) => first_difference(&path, recorded, ours),
                    (Some(recorded), None) => Some(Difference::new(path, recorded, nothing)),
                    (_, Some(ours)) => Some(Difference::new(path, nothing, ours)),
                    (None, None) => None,
                }
            })
        }
        (Value::Object(theirs), Value::Object(mine)) => {
            let changed = theirs.iter().find_map(|(key, recorded)| {
                let path = format!("{path}.{key}");
                match mine.get(key) {
                    Some(ours) => first_difference(&path, recorded, ours),
                    None => Some(Difference::new(path, recorded, UNKNOWN_KEY)),
                }
            });
            changed.or_else(|| {
                let (key, ours) = mine.iter().find(|(key, _)| !theirs.contains_key(*key))?;
                Some(Difference::new(format!("{path}.{key}"), nothing, ours))
            })
        }
        _ => (recorded != ours).then(|| Difference::new(path, recorded, ours)),
    }
}
