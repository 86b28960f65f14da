//! Groups and transactional ids, and the partitions of internal topics that their names map to.

use super::draft::{Draft, PARTITIONS_MAX, Topic, check_name, unknown};
use super::mistake::Mistake;
use super::words::Word;
use crate::ids::{GroupId, TransactionalId};
use crate::scenario::{CONSUMER_OFFSETS, TRANSACTION_STATE, partition_for};

/// How many partitions `__consumer_offsets` and `__transaction_state` have unless a script says otherwise
/// (offsets.topic.num.partitions, transaction.state.log.num.partitions).
const INTERNAL_PARTITIONS: u8 = 50;

impl Draft {
    /// The group of this name, with its partition of `__consumer_offsets`.
    pub fn add_group(&mut self, word: Word<'_>) -> Result<GroupId, Mistake> {
        let known = self.scenario.groups.iter();
        let index = match known.into_iter().position(|group| group == word.text) {
            Some(index) => index,
            None => {
                self.add_internal_partition(word, CONSUMER_OFFSETS)?;
                check_count("groups", word.line, self.scenario.groups.len())?;
                self.scenario.groups.push(word.text.to_owned());
                self.scenario.groups.len() - 1
            }
        };
        Ok(GroupId(u8::try_from(index).expect("few groups")))
    }

    /// The transactional id of this name, with its partition of `__transaction_state`.
    pub fn add_transactional_id(&mut self, word: Word<'_>) -> Result<TransactionalId, Mistake> {
        let known = self.scenario.transactional_ids.iter();
        let index = match known.into_iter().position(|id| id == word.text) {
            Some(index) => index,
            None => {
                self.add_internal_partition(word, TRANSACTION_STATE)?;
                let count = self.scenario.transactional_ids.len();
                check_count("transactional ids", word.line, count)?;
                let id = word.text.to_owned();
                self.scenario.transactional_ids.push(id);
                self.scenario.transactional_ids.len() - 1
            }
        };
        Ok(TransactionalId(u8::try_from(index).expect("few ids")))
    }

    /// A transactional id that a statement above has brought in.
    pub fn check_transactional_id(&self, word: Word<'_>) -> Result<(), Mistake> {
        let known = self.scenario.transactional_ids.iter().map(String::as_str);
        if known.clone().any(|id| id == word.text) {
            return Ok(());
        }
        Err(unknown("a transactional.id", word, known))
    }

    /// Adds the partition of an internal topic that a name maps to, and the topic with Kafka's defaults if need be.
    fn add_internal_partition(&mut self, word: Word<'_>, topic: &str) -> Result<(), Mistake> {
        check_name(word)?;
        if self.topic(topic).is_none() {
            let replication_factor = self.scenario.broker_count.min(3);
            self.add_topic(Topic {
                name: topic.to_owned(),
                partition_count: INTERNAL_PARTITIONS,
                placements: self.placements(INTERNAL_PARTITIONS, replication_factor),
                min_insync_replicas: 2,
                unclean_leader_election: false,
            });
        }
        let topic = self.topic(topic).expect("added above");
        let partition = topic.partition(partition_for(word.text, topic.partition_count));
        if self.scenario.partition_named(&partition.name()).is_none() {
            self.check_partition_count(word.line, 1)?;
            self.scenario.partitions.push(partition);
        }
        Ok(())
    }
}

fn check_count(what: &str, line: usize, count: usize) -> Result<(), Mistake> {
    if count < PARTITIONS_MAX {
        return Ok(());
    }
    let message =
        format!("expected at most {PARTITIONS_MAX} {what}, found one more: leave some out");
    Err(Mistake::new(line, message))
}
