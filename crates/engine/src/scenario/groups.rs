//! Who is a member of what.

use super::{GroupSettings, Scenario};
use crate::ids::{ClientId, GroupId};
use crate::parts::GROUPS;
use crate::protocol::Request;

/// What a group waits for members whose own timeout is not known.
const REBALANCE_TIMEOUT_MS: u32 = 300_000;

impl Scenario {
    /// What a client is configured with as a member of its group; `None` where it is none.
    #[must_use]
    pub fn group_settings(&self, client: ClientId) -> Option<GroupSettings> {
        self.client(client).consumer.as_ref()?.group_settings()
    }

    /// Whether anybody can join a group, so that group coordinators remember something.
    #[must_use]
    pub fn has_members(&self) -> bool {
        let joins = |request: &Request| {
            matches!(
                request,
                Request::JoinGroup { .. }
                    | Request::SyncGroup { .. }
                    | Request::Heartbeat { .. }
                    | Request::LeaveGroup { .. }
            )
        };
        GROUPS
            && self.clients.iter().any(|setup| {
                let consumer = setup.consumer.as_ref();
                consumer.is_some_and(|config| config.group_settings().is_some())
                    || setup.raw.iter().any(|raw| joins(&raw.request))
            })
    }

    /// session.timeout.ms of a client; of one that sends requests as written, the longest that it names.
    #[must_use]
    pub fn session_timeout_ms(&self, client: ClientId) -> u32 {
        if let Some(settings) = self.group_settings(client) {
            return settings.session_timeout_ms;
        }
        let named = self.client(client).raw.iter().map(|raw| match raw.request {
            Request::JoinGroup {
                session_timeout_ms, ..
            } => session_timeout_ms,
            _ => 0,
        });
        named.max().unwrap_or(0)
    }

    /// How long a group waits for its members to join again, or to sync: the longest max.poll.interval.ms among them.
    #[must_use]
    pub fn rebalance_timeout_ms(&self, group: GroupId) -> u32 {
        let of_members = self.clients.iter().filter_map(|setup| {
            let consumer = setup.consumer.as_ref().filter(|c| c.group == group)?;
            Some(consumer.group_settings()?.max_poll_interval_ms)
        });
        let raw = self.clients.iter().flat_map(|setup| &setup.raw);
        let of_requests = raw.filter_map(|raw| match raw.request {
            Request::JoinGroup {
                group: of,
                rebalance_timeout_ms,
                ..
            } if of == group => Some(rebalance_timeout_ms),
            _ => None,
        });
        let longest = of_members.chain(of_requests).max();
        longest.unwrap_or(REBALANCE_TIMEOUT_MS)
    }
}
