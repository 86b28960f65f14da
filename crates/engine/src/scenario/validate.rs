//! What a scenario must satisfy, each refusal saying what to do.

use super::{ClientSetup, ProducerConfig, Scenario, Workaround, partition_for};
use crate::ids::PartitionSet;
use crate::parts::{GROUPS, TRANSACTIONS};
use crate::protocol::Acks;

/// Why a scenario cannot run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScenarioError(pub String);

impl std::fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScenarioError {}

impl Scenario {
    /// Checks sizes, placements and Kafka's own config conflicts.
    ///
    /// # Errors
    /// The first thing that is wrong, with what to do.
    pub fn validate(&self) -> Result<(), ScenarioError> {
        self.validate_parts()?;
        self.validate_cluster()?;
        self.validate_workarounds()?;
        self.clients
            .iter()
            .try_for_each(|client| self.validate_client(client))
    }

    /// A program may be built without what the scenario needs.
    fn validate_parts(&self) -> Result<(), ScenarioError> {
        let has_ids = !self.transactional_ids.is_empty();
        refuse_if(!TRANSACTIONS && has_ids, || {
            "this program is built without transactions: take every transactional.id out".to_owned()
        })?;
        let subscribes = |client: &ClientSetup| {
            let consumer = client.consumer.as_ref();
            consumer.is_some_and(|config| config.group_settings().is_some())
        };
        refuse_if(!GROUPS && self.clients.iter().any(subscribes), || {
            "this program is built without groups: give each consumer its partitions".to_owned()
        })
    }

    /// Checks one client's config: Kafka's own conflicts, and that what it names is there.
    ///
    /// # Errors
    /// The first thing that is wrong, with what to do.
    pub fn validate_client(&self, client: &ClientSetup) -> Result<(), ScenarioError> {
        if let Some(producer) = &client.producer {
            let name = &client.name;
            refuse_if(
                producer.enable_idempotence && producer.acks != Acks::All,
                || format!("{name}: enable.idempotence=true needs acks=all"),
            )?;
            refuse_if(producer.enable_idempotence && producer.retries == 0, || {
                format!("{name}: enable.idempotence=true needs retries above 0")
            })?;
            refuse_if(
                producer.enable_idempotence && producer.max_in_flight_requests_per_connection > 5,
                || {
                    format!(
                        "{name}: enable.idempotence=true allows at most 5 max.in.flight.requests.per.connection"
                    )
                },
            )?;
            refuse_if(
                producer.max_in_flight_requests_per_connection == 0
                    || producer.batch_records_max == 0,
                || {
                    format!(
                        "{name}: max.in.flight.requests.per.connection and the batch size must be at least 1"
                    )
                },
            )?;
            let shortest = producer
                .linger_ms
                .saturating_add(self.timeouts.request_timeout_ms);
            refuse_if(producer.delivery_timeout_ms < shortest, || {
                format!(
                    "{name}: delivery.timeout.ms must be at least linger.ms + request.timeout.ms, which is {shortest}"
                )
            })?;
            self.validate_transactional_id(name, producer)?;
            refuse_if(producer.partitions.is_empty(), || {
                format!("{name}: a producer needs a topic to write to")
            })?;
            refuse_if(
                producer
                    .partitions
                    .iter()
                    .any(|p| p.index() >= self.partitions.len()),
                || format!("{name}: it writes to a partition that the scenario does not have"),
            )?;
        }
        if let Some(consumer) = &client.consumer {
            let group = self.groups.get(usize::from(consumer.group.0));
            refuse_if(group.is_none(), || {
                format!("{}: its group is not listed", client.name)
            })?;
            refuse_if(consumer.max_poll_records == 0, || {
                format!("{}: max.poll.records must be at least 1", client.name)
            })?;
        }
        Ok(())
    }

