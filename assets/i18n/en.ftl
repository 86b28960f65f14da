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
###   A name that has no such form stands as it is.
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

## Names of processes. They begin sentences as often as not.

name-broker = broker { $broker }
name-controller = the controller
name-checkout = checkout
name-billing = billing
name-client = { $name }

## Cards on stage

stage-label = Stage
stage-break = { $seconds ->
        [one] { $seconds } s passes
       *[other] { $seconds } s pass
    }
card-broker = Broker { $broker }
card-broker-leads = leads { $partitions }
card-broker-follows = keeps a copy
card-broker-down = down
card-broker-paused = paused, and does not know it
card-broker-starting = starting
card-broker-zombie = still believes it leads { $partitions }
card-row-short = { $partition } { $count }
card-checkout = Checkout
card-billing = Billing
card-client = { $name }
card-role-producer = sends orders
card-role-consumer = charges the customer
card-client-down = down
card-client-paused = paused, and does not know it
card-producer-waits = waiting for { $orders }
card-producer-sends-again = sends { $orders } again
card-producer-failed = gave up on { $orders }
card-producer-gives-up = gives up in { $seconds } s
card-producer-never-waits = never waits for an answer
card-producer-idle = all answered
card-consumer-asks = asks for more
card-consumer-has-records = has new records
card-consumer-charges = charges order { $order }
card-consumer-will-charge = then charges order { $order }
card-consumer-commits = commits offset { $offset }
card-consumer-committed = committed offset { $offset }
card-consumer-looks-up = asks where to read on
chip-out-of-sync = not in sync
log-row-spoken = { $partition }: { $count ->
        [0] no records
        [one] { $count } record: { $records }
       *[other] { $count } records, the last: { $records }
    }
log-row-earlier = +{ $count } earlier
order-pending = Order { $order }: not sent yet
order-waiting = Order { $order }: sent, no answer yet
order-told = Order { $order }: answered
order-failed = Order { $order }: given up
receipt-title = Receipt
receipt-order = order { $order }
receipt-paid = paid
wire-whole = A link. Press to cut it.
wire-cut = A cut link. Press to heal it.

## Envelopes

pill-order = order { $orders }
pill-ack = ack { $orders }
pill-request = { $api }
pill-answer = { $api } answer
envelope-with-way = { $what }, { $from } to { $to }
envelope-produce = { $count ->
        [one] Order { $orders }
       *[other] Orders { $orders }
    }
envelope-produce-copy = { $count ->
        [one] Late copy of order { $orders }
       *[other] Late copy of orders { $orders }
    }
envelope-ack = { $count ->
        [one] Ack of order { $orders }
       *[other] Ack of orders { $orders }
    }
envelope-fetch = Fetch
envelope-records = Answer to Fetch
envelope-offset-commit = Commit of offset { $offset }
envelope-offset-commit-answer = Answer to the commit of offset { $offset }
envelope-offset-fetch = Question for the committed offset
envelope-offset-fetch-answer = The committed offset
envelope-find-coordinator = Question for the coordinator
envelope-find-coordinator-answer = The coordinator's name
envelope-init-producer-id = Question for a producer id
envelope-init-producer-id-answer = A producer id

## What can be done to a thing

