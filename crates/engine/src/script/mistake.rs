//! Why a script cannot be run.

/// What is wrong with the text of a script. It is found before anything runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// The line, counted from 1.
    pub line: usize,
    /// What was expected there instead, and what to do.
    pub message: String,
}

impl Mistake {
    pub(super) fn new(line: usize, message: impl Into<String>) -> Mistake {
        Mistake {
            line,
            message: message.into(),
        }
    }

    /// File, line and message, as a compiler would print them.
    #[must_use]
    pub fn in_file(&self, file: &str) -> String {
        format!("{file}:{}: {}", self.line, self.message)
    }
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for Mistake {}

/// What a script said and the run did not do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The line of the statement, counted from 1.
    pub line: usize,
    /// What the script says.
    pub expected: String,
    /// What is so instead.
    pub got: String,
}

impl Failure {
    /// File, line, expected and got.
    #[must_use]
    pub fn in_file(&self, file: &str) -> String {
        format!(
            "{file}:{}: expected: {}\n{file}:{}: got: {}",
            self.line, self.expected, self.line, self.got
        )
    }
}
