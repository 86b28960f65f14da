### English, the language that every other file follows: same keys, same placeholders.
###
### A new language needs two things: a file like this one, named by its language tag (`de.ftl`), and a line in
### languages.txt. `cargo test --test languages` then says what is missing.
###
### How this file is written (Fluent, https://projectfluent.org):
### - A section per screen or part of it, in the order a learner meets them, headed by a line with two hashes.
### - Keys are `section-thing-detail`, in words and not by number: `receipt-order-paid`, `verdict-order-lost`.
### - A line with one hash above a message is for translators: where it stands, how long it may be, what a
###   placeholder holds if its name does not say so.
### - A whole sentence is one message. Never glue two messages into a sentence; other languages order words
###   otherwise. A name inside a sentence is a placeholder.
### - Placeholders are one word: { $order }, { $broker }, { $count }. Numbers choose plural forms, and a form for one
###   number alone wins over them:
###       { $count -> [0] nothing [one] one order *[other] { $count } orders }
###   (each form on a line of its own). Use the forms of your own language: Russian has one, few and many, and
###   other for numbers with a decimal mark.
### - Where a sentence inflects a name, write { FORM($node, "genitive") } and give the name's own message that form:
###       name-broker = брокер { $number }
###           .genitive = брокера { $number }
###   A name that has no such form stands as it is. English has "start" for the start
###   of a sentence, and "inside" for an answer that is quoted within one.
### - Kafka's own words, config keys and API names stay as Kafka writes them. docs/glossary.md fixes the rest.
### - Plain words, short sentences, no exclamation marks, no sentence spliced by a dash. { "\u00A0" } is the space
###   that never breaks, between a number and its unit.

## Numbers

# The sign between whole and fraction: 12.4
-decimal-mark = .

## The page as a whole

page-title = Ackademy: what happens to a message when an answer is lost
panel-label = Words and controls
nav-label = Site
nav-playground = Playground
language-label = Language
theme-system = Colours: as the system
theme-light = Colours: light
theme-dark = Colours: dark
menu-close = Close the menu

## Names of processes. A sentence that begins with one writes { FORM($client, "start") }.

name-broker = broker { $broker }
    .start = Broker { $broker }
name-controller = the controller
    .start = The controller
name-checkout = checkout
    .start = Checkout
name-billing = billing
    .start = Billing
name-statement = statement
    .start = Statement
# A second reader of payments, to be compared with the first.
name-second-statement = the second statement
    .start = The second statement
# A process that a script names itself.
name-client = { $name }

## Cards on stage. A line has room for 34 signs.

stage-label = Stage
# Stands across the stage while a stretch without movement is passed over.
stage-break = { $seconds ->
        [one] { $seconds }{ "\u00A0" }s passes
       *[other] { $seconds }{ "\u00A0" }s pass
    }
# Stands there for a moment after the learner has skipped a wait.
stage-passed-soon = a moment later
stage-passed = { $seconds }{ "\u00A0" }s later
card-broker = Broker { $broker }
card-broker-leads = leads { $partitions }
card-broker-follows = keeps a copy
card-broker-down = down
card-broker-paused = paused, and does not know it
card-broker-starting = starting
card-broker-zombie = still believes it leads { $partitions }
# A partition's name and how many records its log has, on a closed card.
card-row-short = { $partition } { $count }
card-checkout = Checkout
card-billing = Billing
card-statement = Statement
card-second-statement = Second statement
card-client = { $name }
card-role-producer = sends orders
card-role-consumer = charges the customer
card-role-stream = turns orders into payments
card-role-statement = reads payments
card-client-down = down
card-client-paused = paused, and does not know it
# $orders lists them: 3, or 1–3.
card-producer-waits = { $count ->
        [one] waits for the ack of order { $orders }
       *[other] waits for the acks of orders { $orders }
    }
card-producer-sends-again = { $count ->
        [one] will send order { $orders } again
       *[other] will send orders { $orders } again
    }
card-producer-failed = { $count ->
        [one] gave up on order { $orders }
       *[other] gave up on orders { $orders }
    }
# Counts down to request.timeout.ms.
card-producer-gives-up = waits { $seconds }{ "\u00A0" }s more
card-producer-never-waits = never waits for an answer
card-producer-idle = waits for nothing
card-producer-ends = ends the transaction of order { $order }
card-consumer-asks = asks for new orders
card-consumer-has-records = has new orders to look at
card-consumer-charges = charges order { $order }
card-consumer-will-charge = charges order { $order } after the commit
card-consumer-commits = commits offset { $offset }
card-consumer-committed = committed offset { $offset }
card-consumer-looks-up = asks where to read on
card-stream-registers = registers with its coordinator
card-stream-pays = writes payment { $order }
card-stream-waits = waits for the ack of payment { $order }
card-stream-commits = waits for the answer to EndTxn
card-stream-aborts = aborts its transaction
card-stream-must-abort = must abort its transaction
card-stream-must-go = cannot go on
card-statement-asks = asks for new payments
card-statement-reads = reads payment { $order }
# Beside a payment on the statement's card, at most 18 signs.
payment-of = payment { $order }
payment-seen = seen
payment-seen-again = seen { $count ->
        [2] twice
        [one] { $count } time
       *[other] { $count } times
    }
payment-seen-aborted = seen, then aborted
payment-not-read = not read yet
payment-held-back = held back
payment-skipped = aborted, skipped
# A button on the statement's card. $level is read_committed or read_uncommitted.
compare-with = Compare with { $level }
compare-no-more = Stop comparing
chip-out-of-sync = not in sync
log-row-spoken = { $partition }: { $count ->
        [0] no records
        [one] { $count } record: { $records }
       *[other] { $count } records, the last ones: { $records }
    }
log-row-earlier = +{ $count } earlier
# What the lines in a row of records mean; at most 22 signs.
log-note-committed = committed offset { $offset }
log-note-pending = pending: offset { $offset }
log-note-stable = last stable offset { $offset }
log-note-doubt = in doubt: dashed
log-note-aborted = aborted: hatched
# Read out for a record of a row.
cell-in-doubt = { $record } (in doubt)
cell-aborted = { $record } (aborted)
card-open-logs = Logs of broker { $broker }
# Read out by screen readers for the chip of an order on checkout's card.
order-pending = Order { $order }: not sent yet
order-waiting = Order { $order }: send() was called, no answer yet
order-told = Order { $order }: counts as stored
order-failed = Order { $order }: given up
receipt-title = Receipt
receipt-order = order { $order }
receipt-paid = paid
# An amount, as people of the language write it.
receipt-euros = €{ $euros }
wire-whole = A link. Press to see what can happen to it.
wire-cut = A cut link. Press to see what can happen to it.

## The transaction coordinator inside a broker. Lines have room for 50 signs. A state keeps Kafka's name.

coordinator-title = Transaction coordinator
coordinator-of-nobody = coordinates nobody
# $ids lists transactional ids: checkout, billing.
coordinator-knows-nobody = would coordinate { $ids }
coordinator-works = in its memory
coordinator-works-without-log = in its memory, and nowhere else
# $partition is that of the transaction log: __transaction_state-1.
coordinator-log = in its log, { $partition }
coordinator-zombie = still believes it coordinates { $ids }
coordinator-gone = its memory is gone; its copy of the log is on disk
coordinator-gone-without-log = its memory is gone, and nothing was written down
coordinator-loads = reads its log into memory
coordinator-loading = loading, { $read } of { $total } read
memory-unknown = id unknown
memory-owner = producer id { $id }, epoch { $epoch }
# What a state waits for before memory takes it over: its own record, or the markers.
memory-log-first = → { $state }, log first
memory-markers-first = → { $state }, markers first
memory-given-up = gave up on its markers
pending-log-first = The record is in the log. Memory takes the state over once the record is replicated.
# $partitions lists those whose marker is not acknowledged.
pending-markers-first = Markers are still missing in { $partitions }. Then this state is written to the log.
pending-given-up = A leader refused a marker for good. The id waits for another coordinator.

