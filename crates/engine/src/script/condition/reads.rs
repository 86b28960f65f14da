//! What a consumer that begins at the first record would be given now.

use super::super::draft::{Draft, unknown};
use super::super::run::Run;
use super::super::words::{Pair, Word, Words};
use super::{Condition, Finding, Read, listed, wanted_list};
use crate::ids::{Offset, PartitionId};

struct Reads {
    read_committed: bool,
    partition: PartitionId,
    position: Option<u32>,
    end_offset: Option<u32>,
    wanted: Vec<String>,
}

/// `read_uncommitted t-0 position=2 end_offset=2 = a a`.
pub(super) fn read_uncommitted(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let partition = draft.take_partition(words)?;
    rest(words, draft, partition, false)
}

/// `read_committed t-0 = a a`: up to the last stable offset, without what was aborted.
pub(super) fn read_committed(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let partition = draft.take_partition(words)?;
    rest(words, draft, partition, true)
}

/// `reader statement t-0 = a a`: with the isolation level that was declared for this reader.
pub(super) fn reader(words: &mut Words<'_>, draft: &mut Draft) -> Read {
    let line = words.line();
    let text = words.take("the name of a reader")?;
    let known = draft.readers.iter().map(|reader| reader.name.as_str());
    let reader = draft
        .readers
        .iter()
        .find(|reader| reader.name == text)
        .ok_or_else(|| unknown("the name of a reader", Word { line, text }, known))?;
    let (topic, read_committed) = (reader.topic.clone(), reader.read_committed);
    let partition = draft.take_partition(words)?;
    if draft.scenario.partition(partition).topic != topic {
        return Err(words.mistake_before(format!(
            "expected a partition of {topic}, which {text} reads"
        )));
    }
    rest(words, draft, partition, read_committed)
}

fn rest(
    words: &mut Words<'_>,
    draft: &Draft,
    partition: PartitionId,
    read_committed: bool,
) -> Read {
    let mut keys = words.take_keys()?;
    let number = |pair: Option<Pair<'_>>| pair.map(|pair| pair.number::<u32>()).transpose();
    let (position, end_offset) = (
        number(keys.take("position"))?,
        number(keys.take("end_offset"))?,
    );
    keys.end()?;
    let check = |word: Word<'_>| draft.order(word).map(drop);
    let wanted = wanted_list(words, "orders, or `none`", check)?;
    Ok(Box::new(Reads {
        // Without markers a read_committed reader is given all that another is given.
        read_committed: read_committed && draft.scenario.mechanisms.last_stable_offset,
        partition,
        position,
        end_offset,
        wanted,
    }))
}

impl Condition for Reads {
    fn check(&self, run: &Run, _: usize) -> Finding {
        let Some((_, replica)) = run.player.world().leader_replica(self.partition) else {
            return Finding::new(false, "nobody leads this partition");
        };
        let end = if self.read_committed {
            replica.last_stable_offset()
        } else {
            replica.high_watermark()
        };
        let readable = replica
            .batches()
            .iter()
            .take_while(|batch| batch.end_offset() <= end);
        let mut position = Offset(0);
        let mut values = Vec::new();
        for batch in readable {
            position = batch.end_offset();
            if self.read_committed && replica.is_aborted(batch) {
                continue;
            }
            let orders = batch.orders();
            values.extend(orders.map(|(_, order)| run.names().order(order).to_string()));
        }
        let holds = values == self.wanted
            && self.position.is_none_or(|wanted| wanted == position.0)
            && self.end_offset.is_none_or(|wanted| wanted == end.0);
        let got = format!("position={position} end_offset={end} = {}", listed(&values));
        Finding::new(holds, got)
    }
}
