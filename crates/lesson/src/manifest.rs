//! `lesson.txt`: scenes, predictions, goals, runs and beats, each by a name that the others use.

use ackademy_engine::script::{Checks, Script, Steps};

/// A lesson without its words.
pub struct Lesson {
    /// Which lesson, from 1.
    pub number: u8,
    /// The scenes, in the order of the file.
    pub scenes: Vec<Scene>,
    /// What learners are asked to foretell.
    pub predictions: Vec<Prediction>,
    /// What learners bring about.
    pub goals: Vec<Goal>,
    /// Runs that nearly reach their goals.
    pub misses: Vec<Miss>,
    /// What is shown one after the other.
    pub beats: Vec<Beat>,
}

/// A scene: how it is set up and played until the learner comes in.
pub struct Scene {
    /// Its name.
    pub name: String,
    /// The line it stands in.
    pub line: usize,
    /// Its declarations, and the commands that lead to where the learner begins.
    pub script: Script,
    /// What reaches its goals from there, and the line of that.
    pub solution: Option<(usize, Steps)>,
}

/// A question about what will be so in the end.
pub struct Prediction {
    /// Its name.
    pub name: String,
    /// The line it stands in.
    pub line: usize,
    /// The place of its scene.
    pub scene: usize,
    /// Its options; after the solution exactly one is true.
    pub options: Vec<OptionOf>,
}

/// One thing that may be so in the end.
pub struct OptionOf {
    /// Its name.
    pub name: String,
    /// What must hold for it to be true.
    pub checks: Checks,
}

/// When a goal is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Judged {
    /// When nothing that is left to happen can change anything.
    AtRest,
    /// At any moment, and once is enough.
    AtOnce,
}

/// What a learner is to bring about.
pub struct Goal {
    /// Its name.
    pub name: String,
    /// The line it stands in.
    pub line: usize,
    /// The place of its scene.
    pub scene: usize,
    /// When it is looked at.
    pub judged: Judged,
    /// What must hold.
    pub checks: Checks,
}

/// A run with the right gesture at the wrong thing or moment.
pub struct Miss {
    /// Its name.
    pub name: String,
    /// The line it stands in.
    pub line: usize,
    /// The place of its scene.
    pub scene: usize,
    /// The places of the goals that it does not reach; it reaches all others of its scene.
    pub goals: Vec<usize>,
    /// What is done.
    pub steps: Steps,
}

/// Where the stage stands when a beat begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Start {
    /// Where the beat before has left it.
    Stays,
    /// Where the learner comes in.
    Opening,
    /// Where the solution has come to rest.
    Solved,
    /// At a `moment` of the scene or its solution.
    Moment(String),
}

/// A part of the stage that a beat points at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// The producer.
    Checkout,
    /// The application that consumes.
    Billing,
    /// Whoever reads payments.
    Statement,
    /// What the customer was charged.
    Receipt,
    /// A broker, from 1.
    Broker(u8),
    /// What travels.
    Envelopes,
    /// The transaction coordinator in every broker.
    Coordinator,
    /// That in one broker, from 1.
    CoordinatorIn(u8),
    /// That of a transactional id, wherever it is at the moment.
    CoordinatorOf(String),
    /// The verdict and its ledger.
    Verdict,
}

/// What a learner may use during a beat, besides going on and back, and looking at the run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Control {
    /// What can be done to things.
    Faults,
    /// Presets and config keys.
    Settings,
    /// One more order.
    Orders,
}

/// One thing at a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beat {
    /// Its name, by which prose and links know it.
    pub name: String,
    /// The line it stands in.
    pub line: usize,
    /// The place of its scene.
    pub scene: usize,
    /// Where the stage stands when it begins.
    pub start: Start,
    /// The question it asks.
    pub prediction: Option<usize>,
    /// The question whose answer it shows beside what was said.
    pub answers: Option<usize>,
    /// What it waits for.
    pub goals: Vec<usize>,
    /// What it points at.
    pub lights: Vec<Part>,
    /// What may be used.
    pub controls: Vec<Control>,
    /// The claims it carries.
    pub claims: Vec<String>,
}
