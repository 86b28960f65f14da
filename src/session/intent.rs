//! What a learner can ask for. The page turns every press and key into one of these and knows no more.

use ackademy_engine::action::Action;
use ackademy_engine::scenario::{Pipeline, Preset};

use super::{LessonStep, SettingKey};
use crate::viewmodel::Thing;

/// Something the learner asks for.
#[derive(Clone, PartialEq, Debug)]
pub enum Intent {
    /// Play, or pause.
    TogglePlay,
    /// Stand still.
    Pause,
    /// One step forward.
    Step,
    /// One step back.
    StepBack,
    /// Begin again; what was done is forgotten.
    Restart,
    /// Go to a recorded moment of screen time, in microseconds.
    SeekScreen(u64),
    /// Go to the state after so many steps.
    SeekPosition(usize),
    /// Go to shortly before something new happens.
    SkipWaiting,
    /// The next of the offered speeds.
    NextSpeed,
    /// Open a thing's menu; the run stands still meanwhile.
    Select(Thing),
    /// Close the menu; the run goes on if it did before.
    CloseMenu,
    /// Do this now.
    Act(Action),
    /// The shop takes one more order.
    AddOrder,
    /// The same orders and faults under another preset.
    ChoosePreset(Preset),
    /// The same orders and faults in another pipeline, under the same preset.
    ChoosePipeline(Pipeline),
    /// The same orders and faults with one key changed to this value.
    ChangeSetting(SettingKey, String),
    /// Every part of Kafka that was taken out comes back.
    PutEveryPartBack,
    /// The same run up to this moment, with a second reader of payments, or without it.
    CompareReaders(bool),
    /// Take back the last change of settings.
    Undo,
    /// Put the notice away.
    DismissNotice,
    /// Whether the causes of the verdict are asked for.
    AskWhy(bool),
    /// First minute: this often, says the learner, will order 3 be charged.
    Predict(u8),
    /// First minute: cut the ack of order 3.
    CutAck,
    /// First minute: the same cut under exactly once.
    SameCutUnderExactlyOnce,
    /// Leave the first minute, with the run as it stands.
    OpenPlayground,
    /// Something in a lesson.
    Lesson(LessonStep),
}
