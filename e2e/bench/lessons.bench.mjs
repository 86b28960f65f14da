// How long it takes to open each lesson and to go to each of its beats, from the press to the frame in which it stands.
// `make bench` runs it; BENCH_CHECK=1 makes a missed bar an error.
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { LAUNCH } from '../support/site.mjs';
import { median } from './measure.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BAR_MS = 100;
const RUNS = 3;

/** Goes there by the address, as links do, and waits inside the page: nothing of Playwright's own time counts. */
function goTo(page, hash, beat) {
  return page.evaluate(({ hash, beat }) => new Promise((done) => {
    const start = performance.now();
    const isThere = () => document.querySelectorAll('.beat__part').length > 0
      && location.hash === hash && document.querySelectorAll('.beat__part--past').length === beat - 1;
    // Asked in a frame, answered after it: what was written is drawn by then.
    const look = () => requestAnimationFrame(() => {
      if (!isThere()) return look();
      return setTimeout(() => done(performance.now() - start));
    });
    location.hash = hash;
    look();
  }), { hash, beat });
}

async function oneRun(url, names) {
  const browser = await chromium.launch(LAUNCH);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const times = new Map();
  for (const name of names) {
    await page.goto(`${url}/#/lessons`);
    await page.locator('.lessons__link').first().waitFor();
    times.set(`${name}, opened`, await goTo(page, `#/lesson/${name}/1`, 1));
    const count = await page.locator('.beat__part').count();
    for (let beat = 2; beat <= count; beat += 1) {
      await page.waitForTimeout(100);
      times.set(`${name}, beat ${beat}`, await goTo(page, `#/lesson/${name}/${beat}`, beat));
    }
    await page.goto('about:blank');
  }
  await browser.close();
  return times;
}

const { server, url } = await serve({ folder: `${root}dist` });
const load = os.loadavg()[0];
const lessons = await readdir(new URL('../../assets/lessons/', import.meta.url));
const runs = [];
for (let run = 0; run < RUNS; run += 1) runs.push(await oneRun(url, lessons.toSorted()));
server.close();

const rows = [...runs[0].keys()].map((what) => ({ what, ms: median(runs.map((times) => times.get(what))) }));
rows.sort((a, b) => b.ms - a.ms);
const [worst] = rows;
for (const { what, ms } of rows.slice(0, 8)) console.log(`${what.padEnd(44)}${ms.toFixed(1).padStart(8)} ms`);
console.log(`95th percentile of ${rows.length}: ${rows[Math.floor(rows.length * 0.05)].ms.toFixed(1)} ms`);
console.log(`worst: ${worst.ms.toFixed(1)} ms  (bar ${BAR_MS}${worst.ms > BAR_MS ? ', MISSED' : ''})`);
console.log(`Load of this machine before the start: ${load.toFixed(2)}; above 0.5 the times say little.`);
if (process.env.BENCH_CHECK && worst.ms > BAR_MS) process.exit(1);
