//! The script of a fault cell: one read-transform-write transaction with a fault at one step, then a second transaction.
//! From the recording come the step, the kind of fault, and who plays which role.

use serde_json::Value;

use super::array;

/// The steps before the transaction; every other fault waits for the transaction.
const OF_INIT: [&str; 2] = ["FindCoordinator", "InitProducerId"];
const KINDS: [&str; 3] = ["request-lost", "answer-lost", "request-twice"];
/// The leader of the output's one partition.
const OUTPUT_LEADER: u64 = 2;

/// # Errors
/// The recording is no fault cell.
pub fn script_of(recorded: &Value) -> Result<String, String> {
    let name = recorded["scenario"].as_str().ok_or("it has no name")?;
    let rest = name.strip_prefix("F-").ok_or("it is no fault cell")?;
    let parts = KINDS.iter().find_map(|kind| {
        let step = rest.strip_suffix(kind)?.strip_suffix('-')?;
        Some((step, *kind))
    });
    let (step, kind) = parts.ok_or("its name has no kind of fault")?;
    let transactions = broker_of("InitProducerId", "producer-1", recorded)?;
    let group = broker_of("TxnOffsetCommit", "producer-1", recorded)?;
    let id = format!("f-{rest}");
    let fault = fault(step, kind, transactions, group)?;
    let at = |here: bool| if here { fault.as_str() } else { "" };
    let of_output = [
        "AddPartitionsToTxn",
        "AddPartitionsToTxn-by-broker",
        "Produce",
    ];
    let of_offsets = ["AddOffsetsToTxn", "TxnOffsetCommit"];
    let of_end = ["EndTxn", "WriteTxnMarkers"];
    Ok([
        &declarations(&id, transactions, group),
        BEGINNING,
        at(OF_INIT.contains(&step)),
        "settle\nbegin_transaction producer-1\nsend producer-1 x\nsend producer-1 y\nsend producer-1 z\nflush producer-1\n",
        at(of_output.contains(&step)),
        &format!("settle\nsend_offsets_to_transaction producer-1 group={id}-g partition=in-0 offset=3\n"),
        at(of_offsets.contains(&step)),
        "settle\ncommit_transaction producer-1\n",
        at(of_end.contains(&step)),
        "settle\nbegin_transaction producer-1\nsend producer-1 w\nflush producer-1\nsettle\n",
        &format!("send_offsets_to_transaction producer-1 group={id}-g partition=in-0 offset=4\n"),
        END,
    ]
    .concat())
}

const BEGINNING: &str = "crash lab-read_committed
crash lab-read_uncommitted
send feeder 1 2 3 4
settle
poll producer-1
settle
poll producer-1
moment saw-polled
init_transactions producer-1
";

const END: &str = "settle
commit_transaction producer-1
settle
moment saw-fault-took-place
moment saw-committed
restart lab-read_committed
restart lab-read_uncommitted
settle
poll lab-read_committed
poll lab-read_uncommitted
";

fn declarations(id: &str, transactions: u64, group: u64) -> String {
    let placed = |leader: u64| format!("{leader}:{}:{}", leader % 3 + 1, (leader + 1) % 3 + 1);
    format!(
        "config group.initial.rebalance.delay.ms=0
topic in replicas=1:2:3 min.insync.replicas=2
topic out replicas={} min.insync.replicas=2
topic __transaction_state replicas={}
topic __consumer_offsets replicas={}
client feeder producer topic=in
client producer-1 producer topic=out transactional.id={id} linger.ms=20 request.timeout.ms=3000
  delivery.timeout.ms=15000 transaction.timeout.ms=30000
  consumer topic=in group.id={id}-g subscribe=true auto.offset.reset=earliest isolation.level=read_committed
client lab-read_committed consumer topic=out group.id=lab-read_committed auto.offset.reset=earliest
  isolation.level=read_committed
client lab-read_uncommitted consumer topic=out group.id=lab-read_uncommitted auto.offset.reset=earliest

",
        placed(OUTPUT_LEADER),
        placed(transactions),
        placed(group)
    )
}

/// What makes the fault happen, from the moment on at which its request is called for.
fn fault(step: &str, kind: &str, transactions: u64, group: u64) -> Result<String, String> {
    let (api, sender) = match step {
        "AddPartitionsToTxn-by-broker" => ("AddPartitionsToTxn", format!("broker {OUTPUT_LEADER}")),
        "WriteTxnMarkers" => (step, format!("broker {transactions}")),
        _ => (step, "producer-1".to_owned()),
    };
    let asked = match step {
        // Anybody may be asked; ours asks the first.
        "FindCoordinator" => 1,
        "Produce" | "WriteTxnMarkers" => OUTPUT_LEADER,
        "TxnOffsetCommit" => group,
        _ => transactions,
    };
    let request = format!("request {api} from {sender} to broker {asked}");
    let broken = format!("break_connection {sender} broker {asked}");
    // A question is answered at once; what writes is answered when it is replicated.
    let answered = match step {
        "FindCoordinator" | "AddPartitionsToTxn-by-broker" => String::new(),
        _ => format!("until Answered api={api} copy=true\n"),
    };
    Ok(match kind {
        "request-lost" => format!("until {request}\n{broken}\n"),
        "answer-lost" => {
            format!("until response {api} to {sender} from broker {asked}\n{broken}\n")
        }
        // The first frame's answer is swallowed; the second frame follows when that is on its way.
        "request-twice" => format!(
            "until {request}\nhold it\nduplicate it\ndeliver {request} copy=true\n\
             {answered}release {request}\ndeliver {request}\n"
        ),
        _ => return Err(format!("a fault that nobody knows: {kind}")),
    })
}

/// The broker that settled such a request of this client.
fn broker_of(api: &str, client: &str, recorded: &Value) -> Result<u64, String> {
    let asked = array(&recorded["events"]).iter().find(|event| {
        let request = event["request"].as_str().unwrap_or_default();
        request.split(' ').next() == Some(api) && event["from"] == client
    });
    let broker = asked.and_then(|event| event["to"].as_u64());
    broker.ok_or_else(|| format!("{client} sends no {api}"))
}
