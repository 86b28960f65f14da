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
        };
        let text = |fill, size, is_bold, is_mono| Style {
            fill: Some(fill),
            stroke: None,
            is_dashed: false,
            size,
            is_bold,
            is_mono,
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
        }
    }
}
