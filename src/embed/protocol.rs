//! Messages between the page around and ours. Each is an object with `ackademy: 1` and a `type`.

use ackademy_engine::guarantee::AnomalyKind;

/// The version of the messages; another one is refused.
const VERSION: &str = "1";

/// What the page around asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Go to this moment: what stands after `#` in a link.
    Load(String),
    /// Let the run move.
    Play,
    /// Stand still.
    Pause,
    /// One step.
    Step,
    /// Another language, by its tag.
    Language(String),
}

/// Why a message is not followed. Nothing on screen changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It has no `ackademy`: it is for somebody else, and is not answered.
    NotForUs,
    /// Its version is another one.
    Version(String),
    /// Its `type` is none that we know.
    Unknown(String),
    /// It lacks something.
    Lacks(&'static str),
    /// Its moment is no place of ours.
    Nowhere,
    /// Its moment is a lesson that is not there.
    NoLesson(String),
    /// Its moment is a link that is broken, truncated, tampered, oversized or of the future.
    Link(&'static str),
    /// Nothing runs where the learner is.
    NothingRuns,
    /// Its language is not there.
    NoLanguage(String),
}

impl Refusal {
    /// What is answered, in the language of those who write pages; `None` for what is not ours.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        Some(match self {
            Refusal::NotForUs => return None,
            Refusal::Version(version) => {
                format!("ackademy is {version} here; this page speaks version {VERSION}")
            }
            Refusal::Unknown(kind) => {
                format!("type is {kind:.40}; use load, play, pause, step or language")
            }
            Refusal::Lacks(field) => format!("{field} is missing, or is no text"),
            Refusal::Nowhere => "moment leads nowhere; use /, /playground, /transaction, /lessons, /lesson/NAME/BEAT, or s= and the text of a link".to_owned(),
            Refusal::NoLesson(name) => {
                format!("there is no lesson {name:.60}; its name is that of its address")
            }
            Refusal::Link(why) => {
                format!("the link of this moment is {why}; copy the whole of it anew")
            }
            Refusal::NothingRuns => {
                "nothing runs here; load the playground, a lesson or a moment first".to_owned()
            }
            Refusal::NoLanguage(tag) => {
                format!("language {tag:.20} is not there; the page offers those it has")
            }
        })
    }
}

/// Reads a message, given its fields as text; numbers as people write them.
///
/// # Errors
/// Why it is not followed.
pub fn command(field: impl Fn(&str) -> Option<String>) -> Result<Command, Refusal> {
    match field("ackademy") {
        None => return Err(Refusal::NotForUs),
        Some(version) if version != VERSION => return Err(Refusal::Version(version)),
        Some(_) => {}
    }
    let kind = field("type").ok_or(Refusal::Lacks("type"))?;
    Ok(match kind.as_str() {
        "load" => Command::Load(field("moment").ok_or(Refusal::Lacks("moment"))?),
        "play" => Command::Play,
        "pause" => Command::Pause,
        "step" => Command::Step,
        "language" => Command::Language(field("language").ok_or(Refusal::Lacks("language"))?),
        _ => return Err(Refusal::Unknown(kind)),
    })
}

/// What a field of a message holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Field {
    /// Text.
    Text(String),
    /// A whole number.
    Number(u32),
    /// Yes or no.
    Flag(bool),
}

/// What the page around is told. Nothing in it says who the learner is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Report {
    /// The page can be used.
    Ready,
    /// So many pixels would show everything.
    Height(u32),
    /// What the run has come to: `kept`, `open`, `waiting` or `anomaly`, and which.
    Verdict(&'static str, Option<AnomalyKind>),
    /// The learner has come to a beat of a lesson.
    Beat {
        /// Its folder's name.
        lesson: String,
        /// From 0.
        beat: u32,
    },
    /// The learner has predicted; the option, from 0.
    Prediction {
        /// The lesson's folder.
        lesson: String,
        /// Which beat asks, from 0.
        beat: u32,
        /// What was chosen, from 0.
        option: u32,
        /// Whether the run will agree.
        is_right: bool,
    },
    /// A goal is reached.
    Goal {
        /// The lesson's folder.
        lesson: String,
        /// Its name in the lesson.
        goal: String,
    },
    /// The last beat of a lesson, with every goal reached.
    Completed {
        /// The lesson's folder.
        lesson: String,
    },
    /// A message was not followed.
    Refused(String),
}

impl Report {
    /// The fields of the message, besides `ackademy`.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, Field)> {
        let text = |text: &str| Field::Text(text.to_owned());
        match self {
            Report::Ready => vec![("type", text("ready"))],
            Report::Height(pixels) => {
                vec![("type", text("height")), ("height", Field::Number(*pixels))]
            }
            Report::Verdict(standing, anomaly) => {
                let mut fields = vec![("type", text("verdict")), ("standing", text(standing))];
                if let Some(kind) = anomaly {
                    fields.push(("anomaly", text(anomaly_name(*kind))));
                }
                fields
            }
            Report::Beat { lesson, beat } => vec![
                ("type", text("beat")),
                ("lesson", text(lesson)),
                ("beat", Field::Number(*beat)),
            ],
            Report::Prediction {
                lesson,
                beat,
                option,
                is_right,
            } => vec![
                ("type", text("prediction")),
                ("lesson", text(lesson)),
                ("beat", Field::Number(*beat)),
                ("option", Field::Number(*option)),
                ("right", Field::Flag(*is_right)),
            ],
            Report::Goal { lesson, goal } => vec![
                ("type", text("goal")),
                ("lesson", text(lesson)),
                ("goal", text(goal)),
            ],
            Report::Completed { lesson } => {
                vec![("type", text("completed")), ("lesson", text(lesson))]
            }
            Report::Refused(reason) => vec![("type", text("refused")), ("reason", text(reason))],
        }
    }
}

fn anomaly_name(kind: AnomalyKind) -> &'static str {
    match kind {
        AnomalyKind::Lost => "lost",
        AnomalyKind::Duplicated => "duplicated",
        AnomalyKind::Reordered { .. } => "reordered",
        AnomalyKind::Torn => "torn",
        AnomalyKind::SeenThenAborted => "seen-then-aborted",
        AnomalyKind::GivenUp => "given-up",
    }
}