    fn validate_workarounds(&self) -> Result<(), ScenarioError> {
        for workaround in Workaround::ALL {
            refuse_if(
                self.workarounds.uses(workaround) && !self.suits(workaround),
                || {
                    let who = match workaround {
                        Workaround::Outbox => "a shop",
                        Workaround::LockStep => {
                            "a shop, and a consumer without a producer that charges"
                        }
                        _ => "a consumer without a producer that charges",
                    };
                    format!(
                        "{} needs {who} among the clients that act by themselves",
                        workaround.name()
                    )
                },
            )?;
        }
        Ok(())
    }

    fn validate_transactional_id(
        &self,
        name: &str,
        producer: &ProducerConfig,
    ) -> Result<(), ScenarioError> {
        let Some(id) = producer.transactional_id else {
            return Ok(());
        };
        refuse_if(!producer.enable_idempotence, || {
            format!("{name}: transactional.id needs enable.idempotence=true")
        })?;
        refuse_if(id.index() >= self.transactional_ids.len(), || {
            format!("{name}: its transactional.id is not listed")
        })
    }

    fn validate_cluster(&self) -> Result<(), ScenarioError> {
        refuse_if(!(1..=5).contains(&self.broker_count), || {
            "a cluster has 1 to 5 brokers".to_owned()
        })?;
        for setup in &self.partitions {
            let name = setup.name();
            refuse_if(setup.replicas.is_empty(), || {
                format!("{name} has no replicas: name at least one broker")
            })?;
            refuse_if(
                setup
                    .replicas
                    .iter()
                    .any(|broker| broker.0 == 0 || broker.0 > self.broker_count),
                || {
                    format!(
                        "{name} is placed on a broker that does not exist: brokers are 1 to {}",
                        self.broker_count
                    )
                },
            )?;
            refuse_if(
                !(1..=50).contains(&setup.partition_count) || setup.index >= setup.partition_count,
                || format!("{name}: a topic has 1 to 50 partitions, numbered from 0"),
            )?;
        }
        refuse_if(
            self.has_transactions() && self.partitions.len() > PartitionSet::PARTITIONS_MAX,
            || {
                format!(
                    "a scenario with transactions has at most {} partitions",
                    PartitionSet::PARTITIONS_MAX
                )
            },
        )?;
        for id in self.transactional_id_list() {
            refuse_if(self.transaction_partition(id).is_none(), || {
                format!(
                    "transactional.id {} has no partition of {}",
                    self.transactional_ids[id.index()],
                    super::TRANSACTION_STATE
                )
            })?;
        }
        for group in &self.groups {
            let missing = !self.partitions.iter().any(|setup| {
                setup.topic == super::CONSUMER_OFFSETS
                    && setup.index == partition_for(group, setup.partition_count)
            });
            refuse_if(missing, || {
                format!(
                    "group {group} has no partition of {}",
                    super::CONSUMER_OFFSETS
                )
            })?;
        }
        Ok(())
    }
}

fn refuse_if(wrong: bool, why: impl FnOnce() -> String) -> Result<(), ScenarioError> {
    if wrong {
        Err(ScenarioError(why()))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Pipeline, Preset};

    #[test]
    fn every_preset_is_valid() {
        for pipeline in [Pipeline::Simple, Pipeline::Stream] {
            for preset in Preset::all(pipeline) {
                assert_eq!(Scenario::preset(*preset, pipeline).validate(), Ok(()));
            }
        }
    }

    #[test]
    fn idempotence_with_acks_1_is_refused_as_kafka_refuses_it() {
        let mut scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
        let producer = scenario.clients[0].producer.as_mut().unwrap();
        producer.enable_idempotence = true;
        producer.acks = Acks::One;
        let refusal = scenario.validate().unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "checkout: enable.idempotence=true needs acks=all"
        );
    }

    #[test]
    fn a_replica_on_a_broker_that_does_not_exist_is_refused() {
        let mut scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
        scenario.broker_count = 2;
        assert!(scenario.validate().is_err());
    }
}
