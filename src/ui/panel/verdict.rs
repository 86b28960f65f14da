//! The verdict, the ledger of every order, what is promised, what it cost, and what happened.

use leptos::prelude::*;

use super::super::browser;
use super::super::page::Page;
use super::super::pieces::{dynamic, many, when};
use super::story::{line, story};
use crate::i18n::Message;
use crate::session::Intent;
use crate::t;
use crate::viewmodel::{LegPromises, OrderRow, Tone, ledger_columns};

/// The column or bar that holds them.
pub fn verdict(page: Page) -> AnyView {
    // A column has room for all of it; a bar under the stage shows one sentence until more is asked for.
    let is_wide = browser::matches("(min-width: 1280px)");
    view! {
        <aside class="verdict" aria-label=page.say(t!("verdict-label"))>
            {ruling(page)}
            <details class="fold verdict__more" prop:open=is_wide>
                <summary>{page.say(t!("verdict-more"))}</summary>
                {ledger(page)} {promises(page)} {costs(page)}
                <details class="fold">
                    <summary>{page.say(t!("story-title"))}</summary>
                    {story(page, 30)}
                </details>
            </details>
        </aside>
    }
    .into_any()
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
pub fn ruling(page: Page) -> AnyView {
    let shown = page.part(|screen| screen.view.judged.ruling.clone());
    let box_ = dynamic(move || {
        let ruling = shown.get();
        let look = format!("verdict-box verdict-box--{}", tone_class(ruling.tone));
        let standing = many(&ruling.words.standing, |standing| {
            view! { <p class="verdict-box__said">{page.text(standing)}</p> }.into_any()
        });
        view! {
            <div class=look>
                <p class="verdict-box__text">{page.text(&ruling.words.fact)}</p>
                {standing}
            </div>
        }
        .into_any()
    });
    let has_anomaly = page.is(|screen| screen.view.judged.ruling.anomaly.is_some());
    view! { {box_} {when(has_anomaly, move || why(page))} }.into_any()
}

/// The causes, worked out when they are asked for.
pub fn why(page: Page) -> AnyView {
    let shown = page.part(|screen| screen.why.clone());
    let told = dynamic(move || {
        let Some(why) = shown.get() else {
            return ().into_any();
        };
        let causes = many(why.causes.iter().chain(&why.replayed), |said| {
            view! { <p class="why__cause">{page.text(said)}</p> }.into_any()
        });
        view! {
            {causes}
            <h3 class="keys__title">{page.text(&t!("why-chain"))}</h3>
            <ol class="story">{many(&why.chain, |each| line(page, each))}</ol>
        }
        .into_any()
    });
    let asks = page.is(|screen| screen.why.is_some());
    let toggle = move |_| page.ask(Intent::AskWhy(!asks.get_untracked()));
    view! {
        <details class="fold fold--why" on:toggle=toggle>
            <summary>{page.say(t!("first-why"))}</summary>
            {told}
        </details>
    }
    .into_any()
}

fn ledger(page: Page) -> AnyView {
    let rows = page.part(|screen| screen.view.judged.rows.clone());
    let heads = many(ledger_columns(), |head| {
        let hint = head.hint.map(|hint| page.say(hint));
        view! {
            <th scope="col" title=hint>
                {page.say(head.short)}
            </th>
        }
        .into_any()
    });
    let body = dynamic(move || rows.with(|rows| many(rows, |row| order_row(page, row))));
    view! {
        <div class="ledger">
            <table class="ledger__table">
                <caption class="ledger__title">{page.say(t!("ledger-title"))}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn order_row(page: Page, row: &OrderRow) -> AnyView {
    let counts = many(row.counts, |count| {
        view! { <td>{count.to_string()}</td> }.into_any()
    });
    let state = match &row.state {
        Some(state) => page.text(state),
        None => row.charged.to_string(),
    };
    view! {
        <tr>
            <th scope="row">{row.order.clone()}</th>
            {counts}
            <td class=tone_class(row.tone)>{state}</td>
        </tr>
    }
    .into_any()
}

fn promises(page: Page) -> AnyView {
    let legs = page.part(|screen| screen.view.judged.promises.clone());
    let tables = dynamic(move || legs.with(|legs| many(legs, |leg| leg_promises(page, leg))));
    view! {
        <details class="fold">
            <summary>{page.say(t!("promise-title"))}</summary>
            {tables}
        </details>
    }
    .into_any()
}

fn leg_promises(page: Page, leg: &LegPromises) -> AnyView {
    let cells = many(&leg.cells, |(promise, standing, tone)| {
        view! {
            <div class="promise">
                <dt>{page.text(promise)}</dt>
                <dd class=tone_class(*tone)>{page.text(standing)}</dd>
            </div>
        }
        .into_any()
    });
    let drawn_line = leg.lies_outside.then(|| {
        let text = page.text(&t!("promise-line"));
        view! { <p class="promise-line">{text}</p> }.into_any()
    });
    view! {
        {drawn_line}
        <h3 class="keys__title">{page.text(&leg.leg)}</h3>
        <dl class="promises">{cells}</dl>
    }
    .into_any()
}

fn costs(page: Page) -> AnyView {
    let costs = page.part(|screen| screen.view.judged.costs.clone());
    let lines = dynamic(move || {
        costs.with(|costs| {
            many(costs, |cost: &Message| {
                view! { <li>{page.text(cost)}</li> }.into_any()
            })
        })
    });
    view! {
        <details class="fold">
            <summary>{page.say(t!("cost-title"))}</summary>
            <ul class="costs">{lines}</ul>
        </details>
    }
    .into_any()
}
