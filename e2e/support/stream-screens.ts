// Screens of the stream under exactly once, from its beginning to what a dead coordinator leaves.
import { expect } from '@playwright/test';
import type { App } from '../pages/app.ts';
import { Stream } from '../pages/stream.ts';
import type { Screen } from './screens.ts';

async function start(app: App): Promise<Stream> {
  const stream = new Stream(app);
  await stream.open();
  return stream;
}

/** The decision is in the log and not replicated: memory still says Ongoing. */
async function pending(app: App): Promise<Stream> {
  const stream = await start(app);
  await stream.stepUntilMemory('billing', /Ongoing.*PrepareCommit/);
  return stream;
}

async function loading(app: App): Promise<void> {
  const stream = await start(app);
  await stream.stepUntilMemory('billing', /^billing PrepareCommit/);
  await app.act(app.playground.broker(1), 'act-crash');
  await stream.stepUntil(stream.loading());
}

/** The application dies with its transaction open, and the coordinator aborts it after transaction.timeout.ms. */
async function aborted(app: App): Promise<void> {
  const stream = await start(app);
  await stream.stepUntil(app.place.locator('.payment--held'));
  await app.act(app.playground.billing(), 'act-crash');
  await stream.stepUntil(app.place.locator('.cell--aborted'));
}

async function zombie(app: App): Promise<void> {
  const stream = await start(app);
  await stream.stepUntilMemory('billing', /Ongoing/);
  await app.act(app.playground.broker(1), 'act-pause');
  await stream.stepUntil(app.place.locator('.coordinator--zombie'));
}

/** The coordinator dies between decision and markers: all of it in the diagram. */
async function diagram(app: App): Promise<void> {
  await loading(app);
  await app.diagram.open();
  await app.diagram.replication().check();
}

async function list(app: App): Promise<void> {
  const stream = await pending(app);
  await stream.log('__transaction_state-1').first().click();
  await expect(stream.records()).not.toHaveCount(0);
}

async function client(app: App): Promise<void> {
  await pending(app);
  await app.playground.billing().click();
}

async function compared(app: App): Promise<void> {
  const stream = await pending(app);
  await stream.compare().click();
  await expect(stream.reader('read_uncommitted')).toBeVisible();
}

/** Every fold of the panel open, with one part of Kafka taken out. */
async function parts(app: App): Promise<void> {
  const stream = await start(app);
  await app.parts.takeOut('part-log');
  await app.playground.keys().click();
  await app.parts.fold().click();
  await app.parts.besideFold().click();
  await stream.stepUntilMemory('billing', /Ongoing/);
}

/** What is left when a coordinator dies that has written nothing down. */
async function forgotten(app: App): Promise<void> {
  const stream = await start(app);
  await app.parts.takeOut('part-log');
  await stream.stepUntil(app.parts.records('payments-0'));
  await app.act(app.playground.broker(1), 'act-crash');
  await app.parts.stepToTheEnd();
  await expect(app.parts.forgotten()).toBeVisible();
}

export const STREAM_SCREENS: Screen[] = [
  { name: 'stream', open: async (app) => void (await start(app)) },
  { name: 'stream-pending', open: async (app) => void (await pending(app)) },
  { name: 'stream-loading', open: loading },
  { name: 'stream-aborted', open: aborted },
  { name: 'stream-zombie', open: zombie },
  { name: 'stream-log', open: list },
  { name: 'stream-diagram', open: diagram },
  { name: 'stream-client', open: client },
  { name: 'stream-compared', open: compared },
  { name: 'stream-parts', open: parts },
  { name: 'stream-forgotten', open: forgotten },
];