menu-title = What happens to { $name }
menu-title-link = The link of { $a } and { $b }
act-deliver = Let it arrive now
act-deliver-hint = Before everything else that is on its way.
act-cut-ack = Cut this ack
act-cut-ack-hint = The order stays stored. Its sender hears nothing.
act-drop = Lose it
act-drop-hint = It never arrives, nor does what follows on this connection.
act-delay = Hold it back
act-delay-hint = It waits until you let it go. Its sender may lose patience.
act-release = Let it go
act-release-hint = It travels on.
act-duplicate = Send it twice
act-duplicate-hint = A late copy arrives some time after it. Nobody waits for its answer.
act-duplicate-answer-hint = The second answer finds nobody who waits for it.
act-crash = Kill the process
act-crash-broker-hint = What it wrote stays on its disk.
act-crash-client-hint = Its memory is gone.
act-crash-unflushed = Cut the power
act-crash-unflushed-hint = What was not flushed to disk is lost.
act-shut-down = Shut it down properly
act-shut-down-hint = Leadership moves away first.
act-restart = Start it again
act-restart-hint = It reads what is on its disk.
act-pause = Pause it
act-pause-hint = It stands still and does not know it.
act-resume = Let it go on
act-resume-hint = It goes on as if no time had passed.
act-break-connection = Break the connection to { $to }
act-break-connection-hint = Both ends notice at once. What was in flight is gone.
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
did-break-connection = Connection broken: { $a } and { $b }
did-cut-link = Link cut: { $a } and { $b }
did-heal-link = Link healed: { $a } and { $b }
did-crash = Killed: { $node }
did-crash-unflushed = Power cut: { $node }
did-shut-down = Shut down: { $node }
did-restart = Started again: { $node }
did-pause = Paused: { $node }
did-resume = Let go on: { $node }
did-take-order = One more order: { $order }
did-something = Something else

## What happens next

next-nothing = Nothing is left to happen
next-arrives = { $what } reaches { $to }
next-disconnected = The connection of { $client } and { $broker } is found to be gone
next-sends = Order { $order } sets out from { $client }
next-polls = poll() gives { $client } its records
next-processes = The customer is charged
next-commits = commitSync() is called by { $client }
next-works = Something sets out from { $client }
next-learns = The cluster's news reach { $node }
next-replicates = New records are copied from { $leader } to { $follower }
next-joins-in-sync = A caught up copy of { $partition } joins the in-sync replicas
next-unfences = The controller takes { $broker } back in
next-linger-ends = linger.ms ends: what { $client } collected sets out
next-tries-again = Time to try again for { $client }
next-request-times-out = { $client } has waited long enough for an answer
next-delivery-times-out = { $client } gives up on order { $order }
next-wait-ends = { $broker } has waited long enough for its followers
next-leaves-in-sync = { $broker } lags too long and leaves the in-sync replicas
next-fenced = No heartbeat: the controller counts { $broker } out
next-repeats = What you did before happens again

## What happened

story-dropped = Cut: { $envelope }
story-lost = Lost with its connection: { $envelope }
story-held = Held back: { $envelope }
story-released = Let go: { $envelope }
story-duplicated = { $envelope } was made
story-duplicate-answer-ignored = Sent twice: { $envelope }. Nobody waited for the second one
story-became-late = No longer awaited, may still arrive: { $envelope }
story-answered-error = { $broker } answered { $api } with { $error }
story-sent = Sent: { $envelope }
story-order-sent = { $client } was given order { $order } to send
story-order-taken = { $client } took order { $order }
story-told-stored = { $client } was told: order { $order } is stored
story-told-failed = { $client } was told: order { $order } failed ({ $exception })
story-retry = { $client } will send order { $order } again ({ $error })
story-epoch-bumped = { $client } raised its producer epoch
story-polled = { $client } read order { $order } at offset { $offset }
story-charged = The customer was charged for order { $order }
story-offsets-committed = { $client } committed offset { $offset }
story-disconnected = { $client } lost its connection to { $broker }
story-appended = { $broker } stored order { $order } in { $partition } at offset { $offset }
story-duplicate-recognised = { $broker } recognised a repeat in { $partition }: it stands at offset { $offset } already
story-replicated = { $broker } copied { $partition } up to offset { $offset }
story-truncated = { $broker } removed what { $partition } held from offset { $offset } on
story-unflushed-lost = { $broker } lost what { $partition } held from offset { $offset } on
story-elected = { $broker } leads { $partition } now, in epoch { $epoch }
story-no-leader = Nobody can lead { $partition }
story-in-sync = { $count ->
        [0] No replica of { $partition } is in sync
        [one] In sync for { $partition }: broker { $brokers }
       *[other] In sync for { $partition }: brokers { $brokers }
    }
