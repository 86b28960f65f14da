//! Every lesson that there is does what it says, and a learner can walk through it.

use std::path::{Path, PathBuf};

use ackademy_engine::player::Player;
use ackademy_engine::script::Live;
use ackademy_lesson::check::slips;
use ackademy_lesson::folder::{Folder, all};
use ackademy_lesson::{Judged, Lesson, Prose, Walk};

fn folders() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/lessons");
    all(&folder).expect("the folder of lessons")
}

fn read(path: &Path) -> Folder {
    Folder::read(path).unwrap_or_else(|slip| panic!("{slip}"))
}

#[test]
fn every_lesson_does_what_it_says() {
    let folders = folders();
    assert!(!folders.is_empty());
    let found: Vec<String> = folders
        .iter()
        .flat_map(|path| slips(&read(path)))
        .map(|slip| slip.to_string())
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_page_is_given_all_words_of_every_lesson() {
    for path in folders() {
        for words in read(&path).prose {
            assert_eq!(Prose::read(&words.prose.write()), words.prose);
        }
    }
}

/// Plays what a scene's solution does, as the page shows it.
fn solve(lesson: &Lesson, scene: usize) -> Player {
    let mut player = lesson.shown(scene).expect("the solution is possible");
    player.seek(usize::MAX);
    player
}

#[test]
fn who_walks_through_a_lesson_reaches_every_goal_and_is_told_the_answer() {
    for path in folders() {
        let lesson = read(&path).lesson;
        let (mut walk, mut player) = Walk::begin(&lesson, 0).expect("it begins");
        for beat in 0..lesson.beats.len() {
            if beat > 0 {
                player = walk.go(&lesson, beat, &player).expect("it goes on");
            }
            let asked = &lesson.beats[beat];
            if let Some(prediction) = asked.prediction {
                assert!(!walk.is_done(&lesson), "{} waits for an answer", asked.name);
                walk.say(prediction, 0);
            }
            if !asked.goals.is_empty() {
                assert!(!walk.is_done(&lesson), "{} waits for a deed", asked.name);
                player = solve(&lesson, asked.scene);
                walk.look(&lesson, &player);
            }
            assert!(
                walk.is_done(&lesson),
                "{}: {} is done",
                path.display(),
                asked.name
            );
            if asked.answers.is_some() {
                let outcome = walk.outcome(&lesson).expect("the answer is there");
                assert_eq!(outcome.said, Some(0));
            }
        }
    }
}

#[test]
fn who_goes_back_finds_the_stage_as_it_was() {
    for path in folders() {
        let lesson = read(&path).lesson;
        let (mut walk, mut player) = Walk::begin(&lesson, 0).expect("it begins");
        let mut left = Vec::new();
        for beat in 0..lesson.beats.len() {
            if beat > 0 {
                player = walk.go(&lesson, beat, &player).expect("it goes on");
            }
            if !lesson.beats[beat].goals.is_empty() {
                player = solve(&lesson, lesson.beats[beat].scene);
                walk.look(&lesson, &player);
            }
            left.push((player.past().to_vec(), player.world().fingerprint()));
        }
        for beat in (0..lesson.beats.len() - 1).rev() {
            player = walk.go(&lesson, beat, &player).expect("it goes back");
            let found = (player.past().to_vec(), player.world().fingerprint());
            assert!(found == left[beat], "{}: beat {beat}", path.display());
        }
    }
}

#[test]
fn every_beat_can_be_come_to_from_outside() {
    for path in folders() {
        let lesson = read(&path).lesson;
        for beat in 0..lesson.beats.len() {
            let (walk, player) = Walk::begin(&lesson, beat).expect("it begins anywhere");
            assert_eq!(walk.beat(), beat);
            assert!(player.position() > 0);
        }
    }
}

#[test]
fn who_reads_a_lesson_sees_every_goal_reached_and_the_answer() {
    for path in folders() {
        let lesson = read(&path).lesson;
        let stills = lesson.stills().expect("it can be played");
        assert_eq!(stills.len(), lesson.beats.len());
        for (still, beat) in stills.iter().zip(&lesson.beats) {
            let name = format!("{}: {}", path.display(), beat.name);
            let mut live = Live::of(&still.stage);
            live.settle();
            for goal in beat.goals.iter().map(|goal| &lesson.goals[*goal]) {
                let now = Live::of(&still.stage);
                let live = if goal.judged == Judged::AtOnce {
                    &now
                } else {
                    &live
                };
                assert!(goal.is_reached(live), "{name} shows {} reached", goal.name);
            }
            assert_eq!(still.came_true.is_some(), beat.answers.is_some(), "{name}");
            assert!(still.came_in <= still.stage.position(), "{name}");
        }
    }
}

#[test]
fn a_beat_that_waits_for_a_moment_is_read_at_that_moment() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/lessons");
    let lesson = read(&folder.join("10-the-coordinator-and-its-log")).lesson;
    let stills = lesson.stills().expect("it can be played");
    let place = lesson
        .beats
        .iter()
        .position(|beat| beat.name == "log-first");
    let place = place.expect("the beat");
    let solved = lesson
        .solved(lesson.beats[place].scene)
        .expect("it can be solved")
        .0;
    assert!(stills[place].stage.position() < solved.player().position());
    let before = stills[place].before.as_ref().expect("it begins anew");
    assert!(before.position() < stills[place].stage.position());
}
