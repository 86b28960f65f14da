// The run that was left survives a reload where storage is allowed, and nothing fails where it is not.
import type { Page } from '@playwright/test';
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

const FULL = /\/full-[0-9a-f]+_bg\.wasm/;

const stored = (page: Page) => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);

async function reload(app: App): Promise<void> {
  await app.page.reload();
  await app.ready();
}

/** The ack is cut, and the run waits a little after that. */
async function cutAndPause(app: App): Promise<string> {
  await app.firstMinute.answer('once').check();
  await app.firstMinute.cut().click();
  await expect(app.firstMinute.headline()).toHaveText('Checkout hears nothing and waits.');
  await app.run.pause().click();
  return app.run.clock().innerText();
}

test('the first minute stands after a reload where it was, and goes on', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const moment = await cutAndPause(app);
  await reload(app);
  await expect(app.run.clock()).toHaveText(moment);
  await expect(app.run.state()).toHaveText('paused at');
  await expect(app.firstMinute.headline()).toHaveText('Checkout hears nothing and waits.');
  await app.run.fast();
  await app.run.play().click();
  await expect(app.firstMinute.verdict()).toContainText('You said: once. It came out otherwise.', { timeout: 45_000 });
});

test('a first minute that moves waits after a reload', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.firstMinute.cut().click();
  await expect(app.run.state()).toHaveText('playing');
  await reload(app);
  await expect(app.run.state()).toHaveText('paused at');
  await expect(app.firstMinute.headline()).not.toHaveText(/answer is on the way back/);
});

test('a first minute that starts over is as new after a reload, and so is its program', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await cutAndPause(app);
  await reload(app);
  await app.run.restart().click();
  await expect(app.firstMinute.cut()).toBeVisible();
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await reload(app);
  await expect(app.firstMinute.answer('once')).not.toBeChecked();
  await expect(app.firstMinute.cut()).toBeVisible();
  expect(fetched.filter((url) => FULL.test(url))).toEqual([]);
  expect(await stored(page)).toEqual([]);
});

test('what the full program did in the first minute is there after a reload', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.run.fast();
  await app.firstMinute.cut().click();
  await app.firstMinute.sameCutUnderExactlyOnce().click({ timeout: 45_000 });
  await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged once.', { timeout: 45_000 });
  await reload(app);
  await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged once.');
  await expect(app.firstMinute.startOver()).toBeVisible();
});

test('another visit begins the first minute from its start', async ({ context, page }) => {
  const app = new App(page);
  await app.open();
  await cutAndPause(app);
  await reload(app);
  const another = new App(await context.newPage());
  await another.open();
  await expect(another.firstMinute.cut()).toBeVisible();
});

test('the last run of the playground survives a reload, until the device is cleared', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await cutAndPause(app);
  await app.open('/?lang=en#/playground');
  await app.run.stepUntil(app.playground.ack(2));
  const moment = await app.run.clock().innerText();
  await reload(app);
  await expect(app.run.clock()).toHaveText(moment);
  await page.evaluate(() => {
    location.hash = '#/lessons';
  });
  await expect(app.lesson.kept().filter({ hasText: /^kept$/ })).toHaveCount(2);
  await app.lesson.clear().click();
  await expect(app.lesson.kept().filter({ hasText: /^kept$/ })).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
});

for (const broken of ['', 'null', '0.1.2.1.1.40..AAAA', 'x'.repeat(100_000)]) {
  test(`what is stored and is no run is passed over: ${broken.length} signs`, async ({ page }) => {
    await page.addInitScript((text) => {
      sessionStorage.setItem('ackademy.first-minute', text);
      localStorage.setItem('ackademy.run', text);
    }, broken);
    const app = new App(page);
    await app.open();
    await expect(app.firstMinute.cut()).toBeVisible();
    await app.open('/?lang=en#/playground');
    await expect(app.run.clock()).toHaveText('0:00.000');
  });
}

test('nothing is stored and nothing fails where storage is off', async ({ page }) => {
  const app = new App(page);
  await app.open('/?storage=off');
  await cutAndPause(app);
  await reload(app);
  await expect(app.firstMinute.cut()).toBeVisible();
  await app.open('/?storage=off&lang=en#/playground');
  await app.run.stepUntil(app.playground.ack(2));
  await reload(app);
  await expect(app.playground.ack(2)).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
});

for (const [name, refuse] of [
  ['throws', () => ['localStorage', 'sessionStorage'].forEach((storage) => Object.defineProperty(window, storage, {
    get: () => {
      throw new DOMException('refused', 'SecurityError');
    },
  }))],
  ['is full', () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  }],
  ['is not there', () => ['localStorage', 'sessionStorage'].forEach((storage) => Object.defineProperty(window, storage, { value: null }))],
] as const) {
  test(`where storage ${name}, the first minute begins anew after a reload`, async ({ page }) => {
    await page.addInitScript(refuse);
    const app = new App(page);
    await app.open();
    await cutAndPause(app);
    await reload(app);
    await expect(app.firstMinute.cut()).toBeVisible();
  });
}
