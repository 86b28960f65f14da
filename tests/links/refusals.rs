//! What is no link is refused, and told by what is wrong with it.

use ackademy::session::{Intent, Session};
use ackademy::share::{self, CHARACTERS_MAX, Link, LinkError, STEPS_MAX};
use ackademy_engine::action::{Action, Call};
use ackademy_engine::ids::{BrokerId, ClientId, NodeId, OrderId};
use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

use crate::{after_the_cut, text_of};

fn why(text: &str) -> Option<LinkError> {
    match share::read(text) {
        Ok(Link::Run(run)) => Session::from_link(&run).err(),
        Ok(Link::Lesson { .. }) => None,
        Err(why) => Some(why),
    }
}

/// A frame with a checksum that fits, by libraries.
fn framed(version: u8, length: &[u8], content: &[u8]) -> String {
    let mut bytes = vec![version];
    bytes.extend(length);
    bytes.extend(content);
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    BASE64URL_NOPAD.encode(&bytes)
}

fn content_of(text: &str) -> Vec<u8> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
    let head = if bytes[1] < 0x80 { 2 } else { 3 };
    bytes[head..bytes.len() - 4].to_vec()
}

#[test]
fn the_corpus_is_refused_or_opened_as_it_says() {
    let corpus = include_str!("corpus.txt").lines();
    let mut tried = 0;
    for line in corpus.filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let expected = words.next();
        let (name, text) = (words.next().unwrap(), words.next().unwrap_or(""));
        let found = match why(text) {
            None => "opens",
            Some(LinkError::Broken) => "broken",
            Some(LinkError::Truncated) => "truncated",
            Some(LinkError::Tampered) => "tampered",
            Some(LinkError::Oversized) => "oversized",
            Some(LinkError::Future) => "future",
        };
        assert_eq!(Some(found), expected, "{name}");
        tried += 1;
    }
    assert!(tried > 30);
}

#[test]
fn the_letters_and_the_checksum_are_those_of_libraries() {
    let text = text_of(&after_the_cut(9));
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
    let (told, checksum) = bytes.split_at(bytes.len() - 4);
    assert_eq!(checksum, crc32fast::hash(told).to_le_bytes());
}

#[test]
fn a_link_with_a_strange_sign_is_broken() {
    let text = text_of(&after_the_cut(2));
    assert_eq!(why(&text.replacen('A', "*", 1)), Some(LinkError::Broken));
    assert_eq!(why(&text.replacen('A', "я", 1)), Some(LinkError::Broken));
    assert_eq!(why(&framed(1, &[1], &[9])), Some(LinkError::Broken));
    assert_eq!(why(&framed(0, &[0], &[])), Some(LinkError::Broken));
    // A list that says it is longer than all that is left.
    assert_eq!(
        why(&framed(1, &[5], &[0, 0, 1, 100, 0])),
        Some(LinkError::Broken)
    );
}

#[test]
fn every_end_that_is_missing_is_noticed() {
    let text = text_of(&after_the_cut(2));
    for kept in 0..text.len() {
        assert_eq!(why(&text[..kept]), Some(LinkError::Truncated), "{kept}");
    }
}

#[test]
fn every_letter_that_was_changed_is_noticed() {
    let text = text_of(&after_the_cut(2));
    for place in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[place] = if changed[place] == b'B' { b'C' } else { b'B' };
        let why = why(&String::from_utf8(changed).unwrap());
        // A changed length is a link that is cut off, or longer than any.
        let fits = matches!(
            why,
            Some(LinkError::Tampered | LinkError::Truncated | LinkError::Oversized)
        );
        assert!(fits, "letter {place}: {why:?}");
        assert!(place < 4 || place + 1 == text.len() || why == Some(LinkError::Tampered));
    }
    assert_eq!(why(&format!("{text}AAAA")), Some(LinkError::Tampered));
}

#[test]
fn what_is_too_long_is_refused_before_it_is_read() {
    let text = "A".repeat(CHARACTERS_MAX + 1);
    assert_eq!(why(&text), Some(LinkError::Oversized));
    // A length that no link has, and a link that would be it.
    assert_eq!(
        why(&framed(1, &[0xff, 0xff, 0xff, 0x7f], &[])),
        Some(LinkError::Oversized)
    );
    let mut run = after_the_cut(2).to_link();
    run.position = STEPS_MAX + 1;
    let text = share::write(&Link::Run(Box::new(run)));
    assert_eq!(why(&text), Some(LinkError::Oversized));
}

#[test]
fn a_later_version_is_told_from_damage() {
    let content = content_of(&text_of(&after_the_cut(2)));
    let length = [u8::try_from(content.len()).unwrap() & 0x7f];
    let length = if content.len() < 128 {
        length.to_vec()
    } else {
        vec![length[0] | 0x80, u8::try_from(content.len() >> 7).unwrap()]
    };
    assert_eq!(why(&framed(1, &length, &content)), None);
    assert_eq!(why(&framed(2, &length, &content)), Some(LinkError::Future));
    assert_eq!(why(&framed(200, &[3], b"abc")), Some(LinkError::Future));
}

#[test]
fn who_is_not_in_the_scene_is_refused_before_anything_is_replayed() {
    let strangers = [
        Action::Crash(NodeId::Client(ClientId(2))),
        Action::Crash(NodeId::Broker(BrokerId(4))),
        Action::Client(ClientId(0), Call::TakeOrder(OrderId(12))),
    ];
    for stranger in strangers {
        let mut run = after_the_cut(2).to_link();
        run.deeds[0].intervention.action = stranger;
        assert_eq!(Session::from_link(&run).err(), Some(LinkError::Broken));
    }
    let mut run = after_the_cut(2).to_link();
    run.setup.changes = vec![(0, "2".to_owned())];
    assert_eq!(Session::from_link(&run).err(), Some(LinkError::Broken));
    run.setup.changes = vec![(200, "all".to_owned())];
    assert_eq!(Session::from_link(&run).err(), Some(LinkError::Broken));
}

#[test]
fn a_refused_link_leaves_the_run_as_it_was() {
    let mut session = after_the_cut(4);
    let before = session.screen();
    session.refuse_link(LinkError::Tampered);
    let after = session.screen();
    assert_eq!(after.view, before.view);
    assert_eq!(after.notice.unwrap().text.key(), "link-tampered");
    session.handle(Intent::DismissNotice);
    assert_eq!(session.screen(), before);
}

proptest! {
    #![proptest_config(Config {
        cases: 400,
        rng_seed: RngSeed::Fixed(20_261_125),
        rng_algorithm: RngAlgorithm::XorShift,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn any_text_is_refused_or_read(text in ".{0,300}") {
        let _ = why(&text);
    }

    #[test]
    fn content_with_random_changes_is_refused_or_opened(
        changes in prop::collection::vec(any::<(u16, u8)>(), 1..6),
    ) {
        let mut content = content_of(&text_of(&after_the_cut(5)));
        for (place, value) in changes {
            let place = usize::from(place) % content.len();
            content[place] = value;
        }
        let length = u8::try_from(content.len()).expect("a short run");
        let length = if length < 0x80 { vec![length] } else { vec![length & 0x7f | 0x80, 1] };
        let _ = why(&framed(1, &length, &content));
    }
}
