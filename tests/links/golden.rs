//! Links that were given out once lead where they led. The files of `golden` are never written anew: a link in them may
//! stand in somebody's course.

use std::fs;
use std::path::Path;

use ackademy::share::{self, Link};
use ackademy_engine::ids::OrderId;
use ackademy_engine::player::Player;

use crate::opened;

struct Golden {
    version: u8,
    name: String,
    text: String,
    /// How often each of the first three orders is charged in the end.
    charges: String,
}

/// Lines of a name, a link, and how often each order is charged once the run has come to rest.
fn goldens() -> Vec<Golden> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links/golden");
    let mut all = Vec::new();
    for version in 1..=share::VERSION {
        let path = folder.join(format!("v{version}.txt"));
        let file = fs::read_to_string(path).expect("every version has its links");
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace().map(str::to_owned);
            let mut word = || words.next().expect("a name, a link, what it leads to");
            all.push(Golden {
                version,
                name: word(),
                text: word(),
                charges: word(),
            });
        }
    }
    all
}

#[test]
fn links_of_every_version_lead_where_they_led() {
    for Golden {
        name,
        text,
        charges,
        ..
    } in goldens()
    {
        if charges.starts_with("lesson") {
            let Ok(Link::Lesson { name, beat }) = share::read(&text) else {
                panic!("{name} leads to a lesson");
            };
            assert_eq!(format!("lesson:{name}:{beat}"), charges);
            continue;
        }
        let session = opened(&text);
        let mut player = session.player().clone();
        player.run_until(5_000, Player::is_at_rest);
        let charged = |order| player.world().facts().of(OrderId(order)).effects.get();
        let found = format!("{},{},{}", charged(0), charged(1), charged(2));
        assert_eq!(found, charges, "{name}");
    }
}

#[test]
fn links_of_this_version_are_written_as_they_were() {
    let own = goldens();
    let mut own = own.iter().filter(|golden| golden.version == share::VERSION);
    assert!(own.clone().count() >= 4);
    assert!(own.all(|golden| share::write(&share::read(&golden.text).unwrap()) == golden.text));
}
