// Every screen that a person can be in. Layout tests and `make screens` go through this list, so a new screen is added
// here and nowhere else. `open` starts from a page that is ready at `/`, in any language.
import { expect } from '@playwright/test';
import type { App } from '../pages/app.ts';
import { LESSON_SCREENS } from './lesson-screens.ts';
import { settled } from './settings.ts';
import { STREAM_SCREENS } from './stream-screens.ts';

export interface Screen {
  /** Becomes a file name. */
  name: string;
  /** The screen has one action that comes next; it must be in view without scrolling. */
  primary?: boolean;
  open(app: App): Promise<void>;
}

async function cutAndWait({ firstMinute, run, words }: App): Promise<void> {
  await firstMinute.cut().click();
  await expect(firstMinute.headline()).toHaveText(words.of('first-waits'));
  await run.pause().click();
}

async function chargedTwice({ firstMinute, run }: App): Promise<void> {
  await run.fast();
  await firstMinute.answer('once').check();
  await firstMinute.cut().click();
  await run.over();
}

async function why(app: App): Promise<void> {
  await chargedTwice(app);
  await app.firstMinute.why().click();
  await expect(app.firstMinute.chain().first()).toBeVisible();
}

async function secondRun(app: App): Promise<void> {
  await chargedTwice(app);
  await app.firstMinute.sameCutUnderExactlyOnce().click();
  // Until the full program has taken over, the first run stands there, over as well.
  await expect(app.firstMinute.startOver()).toBeVisible({ timeout: 40_000 });
  await app.run.over();
}

async function playground(app: App): Promise<void> {
  await app.playgroundLink().click();
  await expect(app.playground.preset('at-least-once')).toBeVisible();
  await app.run.restart().click();
}

async function underWay(app: App): Promise<void> {
  await playground(app);
  await app.run.stepUntil(app.playground.ack(2));
}

async function act(app: App, label: string): Promise<void> {
  await app.menu.choice(app.words.of(label)).click();
}

async function brokerMenu(app: App): Promise<void> {
  await underWay(app);
  await app.playground.broker(2).click();
}

async function envelopeMenu(app: App): Promise<void> {
  await underWay(app);
  await app.playground.ack(2).click();
}

async function linkMenu(app: App): Promise<void> {
  await playground(app);
  await app.playground.pressWire('client-0', 'broker-3');
}

async function keys(app: App): Promise<void> {
  await playground(app);
  await app.playground.keys().click();
  await app.playground.key('max.poll.records').selectOption('1');
}

async function over(app: App): Promise<void> {
  await playground(app);
  await app.run.fast();
  await app.run.playToTheEnd();
}

async function lostAck(app: App): Promise<void> {
  await playground(app);
  await app.run.stepUntil(app.playground.ack(1));
  await app.playground.ack(1).click();
  await act(app, 'act-cut-ack');
  await app.run.fast();
  await app.run.playToTheEnd();
}

async function everythingOpen(app: App): Promise<void> {
  const { playground: p } = app;
  await lostAck(app);
  await p.why().click();
  // In a wider window all of it is there without asking.
  await app.page.setViewportSize({ width: 1024, height: 768 });
  await p.more().click();
  for (const fold of ['promise-title', 'cost-title', 'story-title'] as const) await p.fold(fold).click();
  await expect(p.story().first()).toBeVisible();
}

async function diagram(app: App): Promise<void> {
  await lostAck(app);
  await app.diagram.open();
}

async function diagramOfStart(app: App): Promise<void> {
  await playground(app);
  await app.diagram.open();
}

async function notice(app: App): Promise<void> {
  await lostAck(app);
  await app.playground.preset('at-most-once').click();
  await expect(app.playground.undo()).toBeVisible();
  await app.run.over();
}

async function zombie(app: App): Promise<void> {
  const { playground: p, run } = app;
  await underWay(app);
  await p.broker(1).click();
  await act(app, 'act-pause');
  await run.stepUntil(p.leads(2));
  await p.broker(3).click();
  await act(app, 'act-crash');
  await p.broker(1).click();
  await act(app, 'act-resume');
}

async function twelveOrders(app: App): Promise<void> {
  const { playground: p, run } = app;
  await playground(app);
  for (let order = 4; order <= 12; order += 1) await p.addOrder().click();
  await expect(p.addOrder()).toBeHidden();
  await run.fast();
  await run.playToTheEnd();
}

async function clientsDown(app: App): Promise<void> {
  const { playground: p } = app;
  await underWay(app);
  await p.checkout().click();
  await act(app, 'act-pause');
  await p.billing().click();
  await act(app, 'act-crash');
  await p.pressWire('client-0', 'broker-3');
  await app.menu.choices().filter({ hasText: app.words.of('act-cut-link-hint') }).click();
}

async function maker(app: App): Promise<void> {
  await app.openEmbed();
}

async function transaction(app: App): Promise<void> {
  await app.openTransaction();
  for (let step = 0; step < 6; step += 1) await app.transaction.next().click();
}

const screens: Screen[] = [
  { name: 'first-asking', primary: true, open: async () => {} },
  { name: 'first-waiting', open: cutAndWait },
  { name: 'first-told', primary: true, open: chargedTwice },
  { name: 'first-why', primary: true, open: why },
  { name: 'first-second-run', primary: true, open: secondRun },
  { name: 'playground', open: playground },
  { name: 'playground-under-way', open: underWay },
  { name: 'playground-broker-menu', open: brokerMenu },
  { name: 'playground-envelope-menu', open: envelopeMenu },
  { name: 'playground-link-menu', open: linkMenu },
  { name: 'playground-keys', open: keys },
  { name: 'playground-over', open: over },
  { name: 'playground-everything-open', open: everythingOpen },
  { name: 'playground-notice', open: notice },
  { name: 'playground-zombie', open: zombie },
  { name: 'playground-clients-down', open: clientsDown },
  { name: 'playground-twelve-orders', open: twelveOrders },
  { name: 'playground-diagram', open: diagram },
  { name: 'playground-diagram-at-start', open: diagramOfStart },
  { name: 'transaction', primary: true, open: transaction },
  { name: 'embed', open: maker },
  ...STREAM_SCREENS,
  ...LESSON_SCREENS,
];

/** What was pressed keeps neither focus nor pointer: a screen looks as it does to somebody who reads. */
async function letGo(app: App): Promise<void> {
  if (!(await app.menu.itself().isVisible())) await app.page.mouse.move(0, 0);
  await settled(app.page);
}

export const SCREENS: Screen[] = screens.map((screen) => ({
  ...screen,
  open: async (app) => {
    await screen.open(app);
    await letGo(app);
  },
}));
