// The engine alone, as WebAssembly: it imports nothing, and says what `golden/` says (see src/lib.rs).
// `scripts/test-wasm.sh` builds the module, names it in SELFTEST_WASM and runs this file.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const golden = new URL('golden/', import.meta.url);
const bytes = await readFile(process.env.SELFTEST_WASM);

async function importsOf(wasm) {
  const module = await WebAssembly.compile(wasm);
  return WebAssembly.Module.imports(module).map((one) => `${one.module}.${one.name} (${one.kind})`);
}

/** Every report of the module, by file name. */
async function reports() {
  const { exports } = (await WebAssembly.instantiate(bytes, {})).instance;
  const text = (placed) => {
    const unsigned = BigInt.asUintN(64, placed);
    const [start, length] = [Number(unsigned >> 32n), Number(unsigned & 0xffffffffn)];
    return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, start, length));
  };
  const said = {};
  for (let number = 0; exports.selftest_file(number) !== 0n; number += 1) {
    said[text(exports.selftest_file(number))] = text(exports.selftest_report(number));
  }
  return said;
}

/** The first line in which two texts differ, or nothing. */
function firstDifference(expected, got) {
  const [left, right] = [expected.split('\n'), got.split('\n')];
  const at = Array.from({ length: Math.max(left.length, right.length) }).findIndex((_, line) => left[line] !== right[line]);
  return at < 0 ? undefined : `line ${at + 1}: golden "${left[at]}", WebAssembly "${right[at]}"`;
}

test('the engine asks nothing of its host', async () => {
  assert.deepEqual(await importsOf(bytes), [], 'nothing may be imported: the engine must stay without clock, chance and browser');
});

test('an import would be found', async () => {
  const [type, name] = [[1, 4, 1, 0x60, 0, 0], (text) => [text.length, ...Buffer.from(text)]];
  const entry = [1, ...name('env'), ...name('now'), 0, 0];
  const planted = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...type, 2, entry.length, ...entry]);
  assert.deepEqual(await importsOf(planted), ['env.now (function)']);
});

test('the engine does in WebAssembly what it does natively', async () => {
  const said = await reports();
  assert.deepEqual(Object.keys(said).toSorted(), (await readdir(golden)).toSorted());
  for (const [file, text] of Object.entries(said)) {
    const difference = firstDifference(await readFile(new URL(file, golden), 'utf8'), text);
    assert.equal(difference, undefined, `${file}: if 'cargo test -p ackademy-selftest' is red too, see what it says first`);
  }
});

test('a difference is found with its line', async () => {
  const file = await readFile(new URL('walk.txt', golden), 'utf8');
  const planted = file.replace(/^(3 .*)[0-9a-f]$/m, '$1x');
  assert.match(firstDifference(planted, file), /^line 5: golden "3 .*x", WebAssembly "3 .*[0-9a-f]"$/);
  assert.match(firstDifference(file, `${file}one more`), /^line \d+: golden "", WebAssembly "one more"$/);
});
