// Every moment is a link: shared, opened elsewhere, refused by what is wrong with it.
import type { Page } from '@playwright/test';
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

async function linkOf(app: App): Promise<string> {
  await app.lesson.share().click();
  const link = await app.lesson.link().inputValue();
  await expect(app.place.locator('.shared__text')).toContainText(`${link.length} characters`);
  return link;
}

async function goTo(page: Page, fragment: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
}

test('a moment is shared, and found again by somebody else', async ({ page, browser }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(2));
  await app.act(app.playground.ack(2), 'act-cut-ack');
  const moment = await app.run.clock().innerText();
  const link = await linkOf(app);
  expect(link.length).toBeLessThan(2_000);
  const elsewhere = await browser.newContext();
  const other = new App(await elsewhere.newPage());
  await other.open(link);
  await expect(other.run.clock()).toHaveText(moment);
  await expect(other.playground.ack(2)).toHaveCount(0);
  await expect(other.lesson.notice()).toHaveCount(0);
  await elsewhere.close();
});

test('a link that leads nowhere says why, and what was on screen stays', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(2));
  const moment = await app.run.clock().innerText();
  const whole = 'ASQAAAEABwE3nLoDCwEAAAAAAQABAAIBAAAAAZgRADgAAZigyj0THCWh';
  const reasons: [string, RegExp][] = [
    [whole.replace('n', '!'), /This link is broken/],
    [whole.slice(0, 20), /This link is cut off/],
    [`${whole.slice(0, 30)}z${whole.slice(31)}`, /This link was changed on its way/],
    ['A'.repeat(9_000), /This link is too long/],
    ['yAMBAgPmog-n', /comes from a later version/],
  ];
  for (const [text, why] of reasons) {
    await goTo(page, `#s=${text}`);
    await expect(app.lesson.notice()).toContainText(why);
    await expect(app.run.clock()).toHaveText(moment);
  }
});

test('in a lesson the own run is taken to the playground, or its link is given away', async ({ page, browser }) => {
  const app = new App(page);
  await app.open('/#/lesson/03-the-ack-that-never-came/3');
  await app.act(app.playground.ack(3), 'act-cut-ack');
  await app.lesson.share().click();
  const moment = await app.run.clock().innerText();
  const link = await app.lesson.runLink().inputValue();
  const elsewhere = await browser.newContext();
  const other = new App(await elsewhere.newPage());
  await other.open(link);
  await expect(other.run.clock()).toHaveText(moment);
  await expect(other.lesson.notice()).toHaveCount(0);
  await elsewhere.close();
  await app.lesson.toPlayground().click();
  await expect(app.lesson.goal()).toHaveCount(0);
  await expect(app.run.clock()).toHaveText(moment);
});

test('a scene that the playground lacks says that its run stays in the lesson', async ({ page }) => {
  const app = new App(page);
  await app.open('/#/lesson/09-what-readers-see/5');
  await app.lesson.share().click();
  await expect(app.lesson.link()).toHaveValue(/#s=/);
  await expect(app.place.locator('.shared__run')).toHaveText(app.words.of('share-run-none'));
  await expect(app.lesson.runLink()).toHaveCount(0);
});
