//! The verdict, the ledger of every order, what is promised, what it cost, and what happened.

use super::super::dom::{Tag, View, many, tag, when};
use super::super::page::Page;
use super::super::pieces::words;
use super::story::{line, story};
use crate::session::{Intent, Screen};
use crate::t;
use crate::viewmodel::{LedgerCell, LegPromises, OrderRow, Tone};

/// The column or bar that holds them.
pub fn verdict(page: Page, screen: &Screen) -> Tag {
    let told = tag("details", "fold")
        .with(words(page, "summary", "", &t!("story-title")))
        .with(story(page, screen));
    let judged = &screen.view.judged;
    let more = tag("details", "fold verdict__more")
        .with(words(page, "summary", "", &t!("verdict-more")))
        .with(page.part(
            |before| {
                let before = &before.view.judged;
                (&before.columns, &before.rows, &before.promises)
                    == (&judged.columns, &judged.rows, &judged.promises)
            },
            || {
                View::Row(vec![
                    ledger(page, screen).into(),
                    promises(page, screen).into(),
                ])
            },
        ))
        .with(costs(page, screen))
        .with(told);
    tag("aside", "verdict")
        .set("tabindex", "0")
        .set("aria-label", page.text(&t!("verdict-label")))
        .with(page.part(
            |before| before.view.judged.ruling == judged.ruling && before.why == screen.why,
            || ruling(page, screen),
        ))
        .with(page.part(
            |before| before.view.forgotten == screen.view.forgotten,
            || forgotten(page, screen),
        ))
        .with(more)
}

/// How a text is meant, as a class.
pub fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain-tone",
        Tone::Quiet => "quiet",
        Tone::Waiting => "waiting",
        Tone::Good => "good",
        Tone::Bad => "bad",
    }
}

/// The verdict in one sentence, and how that stands to the promise.
fn ruling(page: Page, screen: &Screen) -> View {
    let ruling = &screen.view.judged.ruling;
    let look = format!("verdict-box verdict-box--{}", tone_class(ruling.tone));
    let standing = many(&ruling.words.standing, |standing| {
        words(page, "p", "verdict-box__said", standing)
    });
    let told = tag("div", look)
        .with(words(page, "p", "verdict-box__text", &ruling.words.fact))
        .with(standing);
    let went_wrong = ruling.anomaly.is_some();
    View::Row(vec![told.into(), why(page, screen, went_wrong)])
}

/// The causes of an anomaly, worked out when they are asked for.
pub fn why(page: Page, screen: &Screen, went_wrong: bool) -> View {
    when(went_wrong, || {
        let causes = screen.why.as_ref().map(|why| {
            let causes = many(why.causes.iter().chain(&why.replayed), |said| {
                words(page, "p", "why__cause", said)
            });
            let title = words(page, "h2", "keys__title", &t!("why-chain"));
            let chain = tag("ol", "story").with(many(&why.chain, |each| line(page, each)));
            View::Row(vec![causes, title.into(), chain.into()])
        });
        tag("details", "fold fold--why")
            .on("toggle", move |_| {
                let asks = page.look(|shown| shown.screen.why.is_some());
                page.ask(Intent::AskWhy(!asks));
            })
            .with(words(page, "summary", "", &t!("first-why")))
            .with(causes)
    })
}

/// What nobody knows any more, and what that has cost.
fn forgotten(page: Page, screen: &Screen) -> Tag {
    let told = &screen.view.forgotten;
    let sentences = many(told, |sentence| {
        words(page, "li", "forgotten__one", sentence)
    });
    let list = when(!told.is_empty(), || {
        tag("div", "forgotten")
            .with(words(
                page,
                "h2",
                "forgotten__title",
                &t!("forgotten-title"),
            ))
            .with(tag("ul", "").with(sentences))
    });
    tag("div", "forgotten-place")
        .set("role", "status")
        .with(list)
}

fn ledger(page: Page, screen: &Screen) -> Tag {
    let heads = many(&screen.view.judged.columns, |head| {
        words(page, "th", "", &head.short)
            .set("scope", "col")
            .set_some("title", head.hint.as_ref().map(|hint| page.text(hint)))
    });
    let rows = many(&screen.view.judged.rows, |row| order_row(page, row));
    let table = tag("table", "ledger__table")
        .with(words(page, "caption", "ledger__title", &t!("ledger-title")))
        .with(tag("thead", "").with(tag("tr", "").with(heads)))
        .with(tag("tbody", "").with(rows));
    tag("div", "ledger").with(table)
}

fn order_row(page: Page, row: &OrderRow) -> Tag {
    let name = tag("th", "").set("scope", "row").with(row.order.clone());
    let cells = many(&row.cells, |cell| ledger_cell(page, cell));
    tag("tr", "").with(name).with(cells)
}

fn ledger_cell(page: Page, cell: &LedgerCell) -> Tag {
    let said = match &cell.state {
        Some(state) => page.text(state),
        None => cell.count.to_string(),
    };
    let notes = many(&cell.notes, |note| {
        words(page, "span", "ledger__note", note)
    });
    tag("td", tone_class(cell.tone)).with(said).with(notes)
}

fn promises(page: Page, screen: &Screen) -> Tag {
    let legs = &screen.view.judged.promises;
    let all_inside = legs.iter().all(|leg| !leg.lies_outside);
    tag("details", "fold")
        .with(words(page, "summary", "", &t!("promise-title")))
        .with(many(legs, |leg| leg_promises(page, leg)))
        .with(when(all_inside, || drawn_line(page)))
}

/// Behind it, nothing that a config key says holds.
fn drawn_line(page: Page) -> Tag {
    words(page, "p", "promise-line", &t!("promise-line"))
}

fn leg_promises(page: Page, leg: &LegPromises) -> View {
    let cells = many(&leg.cells, |(promise, standing, tone)| {
        tag("div", "promise")
            .with(words(page, "dt", "", promise))
            .with(words(page, "dd", tone_class(*tone), standing))
    });
    let line = when(leg.lies_outside, || drawn_line(page));
    let outcome = leg.outcome.as_ref().map(|(text, tone)| {
        let look = format!("promise-outcome {}", tone_class(*tone));
        tag("p", look).with(page.text(text))
    });
    let title = words(page, "h3", "keys__title", &leg.leg);
    let cells = tag("dl", "promises").with(cells);
    View::Row(vec![line, title.into(), cells.into(), outcome.into()])
}

fn costs(page: Page, screen: &Screen) -> Tag {
    let lines = many(&screen.view.judged.costs, |cost| {
        words(page, "li", "", cost)
    });
    tag("details", "fold")
        .with(words(page, "summary", "", &t!("cost-title")))
        .with(tag("ul", "costs").with(lines))
}
