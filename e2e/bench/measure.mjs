// How the page is measured: through Chromium's own counters, so that measuring adds as little as can be.
// Every number is the median of some runs, each in a browser of its own with an empty cache.
import { chromium } from '@playwright/test';
import { LAUNCH, READY } from '../support/site.mjs';

const WATCH_MS = 5000;
const SETTLE_MS = 1500;

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function openPage(url, { width = 1280, height = 800 } = {}) {
  const browser = await chromium.launch(LAUNCH);
  const page = await (await browser.newContext({ viewport: { width, height } })).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Performance.enable');
  const sizes = new Map();
  session.on('Network.loadingFinished', (event) => sizes.set(event.requestId, event.encodedDataLength));
  // The first frame in which a learner can act, timed inside the page from the moment it was asked for.
  await page.addInitScript((selector) => {
    const look = () => requestAnimationFrame(() => {
      if (!document.querySelector(selector)) return look();
      return requestAnimationFrame(() => { window.readyAt = performance.now(); });
    });
    look();
  }, READY);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => window.readyAt, null, { timeout: 30_000 });
  return { browser, page, session, sizes };
}

/** What the first visit costs: bytes on the wire (compressed, headers too), requests, and the time until ready. */
export async function firstLoad(url, runs = 5) {
  const seen = [];
  for (let run = 0; run < runs; run += 1) {
    const { browser, page, sizes } = await openPage(url);
    const readyMs = await page.evaluate(() => window.readyAt);
    await page.waitForTimeout(SETTLE_MS);
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    seen.push({ readyMs, bytes, requests: sizes.size });
    await browser.close();
  }
  return {
    kilobytes: median(seen.map((one) => one.bytes)) / 1000,
    requests: seen[0].requests,
    readyMs: median(seen.map((one) => one.readyMs)),
  };
}

async function taskSeconds(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration').value;
}

/** Share of the main thread's time in use. Asks for no frames itself: a still page must be left to be still. */
async function busyShare(page, session) {
  const before = await taskSeconds(session);
  const start = performance.now();
  await page.waitForTimeout(WATCH_MS);
  return (await taskSeconds(session) - before) / ((performance.now() - start) / 1000);
}

function frameTimes(page) {
  return page.evaluate((watch) => new Promise((done) => {
    const times = [];
    let last = performance.now();
    const start = last;
    const tick = (now) => {
      times.push(now - last);
      last = now;
      if (now - start < watch) requestAnimationFrame(tick);
      else done(times.slice(1));
    };
    requestAnimationFrame(tick);
  }), WATCH_MS);
}

/** A state that does not last is entered again and again, until enough frames were seen. */
async function framesOf(page, state) {
  const times = [];
  const look = state.frames ?? frameTimes;
  while (times.reduce((a, b) => a + b, 0) < WATCH_MS * 0.9) times.push(...(await look(page)));
  times.sort((a, b) => a - b);
  return { avg: times.reduce((a, b) => a + b, 0) / times.length, p95: times[Math.floor(times.length * 0.95)] };
}

/** How a state of the page (see states.mjs) behaves while it lasts. */
export async function whileIn(url, state, runs = 3) {
  const seen = [];
  const wanted = (what) => state.measures.includes(what);
  for (let run = 0; run < runs; run += 1) {
    const { browser, page, session } = await openPage(url);
    await page.waitForTimeout(SETTLE_MS);
    await state.enter(page);
    await page.waitForTimeout(300);
    const one = {};
    if (wanted('busy')) one.busy = await busyShare(page, session);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    if (wanted('frames')) Object.assign(one, await framesOf(page, state));
    seen.push(one);
    await browser.close();
  }
  const of = (key) => median(seen.map((one) => one[key]));
  return {
    ...(wanted('busy') ? { busyPercent: of('busy') * 100 } : {}),
    ...(wanted('frames') ? { frameAvgMs: of('avg'), frameP95Ms: of('p95') } : {}),
  };
}
