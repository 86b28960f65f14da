//! Words that stand where room is short, in every language.

use crate::file::{HOLE, Language};

/// Keys that begin so, and how many signs there is room for. The first that fits counts.
const ROOM: [(&str, usize); 15] = [
    ("pill-", 12),
    ("card-row-", 34),
    ("card-role-", 26),
    ("card-", 34),
    ("chip-", 14),
    ("ledger-state-", 16),
    ("preset-", 30),
    ("playground-add-", 26),
    ("nav-", 26),
    ("notice-undo", 26),
    ("first-cut", 26),
    ("first-again", 26),
    ("first-same-cut", 26),
    ("first-answer-", 26),
    ("act-cut-ack", 26),
];

/// The first minute's headlines; each has a key beside it that ends in `-why`.
const HEADLINE: usize = 70;

/// The short head of a column of the ledger; its key ends in `-short`.
const COLUMN: usize = 8;

/// A placeholder counts as three signs: `1–3`, or the name of a config key's short value.
const FILLING: &str = "000";

pub fn slips(language: &Language) -> Vec<String> {
    let has_why = |key: &str| language.messages.contains_key(&format!("{key}-why"));
    let room = |key: &str| {
        let listed = ROOM.iter().find(|(begin, _)| key.starts_with(begin));
        let hint = key.ends_with("-hint") || key.ends_with("-why");
        match listed {
            _ if key.starts_with("ledger-") && key.ends_with("-short") => Some(COLUMN),
            _ if hint => None,
            Some((_, room)) => Some(*room),
            None => (key.starts_with("first-") && has_why(key)).then_some(HEADLINE),
        }
    };
    let mut slips = Vec::new();
    for (key, wording) in &language.messages {
        let Some(room) = room(key) else { continue };
        for text in &wording.texts {
            let length = text.replace(HOLE, FILLING).chars().count();
            if length > room {
                slips.push(format!(
                    "{}: `{key}` has room for {room} signs and takes {length}: {}",
                    language.tag,
                    text.replace(HOLE, "{…}")
                ));
            }
        }
    }
    slips
}

/// What is said of one planted message.
fn planted(message: &str) -> String {
    slips(&Language::read("ru", message)).join("\n")
}

#[test]
fn words_that_fit_are_fine() {
    assert_eq!(planted("pill-ack = ответ { $orders }"), "");
    assert_eq!(planted("card-idle = ждёт ответа на заказ { $orders }"), "");
    let long = "долго ".repeat(20);
    assert_eq!(
        planted(&format!("first-cut-why = {long}\nstory-cut = {long}")),
        ""
    );
}

#[test]
fn words_that_take_more_room_than_there_is_are_reported() {
    assert!(planted("pill-ack = подтверждение { $orders }").contains("has room for 12 signs"));
    let card = "card-idle = { $n ->\n [one] ждёт\n [few] ждёт\n *[many] ждёт подтверждения всех своих заказов\n }";
    assert!(planted(card).contains("has room for 34 signs"));
    let headline = format!("first-waits = {}\nfirst-waits-why = да", "ждёт ".repeat(20));
    assert!(planted(&headline).contains("has room for 70 signs"));
}
