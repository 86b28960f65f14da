//! Checks a lesson, or writes all lessons as the page reads them. docs/lessons.md is their format.
//!
//! Exit codes: 0 nothing is wrong; 1 the lesson does not do what it says; 2 it, or the call, cannot be understood.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use ackademy_lesson::check::slips;
use ackademy_lesson::folder::{Folder, LESSON, Slip, all};

const USAGE: &str = "expected: ackademy-lesson FOLDER, or ackademy-lesson --write FOLDER TARGET";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--write", folder, target] => write(folder.as_ref(), target.as_ref()),
        [folder] if !folder.starts_with('-') => check(folder.as_ref()),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Says what is wrong with a lesson.
fn check(folder: &Path) -> ExitCode {
    match Folder::read(folder) {
        Ok(read) => {
            let slips = slips(&read);
            tell(&slips);
            if slips.is_empty() {
                println!("{}: the lesson does what it says", folder.display());
                ExitCode::SUCCESS
            } else {
                ExitCode::from(1)
            }
        }
        Err(slip) => {
            tell(&[slip]);
            ExitCode::from(2)
        }
    }
}

/// Writes every lesson below a folder into another: its `lesson.txt`, its words by language, and a list of all.
fn write(folder: &Path, target: &Path) -> ExitCode {
    match written(folder, target) {
        Ok(slips) if slips.is_empty() => ExitCode::SUCCESS,
        Ok(slips) => {
            tell(&slips);
            ExitCode::from(2)
        }
        Err(why) => {
            eprintln!(
                "{}: the lessons could not be written; {why}",
                target.display()
            );
            ExitCode::from(2)
        }
    }
}

fn written(folder: &Path, target: &Path) -> io::Result<Vec<Slip>> {
    let (mut slips, mut list) = (Vec::new(), String::new());
    for path in all(folder)? {
        let read = match Folder::read(&path) {
            Ok(read) => read,
            Err(slip) => {
                slips.push(slip);
                continue;
            }
        };
        let into = target.join(read.name());
        fs::create_dir_all(&into)?;
        fs::copy(path.join(LESSON), into.join(LESSON))?;
        for words in &read.prose {
            fs::write(
                into.join(format!("{}.txt", words.language)),
                words.prose.write(),
            )?;
            list += &format!(
                "{}\t{}\t{}\t{}\n",
                read.name(),
                words.language,
                words.prose.title,
                words.prose.idea
            );
        }
    }
    fs::create_dir_all(target)?;
    fs::write(target.join("list.txt"), list)?;
    Ok(slips)
}

fn tell(slips: &[Slip]) {
    for slip in slips {
        eprintln!("{slip}");
    }
}
