//! Time: letting it pass, and naming moments.

use super::super::draft::{Draft, check_name};
use super::super::mistake::Mistake;
use super::super::run::{Run, Stop};
use super::super::settle::settle as settle_run;
use super::super::words::{Word, Words, duration};
use super::{Command, Read};

struct Settle;

pub(super) fn settle(words: &mut Words<'_>, _: &mut Draft) -> Read {
    words.end()?;
    Ok(Box::new(Settle))
}

impl Command for Settle {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        settle_run(run)
    }
}

struct Wait {
    micros: u64,
}

pub(super) fn wait(words: &mut Words<'_>, _: &mut Draft) -> Read {
    let line = words.line();
    let text = words.take("a time such as 20s")?;
    let micros = duration(Word { line, text })?;
    words.end()?;
    Ok(Box::new(Wait { micros }))
}

impl Command for Wait {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        let until = run.now() + self.micros;
        while run.player.next().is_some_and(|(_, due)| due <= until) {
            run.step();
        }
        run.player.wait(until - run.now());
        Ok(())
    }
}

struct Step {
    count: usize,
}

pub(super) fn step(words: &mut Words<'_>, _: &mut Draft) -> Read {
    let mistake = words.mistake("how many steps, from 1");
    let count = match words.peek() {
        None => 1,
        Some(_) => words
            .take("how many steps")?
            .parse()
            .ok()
            .filter(|count| *count > 0)
            .ok_or(mistake)?,
    };
    words.end()?;
    Ok(Box::new(Step { count }))
}

impl Command for Step {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        for taken in 0..self.count {
            if !run.step() {
                return Err(Stop::new(
                    format!("{} steps", self.count),
                    format!("the run came to rest after {taken}"),
                ));
            }
        }
        Ok(())
    }
}

struct Moment {
    name: String,
}

/// `moment before-the-crash`: a test can look at the run as it was here.
pub(super) fn moment(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let name = words.take("a name")?;
    check_name(Word { line, text: name })?;
    words.end()?;
    if draft.moments.iter().any(|known| known == name) {
        return Err(Mistake::new(
            line,
            format!("expected a new name, found `{name}` again: choose another"),
        ));
    }
    draft.moments.push(name.to_owned());
    Ok(Box::new(Moment {
        name: name.to_owned(),
    }))
}

impl Command for Moment {
    fn carry_out(&self, run: &mut Run) -> Result<(), Stop> {
        run.moments.insert(self.name.clone(), run.player.position());
        Ok(())
    }
}
