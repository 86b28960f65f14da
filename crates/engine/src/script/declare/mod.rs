//! Declarations: what stands before the first command. One table, one function each.

mod client;
mod cluster;
mod consumer;
mod preset;
mod producer;
mod switch;
mod topic;

pub(super) use client::partitions_of;

use super::draft::Draft;
use super::mistake::Mistake;
use super::words::Words;

/// A declaration: its first word, how it is written, and how it is read.
pub(super) struct Declaration {
    pub name: &'static str,
    pub usage: &'static str,
    pub read: fn(&mut Words<'_>, &mut Draft) -> Result<(), Mistake>,
}

/// Every declaration there is.
pub(super) const DECLARATIONS: [Declaration; 13] = [
    Declaration {
        name: "preset",
        usage: "preset at_most_once|at_least_once|exactly_once [pipeline=simple|stream]",
        read: preset::preset,
    },
    Declaration {
        name: "change",
        usage: "change CLIENT|topic NAME KEY=VALUE...",
        read: preset::change,
    },
    Declaration {
        name: "brokers",
        usage: "brokers COUNT",
        read: cluster::brokers,
    },
    Declaration {
        name: "config",
        usage: "config KEY=VALUE...",
        read: cluster::config,
    },
    Declaration {
        name: "feature",
        usage: "feature eligible.leader.replicas.version=0|1",
        read: cluster::feature,
    },
    Declaration {
        name: "mechanism",
        usage: "mechanism NAME=on|off...",
        read: switch::mechanism,
    },
    Declaration {
        name: "workaround",
        usage: "workaround NAME...",
        read: switch::workaround,
    },
    Declaration {
        name: "setting",
        usage: "setting [seed=NUMBER] [background_flush=true|false]",
        read: cluster::setting,
    },
    Declaration {
        name: "topic",
        usage: "topic NAME [partitions=COUNT] [replicas=1:2:3,...] [replication.factor=COUNT] [min.insync.replicas=COUNT] [unclean.leader.election.enable=true|false]",
        read: topic::topic,
    },
    Declaration {
        name: "group",
        usage: "group NAME",
        read: topic::group,
    },
    Declaration {
        name: "client",
        usage: "client NAME [application] producer|consumer|raw KEY=VALUE...",
        read: client::client,
    },
    Declaration {
        name: "reader",
        usage: "reader NAME topic=TOPIC [isolation.level=read_uncommitted|read_committed]",
        read: client::reader,
    },
    Declaration {
        name: "orders",
        usage: "orders CLIENT ORDER... [from=TIME] [every=TIME]",
        read: client::orders,
    },
];
