// Measures the engine natively and as WebAssembly in Chromium, turn by turn, so that whatever else the machine does falls
// on both; of each the best turn counts. `make bench` runs it; BENCH_CHECK=1 makes a missed bar an error.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { LAUNCH } from '../support/site.mjs';

const TURNS = 5;
const STEPS_PER_SECOND_MIN = 1_000_000;
const SHARE_OF_NATIVE_MIN = 0.5;
const root = fileURLToPath(new URL('../../', import.meta.url));

function native() {
  return JSON.parse(execFileSync(process.env.BENCH_NATIVE, ['--json'], { encoding: 'utf8' }));
}

/** The same measurement as the native one, inside a page. A turn is long enough for the page's coarse clock. */
async function inPage({ wasm, milliseconds }) {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  const { exports } = (await WebAssembly.instantiate(bytes, {})).instance;
  const best = (work, times) => {
    let least = Infinity;
    for (const start = performance.now(); performance.now() - start < milliseconds;) {
      const before = performance.now();
      work(times);
      least = Math.min(least, performance.now() - before);
    }
    return (least * 1e6) / times;
  };
  return {
    steps: exports.selftest_play_steps(),
    replayNanos: best(exports.selftest_replay, 50),
    recordNanos: best(exports.selftest_record, 1),
  };
}

async function inChromium(wasm) {
  const browser = await chromium.launch(LAUNCH);
  const page = await browser.newPage();
  const measured = await page.evaluate(inPage, { wasm, milliseconds: 700 });
  await browser.close();
  return measured;
}

const wasm = (await readFile(process.env.SELFTEST_WASM)).toString('base64');
const turns = { native: [], wasm: [] };
for (let turn = 0; turn < TURNS; turn += 1) {
  turns.native.push(native());
  turns.wasm.push(await inChromium(wasm));
}
if (turns.native[0].steps !== turns.wasm[0].steps) throw new Error('the two did not play the same');

const perSecond = (measured, what) => Math.max(...measured.map((turn) => (turn.steps * 1e9) / turn[what]));
const table = [['replayed', 'replayNanos'], ['played with a clock', 'recordNanos']].map(([name, what]) => {
  const [there, here] = [perSecond(turns.native, what), perSecond(turns.wasm, what)];
  return { name, native: there, wasm: here, share: here / there };
});
const [replayed] = table;
const missed = [
  replayed.native < STEPS_PER_SECOND_MIN && `native replay is below ${STEPS_PER_SECOND_MIN} steps/s`,
  replayed.share < SHARE_OF_NATIVE_MIN && `WebAssembly replays at less than ${SHARE_OF_NATIVE_MIN} of native`,
].filter(Boolean);

console.log(`at-least-once play of ${turns.native[0].steps} steps, millions of steps a second, best of ${TURNS} turns`);
for (const row of table) {
  const millions = (value) => (value / 1e6).toFixed(2).padStart(6);
  console.log(`${row.name.padEnd(20)} native ${millions(row.native)}  Chromium ${millions(row.wasm)}  share ${row.share.toFixed(2)}`);
}
for (const what of missed) console.log(`MISSED: ${what}`);
await mkdir(`${root}target`, { recursive: true });
await writeFile(`${root}target/bench-engine.json`, `${JSON.stringify({ table, missed }, null, 2)}\n`);
if (process.env.BENCH_CHECK && missed.length > 0) process.exit(1);