## States of a transactional id, a sentence each

state-empty = The id is known and no transaction was begun.
state-ongoing = A transaction is open. Its outcome is not decided.
state-prepare-commit = Commit is decided and cannot be taken back. Markers are on their way.
state-prepare-abort = Abort is decided and cannot be taken back. Markers are on their way.
state-complete-commit = Committed. Every partition has its marker.
state-complete-abort = Aborted. Every partition has its marker.
state-prepare-epoch-fence = The transaction is being taken from its producer. It will be aborted.

## States of a transactional producer (TransactionManager), a sentence each

manager-uninitialized = initTransactions() was not called yet.
manager-initializing = It asks its coordinator for a producer id and epoch.
manager-ready = It has its identity and no open transaction.
manager-in-transaction = beginTransaction() was called. What it sends belongs to the transaction.
manager-committing = commitTransaction() was called. EndTxn is to be answered.
manager-aborting = abortTransaction() was called. EndTxn is to be answered.
manager-abortable-error = Something failed. All that is left is abortTransaction().
manager-fatal-error = The producer is of no use any more. The application must close it.
exception-timeout = Time was up. Whether the record is stored is not known.
exception-transaction-aborted = The transaction was aborted before the record was sent.
exception-error-state = The producer failed earlier and told why then.
exception-commit-failed = The offsets were not stored. The group has gone on without this member.

## Kafka's errors, a sentence each

error-none = No error.
error-offset-out-of-range = The log has no such offset.
error-unknown-topic-or-partition = This broker has no such partition.
error-not-leader-or-follower = This broker does not lead the partition. Another does.
error-request-timed-out = Replication took too long. The record may be stored or not.
error-network-exception = The connection broke before an answer came.
error-not-enough-replicas = Too few replicas are in sync. Nothing was stored.
error-not-enough-replicas-after-append = Stored, but too few replicas are in sync.
error-coordinator-not-available = There is no coordinator, or it could not write its log. Ask again.
error-coordinator-load-in-progress = The coordinator still reads its log. Ask again.
error-not-coordinator = This broker does not coordinate the id. Ask who does.
error-out-of-order-sequence-number = A batch before this one is missing.
error-invalid-producer-epoch = A newer epoch of this producer is known. This one is old.
error-invalid-request = The request contradicts itself or the protocol.
error-invalid-txn-state = The transaction is in a state that does not allow this.
error-invalid-producer-id-mapping = The coordinator does not know this id with this producer id.
error-invalid-transaction-timeout = transaction.timeout.ms is larger than the broker allows.
error-concurrent-transactions = The transaction before is still being ended. Ask again.
error-transaction-coordinator-fenced = A newer coordinator has spoken. This marker is too late.
error-unstable-offset-commit = A transaction that commits this offset is open. Ask again.
error-producer-fenced = Another producer has taken over this transactional.id.
error-transaction-abortable = The transaction cannot be committed. Abort it and begin again.
error-illegal-generation = The group is in another generation by now.
error-unknown-member-id = The group does not know this member.
error-rebalance-in-progress = The group shares out its partitions anew. Join again.
error-group-id-not-found = There is no such group.
error-member-id-required = Join again with the member id in this answer.
isolation-committed = Reads up to the last stable offset and skips what was aborted.
isolation-uncommitted = Reads up to the high watermark, whatever becomes of the transaction.
verify-only = The leader only asks. Nothing is added.

## A log as a list of records

menu-title-log = { $partition } on { $broker }
menu-title-memory = { $id } in the memory of { $broker }
records-offset = Offset
records-record = Record
records-fields = Fields
records-none = No records yet.
record-order = order { $order }
record-payment = payment { $order }
record-offset = { $group } reads { $partition } from { $offset } on
record-group = group { $group }, generation { $generation }, { $count ->
        [one] { $count } member
       *[other] { $count } members
    }
record-marker = { $result } marker
record-state = { $id }: { $state }
record-in-doubt = in doubt
record-aborted = aborted
record-above-high-watermark = not replicated yet

## Pills: what an envelope has written on it while it travels, at most 12 signs. A question ends in a question mark.

# $orders lists them: 3, or 1–3.
pill-orders = { $count ->
        [one] order { $orders }
       *[other] orders { $orders }
    }
pill-ack = ack { $orders }
pill-payments = { $count ->
        [one] payment { $orders }
       *[other] payments { $orders }
    }
# An answer that says no, whatever was asked.
pill-error = error
pill-fetch = Fetch
# The answer to Fetch, when it brings no records.
pill-no-records = nothing new
pill-offset-commit = commit { $offset }
pill-offset-commit-answer = noted { $offset }
pill-offset-fetch = offset?
pill-offset-fetch-answer = offset
pill-find-coordinator = coordinator?
pill-find-coordinator-answer = coordinator
pill-init-producer-id = producer id?
pill-init-producer-id-answer = producer id
# $what is a topic: payments.
pill-add = add { $what }
pill-add-offsets = add offsets
pill-add-answer = added
# A leader asks whether its partition is in the transaction.
pill-is-in-transaction = in tx?
pill-is-in-transaction-answer = in tx
pill-txn-offset = offset { $offset }
pill-end-commit = commit
pill-end-commit-answer = committed
pill-end-abort = abort
pill-end-abort-answer = aborted
pill-marker-commit = marker C
pill-marker-abort = marker A
pill-marker-answer = written
pill-join = join
pill-join-answer = joined
pill-leave = leave
pill-leave-answer = left
pill-named = { $api }
pill-named-answer = { $api }: answer

## Envelopes by name, all in the singular, because verbs follow. "start" stands at the start of a line, the other form inside a sentence.

envelope-with-way = { $what }, { $from } to { $to }
envelope-title = { FORM($what, "start") }, { $from } to { $to }
envelope-produce = { $count ->
        [one] order { $orders }
       *[other] batch of orders { $orders }
    }
    .start = { $count ->
        [one] Order { $orders }
       *[other] Batch of orders { $orders }
    }
envelope-produce-copy = { $count ->
        [one] late copy of order { $orders }
       *[other] late copy of orders { $orders }
    }
    .start = { $count ->
        [one] Late copy of order { $orders }
       *[other] Late copy of orders { $orders }
    }
envelope-ack = { $count ->
        [one] ack of order { $orders }
       *[other] ack of orders { $orders }
    }
    .start = { $count ->
        [one] Ack of order { $orders }
       *[other] Ack of orders { $orders }
    }
# The answer to Produce, when it says no.
envelope-refusal = { $count ->
        [one] refusal of order { $orders }
       *[other] refusal of orders { $orders }
    }
    .start = { $count ->
        [one] Refusal of order { $orders }
       *[other] Refusal of orders { $orders }
    }
envelope-payment = { $count ->
        [one] payment { $orders }
       *[other] batch of payments { $orders }
    }
    .start = { $count ->
        [one] Payment { $orders }
       *[other] Batch of payments { $orders }
    }
envelope-payment-copy = { $count ->
        [one] late copy of payment { $orders }
       *[other] late copy of payments { $orders }
    }
    .start = { $count ->
        [one] Late copy of payment { $orders }
       *[other] Late copy of payments { $orders }
    }
envelope-payment-ack = { $count ->
        [one] ack of payment { $orders }
       *[other] ack of payments { $orders }
    }
    .start = { $count ->
        [one] Ack of payment { $orders }
       *[other] Ack of payments { $orders }
    }
