//! A lesson's folder: `lesson.txt`, and a file of prose for each language.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use ackademy_engine::script::{Failure, Mistake};

use crate::manifest::Lesson;
use crate::markdown;
use crate::prose::Prose;

/// Something that is wrong with a lesson, where it is, and what to do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Slip {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

/// A lesson as it was read.
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Scenes, goals and beats.
    pub lesson: Lesson,
    /// By language tag, sorted: the words, and the lines in which beats begin.
    pub prose: Vec<Words>,
}

/// The words of a lesson in one language, and where they stand.
pub struct Words {
    /// The language's tag.
    pub language: String,
    /// The words.
    pub prose: Prose,
    /// By beat: the line of its heading.
    pub lines: Vec<usize>,
}

/// The name of the file with scenes and beats.
pub const LESSON: &str = "lesson.txt";

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// What cannot be read, or has no place there.
    pub fn read(path: &Path) -> Result<Folder, Slip> {
        let slip = |file: &Path, line, message: String| Slip {
            file: file.to_owned(),
            line,
            message,
        };
        let listed = fs::read_dir(path)
            .map_err(|why| slip(path, 1, format!("expected a folder of a lesson; {why}")))?;
        let mut files: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
        files.sort();
        let manifest = path.join(LESSON);
        let mut prose = Vec::new();
        for file in files.iter().filter(|file| **file != manifest) {
            let extension = file.extension().and_then(|extension| extension.to_str());
            let stem = file.file_stem().and_then(|stem| stem.to_str());
            let (Some("md"), Some(language)) = (extension, stem) else {
                return Err(slip(
                    file,
                    1,
                    format!(
                        "a lesson has {LESSON} and a file of prose for each language, such as en.md: remove this"
                    ),
                ));
            };
            let text = read_file(file)?;
            prose.push(Words {
                language: language.to_owned(),
                prose: words(&text).map_err(|mistake| of_mistake(file, mistake))?,
                lines: lines_of_beats(&text),
            });
        }
        let text = read_file(&manifest)?;
        Ok(Folder {
            path: path.to_owned(),
            lesson: Lesson::read(&text).map_err(|mistake| of_mistake(&manifest, mistake))?,
            prose,
        })
    }

    /// The folder's name, which is the lesson's in links.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.path.file_name().and_then(|name| name.to_str());
        name.unwrap_or("")
    }

    pub(crate) fn slip(&self, line: usize, message: impl Into<String>) -> Slip {
        Slip {
            file: self.path.join(LESSON),
            line,
            message: message.into(),
        }
    }

    pub(crate) fn failure(&self, failure: &Failure) -> Slip {
        let Failure {
            line,
            expected,
            got,
        } = failure;
        self.slip(*line, format!("expected: {expected}; got: {got}"))
    }

    pub(crate) fn in_words(&self, words: &Words, line: usize, message: impl Into<String>) -> Slip {
        Slip {
            file: self.path.join(format!("{}.md", words.language)),
            line,
            message: message.into(),
        }
    }
}

/// Reads words from Markdown.
///
/// # Errors
/// The first thing that may not stand there, with its line and what to do.
pub fn words(text: &str) -> Result<Prose, Mistake> {
    markdown::read(text)
}

/// Every lesson below a folder, in the order of their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn all(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    Ok(found)
}

fn read_file(file: &Path) -> Result<String, Slip> {
    fs::read_to_string(file).map_err(|why| Slip {
        file: file.to_owned(),
        line: 1,
        message: format!("expected a file of text; {why}"),
    })
}

fn of_mistake(file: &Path, mistake: Mistake) -> Slip {
    Slip {
        file: file.to_owned(),
        line: mistake.line,
        message: mistake.message,
    }
}

fn lines_of_beats(text: &str) -> Vec<usize> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| line.starts_with("## "))
        .map(|(index, _)| index + 1)
        .collect()
}
