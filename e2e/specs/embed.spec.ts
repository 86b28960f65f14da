// In a course page of another origin, from a server without CORS headers, in a sandbox that allows scripts and no more.
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { coursePage, type CoursePage } from '../support/course-page.ts';
import { expect, test } from '../support/test.ts';
import { ENGLISH } from '../support/words.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

const element = (site: string, attributes: string) =>
  `<script src="${site}ackademy.js" defer></script><ackademy-frame ${attributes}></ackademy-frame>`;

/** Collects what the element tells, by type. */
async function hear(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    for (const type of ['ready', 'height', 'verdict', 'refused']) {
      addEventListener(`ackademy-${type}`, (event) => told.push((event as CustomEvent).detail));
    }
  });
}

const told = (page: Page, type: string) =>
  page.evaluate((wanted) => (window as unknown as { told: { type: string }[] }).told.filter((it) => it.type === wanted), type);

async function on(page: Page, body: (site: string) => string, then: (course: CoursePage) => Promise<void>): Promise<void> {
  const course = await coursePage(DIST, body);
  try {
    await page.goto(course.url);
    await then(course);
  } finally {
    await page.goto('about:blank');
    await course.close();
  }
}

test('a frame works alone, follows the page around and tells it what happens', async ({ page }) => {
  await hear(page);
  await on(page, (site) => element(site, 'moment="/playground" hide="header,panel" lock="settings" theme="dark"'), async (course) => {
    const frame = page.frameLocator('iframe');
    const app = new App(page, ENGLISH, frame);
    await app.ready();
    expect(course.asked.filter((path) => path !== '/favicon.ico')).toEqual(['/ackademy.js', '/embed.html']);
    await expect.poll(() => told(page, 'ready')).toHaveLength(1);
    expect((await told(page, 'height')).length).toBeGreaterThan(0);
    await expect(frame.locator('.top')).toBeHidden();
    await expect(frame.locator('.panel')).toBeHidden();
    await expect(frame.locator(':root')).toHaveAttribute('data-theme', 'dark');

    await app.playground.preset('at-most-once').click();
    await expect(frame.getByRole('status').filter({ hasText: ENGLISH.of('notice-locked') })).toBeVisible();

    await page.evaluate(() => (document.querySelector('ackademy-frame') as unknown as { play(): void }).play());
    await expect.poll(async () => (await told(page, 'verdict')).length).toBeGreaterThan(0);
    await page.evaluate(() => (document.querySelector('ackademy-frame') as unknown as { language(tag: string): void }).language('ru'));
    await expect(frame.locator(':root')).toHaveAttribute('lang', 'ru');
  });
});

test('a message that cannot be followed is answered and changes nothing', async ({ page }) => {
  await hear(page);
  await on(page, (site) => element(site, 'moment="/playground"'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    await page.evaluate(() => {
      const frame = document.querySelector('iframe')!;
      frame.contentWindow!.postMessage({ ackademy: 1, type: 'explode' }, '*');
      frame.contentWindow!.postMessage('not for you', '*');
    });
    await expect.poll(() => told(page, 'refused')).toEqual([
      { ackademy: 1, type: 'refused', reason: 'type is explode; use load, play, pause, step or language' },
    ]);
    await expect(app.playground.preset('at-least-once')).toBeVisible();
  });
});

test('with host= another page is neither heard nor told anything', async ({ page }) => {
  await on(page, (site) => `<iframe sandbox="allow-scripts" src="${site}embed.html?host=https://elsewhere.example#/playground"></iframe>
    <script>window.told = []; addEventListener('message', ({ data }) => told.push(data));</script>`, async () => {
    const frame = page.frameLocator('iframe');
    await new App(page, ENGLISH, frame).ready();
    await page.evaluate(() => document.querySelector('iframe')!.contentWindow!.postMessage({ ackademy: 1, type: 'language', language: 'ru' }, '*'));
    await frame.getByRole('button', { name: ENGLISH.of('transport-step'), exact: true }).click();
    await expect(frame.locator(':root')).toHaveAttribute('lang', 'en');
    expect(await page.evaluate(() => (window as unknown as { told: unknown[] }).told)).toEqual([]);
  });
});

test('two on one page do not disturb each other, and what is not seen is not loaded', async ({ page }) => {
  const two = (site: string) => `${element(site, 'moment="/playground" id="a"')}
    <div style="height: 4000px"></div><ackademy-frame moment="/transaction" id="b"></ackademy-frame>`;
  await on(page, two, async (course) => {
    const first = page.frameLocator('#a iframe');
    await expect(first.locator('main')).toBeVisible();
    await expect(page.locator('#b iframe')).toHaveCount(0);
    expect(course.asked.filter((path) => path === '/embed.html')).toHaveLength(1);
    await page.locator('#b').scrollIntoViewIfNeeded();
    const second = page.frameLocator('#b iframe');
    await expect(second.getByRole('list', { name: ENGLISH.of('picture-steps-label') })).toBeVisible();
    await second.getByRole('button', { name: ENGLISH.of('picture-next') }).click();
    await expect(second.locator('[aria-current="step"]')).toContainText('InitProducerId');
    await expect(first.getByRole('button', { name: ENGLISH.of('transport-play') })).toBeAttached();
  });
});

test('a parameter that means nothing is named, and the page is there', async ({ page }) => {
  const app = new App(page);
  await page.goto('/?theme=pink#/playground');
  await app.ready();
  await expect(page.getByRole('status').filter({ hasText: 'theme=pink' })).toBeVisible();
});

test('what a teacher pastes is made by choosing, with a preview beside it', async ({ page }) => {
  await page.goto('/#/embed');
  const words = ENGLISH;
  await expect(page.locator('.maker__code')).toContainText('sandbox="allow-scripts"');
  await page.getByRole('combobox', { name: words.of('embed-language') }).selectOption('ru');
  await page.getByLabel(words.of('embed-hide-header')).check();
  await expect(page.locator('.maker__code')).toContainText('embed.html?lang=ru&amp;hide=header#/playground');
  const preview = page.frameLocator('.maker__preview');
  await expect(preview.locator('main')).toBeVisible();
  await expect(preview.locator(':root')).toHaveAttribute('lang', 'ru');
  await expect(preview.locator('.top')).toBeHidden();
  await page.getByLabel(words.of('embed-element')).check();
  await expect(page.locator('.maker__code')).toContainText('<ackademy-frame moment="/playground"');
  expect(await axeViolations(page)).toEqual([]);
});
