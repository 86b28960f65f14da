//! A lesson on one page: what is drawn and told there comes from the run of its solution.

use ackademy::session::{StillBeat, stills};

use crate::text_of;

fn read(name: &str) -> Vec<StillBeat> {
    stills(&crate::read(&text_of(name))).expect("it can be played")
}

fn keys(beat: &StillBeat) -> Vec<&str> {
    beat.deeds.iter().map(|deed| deed.key()).collect()
}

#[test]
fn the_answer_is_the_option_that_came_true_in_the_solution() {
    let beats = read("03-the-ack-that-never-came");
    assert_eq!(beats[1].options, ["none", "once", "twice"]);
    assert!(beats[1].answer.is_none(), "the question stands alone");
    let answer = beats[2].answer.as_ref().expect("the answer");
    assert_eq!((answer.asked_in, &*answer.came_true), (1, "twice"));
}

#[test]
fn a_picture_shows_the_run_once_the_beat_is_done() {
    let beats = read("03-the-ack-that-never-came");
    let charges = |beat: usize| {
        let charges = &beats[beat].picture.screen.view.receipt.charges;
        charges.iter().filter(|it| it.order == "3").count()
    };
    assert_eq!((charges(0), charges(2), charges(3)), (0, 2, 1));
    assert_eq!(keys(&beats[2]), ["did-drop"]);
    assert!(beats[2].before.is_none(), "the beat before shows it");
    let before = beats[3].before.as_ref().expect("it begins anew");
    assert!(before.at < beats[3].picture.at);
    assert!(
        !before.screen.view.pills.is_empty(),
        "the request is on its way"
    );
}

#[test]
fn what_led_to_the_scene_is_not_told_as_done_in_the_beat() {
    // The scene crashes a process before the learner comes in.
    let beats = read("12-the-zombie");
    let last = beats.iter().rfind(|beat| !beat.goals.is_empty());
    assert_eq!(
        keys(last.expect("a beat with goals")),
        ["did-pause", "did-restart", "did-resume"]
    );
}

#[test]
fn links_that_are_cut_are_told() {
    let beats = read("05-the-leader-dies");
    assert!(
        beats.iter().all(|beat| beat.picture.cut_links.is_empty()),
        "they are healed in the end"
    );
    assert!(keys(&beats[1]).contains(&"did-cut-link"));
}
