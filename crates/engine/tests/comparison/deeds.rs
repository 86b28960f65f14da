//! `do`: what the recorded script did. Ours must do the same in the same order; what serves to look, and faults on the way,
//! are its own.

use serde_json::Value;

use super::events::path;
use super::{Difference, Seen};

/// The commands that a recording would tell of.
const TOLD: [&str; 4] = ["send", "crash", "restart", "shut_down"];

pub fn differences(recorded: &[(usize, &Value)], seen: &Seen) -> Option<Difference> {
    let mut ours = seen.commands().filter_map(told);
    for (place, deed) in recorded {
        let wanted = match deed.as_str().map(command) {
            Some(Ok(None)) => continue,
            Some(Ok(Some(wanted))) => wanted,
            Some(Err(why)) => return Some(Difference::new(path(*place), deed, why)),
            None => return Some(Difference::new(path(*place), deed, "a text is needed")),
        };
        let done = ours.next();
        if done.as_ref() != Some(&wanted) {
            let done = done.unwrap_or_else(|| "nothing more".to_owned());
            return Some(Difference::new(path(*place), deed, done));
        }
    }
    ours.next()
        .map(|more| Difference::new("events", "nothing more that was done", more))
}

/// The command that a recorded deed stands for, if it stands for any.
fn command(deed: &str) -> Result<Option<String>, &'static str> {
    let words: Vec<&str> = deed.split(' ').collect();
    Ok(match words[..] {
        ["send", value] => Some(format!("send {value}")),
        ["kill", "broker", broker] => Some(format!("crash broker {broker}")),
        ["stop", "broker", broker] => Some(format!("shut_down broker {broker}")),
        ["restart", "broker", broker] => Some(format!("restart broker {broker}")),
        ["process", process, "is", "killed"] => Some(format!("crash process-{process}")),
        ["process", "1" | "2", "starts"] => None,
        _ => return Err("a deed that no command stands for"),
    })
}

/// A command of ours as above, if a recording would tell of it.
fn told(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !TOLD.contains(&words[0]) || words.iter().any(|word| word.starts_with("lab-")) {
        return None;
    }
    // Recordings do not say who sends.
    Some(match words[..] {
        ["send", _, ref orders @ ..] => format!("send {}", orders.join(" ")),
        _ => words.join(" "),
    })
}
