// Makes the site out of what trunk and the compiler made: node scripts/site.mjs SITE FULL, where SITE is trunk's folder
// with the first minute's program in it, and FULL that of the full program. docs/adr/0015-two-programs.md says why two.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shortNames } from './short-names.mjs';

// A message or term with its lines; comments are for translators alone.
export function entries(ftl) {
  const found = [];
  for (const line of ftl.split('\n')) {
    const [, key] = /^(-?[a-zA-Z][\w-]*) *=/.exec(line) ?? [];
    if (key) found.push({ key, text: line });
    else if (found.length > 0 && /^[ }]/.test(line)) found.at(-1).text += `\n${line}`;
  }
  return found;
}

// What a message refers to is said with it: { name } and { -term }.
const references = (text) => [...text.matchAll(/\{ *(-?[a-z][\w-]*)/g)].map(([, key]) => key);

// The messages that a program can say: those whose keys stand in it, and what they refer to. Every key is a literal
// (tests/languages), and the compiler leaves out what cannot be reached, so that nobody has to keep a list.
export function sayable(ftl, program) {
  const all = entries(ftl);
  const wanted = new Set(all.filter(({ key }) => key.startsWith('-') || program.includes(key)).map(({ key }) => key));
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const { key, text } of all) if (wanted.has(key)) for (const other of references(text)) wanted.add(other);
  }
  return all.filter(({ key }) => wanted.has(key));
}

const written = (list) => list.map(({ text }) => `${text}\n`).join('');

const nameOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

// The script without what only people read.
export function terse(script) {
  const lines = script.replace(/\/\*\*[\s\S]*?\*\//g, '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('//')).join('\n');
}

function place(site, from, name, now) {
  const long = readFileSync(join(from, `${name}_bg.wasm`));
  const { program, script } = shortNames(long, terse(readFileSync(join(from, `${name}.js`), 'utf8')));
  writeFileSync(join(site, `${now}_bg.wasm`), program);
  writeFileSync(join(site, `${now}.js`), script.replace(`${name}_bg.wasm`, `${now}_bg.wasm`));
}

// The style sheets that the first minute does without, as one file, and the page without them.
function laterStyles(page) {
  const source = readFileSync('index.html', 'utf8');
  const files = [...source.matchAll(/<link data-full href="([^"]+)"/g)].map(([, file]) => file);
  return {
    styles: files.map((file) => readFileSync(file, 'utf8')).join(''),
    without: page.replaceAll(/\s*<link data-full[^>]*>/g, ''),
  };
}

function main([site, full]) {
  const [, first] = readdirSync(site).map((file) => /^(first-\w+)\.js$/.exec(file)).find(Boolean);
  const program = readFileSync(join(site, `${first}_bg.wasm`));
  place(site, site, first, first);
  const fullName = `full-${nameOf(readFileSync(join(full, 'full_bg.wasm')))}`;
  place(site, full, 'full', fullName);

  mkdirSync(join(site, 'i18n/first'));
  for (const file of readdirSync(join(site, 'i18n')).filter((file) => file.endsWith('.ftl'))) {
    const ftl = readFileSync(join(site, 'i18n', file), 'utf8');
    writeFileSync(join(site, 'i18n', file), written(entries(ftl)));
    writeFileSync(join(site, 'i18n/first', file), written(sayable(ftl, program)));
  }

  const page = readFileSync(join(site, 'index.html'), 'utf8');
  const { styles, without } = laterStyles(page);
  const stylesName = `full-${nameOf(styles)}`;
  writeFileSync(join(site, `${stylesName}.css`), styles);
  const names = { first, full: fullName, styles: stylesName };
  const filled = without.replace(/\{(first|full|styles)\}/g, (_, name) => names[name]);
  if (!filled.includes(fullName)) throw new Error('index.html has no loader to fill in');
  writeFileSync(join(site, 'index.html'), filled);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
