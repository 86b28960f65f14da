//! What makes a lesson a lesson: its runs do what it says, and its words fit its beats. docs/lessons.md lists the rules.

mod runs;
mod words;

use crate::claims::CLAIMS;
use crate::folder::{Folder, Slip};
use crate::manifest::{Beat, Part, Start};
use runs::{of_miss, of_scene};
use words::of_words;
pub use words::{WORDS_A_BEAT, WORDS_A_LESSON, WORDS_AN_IDEA};

/// How many beats a lesson has.
const BEATS: std::ops::RangeInclusive<usize> = 4..=7;
/// How many runs nearly reach the goals.
const MISSES: usize = 2;
/// The name of the last beat: config keys and sources, and after the rule an open challenge.
const LAST_BEAT: &str = "in-real-kafka";
/// Every lesson speaks these.
const LANGUAGES: [&str; 2] = ["en", "ru"];

/// Everything that is wrong with a lesson.
#[must_use]
pub fn slips(folder: &Folder) -> Vec<Slip> {
    let mut slips = Vec::new();
    of_the_whole(folder, &mut slips);
    for scene in 0..folder.lesson.scenes.len() {
        of_scene(folder, scene, &mut slips);
    }
    for miss in 0..folder.lesson.misses.len() {
        of_miss(folder, miss, &mut slips);
    }
    of_beats(folder, &mut slips);
    for words in &folder.prose {
        of_words(folder, words, &mut slips);
    }
    slips.sort();
    slips
}

fn of_the_whole(folder: &Folder, slips: &mut Vec<Slip>) {
    let lesson = &folder.lesson;
    let number = format!("{:02}-", lesson.number);
    if !folder.name().starts_with(&number) {
        slips.push(folder.slip(
            1,
            format!(
                "lesson {} stands in a folder that begins with {number}",
                lesson.number
            ),
        ));
    }
    let last = lesson.beats.last().map_or(1, |beat| beat.line);
    if !BEATS.contains(&lesson.beats.len()) {
        slips.push(folder.slip(
            last,
            format!("a lesson has 4 to 7 beats, this one {}", lesson.beats.len()),
        ));
    }
    if lesson
        .beats
        .last()
        .is_none_or(|beat| beat.name != LAST_BEAT)
    {
        slips.push(folder.slip(
            last,
            format!(
                "the last beat is called `{LAST_BEAT}`: config keys and sources, then a challenge"
            ),
        ));
    }
    if lesson.predictions.is_empty() || lesson.goals.is_empty() {
        slips.push(folder.slip(
            1,
            "a lesson has a prediction and a goal: predict, do, compare, explain",
        ));
    }
    if lesson.misses.len() < MISSES {
        slips.push(folder.slip(1, format!("a lesson has {MISSES} runs or more that nearly reach its goals: write `miss NAME scene=SCENE misses=GOAL`")));
    }
    for language in LANGUAGES {
        if folder.prose.iter().all(|words| words.language != language) {
            slips.push(folder.slip(
                1,
                format!("there is no {language}.md beside this file: write it"),
            ));
        }
    }
    for claim in CLAIMS.iter().filter(|claim| claim.lesson == lesson.number) {
        if !lesson
            .beats
            .iter()
            .any(|beat| beat.claims.iter().any(|id| id == claim.id))
        {
            slips.push(folder.slip(
                1,
                format!("no beat has claims={} ({})", claim.id, claim.says),
            ));
        }
    }
}

fn of_beats(folder: &Folder, slips: &mut Vec<Slip>) {
    let lesson = &folder.lesson;
    let mut used = vec![false; lesson.goals.len()];
    for (place, beat) in lesson.beats.iter().enumerate() {
        if let Err(failure) = lesson.stage(place) {
            slips.push(folder.failure(&failure));
        }
        let before = place.checked_sub(1).map(|before| &lesson.beats[before]);
        if beat.start == Start::Stays && before.is_some_and(|before| before.scene != beat.scene) {
            slips.push(folder.slip(
                beat.line,
                "another scene begins: say where, as start=opening",
            ));
        }
        of_lights(folder, beat, slips);
        for id in beat
            .claims
            .iter()
            .filter(|id| CLAIMS.iter().all(|claim| claim.id != **id))
        {
            slips.push(folder.slip(
                beat.line,
                format!("there is no claim `{id}`; crates/lesson/src/claims.rs lists them"),
            ));
        }
        for goal in &beat.goals {
            used[*goal] = true;
            if lesson.goals[*goal].scene != beat.scene {
                slips.push(folder.slip(
                    beat.line,
                    format!(
                        "the goal `{}` belongs to another scene",
                        lesson.goals[*goal].name
                    ),
                ));
            }
        }
    }
    for goal in lesson
        .goals
        .iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .map(|(goal, _)| goal)
    {
        slips.push(folder.slip(goal.line, format!("no beat has goals={}", goal.name)));
    }
    for (place, prediction) in lesson.predictions.iter().enumerate() {
        let asked = lesson
            .beats
            .iter()
            .position(|beat| beat.prediction == Some(place));
        let answered = lesson
            .beats
            .iter()
            .position(|beat| beat.answers == Some(place));
        match (asked, answered) {
            (Some(asked), Some(answered)) if asked <= answered => {}
            _ => slips.push(folder.slip(prediction.line, format!("one beat asks `{0}` (prediction={0}), and it or a later one answers (answers={0})", prediction.name))),
        }
    }
}

/// A coordinator that a beat points at is one of the scene.
fn of_lights(folder: &Folder, beat: &Beat, slips: &mut Vec<Slip>) {
    let Ok(opening) = folder.lesson.opening(beat.scene) else {
        return;
    };
    let known = &opening.player().scenario().transactional_ids;
    for light in &beat.lights {
        if let Part::CoordinatorOf(id) = light
            && !known.contains(id)
        {
            let known = match &known[..] {
                [] => "none".to_owned(),
                known => known.join(", "),
            };
            slips.push(folder.slip(
                beat.line,
                format!("the scene has no transactional.id `{id}`; there are: {known}"),
            ));
        }
    }
}