envelope-payment-refusal = { $count ->
        [one] refusal of payment { $orders }
       *[other] refusal of payments { $orders }
    }
    .start = { $count ->
        [one] Refusal of payment { $orders }
       *[other] Refusal of payments { $orders }
    }
envelope-fetch = Fetch
envelope-records = answer to Fetch
    .start = Answer to Fetch
envelope-offset-commit = commit of offset { $offset }
    .start = Commit of offset { $offset }
envelope-offset-commit-answer = answer to the commit of offset { $offset }
    .start = Answer to the commit of offset { $offset }
envelope-offset-fetch = question for the committed offset
    .start = Question for the committed offset
envelope-offset-fetch-answer = answer about the committed offset
    .start = Answer about the committed offset
envelope-find-coordinator = question for the coordinator
    .start = Question for the coordinator
envelope-find-coordinator-answer = answer about the coordinator
    .start = Answer about the coordinator
envelope-init-producer-id = question for a producer id
    .start = Question for a producer id
envelope-init-producer-id-answer = answer about a producer id
    .start = Answer about a producer id
# $partitions lists them. The names of the requests are Kafka's.
envelope-add-partitions = AddPartitionsToTxn for { $partitions }
envelope-is-in-transaction = question whether { $partitions } is in the transaction
    .start = Question whether { $partitions } is in the transaction
envelope-txn-offset-commit = TxnOffsetCommit of offset { $offset }
envelope-end-commit = EndTxn to commit
envelope-end-abort = EndTxn to abort
envelope-commit-markers = COMMIT marker for { $partitions }
envelope-abort-markers = ABORT marker for { $partitions }
# Any other request, by its name in the protocol.
envelope-named = { $api }
envelope-named-answer = answer to { $api }
    .start = Answer to { $api }

## What can be done to a thing. A hint says what it means, in one or two short sentences.

menu-title = What happens to { $name }
menu-title-link = Link between { $a } and { $b }
act-deliver = Let it arrive now
act-deliver-hint = Before everything else that is on its way.
act-cut-ack = Cut this ack
act-cut-ack-hint = The order stays stored. Its sender hears nothing.
act-drop = Lose it
act-drop-hint = It never arrives, nor does anything behind it on the connection.
act-delay = Hold it back
act-delay-hint = It stands still until you let it go. A timeout may come first.
act-release = Let it go
act-release-hint = It travels on.
act-duplicate = Send it twice
act-duplicate-hint = A copy is on its way too. Nobody waits for the copy's answer.
act-duplicate-answer-hint = The second answer finds nobody who waits for it.
act-crash = Kill the process
act-crash-broker-hint = Its memory is gone. What it wrote to its logs stays.
act-crash-client-hint = Its memory is gone.
act-crash-unflushed = Cut its power
act-crash-unflushed-hint = Its memory is gone, and so is what was not flushed to disk.
act-shut-down = Shut it down properly
act-shut-down-hint = It flushes its logs first. Others take over what it leads, if they can.
act-restart = Start it again
act-restart-broker-hint = It reads its logs and reports to the controller.
act-restart-producer-hint = The shop hands it every order again that was not confirmed.
act-restart-consumer-hint = It asks for its committed offset and reads on from there.
act-start-second = Start a second one
act-start-second-hint = Same transactional.id. The coordinator raises the epoch, and the first one is fenced.
act-start-second-plain-hint = Same configuration. Nothing tells the two apart.
act-pause = Pause it
act-pause-hint = It stands still and does not know it.
act-resume = Let it go on
act-resume-hint = It goes on as if no time had passed.
act-break-connection = Break the connection to { $to }
act-break-connection-hint = Both ends notice at once. What was on it is gone.
act-cut-link = Cut the link to { $to }
act-cut-link-hint = Nothing passes, and nobody is told.
act-heal-link = Heal the link to { $to }
act-heal-link-hint = Everything passes again.

## What a learner did, named

did-deliver = Early arrival: { $what }
did-drop = Cut: { $what }
did-delay = Held back: { $what }
did-release = Let go: { $what }
did-duplicate = Sent twice: { $what }
did-break-connection = Connection broken between { $a } and { $b }
did-cut-link = Link cut between { $a } and { $b }
did-heal-link = Link healed between { $a } and { $b }
did-crash = Killed: { $node }
did-crash-unflushed = Power cut: { $node }
did-shut-down = Shut down properly: { $node }
did-restart = Started again: { $node }
did-start-second = Started a second time: { $node }
did-pause = Paused: { $node }
did-resume = Resumed: { $node }
did-take-order = One more order: { $order }
did-something = Something else

## What happens next

next-nothing = Nothing is left to happen
next-arrives = { FORM($what, "start") } reaches { $to }
next-disconnected = { FORM($client, "start") } notices that its connection to { $broker } is gone
next-takes-order = The shop takes order { $order }
next-sends = { FORM($client, "start") } calls send() for order { $order }
next-polls = poll() hands { $client } its new orders
next-polls-payments = poll() hands { $client } its new payments
next-sends-payment = { FORM($client, "start") } calls send() for payment { $order }
next-processes = { FORM($client, "start") } charges the customer for order { $order }
# Local transactions in an application's own database, and billing's word to checkout.
next-stores-order = { FORM($client, "start") } stores order { $order } and its outgoing record together
next-ticks-off = { FORM($client, "start") } ticks off order { $order } in its outbox
next-stores-effect = { FORM($client, "start") } stores the number of order { $order } and the charge together
next-replies = { FORM($client, "start") } tells checkout that order { $order } is done
next-commits = { FORM($client, "start") } calls commitSync()
next-transmits = { FORM($client, "start") } sends what it can
next-learns = { FORM($node, "start") } learns what has changed in the cluster
next-replicates = { FORM($follower, "start") } asks { $leader } for new records
next-joins-in-sync = A follower that caught up counts as in sync for { $partition } again
next-unfences = The controller takes { $broker } back in
next-linger-ends = linger.ms is over: a batch of { $client } is ready
next-tries-again = Time for { $client } to try again
next-request-times-out = request.timeout.ms is over: { $client } stops waiting for an answer
next-delivery-times-out = delivery.timeout.ms is over: { $client } gives up on order { $order }
next-wait-ends = { FORM($broker, "start") } has waited long enough for its followers
next-leaves-in-sync = { FORM($broker, "start") } lags too long and no longer counts as in sync
next-fenced = No heartbeat came: the controller counts { $broker } out
next-calls = { FORM($client, "start") } calls { $call }()
next-goes-back = { FORM($client, "start") } goes back to its committed offset
next-loads-transactions = { FORM($broker, "start") } reads the transaction log to its end
next-loads-groups = { FORM($broker, "start") } reads the log of committed offsets to its end
next-leaves-group = { FORM($client, "start") } leaves its group
next-heartbeat = { FORM($client, "start") } sends a heartbeat, and will learn something from the answer
next-misses-poll = max.poll.interval.ms is over: { $client } leaves its group
next-session-ends = session.timeout.ms is over: { $client } is no longer a member of its group
next-members-wait-ends = { FORM($broker, "start") } stops waiting for members of the group
next-fetch-ends = { FORM($broker, "start") } answers { $client }: no new records
next-transaction-times-out = { FORM($broker, "start") } aborts the transaction of { $id }: it is open too long
next-repeats = What you did before happens again

## What happened

