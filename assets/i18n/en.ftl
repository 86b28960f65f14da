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

## Names, which stand inside sentences and on the stage

name-broker = broker { $number }
# The node that decides which broker leads a partition. There is one.
name-controller = controller

## Guarantees

# A preset's button, and inside a sentence. In other languages the English name stays, followed by what it means.
guarantee-at-most-once = at most once
guarantee-at-least-once = at least once

## Simulated time

# Less than a second, as 61 ms. $count is a whole number.
time-milliseconds = { $count }{ "\u00A0" }ms
# A second and more, as 29.9 s. $count has one digit after the mark.
time-seconds = { $count }{ "\u00A0" }s
