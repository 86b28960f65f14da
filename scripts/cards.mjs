// Draws the pictures that lead to a lesson from a page that takes no frames, one for each lesson and language, and one for
// the whole site: cards/NAME.LANGUAGE.svg. All that they say is said elsewhere: by the lessons and by the page's own words.
// As a program, once the site has its lessons: node scripts/cards.mjs SITE.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entries } from './site.mjs';

const INK = '#1d2129';
const SOFT = '#565f6d';
const WIRE = '#8b8778';
const TEAL = '#08725a';
const VIOLET = '#6436b8';
const AMBER = '#8a5300';

const BROKERS = ['broker-1', 'broker-2', 'broker-3'];

// Where everybody stands: x, y, width, height.
const PLACES = {
  checkout: [32, 186, 136, 48],
  'broker-1': [252, 176, 136, 68],
  'broker-2': [252, 256, 64, 36],
  'broker-3': [324, 256, 64, 36],
  billing: [472, 186, 136, 48],
};
const STREAM = { ...PLACES, checkout: [32, 176, 136, 48], billing: [32, 244, 136, 48], statement: [472, 210, 136, 48] };

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

// Lines of about so many signs.
export function wrapped(text, room) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= room || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const text = (x, y, size, fill, words, more = '') => `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escaped(words)}</text>`;

function box([x, y, width, height], name, size, isLit, isLeader) {
  const lit = `<rect x="${x - 5}" y="${y - 5}" width="${width + 10}" height="${height + 10}" rx="15" fill="none" stroke="${AMBER}" stroke-width="3"/>`;
  const middle = isLeader ? y + 27 : y + height / 2 + size * 0.36;
  const card = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="11" fill="#fff" stroke="${isLeader ? INK : WIRE}" stroke-width="${isLeader ? 2 : 1.5}"/>`;
  return card + text(x + width / 2, middle, size, INK, name, ' text-anchor="middle"') + (isLit ? lit : '');
}

// The log of broker 1, with three records.
const log = (x, y) => [1, 2, 3].map((order, place) => `<rect x="${x + 14 + 38 * place}" y="${y + 36}" width="32" height="24" rx="6" fill="#eef2ff" stroke="#2f55c8"/>${text(x + 30 + 38 * place, y + 53, 13, INK, String(order), ' text-anchor="middle"')}`).join('');

const wire = (from, to) => `<path d="M${from}L${to}" fill="none" stroke="${WIRE}" stroke-width="1.5"/>`;

// What it points at besides a process: an envelope on its way, the receipt, the coordinator in its broker.
function sign(part, places, names) {
  const [x, y] = places['broker-1'];
  if (part === 'coordinator') return `<rect x="${x + 12}" y="${y + 37}" width="112" height="22" rx="6" fill="#f4effc" stroke="${VIOLET}"/>${text(x + 68, y + 52, 12, VIOLET, names.coordinator, ' text-anchor="middle"')}`;
  if (part === 'envelopes') return `<rect x="186" y="${places.checkout[1] + 6}" width="46" height="26" rx="13" fill="#fff" stroke="${TEAL}" stroke-width="2"/><path d="M200 ${places.checkout[1] + 12}l18 14M218 ${places.checkout[1] + 12}l-18 14" stroke="#b81f1f" stroke-width="2"/>`;
  return '';
}

function stage({ isStream, lights }, names) {
  const places = isStream ? STREAM : PLACES;
  const [cx, cy, cw, ch] = places.checkout;
  const [rx, ry, rw, rh] = isStream ? places.statement : places.billing;
  const wires = [wire(`${cx + cw} ${cy + ch / 2}`, `252 ${cy + ch / 2}`), wire(`388 ${ry + rh / 2}`, `${rx} ${ry + rh / 2}`)];
  if (isStream) wires.push(wire('168 268', '210 268'), wire('210 268', '252 232'));
  const has = (name) => lights.includes(name) || (name === 'billing' && !isStream && lights.includes('receipt'));
  const cards = Object.entries(places).map(([name, place]) => box(place, names[name], BROKERS.indexOf(name) > 0 ? 13 : 15, has(name), name === 'broker-1'));
  const records = lights.includes('coordinator') ? '' : log(...places['broker-1']);
  return wires.join('') + cards.join('') + records + lights.map((part) => sign(part, places, names)).join('');
}

export function card({ kicker, title, question, ...shown }, names, lang) {
  const heads = wrapped(title, 29);
  const head = heads.map((line, place) => text(32, 92 + 34 * place, 28, INK, line, ' font-weight="700"')).join('');
  const below = question ? text(32, 92 + 34 * heads.length - 4, 18, SOFT, wrapped(question, 60)[0]) : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${lang}" width="640" height="320" viewBox="0 0 640 320" role="img">
<title>${escaped(`Ackademy: ${title}`)}</title>
<rect x=".5" y=".5" width="639" height="319" rx="16" fill="#fbfaf7" stroke="#e2ded3"/>
<g font-family="Inter, 'Segoe UI', system-ui, 'DejaVu Sans', sans-serif">
<text x="32" y="48" font-size="18" font-weight="700" fill="${INK}"><tspan fill="${TEAL}">Ack</tspan>ademy</text>
${text(608, 48, 16, SOFT, kicker, ' text-anchor="end"')}
${head}${below}
${stage(shown, names)}
</g>
</svg>
`;
}