story-dropped = Cut: { $envelope }
story-lost = Lost with its connection: { $envelope }
story-held = Held back: { $envelope }
story-released = Let go: { $envelope }
story-duplicated = On its way twice: { $envelope }
story-duplicate-answer-ignored = Sent twice: { $envelope }. Nobody waited for the second one
story-became-late = No longer awaited, may still arrive: { $envelope }
story-copy-arrived = Arrived as a copy: { $envelope }
story-answered-error = { FORM($broker, "start") } answered { $api } with { $error }
story-sent = Sent: { $envelope }
story-order-sent = { FORM($client, "start") } called send() for order { $order }
story-order-taken = The shop of { $client } took order { $order }
story-told-stored = { FORM($client, "start") } was told: order { $order } is stored
# With acks=0 the producer reports success without having asked.
story-told-unasked = { FORM($client, "start") } counts order { $order } as stored and has asked nobody
story-told-failed = { FORM($client, "start") } was told: order { $order } failed ({ $exception })
# $order is the first of the batch.
story-retry = { FORM($client, "start") } will send the batch of order { $order } again ({ $error })
story-epoch-bumped = { FORM($client, "start") } raised its producer epoch
# $client begins to read there, or begins again.
story-position-set = { FORM($client, "start") } reads { $partition } from offset { $offset } on
story-polled = { FORM($client, "start") } read order { $order } at offset { $offset }
story-charged = The customer was charged for order { $order }
story-order-stored = { FORM($client, "start") } stored order { $order } and its outgoing record together
story-order-ticked-off = { FORM($client, "start") } ticked off order { $order } in its outbox
story-effect-opened = { FORM($client, "start") } opened a local transaction for order { $order }; nothing of it is stored yet
story-effect-stored = { FORM($client, "start") } stored the number of order { $order } and the charge together
story-order-recognised = { FORM($client, "start") } found order { $order } in its inbox and did nothing
story-charge-ignored = { FORM($client, "start") } asked to charge for order { $order } again; the payment service knew its number and did nothing
story-replied = { FORM($client, "start") } told checkout that order { $order } is done
story-offsets-committed = { FORM($client, "start") } committed offset { $offset }
story-request-timed-out = { FORM($client, "start") } waited for an answer in vain
story-delivery-timed-out = { FORM($client, "start") } has no time left for order { $order }
story-wait-ended = { FORM($broker, "start") } stopped waiting for its followers
story-disconnected = { FORM($client, "start") } lost its connection to { $broker }
story-refused = { FORM($client, "start") } tried to reach { $broker } and found nobody there
story-appended = { FORM($broker, "start") } stored order { $order } in { $partition } at offset { $offset }
story-offset-appended = { FORM($broker, "start") } noted: group { $group } reads { $partition } from offset { $offset } on
story-duplicate-recognised = { FORM($broker, "start") } recognised a repeat in { $partition } and stored nothing: it stands at offset { $offset }
story-replicated = { FORM($broker, "start") } copied the log of { $partition } up to offset { $offset }
story-truncated = { FORM($broker, "start") } cut its copy of { $partition } back to offset { $offset }
story-unflushed-lost = { FORM($broker, "start") } lost what { $partition } held from offset { $offset } on. It was not flushed
story-elected = { FORM($broker, "start") } leads { $partition } now, in epoch { $epoch }
story-no-leader = Nobody can lead { $partition }
story-in-sync = { $count ->
        [0] No replica of { $partition } is in sync
        [one] In sync for { $partition }: broker { $brokers }
       *[other] In sync for { $partition }: brokers { $brokers }
    }
story-fenced = The controller counts { $broker } out
story-unfenced = The controller took { $broker } back in
story-leadership-lost = { FORM($broker, "start") } no longer acts as leader of { $partition }
story-crashed = Killed: { $node }
story-power-cut = Power cut: { $node }
story-shut-down = Shut down properly: { $node }
story-restarted = Started again: { $node }
story-paused = Paused: { $node }
story-resumed = Resumed: { $node }
story-link-cut = Link cut between { $a } and { $b }
story-link-healed = Link healed between { $a } and { $b }
story-connection-broken = Connection broken between { $a } and { $b }
story-title = What happened

## What happened to transactions

# $state is Kafka's name: IN_TRANSACTION.
story-manager-moved = { FORM($client, "start") } is { $state }
story-call-returned = { $call }() of { $client } returned
story-call-threw = { $call }() of { $client } threw { $exception }
story-told-committed = { FORM($client, "start") } was told: the transaction of order { $order } is committed
story-sought = { FORM($client, "start") } goes back to its committed offset
story-seen-aborted = { FORM($client, "start") } had read order { $order }, and its transaction was aborted
story-transaction-pending = { FORM($broker, "start") } wants { $id } to be { $state }. Memory keeps the old state for now
story-transaction-logged = { FORM($broker, "start") } wrote { $state } of { $id } to the transaction log at offset { $offset }
story-transaction-moved = { FORM($broker, "start") } has { $id } as { $state } in memory
story-transaction-log-failed = { FORM($broker, "start") } could not write the state of { $id } ({ $error }). Memory keeps the old one
story-transaction-loaded = { FORM($broker, "start") } read { $id } as { $state } and keeps it so
story-transaction-loaded-decided = { FORM($broker, "start") } read { $id } as { $state } and finishes what was decided
story-transactions-loaded = { FORM($broker, "start") } has read { $partition } to its end and coordinates
story-transactions-forgotten = { FORM($broker, "start") } forgot the ids of { $partition }: another coordinates them
story-markers-given-up = { FORM($broker, "start") } gave up on the markers of { $id } ({ $error })
# $producer is a producer id.
story-marker-commit = { FORM($broker, "start") } appended a COMMIT marker of producer { $producer } to { $partition } at offset { $offset }
story-marker-abort = { FORM($broker, "start") } appended an ABORT marker of producer { $producer } to { $partition } at offset { $offset }
story-offset-pending = { FORM($broker, "start") } noted, pending: group { $group } reads { $partition } from offset { $offset } on
story-payment-sent = { FORM($client, "start") } called send() for payment { $order }
story-payment-stored = { FORM($client, "start") } was told: payment { $order } is stored
story-payment-failed = { FORM($client, "start") } was told: payment { $order } failed ({ $exception })
story-payment-retry = { FORM($client, "start") } will send the batch of payment { $order } again ({ $error })
story-payment-polled = { FORM($client, "start") } read payment { $order } at offset { $offset }
story-payment-appended = { FORM($broker, "start") } stored payment { $order } in { $partition } at offset { $offset }
story-appended-in-transaction = { FORM($broker, "start") } counts { $partition } from offset { $offset } on as in doubt: producer { $producer } has a transaction open

## What happened to groups

story-assigned = { FORM($client, "start") } was assigned { $partitions }
story-nothing-assigned = { FORM($client, "start") } was assigned nothing
story-revoked = { FORM($client, "start") } has to give back { $partitions }
story-partitions-lost = { FORM($client, "start") } lost { $partitions } to others
story-commit-threw = commitSync() of { $client } threw { $exception }
story-consumer-closed = { FORM($client, "start") } closed its consumer
story-member-id-given = { FORM($broker, "start") } gave { $client } a member id in group { $group }
story-member-removed = { FORM($broker, "start") } no longer counts { $client } as a member of group { $group }
story-group-moved = Group { $group } is { $state } in generation { $generation }
story-group-record = { FORM($broker, "start") } wrote generation { $generation } of group { $group } to its log at offset { $offset }
story-groups-loaded = { FORM($broker, "start") } has read { $partition } to its end and coordinates its groups
story-groups-forgotten = { FORM($broker, "start") } forgot the groups of { $partition }: another coordinates them

## Transport

transport-label = Run
transport-restart = Restart scene
transport-back = One step back
transport-step = One step
transport-play = Play
transport-pause = Pause
transport-skip-wait = Skip the wait
# Shown when a mouse rests on the button above.
transport-skip-wait-hint = Skip the wait, up to what happens next
transport-is-playing = playing
transport-is-paused = paused at
transport-is-over = over at
transport-speed = { $times }×
transport-scrubber = Moment of the run
transport-scrubber-value = { $time }

