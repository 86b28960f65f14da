// A lesson whose files were written by somebody who means harm. Whatever stands in them is text: nothing of it runs, nothing
// leads anywhere but to Kafka's own pages, and nothing is fetched for it.
import type { Page } from '@playwright/test';
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

const NAME = '03-the-ack-that-never-came';
const STRANGER = 'https://stranger.example';

/** Each would call `harm`, or reach the stranger, if anything read it as HTML. */
const HOSTILE = [
  '<script>harm("script")</script>',
  `<img src="${STRANGER}/picture.png" onerror="harm('picture')">`,
  '<svg onload="harm(\'svg\')"><script>harm("svg script")</script><animate onbegin="harm(\'animation\')" attributeName="x" dur="1s"/></svg>',
  '<iframe srcdoc="<script>parent.harm(1)</script>"></iframe>',
  `<style>@import url("${STRANGER}/sheet.css");</style>`,
  '<a href="javascript:harm(\'link\')" onclick="harm(\'press\')">here</a>',
  '"><details open ontoggle="harm(\'details\')">',
  '&lt;script&gt;harm("entity")&lt;/script&gt; &#60;img src=x onerror=harm(1)&#62; &nbsp;&copy;',
  '{{constructor.constructor("harm(1)")()}} ${harm(1)} { $order }',
  'one \u202etwo\u2066 three\u2069\u202c four',
];
/** What of them is seen: all but the signs that would turn the words around. */
const SEEN = HOSTILE.map((text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, ''));

/** What is said of strange addresses: the words, and no link. */
const ADDRESSES = [
  'javascript:harm("address")',
  `${STRANGER}/`,
  '//stranger.example/',
  'https://kafka.apache.org.stranger.example/',
  'https://kafka.apache.org@stranger.example/',
  'data:text/html,<script>harm("data")</script>',
  'https://kafka.apache.org/"onclick="harm(1)',
  'JAVASCRIPT:harm(1)',
];

/** Every kind of stretch with every hostile text in it, as a paragraph each; see crates/lesson/src/prose.rs. */
const paragraphs = [
  ...HOSTILE.map((text) => ['p', ...['.', '*', '!', '`', '@https://kafka.apache.org/documentation/ '].map((kind) => kind + text)]),
  ...ADDRESSES.map((address) => ['p', `@${address} press here`]),
].flat();

const words = [
  `#${HOSTILE[0]}`, `~${HOSTILE[4]}`, '>', `.${HOSTILE[1]}`,
  `=silence ${HOSTILE[2]}`, ...paragraphs, '-',
  `=charges ${HOSTILE[5]}`, 'p', `.${HOSTILE[3]}`,
  'inone', `.${HOSTILE[9]}`, 'ionce', `.${HOSTILE[1]}`, 'itwice', `.${HOSTILE[6]}`, '-',
  `=cut-the-ack ${HOSTILE[7]}`, 'p', `.${HOSTILE[8]}`, 'icharged-twice', `.${HOSTILE[1]}`, '-', ...paragraphs,
  '<script>harm("no kind at all")</script>', '',
].join('\n');

interface Watched {
  harm: string[];
  asked: string[];
}

/** Serves such a lesson, and takes note of what it does. */
async function watched(page: Page, files: Record<string, string>): Promise<Watched> {
  const noted: Watched = { harm: [], asked: [] };
  await page.exposeFunction('harm', (what: string) => noted.harm.push(what));
  page.on('request', (request) => noted.asked.push(request.url()));
  page.on('dialog', (dialog) => dialog.dismiss());
  await page.route(/stranger\.example/, (route) => route.abort());
  for (const [file, body] of Object.entries(files)) {
    await page.route(`**/lessons/${file}`, (route) => route.fulfill({ contentType: 'text/plain; charset=utf-8', body }));
  }
  return noted;
}

/** Elements and attributes that could do something, and that the page never makes of words. */
const armed = (page: Page) => page.locator('.app').evaluate((app) => {
  const found: string[] = [];
  for (const element of app.querySelectorAll('*')) {
    if (/^(script|iframe|img|style|object|embed|link|base|meta|form)$/i.test(element.tagName)) found.push(element.tagName);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`${element.tagName} ${name}`);
      const leads = /^(href|src|action|srcdoc|data|xlink:href)$/i.test(name);
      if (leads && !/^(#|model\.html$|https:\/\/kafka\.apache\.org\/[\w/]*$|https:\/\/(cwiki|github)\.)/.test(value)) found.push(`${name}=${value}`);
    }
  }
  return found;
});

