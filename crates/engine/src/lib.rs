//! The simulated Kafka cluster and its drivers.