story-fenced = The controller counts { $broker } out
story-unfenced = The controller took { $broker } back in
story-leadership-lost = { $broker } no longer leads { $partition }
story-crashed = Killed: { $node }
story-shut-down = Shut down: { $node }
story-restarted = Started again: { $node }
story-paused = Paused: { $node }
story-resumed = Goes on: { $node }
story-link-cut = Link cut: { $a } and { $b }
story-link-healed = Link healed: { $a } and { $b }
story-connection-broken = Connection broken: { $a } and { $b }
story-title = What happened

## Transport

transport-label = Run
transport-restart = Restart scene
transport-back = One step back
transport-step = One step
transport-play = Play
transport-pause = Pause
transport-is-playing = playing
transport-is-paused = paused at
transport-is-over = over at
transport-speed = { $times }×
transport-scrubber = Moment of the run
transport-scrubber-value = { $time }

## First minute

first-kicker = First minute
first-asking = The broker stored order { $order }. Its answer is on the way back.
first-asking-why = If you cut it, checkout hears nothing. It waits, and then it has to decide.
first-question = How often will the customer pay for order { $order }?
first-answer-none = Not at all
first-answer-once = Once
first-answer-twice = Twice
first-guess = Guess first. You may also just cut.
first-cut = Cut this ack
first-goes-on = The answer travels on.
first-goes-on-why = Nothing is in its way.
first-waits = Checkout hears nothing and waits.
first-waits-why = Half a minute is Kafka's default. Here it passes in a moment.
first-sends-again = No answer came. Checkout sends order { $order } again.
first-sends-again-why = A lost answer and a lost order look the same from here, so it has no choice.
first-stored-again = The broker stores order { $order } a second time.
first-stored-again-why = To the broker it is one more record like any other.
first-second-run = Same cut, with a number on every batch.
first-second-run-why = enable.idempotence=true: checkout has a producer id, and each batch a sequence number.
first-recognised = The broker knows this batch.
first-recognised-why = Same producer id, same sequence number. It answers "stored" and adds nothing.
first-told = { $times ->
        [0] Order { $order } was never charged.
        [1] Order { $order } was charged once.
       *[other] Order { $order } was charged twice.
    }
first-told-twice-why = One lost answer was enough. Nobody did anything wrong.
first-told-once-why = Order, answer, charge: all went well this time.
first-told-recognised-why = The retry came, and the broker recognised it.
first-verdict-twice = At least once allows it: nothing is lost, but something may come twice.
first-verdict-once = At least once kept its word: nothing was lost.
first-verdict-recognised = Idempotence kept the second copy out of the log.
first-you-said-right = You said: { $said }. So it was.
first-you-said-wrong = You said: { $said }.
first-why = Why?
first-same-cut = Same cut with idempotence
first-again = Start over

## Playground

playground-next = Next
playground-add-order = Add order { $order }
way-title = On the way
way-nothing = Nothing is on the way.
way-held = held
preset-label = Guarantee
preset-at-most-once = At most once
preset-at-least-once = At least once
settings-title = Config keys
settings-changed = { $count } changed
settings-of-checkout = Checkout, the producer
settings-of-billing = Billing, the consumer
settings-of-cluster = Topics and brokers
settings-commits-before = before charging
settings-commits-after = after charging
setting-refused = These keys do not fit together: { $why }
setting-idempotence-needs-acks = enable.idempotence=true needs acks=all. Change acks first.
setting-idempotence-needs-retries = enable.idempotence=true needs retries above 0. Change retries first.
setting-idempotence-needs-in-flight = enable.idempotence=true allows at most 5 requests in flight. Change max.in.flight.requests.per.connection first.
verdict-label = Verdict

## Notices

notice-replayed = Same orders and faults, from the start.
notice-not-possible = That is not possible any more. Nothing was changed.
notice-duplicate-answer-ignored = The second answer came, and nobody waited for it. Kafka drops such an answer by its correlation id.
notice-undo = Undo
notice-dismiss = Close
missing-no-envelope = No counterpart here: { $what }
missing-no-moment = Its moment never came: { $what }
missing-not-possible = Not possible here: { $what }