## First minute. Headlines have room for 70 signs, buttons for 26. Whoever reads this has never seen Kafka.

first-kicker = First minute
first-asking = The broker stored order { $order }. Its answer is on the way back.
first-asking-why = Billing reads the stored order and charges the customer. The answer, called an ack, tells checkout that the order is safe. What if it never comes?
first-question = How often will the customer pay for order { $order }?
first-answer-none = Not at all
    .inside = not at all
first-answer-once = Once
    .inside = once
first-answer-twice = Twice
    .inside = twice
first-guess = Guess first, or just cut.
first-cut = Cut this ack
first-goes-on = The run goes on.
first-goes-on-why = Watch where the order and its answer go.
first-answered = The answer arrived. Checkout knows that order { $order } is stored.
first-answered-why = Nothing stood in its way this time.
first-waits = Checkout hears nothing and waits.
first-waits-why = Half a minute is Kafka's default. Here it passes in a moment.
first-sends-again = No answer came. Checkout sends order { $order } again.
first-sends-again-why = From here, a lost answer looks just like a lost order. Sending again is the only way not to lose one.
first-stored-again = The broker stores order { $order } a second time.
first-stored-again-why = To the broker it is one more record like any other.
first-second-run = Same cut, under exactly once.
first-second-run-why = Each order is a transaction now. Checkout has a producer id, and every batch has a sequence number.
first-recognised = The broker knows this batch already.
first-recognised-why = Same producer id, same sequence number. It answers that the order is stored, and adds nothing.
# $times is 0, 1, or 2 for twice and more.
first-told = { $times ->
        [0] Order { $order } has not been charged.
        [1] Order { $order } was charged once.
       *[2] Order { $order } was charged twice.
    }
first-told-none-why = Something stands in its way. “Why?” lists what happened.
first-told-once-why = One order, one charge. This is how it should be.
first-told-recognised-why = The retry came, and the broker recognised it.
first-told-twice-why = “Why?” lists how it came about.
first-told-twice-by-retry-why = One missing answer was enough. Nobody made a mistake.
first-verdict-none = Nothing can be said yet. First, what was broken has to work again.
first-verdict-once = At least once kept its word: the order was not lost.
first-verdict-recognised = Idempotence kept the second copy out of the log.
first-verdict-twice = At least once allows this: an order is not lost, but it may come twice.
first-you-said-right = You said: { FORM($said, "inside") }. So it was.
first-you-said-wrong = You said: { FORM($said, "inside") }. It came out otherwise.
first-why = Why?
first-same-cut = Same cut, exactly once
first-again = Start over
first-lesson = Lesson 1

## While the full page is loaded after the first minute

rest-loading = Loading the rest of the page
rest-failed = The rest of the page could not be loaded. Your run is still here.
rest-retry = Try again
rest-stay = Stay here

## Playground

