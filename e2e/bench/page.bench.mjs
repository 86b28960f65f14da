// Measures the built page and prints a table. `make bench` runs it; BENCH_CHECK=1 makes a missed bar an error.
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/serve.mjs';
import { firstLoad, whileIn } from './measure.mjs';
import { STATES } from './states.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const LOAD_BARS = { kilobytes: 180, readyMs: 600 };
const NAMES = {
  kilobytes: 'first load, compressed (kB)',
  requests: 'first load, requests',
  readyMs: 'ready (ms)',
  busyPercent: 'main thread busy (%)',
  frameAvgMs: 'frame at 4x CPU throttle, average (ms)',
  frameP95Ms: 'frame at 4x CPU throttle, 95th percentile (ms)',
};

function rows(where, numbers, bars) {
  return Object.entries(numbers).map(([key, value]) => {
    const bar = bars[key];
    return { where, what: NAMES[key], value, bar, missed: bar !== undefined && value > bar };
  });
}

function print(table) {
  const wide = (key) => Math.max(...table.map((row) => row[key].length));
  const [where, what] = [wide('where'), wide('what')];
  for (const row of table) {
    const bar = row.bar === undefined ? '' : `  (bar ${row.bar}${row.missed ? ', MISSED' : ''})`;
    console.log(`${row.where.padEnd(where)}  ${row.what.padEnd(what)}  ${row.value.toFixed(1).padStart(8)}${bar}`);
  }
}

const { server, url } = await serve({ folder: `${root}dist` });
const load = os.loadavg()[0];
const table = rows('first visit', await firstLoad(`${url}/`), LOAD_BARS);
for (const state of STATES) table.push(...rows(state.name, await whileIn(`${url}/`, state), state.bars));
server.close();

print(table);
console.log(`\nLoad of this machine before the start: ${load.toFixed(2)}; above 0.5 the times say little.`);
await mkdir(`${root}target`, { recursive: true });
await writeFile(`${root}target/bench-page.json`, `${JSON.stringify({ load, table }, null, 2)}\n`);
if (process.env.BENCH_CHECK && table.some((row) => row.missed)) process.exit(1);
