//! What is said, before it is put into words.

use super::number::Number;

/// A key of the language files, and what its placeholders stand for. Made by [`message`] or [`t!`](crate::t).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
}

/// The message of this key, without arguments yet. The key is a literal where this is called (a test looks),
/// so that every key in use can be found in the sources.
#[must_use]
pub fn message(key: &'static str) -> Message {
    Message {
        key,
        args: Vec::new(),
    }
}

impl Message {
    /// Says what the placeholder `name` stands for.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The key in the language files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// What each placeholder stands for, in the order given.
    #[must_use]
    pub fn args(&self) -> &[(&'static str, Arg)] {
        &self.args
    }

    /// What the placeholder `name` stands for.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        let found = self.args.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value)
    }
}

/// What a placeholder stands for. Names that are data (a config key, a record's value) are text; whatever a
/// language would inflect or translate (broker 1, the ack of order 3) is a message of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A whole number: chooses plural forms, and is shown in plain digits without grouping, as Kafka's tools do.
    Number(i64),
    /// `value` divided by ten to the power of `digits`, shown with that many digits and the language's own
    /// decimal mark: `Decimal { value: 124, digits: 1 }` is 12.4 in English and 12,4 in Russian.
    Decimal {
        /// The number without its decimal mark.
        value: i64,
        /// How many of its digits stand after the mark, at most 18.
        digits: u8,
    },
    /// Shown as it is.
    Text(String),
    /// Put into the same language's words first.
    Message(Box<Message>),
}

impl Arg {
    pub(super) fn number(&self) -> Option<Number> {
        match *self {
            Arg::Number(value) => Some(Number { value, digits: 0 }),
            Arg::Decimal { value, digits } => Some(Number { value, digits }),
            Arg::Text(_) | Arg::Message(_) => None,
        }
    }
}

macro_rules! number_from {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Arg {
            fn from(value: $kind) -> Self {
                Arg::Number(value.into())
            }
        }
    )*};
}
number_from!(i64 i32 u32 u16 u8);

/// A count of things in memory.
impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Arg::Number(i64::try_from(count).expect("memory holds fewer things than that"))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_string())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Arg::Message(Box::new(message))
    }
}
