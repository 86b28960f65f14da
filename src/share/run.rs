//! A run as bytes: numbers that grow are written as what they grow by, and an anchor leaves out what its envelope says.

use ackademy_engine::action::Action;
use ackademy_engine::player::{Anchor, Deed, Intervention, Player};
use ackademy_engine::protocol::{EnvelopeKey, Subject};

use super::bytes::{Reader, Wire, read_list, write_list};
use super::{LinkError, Run, STEPS_MAX, Setup, frame};

/// No moment lies further on: eleven days, in microseconds.
const MICROS_MAX: u64 = 1_000_000_000_000;

impl Wire for Run {
    fn write(&self, out: &mut Vec<u8>) {
        self.setup.write(out);
        self.seed.write(out);
        let (mut position, mut at) = (0, 0);
        write_list(&self.deeds, out, |deed, out| {
            (deed.position - position).write(out);
            (deed.at - at).write(out);
            write_intervention(&deed.intervention, out);
            (position, at) = (deed.position + 1, deed.at);
        });
        write_list(&self.planned, out, write_intervention);
        self.position.write(out);
        self.into_gap.write(out);
        self.check.write(out);
    }

    fn read(reader: &mut Reader) -> Result<Run, LinkError> {
        let setup = Setup::read(reader)?;
        let seed = u64::read(reader)?;
        let (mut position, mut at, mut index) = (0, 0, 0);
        let deeds = read_list(reader, |reader| {
            let deed = Deed {
                position: position_at(position + steps(reader)?)?,
                at: micros_at(at + micros(reader)?)?,
                intervention: read_intervention(reader, index)?,
            };
            (position, at, index) = (deed.position + 1, deed.at, index + 1);
            Ok(deed)
        })?;
        let planned = read_list(reader, |reader| {
            index += 1;
            read_intervention(reader, index - 1)
        })?;
        Ok(Run {
            setup,
            seed,
            deeds,
            planned,
            position: steps(reader)?,
            into_gap: micros(reader)?,
            check: Wire::read(reader)?,
        })
    }
}

impl Wire for Setup {
    fn write(&self, out: &mut Vec<u8>) {
        self.pipeline.write(out);
        self.preset.write(out);
        write_list(&self.changes, out, |(number, value), out| {
            number.write(out);
            value.write(out);
        });
    }

    fn read(reader: &mut Reader) -> Result<Setup, LinkError> {
        Ok(Setup {
            pipeline: Wire::read(reader)?,
            preset: Wire::read(reader)?,
            changes: read_list(reader, |reader| {
                Ok((Wire::read(reader)?, Wire::read(reader)?))
            })?,
        })
    }
}

fn steps(reader: &mut Reader) -> Result<usize, LinkError> {
    // As 64 bits on every platform: what is too much is too much in the same way everywhere.
    let number = u64::read(reader)?;
    position_at(usize::try_from(number).unwrap_or(usize::MAX))
}

fn position_at(position: usize) -> Result<usize, LinkError> {
    (position <= STEPS_MAX)
        .then_some(position)
        .ok_or(LinkError::Oversized)
}

fn micros(reader: &mut Reader) -> Result<u64, LinkError> {
    micros_at(u64::read(reader)?)
}

fn micros_at(micros: u64) -> Result<u64, LinkError> {
    (micros <= MICROS_MAX)
        .then_some(micros)
        .ok_or(LinkError::Oversized)
}

fn write_intervention(intervention: &Intervention, out: &mut Vec<u8>) {
    intervention.action.write(out);
    match intervention.anchor {
        Anchor::InFlight { nth, after, .. } => {
            out.push(0);
            nth.write(out);
            after.write(out);
        }
        Anchor::After {
            milestone,
            nth,
            micros,
        } => {
            out.push(1);
            milestone.write(out);
            nth.write(out);
            micros.write(out);
        }
    }
}

fn read_intervention(reader: &mut Reader, index: usize) -> Result<Intervention, LinkError> {
    let action = Action::read(reader)?;
    let anchor = match reader.byte()? {
        0 => {
            let key = action.envelope().ok_or(LinkError::Broken)?;
            let (nth, after) = (steps(reader)?, micros(reader)?);
            in_flight(key, nth, after)
        }
        1 => Anchor::After {
            milestone: Wire::read(reader)?,
            nth: steps(reader)?,
            micros: micros(reader)?,
        },
        _ => return Err(LinkError::Broken),
    };
    Ok(Intervention {
        action,
        anchor,
        index,
        missed: false,
    })
}

/// What an intervention hangs on that points at an envelope.
fn in_flight(key: EnvelopeKey, nth: usize, after: u64) -> Anchor {
    Anchor::InFlight {
        direction: key.direction,
        api: key.api,
        sender: key.sender,
        order: match key.subject {
            Subject::Orders { first, .. } => Some(first),
            _ => None,
        },
        nth,
        copy: key.copy > 0,
        after,
    }
}

/// What tells a run from another, up to its present: each step with its time and the number of things that happened.
#[must_use]
pub fn check_of(player: &Player) -> u32 {
    let mut told = Vec::new();
    for (place, step) in player.past().iter().enumerate() {
        step.action.write(&mut told);
        step.at.write(&mut told);
        player.trace().events_of(place).len().write(&mut told);
    }
    frame::crc_32(&told)
}
