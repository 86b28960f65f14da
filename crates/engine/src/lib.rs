//! A small, deterministic simulation of a Kafka cluster at protocol level.
//!
//! A [`scenario::Scenario`] is the immutable setup of a run, a [`world::World`] its state, an [`action::Action`] a choice;
//! [`step::apply`] is the only thing that changes a world. Time, randomness and animation live in [`player`], never below.
//!
//! ```
//! use ackademy_engine::{scenario::{Pipeline, Preset, Scenario}, step, world::World};
//!
//! let scenario = Scenario::preset(Preset::AtLeastOnce, Pipeline::Simple);
//! let mut world = World::new(&scenario);
//! let mut events = Vec::new();
//! let mut actions = Vec::new();
//! loop {
//!     actions.clear();
//!     step::enabled(&scenario, &world, &mut actions);
//!     // Nobody is impatient here: take whatever is not a timer.
//!     let Some(action) = actions.iter().find(|a| !step::is_patience(a)).copied() else { break };
//!     step::apply(&scenario, &mut world, &action, &mut events).unwrap();
//! }
//! assert!(scenario.clients[0].orders.iter().all(|(order, _)| world.facts().of(*order).effects.get() == 1));
//! ```
#![deny(missing_docs)]
#![deny(clippy::float_arithmetic)]

pub mod action;
pub mod event;
pub mod facts;
pub mod few;
pub mod fingerprint;
pub mod guarantee;
pub mod ids;
pub mod ledger;
pub mod log;
pub mod network;
pub mod node;
pub mod parts;
pub mod player;
pub mod protocol;
pub mod scenario;
pub mod script;
pub mod step;
pub mod world;
