//! A lesson as it is read: for each beat what its run looks like, and what was done to get there.

use ackademy_engine::action::Action;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset};
use ackademy_engine::script::Failure;
use ackademy_lesson::{Beat, Lesson, Part, Scene, Still};

use super::lesson::lights_at;
use super::{Answer, Screen, Session, Settings};
use crate::i18n::Message;
use crate::viewmodel;

/// A moment of a run.
#[derive(Clone, PartialEq, Debug)]
pub struct Picture {
    /// What is on screen then.
    pub screen: Screen,
    /// When, in simulated microseconds.
    pub at: u64,
    /// Links through which nothing passes.
    pub cut_links: Vec<Message>,
    /// What the beat points at.
    pub lights: Vec<Part>,
}

/// A beat, besides its words.
#[derive(Clone, PartialEq, Debug)]
pub struct StillBeat {
    /// What a learner would find, where that is not what the beat before shows.
    pub before: Option<Picture>,
    /// What there is to see once the beat is done.
    pub picture: Picture,
    /// What was done for it, in order.
    pub deeds: Vec<Message>,
    /// The options of its question, by name.
    pub options: Vec<String>,
    /// What it waits for, by name.
    pub goals: Vec<String>,
    /// The answer to a question, where it gives one.
    pub answer: Option<Answer>,
}

/// Every beat of a lesson as it is read.
///
/// # Errors
/// When its scenes cannot be played.
pub fn stills(lesson: &Lesson) -> Result<Vec<StillBeat>, Failure> {
    let stills = lesson.stills()?;
    let beats = lesson.beats.iter().zip(&stills);
    Ok(beats
        .map(|(beat, still)| of_beat(lesson, beat, still))
        .collect())
}

fn of_beat(lesson: &Lesson, beat: &Beat, still: &Still) -> StillBeat {
    let scene = &lesson.scenes[beat.scene];
    let asked = beat.prediction.map(|place| &lesson.predictions[place]);
    let options = asked.iter().flat_map(|asked| &asked.options);
    let goals = beat
        .goals
        .iter()
        .map(|goal| lesson.goals[*goal].name.clone());
    StillBeat {
        before: still
            .before
            .as_ref()
            .map(|player| picture(scene, beat, player)),
        picture: picture(scene, beat, &still.stage),
        deeds: deeds(&still.stage, still.came_in),
        options: options.map(|option| option.name.clone()).collect(),
        goals: goals.collect(),
        answer: still
            .came_true
            .and_then(|place| answer(lesson, beat, place)),
    }
}

fn picture(scene: &Scene, beat: &Beat, player: &Player) -> Picture {
    let (preset, pipeline) = preset_of(scene);
    let session = Session {
        player: player.clone(),
        ..Session::at_start(Settings::of(preset, pipeline))
    };
    let scenario = player.scenario();
    let links = player.world().links().cut_links();
    let cut_links = links.iter().map(|(a, b)| Action::CutLink(*a, *b));
    Picture {
        screen: session.screen(),
        at: player.now(),
        cut_links: cut_links
            .map(|cut| viewmodel::intervention_name(scenario, cut))
            .collect(),
        lights: lights_at(&beat.lights, player),
    }
}

/// The preset that a scene begins with.
pub(super) fn preset_of(scene: &Scene) -> (Preset, Pipeline) {
    let preset = scene.script.preset();
    preset.unwrap_or((Preset::AtLeastOnce, Pipeline::Simple))
}

/// What was done since then, and before the present.
fn deeds(player: &Player, since: usize) -> Vec<Message> {
    let deeds = player.deeds().into_iter();
    let done = deeds.filter(|deed| (since..player.position()).contains(&deed.position));
    done.map(|deed| viewmodel::deed_name(player, deed.position, deed.intervention.action))
        .collect()
}

fn answer(lesson: &Lesson, beat: &Beat, came_true: usize) -> Option<Answer> {
    let prediction = beat.answers?;
    let asks = |beat: &Beat| beat.prediction == Some(prediction);
    Some(Answer {
        asked_in: lesson.beats.iter().position(asks)?,
        said: None,
        said_place: 0,
        came_true: lesson.predictions[prediction].options[came_true]
            .name
            .clone(),
    })
}