async function isHarmless(page: Page, noted: Watched): Promise<void> {
  expect(await armed(page), 'what could run').toEqual([]);
  expect(noted.harm, 'what ran').toEqual([]);
  expect(noted.asked.filter((url) => /stranger|picture|[/=]x$/.test(url)), 'what was asked for').toEqual([]);
}

test('the words of a lesson are words, whatever they are', async ({ page }) => {
  const noted = await watched(page, { [`${NAME}/en.txt`]: words });
  const app = new App(page);
  await app.open(`/#/lesson/${NAME}/1`);
  await expect(app.lesson.title()).toHaveText(SEEN[2]!);
  const panel = page.locator('.panel__scroll');
  for (const text of SEEN) await expect(panel).toContainText(text);
  await expect(panel.getByText('press here')).toHaveCount(ADDRESSES.length);
  await expect(panel.getByRole('link', { name: 'press here' })).toHaveCount(0);
  await isHarmless(page, noted);
  await page.evaluate((hash) => { location.hash = hash; }, `#/lesson/${NAME}/2`);
  await app.lesson.option(0).check();
  await isHarmless(page, noted);
  await page.evaluate((hash) => { location.hash = hash; }, `#/lesson/${NAME}/3`);
  await app.lesson.show().click();
  await app.run.hurryUntil('.beat__after');
  await expect(app.lesson.outcome()).toContainText(SEEN[9]!);
  await expect(app.lesson.outcome()).toContainText(SEEN[6]!);
  await expect(app.lesson.goal()).toContainText(SEEN[1]!);
  await isHarmless(page, noted);
});

test('on the page to read, in the list, and where it is chosen to be embedded, they are words as well', async ({ page }) => {
  const name = (place: number) => (place === 0 ? NAME : `${place + 3}-"><img src=x onerror=harm(${place})>`);
  const list = HOSTILE.map((title, place) => `${name(place)}\ten\t${title}\t${HOSTILE[9 - place]}\n`).join('');
  const noted = await watched(page, { [`${NAME}/en.txt`]: words, 'list.txt': list });
  const app = new App(page);
  await app.open('/#/lessons');
  for (const text of HOSTILE) await expect(page.locator('.lessons__list')).toContainText(text);
  await isHarmless(page, noted);
  await page.evaluate((hash) => { location.hash = hash; }, `#/lesson/${NAME}/still`);
  await expect(app.lesson.pictures().first()).toBeVisible();
  for (const text of SEEN) await expect(page.locator('main')).toContainText(text);
  await isHarmless(page, noted);
  await app.openEmbed();
  await expect(page.locator('option').filter({ hasText: SEEN[1]! })).toHaveCount(1);
  const preview = /^(src|sandbox)=|IFRAME|IMG/;
  expect((await armed(page)).filter((it) => !preview.test(it)), 'but for our own preview').toEqual([]);
  expect(noted.harm).toEqual([]);
});

for (const [what, script] of [
  ['is no lesson at all', '<script>harm("script")</script>'],
  ['names strange things', 'lesson 3\n\nscene <img src=x onerror=harm(1)>\n    preset at_least_once\n'],
  ['lights what is not there', 'lesson 3\n\nscene ack\n    preset at_least_once\n\nbeat silence scene=ack lights="><script>harm(1)</script>\n'],
  ['runs without an end', `lesson 3\n\nscene ack\n    preset at_least_once\n${'    step 1000000\n'.repeat(50)}`],
] as const) {
  test(`a lesson whose script ${what} is refused in a sentence`, async ({ page }) => {
    const noted = await watched(page, { [`${NAME}/lesson.txt`]: script });
    const app = new App(page);
    await app.open(`/#/lesson/${NAME}/1`);
    await expect(app.lesson.notice()).toContainText('The lesson could not be loaded');
    await isHarmless(page, noted);
  });
}

test('these words do harm where somebody reads them as HTML, and that is noticed', async ({ page, problems }) => {
  const noted = await watched(page, { [`${NAME}/en.txt`]: words });
  const app = new App(page);
  await app.open(`/#/lesson/${NAME}/1`);
  await expect(app.lesson.title()).toHaveText(SEEN[2]!);
  // A careless renderer.
  await page.evaluate(() => {
    for (const text of document.querySelectorAll('.beat__text')) text.innerHTML = text.textContent!;
  });
  await expect.poll(() => noted.harm).toEqual(expect.arrayContaining(['picture', 'details', 1]));
  expect(await armed(page)).toEqual(expect.arrayContaining(['IMG', 'IMG onerror', 'A onclick', 'IFRAME', 'STYLE']));
  expect(noted.asked.filter((url) => url.startsWith(STRANGER))).not.toEqual([]);
  problems.length = 0;
});