playground-next = Next
playground-add-order = Add order { $order }
# Leads to a page made of docs/model.md.
playground-model = What is simplified here
way-title = On the way
way-nothing = Nothing is on the way.
way-held = held
pipeline-label = Pipeline
# Two buttons side by side, before those of the guarantees.
pipeline-simple = Charge
pipeline-simple-gloss = Billing reads an order and charges the customer
pipeline-stream = Stream
pipeline-stream-gloss = Billing reads an order and writes a payment
preset-label = Guarantee
# The names of the guarantees are the same in every language; the gloss beside one says what it means.
preset-at-most-once = At most once
preset-at-most-once-gloss = may be lost, never twice
preset-at-least-once = At least once
preset-at-least-once-gloss = never lost, may come twice
preset-exactly-once = Exactly once
preset-exactly-once-gloss = seen once, all or nothing
settings-title = Config keys
settings-changed = { $count } changed
settings-of-checkout = Checkout, the producer
settings-of-billing = Billing, the consumer
settings-of-stream = Billing, the stream application
settings-of-statement = Statement, which reads payments
settings-of-every-client = Every client
settings-of-cluster = Topics and brokers
settings-none = none
settings-records = { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
# When billing calls commitSync().
settings-commits-before = before the work
settings-commits-after = after the work
settings-commits-inside = inside the transaction
# What a stream application does with its open transaction when its partitions are taken away.
settings-aborts = aborts
settings-goes-on = goes on
# Whether groupMetadata() is passed to sendOffsetsToTransaction().
settings-given = passed
settings-not-given = not passed
setting-transactions-need-idempotence = transactional.id needs enable.idempotence=true. Change enable.idempotence first.
setting-idempotence-needs-acks = enable.idempotence=true needs acks=all. Change acks first.
setting-idempotence-needs-retries = enable.idempotence=true needs retries above 0. Change retries first.
setting-idempotence-needs-in-flight = enable.idempotence=true allows at most 5 requests in flight. Change max.in.flight.requests.per.connection first.
# $wanted is what was chosen, with its key: acks=0. $present stands in its way, and $key is the key of that.
setting-in-the-way = { $wanted } does not go with { $present }. Change { $key } first.
setting-delivery-timeout-too-short = delivery.timeout.ms must be at least linger.ms and request.timeout.ms together. Change request.timeout.ms or linger.ms first.
setting-delivery-timeout-in-the-way = linger.ms and request.timeout.ms together must not exceed delivery.timeout.ms. Change delivery.timeout.ms first.
verdict-label = Verdict

## Parts of Kafka that can be taken out. A name has room for 34 signs; the sentence beside it says what the part is for.

parts-title = Take one part out
parts-lead = See what each part is for. In a real Kafka all are in place.
parts-out = { $count } taken out
# Stands across the stage, before the names of the parts.
parts-banner = This is no real Kafka. Taken out:
parts-put-back = Put back
part-sequence = Sequence check
part-sequence-why = A leader recognises a batch that it has stored before.
part-fence = Producer epoch fence
part-fence-why = Once a newer instance has the same transactional.id, the older one is refused.
part-log = Transaction log
part-log-why = A coordinator writes down each step before it acts, so its successor can go on.
part-stable = Markers and last stable offset
part-stable-why = Readers of committed records wait for open transactions and skip aborted ones.
part-in-sync = Wait for in-sync replicas
part-in-sync-why = acks=all is answered only when every in-sync replica has the record.
part-truncation = Truncation by leader epoch
part-truncation-why = A follower cuts off just what its new leader does not have.
part-generation = Group generation fence
part-generation-why = Whoever is no longer a member of the group cannot commit offsets for it.
part-coordinator = Coordinator epoch check
part-coordinator-why = A coordinator that has been replaced cannot write markers.
part-verification = Partition verification
part-verification-why = A leader asks the coordinator before it takes a transaction's first batch, so a late one opens nothing.

## Beside Kafka: what applications can do by themselves, and what that prevents, leaves and costs

beside-title = Beside Kafka
beside-lead = What applications can do by themselves where Kafka's promise ends.
beside-used = { $count } in use
beside-prevents = Prevents
beside-leaves = Leaves
beside-costs = Costs
beside-key = Idempotency key
beside-key-what = The payment service ignores an order that it has charged.
beside-key-prevents = a second charge
beside-key-leaves = lost orders, second copies in the log
beside-key-costs = the service keeps every number it has seen
beside-inbox = Inbox
beside-inbox-what = Billing stores order number and effect in one local transaction.
beside-inbox-prevents = a second effect in billing's database
beside-inbox-leaves = lost orders, second copies, effects elsewhere
beside-inbox-costs = a local transaction for each order
beside-outbox = Outbox
beside-outbox-what = Checkout stores order and record in one local transaction, and a relay sends it until told stored.
beside-outbox-prevents = an order that its producer gave up on
beside-outbox-leaves = a second copy after a crash of the relay
beside-outbox-costs = two local transactions for each order
beside-lock-step = Lock-step
beside-lock-step-what = Checkout takes the next order only after billing has replied.
beside-lock-step-prevents = overtaking, and more than one order in doubt
beside-lock-step-leaves = a second charge after a crash before the reply
beside-lock-step-costs = a whole way for each order, and none while billing is down

## Verdict. What is the case stands first, then what was promised, each a sentence of its own.

# $count is at least 2.
verdict-duplicated-log = { $count ->
        [2] Order { $order } is in the log twice.
        [one] Order { $order } is in the log { $count } time.
       *[other] Order { $order } is in the log { $count } times.
    }
verdict-duplicated-effect = { $count ->
        [2] Order { $order } was charged twice.
        [one] Order { $order } was charged { $count } time.
       *[other] Order { $order } was charged { $count } times.
    }
verdict-lost-log = Order { $order } is lost. It is not in the log, and nobody was told.
verdict-lost-effect = Order { $order } is lost. It will never be charged, and nobody was told.
verdict-given-up-log = Order { $order } is not in the log. Its sender was told that it failed.
verdict-given-up-effect = Order { $order } will not be charged. Its sender was told that it failed.
# $after was sent later and got there first.
verdict-reordered-log = Order { $after } was sent after order { $order } and got into the log before it.
verdict-reordered-effect = Order { $after } was sent after order { $order } and was charged before it.

## Verdict of a stream: payments that billing writes, and readers of them

verdict-duplicated-payment = { $count ->
        [2] Order { $order } has two payments that count.
        [one] Order { $order } has { $count } payment that counts.
       *[other] Order { $order } has { $count } payments that count.
    }
verdict-duplicated-statement = { $count ->
        [2] { $client } shows order { $order } twice.
        [one] { $client } shows order { $order } { $count } time.
       *[other] { $client } shows order { $order } { $count } times.
    }
verdict-lost-payment = Order { $order } is lost. It will never be paid, and nobody was told.
verdict-lost-statement = Order { $order } is lost. { $client } will never show it, and nobody was told.
verdict-given-up-payment = Order { $order } will not be paid. Its sender was told that it failed.
verdict-given-up-statement = { $client } will not show order { $order }. Its sender was told that it failed.
verdict-reordered-payment = Order { $after } was sent after order { $order } and was paid before it.
verdict-reordered-statement = Order { $after } was sent after order { $order }. { $client } shows it first.
# Torn: one half of what belongs together is seen, the other never will be.
verdict-torn-offset = Order { $order } is torn. Its payment counts, but it is not ticked off.
verdict-torn-output = Order { $order } is torn. It is ticked off, but no payment counts.
verdict-seen-then-aborted = Order { $order } was read, and then its transaction was aborted.

verdict-kept = Every order got there once and in order.
verdict-broken = A promise is broken.
verdict-allowed = These config keys do not promise otherwise.
verdict-outside = Kafka's promise ends before this point.
verdict-copied = This promise assumes that the network copies no request. Only enable.idempotence=true keeps a copy out of the log.

## What went with a coordinator's memory

forgotten-title = What was only in memory is gone
# $broker coordinates $id by now.
forgotten-id = { FORM($broker, "start") } has never heard of transactional.id { $id }.
forgotten-transaction = Producer id { $producer } left a transaction open in { $partition }. Nobody knows it, so nobody will end it.
forgotten-offset = The last stable offset of { $partition } stays at { $offset }.
forgotten-reader = { FORM($client, "start") } reads only what is committed, and waits there. { $count ->
        [one] { $count } stored record is out of its reach.
       *[other] { $count } stored records are out of its reach.
    }

## Not decided yet, and why

open-in-shop = Not decided yet: the shop still has order { $order }.
open-in-producer = Not decided yet: order { $order } waits in { $client } to be sent.
# $envelope names the order itself: ack of order 3, broker 1 to checkout.
open-on-the-way = Not decided yet: { $envelope }, is on its way.
open-awaiting-answer = Not decided yet: { $client } waits for the answer about order { $order }.
open-awaiting-replication = Not decided yet: too few brokers have a copy of order { $order }.
open-not-fetched = Not decided yet: { $client } has not read order { $order }.
open-in-consumer = Not decided yet: { $client } has read order { $order } and not charged it.
open-in-stream = Not decided yet: { $client } has read order { $order } and not written its payment.
open-step-due = Not decided yet: something is left to happen.
# $id is a transactional.id.
open-in-transaction = Not decided yet: the transaction of { $id } with order { $order } is open.
open-in-unknown-transaction = Not decided yet: the transaction of producer id { $producer } with order { $order } is open.
open-being-completed = Being completed: the transaction with order { $order } is decided, and not all its markers are written.

## Waiting: nothing is decided before this changes

waiting-node = Waiting for { $node } to work again.
waiting-link = Waiting for the link between { $a } and { $b } to be healed.
waiting-envelope = Waiting for what is held back: { $envelope }.
waiting-transaction = Waiting at the last stable offset for the open transaction of { $id }.
waiting-unknown-transaction = Waiting at the last stable offset for producer id { $producer }. No coordinator knows its transaction.

## Ledger. A column has a full head, a short one of at most 8 signs, and a sentence that says what it counts.

ledger-order = Order
ledger-order-short = Order
ledger-sent = Sent
ledger-sent-short = Sent
ledger-sent-hint = How often checkout called send() for it.
ledger-told = Told stored
ledger-told-short = Told
ledger-told-hint = How often checkout was told that it is stored.
ledger-log = In the log
ledger-log-short = Log
ledger-log-hint = How many copies the leader's log holds.
ledger-read = Read
ledger-read-short = Read
ledger-read-hint = How often billing was given it.
ledger-charged = Charged
ledger-charged-short = Charged
ledger-charged-hint = How often the customer paid for it.
ledger-paid = In payments
ledger-paid-short = Payments
ledger-paid-hint = How many payments billing has written for it that count.
ledger-shown = Shown
ledger-shown-short = Shown
ledger-shown-hint = How often statement was given its payment.
# Copies whose transaction is open, beside the count of those that count.
ledger-in-doubt = { $count } in doubt
ledger-aborted = { $count } aborted
ledger-state-lost = lost
ledger-state-given-up = given up
ledger-state-open = not decided yet
ledger-state-waiting = waiting

## Promises: what the config keys promise, on each part of an order's way

promise-leg-log = Checkout to orders
promise-leg-effect = Outside effect: the charge
promise-leg-payments = Orders to payments, with offsets
# $client is a reader: statement.
promise-leg-statement = To { $client }
promise-not-lost = not lost
promise-not-twice = not twice
promise-in-order = in order
promise-all-or-nothing = all or nothing
promise-only-committed = only committed
promise-yes = promised
promise-no = not promised
promise-outside = outside Kafka

## Why it happened

# $what is what the learner did: Cut: ack of order 3.
why-cause = { $what }. Without it, this would not have happened.
why-replayed = The same run was replayed without it, and all was well.
why-no-cause = No single fault explains this.

## Costs

cost-requests = { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }
cost-round-trips = { $count ->
        [one] { $count } round trip
       *[other] { $count } round trips
    }
cost-retries = { $count ->
        [0] no retries
        [one] { $count } retry
       *[other] { $count } retries
    }
# Round trips that checkout waited for, divided by the orders it sent.
cost-per-order = checkout: { $trips } round trips an order

## In somebody else's page

notice-not-in-this-part = Not in this part of the lesson.
notice-locked = The page around has locked this.
# $parameter and $value are what the address says.
notice-parameter = The address says { $parameter }={ $value }. That means nothing here, and was left out.
# $address is that of a page of Kafka's documentation.
notice-link-blocked = The page around does not let links open. Here is the address: { $address }
nav-embed = Embed
# Read out by screen readers for the frame.
embed-frame-title = Ackademy: what happens to a message when an answer is lost
embed-title = Put it into your course page
embed-lead = Choose what your readers see, then copy. Nothing is sent anywhere: the page and all it needs come from this site.
embed-place = What
embed-scenes = Scenes of the playground
embed-lesson-list = The list of lessons
embed-short-way = The lessons of 45 minutes
embed-this-moment = This moment
embed-part = Which part
embed-whole-lesson = The whole lesson
embed-paste = Or paste a link
embed-paste-hint = As “Share this moment” gives it, or the address of a lesson.
embed-paste-no-fragment = This is no link to a moment or a lesson: nothing stands after a #. Copy the whole link. Nothing was changed.
# $path is what stands after the # of an address.
embed-paste-unknown = “{ $path }” is no place that can be shown in a frame. Choose one from the list, or paste the link of a moment. Nothing was changed.
# $name is the name of a lesson's folder.
embed-paste-no-lesson = There is no lesson “{ $name }”. Choose one from the list. Nothing was changed.
embed-first-minute = The first minute
embed-language = Language
embed-readers-own = As the reader has it
embed-theme = Colours
embed-light = Light
embed-dark = Dark
embed-height = Height
embed-pixels = { $count } pixels
embed-hide = Leave out
embed-hide-header = The top line
embed-hide-panel = Words and controls
embed-hide-verdict = Verdict and ledger
embed-hide-transport = Play and step
embed-hide-diagram = The sequence diagram
embed-lock = Show, but lock
embed-lock-settings = Presets and keys
embed-lock-faults = Faults
embed-lock-orders = More orders
embed-without-storage = Remember nothing on the reader's device
embed-form = As
embed-frame = A frame
embed-markdown = A picture in Markdown
embed-link = A link
embed-element = A custom element
embed-result = To copy
embed-copy = Copy
embed-copied = Copied
embed-preview = How it will look

## Lessons. Their own words stand in assets/lessons.

nav-lessons = Lessons
lessons-title = Lessons
lessons-lead = Five to ten minutes each: foretell what will happen, do it, compare, and read why.
lessons-short-way = 45 minutes: { $lessons }
lessons-long-way = Two lectures: all
lessons-ways = Ways through the lessons
lessons-loading = The list is being loaded.
lessons-begun = Begun
lessons-finished = Finished
lesson-kicker = Lesson { $number }
# Read out for the bar above a lesson's text.
lesson-beat = Part { $beat } of { $count }
lesson-question = What do you expect?
# $said and $came are whole sentences: answers as the lesson words them.
lesson-said-right = You said: { $said } So it was.
lesson-said-wrong = You said: { $said } It was: { $came }
lesson-came-true = It was: { $came }
lesson-goal-open = To do:
lesson-goal-reached = Done:
lesson-back = Back
lesson-show = Show me
lesson-continue = Continue
lesson-skip = Skip
lesson-all = All lessons
lesson-next = Lesson { $number }
# Where a part of a lesson is about config keys, and its scene is none of the playground's.
lesson-keys-of-no-preset = This scene has a process of its own, so its config keys stay as they are.
lesson-missing = The lesson could not be loaded. Reload the page to try again.

## A lesson on one page, to read and to print

lesson-still = Read it on one page
# Read out for the sign behind a lesson in the list.
lessons-still = Read “{ $title }” on one page
still-loading = The lesson is being loaded.
still-play = Play this lesson
still-print = Print
still-deeds = What is done here:
# Below a picture, before its time.
still-before = Before.
# Below a picture; $time is 0:30.845.
still-at = The run stands at { $time }.

## What a device remembers

device-title = What this device remembers
device-lead = Only here, in this browser, and nothing about who you are.
device-language = the language you chose
device-theme = light or dark
device-lessons = how far you came in each lesson
device-run = the last run of the playground
device-first-minute = the first minute as you left it, until this tab is closed
device-kept = kept
device-empty = nothing kept
device-clear = Clear this device
device-cleared = Everything was forgotten.

## Sharing a moment

share-button = Share this moment
share-link = Link to this moment
share-embed = Embed this moment
share-copied = { $count ->
        [one] Copied. The link has { $count } character.
       *[other] Copied. The link has { $count } characters.
    }
share-copy-by-hand = { $count ->
        [one] Copy this link. It has { $count } character.
       *[other] Copy this link. It has { $count } characters.
    }
# In a lesson, below the link to the lesson.
share-run = { $count ->
        [one] Your own run at this moment opens in the playground. Its link has { $count } character.
       *[other] Your own run at this moment opens in the playground. Its link has { $count } characters.
    }
share-run-link = Link to your own run
share-run-copy = Copy
share-run-open = Take this run to the playground
share-run-none = This scene has a process that the playground lacks. Its run stays in the lesson.

## Links: what is said of a link that leads nowhere, or elsewhere

link-broken = This link is broken: it holds something that no link has. Nothing was changed.
link-truncated = This link is cut off: its end is missing. Copy it whole. Nothing was changed.
link-tampered = This link was changed on its way: its checksum does not fit. Nothing was changed.
link-oversized = This link is too long, or asks for too long a run. Nothing was changed.
link-future = This link comes from a later version of Ackademy. Reload the page, then open the link again. Nothing was changed.
link-other-run = This link comes from another version of Ackademy. Its run is repeated as well as possible, and may differ.

## The whole transaction, as a picture: names of lanes have room for 20 signs, words on arrows for 26.

picture-title = The whole transaction
picture-lead = What a transaction is, step by step, as a run of this site recorded it. Press a step, or go on one by one.
picture-alt = Sequence diagram of one transaction. The steps are listed beside it.
# For what is the same in every language: API names, states, offsets.
picture-label = { $what }
picture-number = { $number }
picture-source = Source
picture-app = { FORM($app, "start") }
picture-coordinator = Coordinator
picture-inside = memory in { $broker }
picture-log = Transaction log
picture-offsets = Offsets
picture-target = Target
picture-append-label = append
picture-replicated-label = replicated
picture-polled-label = order { $order }
# Beside a cell, at most 13 signs.
picture-in-doubt = in doubt
picture-is-pending = pending
picture-identity = producer id { $id }, epoch { $epoch }
picture-init = Billing registers its transactional.id with the coordinator, which lives inside a broker.
picture-add-partitions = Before billing writes to { $partitions } for the first time, it tells the coordinator so.
picture-add-offsets = The committed offset of orders is to be part of the transaction. Billing tells the coordinator this as well.
picture-end-commit = Everything is written. Billing asks for the commit.
picture-end-abort = Billing asks for the abort.
picture-answered = The coordinator answers { $api } with { $error }.
picture-polled = Billing reads order { $order } at offset { $offset } of { $partition }. It does not count as read yet.
picture-logged-empty = The coordinator appends Empty to its log at offset { $offset }: the id is known, nothing is open.
picture-logged-ongoing = The log comes first. At offset { $offset } it says Ongoing, and which partitions take part: { $partitions }.
picture-logged-prepare = At offset { $offset } the log says { $state }. Once it is replicated, the outcome is decided, whoever dies.
picture-logged-complete = All markers stand. At offset { $offset } the log says { $state }.
picture-moved-init = The record is replicated. Only then does memory show { $state }, and billing is given its producer id and epoch.
picture-moved-end = The record is replicated, memory shows { $state }, and billing is told of it before any marker is written.
picture-moved = The record is replicated. Only then does memory show { $state }, and billing gets its answer.
picture-moved-silently = The record is replicated, and memory shows { $state }. A new coordinator would find the same in the log.
picture-produced = Billing writes the payment for order { $order } to { $partition } at offset { $offset }. It is in doubt: read_committed readers wait before it.
picture-pending = Billing asks that offset { $offset } of { $partition } be committed. That stays pending until a marker comes.
picture-marked-commit = The coordinator writes commit markers to every partition that took part. With them the payment becomes visible and the order counts as read.
picture-marked-abort = The coordinator writes abort markers to every partition that took part. The payment is skipped, the order counts as not read.
picture-left-out = Left out here: fetches by followers, FindCoordinator, and the question of a leader whether a partition belongs to the transaction.
# $text is the step's sentence.
picture-told = Step { $number } of { $count }. { $text }
picture-all = { $count ->
    [one] { $count } step of a real run, from the registration to the last record of the log.
   *[other] { $count } steps of a real run, from the registration to the last record of the log.
}
# Names of two lanes.
picture-way = { $from } → { $to }
picture-back = Back
picture-next = Next step
picture-whole = Show all
picture-stage = See it on the stage
picture-link = The whole transaction in one picture
picture-save = Save as SVG
picture-copy-by-hand = No file? Then the page around this one lets it save none. Copy this text into a file that ends in .svg.
picture-text = The picture as text
picture-steps-label = Steps of the transaction

## The sequence diagram of a run. What stands at arrows and lanes is at most 24 characters long where nothing is said of it

diagram-title = Sequence diagram
diagram-open = Open
diagram-close = Close
# In the folded bar, after the title: what happened last
diagram-taller = Taller
diagram-lower = Lower
diagram-replication = Followers’ fetches
diagram-to-now = To the present
# What screen readers are told of the diagram as a whole
diagram-hint = Up and down arrows move through the lines, Enter goes to the moment of a line. “What happened” tells the same as a list.
diagram-nothing = Nothing has happened yet.
diagram-file = Sequence diagram of a run
diagram-now = now
diagram-coordinates-transactions = transaction coordinator
diagram-coordinates-groups = group coordinator
diagram-coordinates-both = group and transaction coordinator
# A request by name and what it is about: EndTxn COMMIT
diagram-label = { $what }
diagram-request = { $api } { $what }
diagram-times = { $what }, { $times } times
diagram-copy = { $what }, a copy
diagram-late = { $what }, late
diagram-produce = { $count ->
    [one] Produce, order { $orders }
   *[other] Produce, orders { $orders }
}
diagram-produce-payments = { $count ->
    [one] Produce, payment { $orders }
   *[other] Produce, payments { $orders }
}
diagram-ack = ack { $orders }
diagram-fetch = Fetch { $partition } from { $offset }
diagram-records = { $count ->
    [0] no records
    [one] { $count } record
   *[other] { $count } records
}
# A leader asks a coordinator whether partitions are in a transaction
diagram-verify = in transaction? { $partitions }
diagram-offset = offset { $offset }
diagram-no-offset = no offset
diagram-coordinator = broker { $broker }
diagram-empty-fetches = { $count ->
    [one] { $count } empty Fetch
   *[other] { $count } empty Fetches
}
# The same request with the same answer, again and again
diagram-asked-again = { $count ->
    [one] once more: { $api }, { $answer }
   *[other] { $count } more: { $api }, { $answer }
}
diagram-replica-fetch = Fetch by a follower
diagram-replicated = { $partition } copied to { $offset }
diagram-cut = cut
diagram-lost = lost
diagram-held = held back
diagram-released = goes on
diagram-link-cut = link cut
diagram-link-healed = link healed
diagram-connection-broken = connection broken
diagram-controller-cut = controller cut off
diagram-controller-healed = controller back
diagram-crashed = killed
diagram-shut-down = shuts down
diagram-restarted = starts again
diagram-paused = paused
diagram-resumed = goes on
diagram-order-taken = { $count ->
    [one] takes order { $orders }
   *[other] takes orders { $orders }
}
diagram-told-stored = { $count ->
    [one] told: { $orders } is stored
   *[other] told: { $orders } are stored
}
diagram-told-failed = { $orders }: { $exception }
diagram-told-committed = { $count ->
    [one] told: { $orders } is committed
   *[other] told: { $orders } are committed
}
diagram-retry = will retry { $orders }
diagram-epoch-bumped = raises its epoch
diagram-polled = { $count ->
    [one] poll(): order { $orders }
   *[other] poll(): orders { $orders }
}
diagram-polled-payments = { $count ->
    [one] poll(): payment { $orders }
   *[other] poll(): payments { $orders }
}
diagram-seen-aborted = { $orders } was aborted
diagram-charged = charges for order { $orders }
diagram-charge-ignored = charge { $orders } ignored
diagram-outbox = outbox: order { $orders }
diagram-outbox-ticked-off = outbox: { $orders } ticked off
diagram-inbox = inbox: order { $orders }
diagram-inbox-knows = inbox has order { $orders }
diagram-replied = replies: order { $orders }
diagram-committed = offset { $offset } committed
diagram-sought = back to its offset
diagram-assigned = assigned { $partitions }
diagram-assigned-nothing = assigned nothing
diagram-revoked = gives back { $partitions }
diagram-taken-away = loses { $partitions }
diagram-disconnected = broker { $broker } is gone
diagram-refused = no broker { $broker }
diagram-second-answer = second answer ignored
diagram-appended = { $count ->
    [one] order { $orders } at offset { $offset }
   *[other] orders { $orders } from offset { $offset }
}
diagram-appended-payments = { $count ->
    [one] payment { $orders } at offset { $offset }
   *[other] payments { $orders } from offset { $offset }
}
diagram-duplicate = known, at offset { $offset }
diagram-offset-appended = offset { $offset } written
diagram-offset-pending = offset { $offset } pending
diagram-marker-commit = COMMIT in { $partitions }
diagram-marker-abort = ABORT in { $partitions }
diagram-truncated = cuts { $partition } to { $offset }
diagram-unflushed-lost = loses { $partition } from { $offset }
diagram-leads = leads { $partition }
diagram-leads-many = leads { $count } more partitions
diagram-leads-no-longer = steps down: { $partition }
diagram-leads-none-of = steps down from { $count }
diagram-fenced = counted out
diagram-unfenced = taken back in
diagram-not-replicated = no copy in time
diagram-logged = log: { $state }
diagram-loaded = reads { $state }
diagram-coordinates-transactions-now = coordinates now
diagram-coordinates-groups-now = coordinates groups now
diagram-group = group: { $state }, { $generation }
diagram-member-removed = member removed
diagram-rebalance-over = no longer waits
# The lines, read out
diagram-row-sent = Sent: { $what }, { $from } to { $to }
diagram-row-arrived = Arrived: { $what }, { $from } to { $to }
diagram-row-lost = Lost: { $what }, { $from } to { $to }
diagram-row-cut = Cut: { $what }, { $from } to { $to }
diagram-row-held = Held back: { $what }, { $from } to { $to }
diagram-row-released = Goes on: { $what }, { $from } to { $to }
diagram-row-note = { FORM($name, "start") }: { $what }
diagram-row-between = { FORM($a, "start") } and { $b }: { $what }

## Notices

notice-replayed = The same orders and faults, from the start.
notice-replayed-in-lesson = The same deeds, with the changed key.
notice-nothing-new = Nothing new comes by itself any more. Do something, or begin the scene again.
notice-not-possible = That is not possible any more. Nothing was changed.
notice-duplicate-answer-ignored = The second answer came, and nobody waited for it. Kafka tells answers apart by their correlation id.
notice-undo = Undo
notice-dismiss = Close
# $what is something the learner did: Cut: ack of order 3.
missing-no-envelope = { $what }. There is no such thing here.
missing-no-moment = { $what }. Its moment never came.
missing-not-possible = { $what }. Not possible here.

## The playground's other heads

ledger-title = Every order
promise-title = What is promised
promise-line = Kafka's promise ends here
why-chain = What followed
cost-title = What it cost
verdict-more = Orders, promises, costs
