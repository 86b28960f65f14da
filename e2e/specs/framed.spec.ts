// In somebody else's page, in a sandbox that gives the frame an origin of its own and no storage.
import { App } from '../pages/app.ts';
import { hostPage } from '../support/host-page.ts';
import { SUB_PATH } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';
import { ENGLISH } from '../support/words.ts';

test('the first minute works in a sandboxed frame, to its end, and takes no focus that was not given', async ({ page, baseURL }) => {
  const host = await hostPage(`${baseURL}${SUB_PATH.slice(1)}`, 'allow-scripts');
  try {
    await page.goto(host.url);
    const frame = page.frameLocator('iframe');
    const app = new App(page, ENGLISH, frame);
    await app.ready();
    await expect(app.firstMinute.cut()).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    const unread = await frame.locator(':root').evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter((link) => !link.sheet).length);
    expect(unread, 'style sheets that the frame was not allowed to load').toBe(0);

    await app.run.fast();
    await app.firstMinute.cut().click();
    await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged twice.', { timeout: 45_000 });
    await app.firstMinute.sameCutUnderExactlyOnce().click();
    await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged once.', { timeout: 45_000 });
    await app.firstMinute.toLesson().click();
    await expect(app.lesson.title()).toBeVisible();
  } finally {
    await page.goto('about:blank');
    await host.close();
  }
});

test('a frame that may save no files gives the picture as text', async ({ page, baseURL, problems }) => {
  const host = await hostPage(`${baseURL}${SUB_PATH.slice(1)}embed.html#/transaction`, 'allow-scripts');
  try {
    await page.goto(host.url);
    const { transaction } = new App(page, ENGLISH, page.frameLocator('iframe'));
    await transaction.save().click();
    await expect(transaction.text()).toBeFocused();
    expect(await transaction.text().inputValue()).toMatch(/^<svg[^]*<\/svg>\s*$/);
    await page.frameLocator('iframe').getByRole('button', { name: ENGLISH.of('notice-dismiss') }).click();
    await expect(transaction.text()).toHaveCount(0);
    expect(problems.filter((problem) => !/download/i.test(problem))).toEqual([]);
    problems.length = 0;
  } finally {
    await page.goto('about:blank');
    await host.close();
  }
});