// What a lesson's card shows: its first question, and what the beat that answers it points at.
export function lesson(script, prose) {
  const beats = [...script.matchAll(/^beat (\S+)(.*)$/gm)].map(([, name, more]) => ({ name, more }));
  const question = beats.find(({ more }) => more.includes(' prediction='));
  const deed = beats.find(({ more }) => more.includes(' goals='));
  const [, lights] = /lights=(\S+)/.exec(deed?.more ?? '') ?? [];
  const titles = new Map([...prose.matchAll(/^=(\S+) (.*)$/gm)].map(([, name, title]) => [name, title]));
  return {
    title: /^#(.*)$/m.exec(prose)[1],
    question: titles.get(question?.name),
    isStream: /pipeline=stream/.test(script),
    // Whosever coordinator it is: the picture has one.
    lights: (lights ?? '').split(',').filter(Boolean).map((part) => (part.startsWith('coordinator') ? 'coordinator' : part)),
  };
}

async function words(site, language) {
  const ftl = await readFile(join(site, 'i18n', `${language}.ftl`), 'utf8');
  const all = new Map(entries(ftl).map(({ key, text: line }) => [key, line.slice(line.indexOf('=') + 1).trim()]));
  return (key, number) => all.get(key).replace(/\{ *\$\w+ *\}/, String(number));
}

export async function cards(site) {
  const target = join(site, 'cards');
  await mkdir(target, { recursive: true });
  const list = (await readFile(join(site, 'lessons/list.txt'), 'utf8')).trim().split('\n').map((line) => line.split('\t'));
  const tags = (await readdir(join(site, 'i18n'))).filter((name) => name.endsWith('.ftl')).map((name) => name.slice(0, -4));
  for (const language of tags) {
    const say = await words(site, language);
    const names = { checkout: say('card-checkout'), billing: say('card-billing'), statement: say('card-statement'), coordinator: say('picture-coordinator') };
    BROKERS.forEach((broker, place) => { names[broker] = place === 0 ? say('card-broker', 1) : String(place + 1); });
    const whole = { kicker: '', title: say('page-title').replace(/^Ackademy: /, ''), isStream: false, lights: ['envelopes'] };
    whole.title = whole.title[0].toUpperCase() + whole.title.slice(1);
    await writeFile(join(target, `ackademy.${language}.svg`), card(whole, names, language));
    // A language without lessons of its own has the first one's.
    const own = list.filter(([, tag]) => tag === language);
    for (const [name, tag] of own.length > 0 ? own : list.filter(([, other]) => other === 'en')) {
      const [script, prose] = await Promise.all([`lesson.txt`, `${tag}.txt`].map((file) => readFile(join(site, 'lessons', name, file), 'utf8')));
      const kicker = say('lesson-kicker', Number.parseInt(name, 10));
      await writeFile(join(target, `${name}.${language}.svg`), card({ kicker, ...lesson(script, prose) }, names, tag));
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await cards(process.argv[2]);
