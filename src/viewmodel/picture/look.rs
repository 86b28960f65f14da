//! Colours, strokes and type, by name: the page and the file have one table.

/// A colour by its name in the style sheets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paint {
    /// The page's ground.
    Paper,
    /// Text.
    Ink,
    /// Text that matters less.
    Soft,
    /// What stays in the background.
    Line,
    /// Arrows.
    Wire,
    /// Data.
    Blue,
    /// Behind data.
    BlueWash,
    /// Coordinators and their log.
    Violet,
    /// Behind them.
    VioletWash,
    /// What is committed.
    Teal,
    /// Behind it.
    TealWash,
    /// What waits.
    Amber,
    /// Behind it.
    AmberWash,
    /// What is aborted.
    Red,
    /// Behind it.
    RedWash,
    /// The row of the step that is looked at.
    Wash,
}

/// How something is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// A participant's line of life.
    Lifeline,
    /// A request.
    Request,
    /// An answer.
    Answer,
    /// A record of the transaction log.
    Record,
    /// A state in memory.
    Memory,
    /// A data record in doubt, or an offset that is pending.
    InDoubt,
    /// A marker of a commit.
    Committed,
    /// A marker of an abort.
    Aborted,
    /// The broker around its coordinator and its log.
    Inside,
    /// The row of the step that is looked at.
    Row,
    /// A participant's name.
    Head,
    /// What a participant is exactly.
    Exactly,
    /// The number of a step.
    Number,
    /// What travels.
    Label,
    /// What is written in a cell.
    Written,
    /// What is said of a cell.
    Remark,
    /// A request that nobody waits for any more, or a copy of one.
    Late,
    /// What never arrived, or was cut.
    Lost,
    /// A follower's fetch.
    Replica,
    /// The time in which a process is gone.
    Down,
    /// The time in which a process stands still.
    Paused,
    /// The present.
    Now,
    /// Its name.
    NowName,
    /// A time in which nothing happens.
    Gap,
    /// When something happened.
    Time,
    /// What travels, where lines may run behind it.
    Says,
    /// The same where it is an error, or never arrives.
    SaysNo,
    /// The same where it matters less.
    SaysSoftly,
    /// The point of a lane at which something happens.
    Point,
    /// The same where it is bad.
    PointBad,
}

/// Colours, strokes and type of a [`Look`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Inside.
    pub fill: Option<Paint>,
    /// The outline.
    pub stroke: Option<Paint>,
    /// The outline is dashed.
    pub is_dashed: bool,
    /// Type size in pixels, of text.
    pub size: i32,
    /// Bold type.
    pub is_bold: bool,
    /// Type of one width.
    pub is_mono: bool,
    /// Text stands on a patch of paper, since lines run behind it.
    pub has_halo: bool,
}

impl Look {
    /// How it is drawn.
    #[must_use]
    pub fn style(self) -> Style {
        let shape = |fill, stroke, is_dashed| Style {
            fill,
            stroke,
            is_dashed,
            size: 0,
            is_bold: false,
            is_mono: false,
            has_halo: false,
        };
        let text = |fill, size, is_bold, is_mono| Style {
            fill: Some(fill),
            stroke: None,
            is_dashed: false,
            size,
            is_bold,
            is_mono,
            has_halo: false,
        };
        let on_lines = |fill, size, is_bold| Style {
            has_halo: true,
            ..text(fill, size, is_bold, false)
        };
        match self {
            Look::Lifeline => shape(None, Some(Paint::Wire), false),
            Look::Request => shape(None, Some(Paint::Ink), false),
            Look::Answer => shape(None, Some(Paint::Wire), true),
            Look::Record => shape(Some(Paint::Paper), Some(Paint::Violet), false),
            Look::Memory => shape(Some(Paint::VioletWash), Some(Paint::Violet), false),
            Look::InDoubt => shape(Some(Paint::BlueWash), Some(Paint::Blue), true),
            Look::Committed => shape(Some(Paint::TealWash), Some(Paint::Teal), false),
            Look::Aborted => shape(Some(Paint::RedWash), Some(Paint::Red), false),
            Look::Inside => shape(Some(Paint::Wash), Some(Paint::Line), false),
            Look::Row => shape(Some(Paint::TealWash), None, false),
            Look::Head => text(Paint::Ink, 14, true, false),
            Look::Exactly => text(Paint::Soft, 12, false, true),
            Look::Number => text(Paint::Soft, 13, true, false),
            Look::Label => text(Paint::Ink, 13, false, false),
            Look::Written => text(Paint::Ink, 12, false, true),
            Look::Remark => text(Paint::Soft, 12, false, false),
            Look::Late => shape(None, Some(Paint::Amber), true),
            Look::Lost => shape(None, Some(Paint::Red), false),
            Look::Replica => shape(None, Some(Paint::Wire), false),
            Look::Down => shape(Some(Paint::RedWash), Some(Paint::Red), true),
            Look::Paused => shape(Some(Paint::AmberWash), Some(Paint::Amber), false),
            Look::Now => shape(None, Some(Paint::Teal), false),
            Look::NowName => on_lines(Paint::Teal, 12, true),
            Look::Gap => shape(None, Some(Paint::Line), true),
            Look::Time => text(Paint::Soft, 12, false, true),
            Look::Says => on_lines(Paint::Ink, 13, false),
            Look::SaysNo => on_lines(Paint::Red, 13, true),
            Look::SaysSoftly => on_lines(Paint::Soft, 12, false),
            Look::Point => shape(Some(Paint::Ink), None, false),
            Look::PointBad => shape(Some(Paint::Red), None, false),
        }
    }
}
