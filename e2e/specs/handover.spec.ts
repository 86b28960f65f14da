// The first minute has a small program of its own. The full one takes its place when it is needed, and nothing is lost.
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

const FULL = /\/full-[0-9a-f]+(_bg\.wasm|\.js|\.css)/;

test('the full program is not fetched before the learner has acted', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const app = new App(page);
  await app.open();
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((url) => FULL.test(url))).toEqual([]);
  await app.firstMinute.cut().click();
  await expect.poll(() => fetched.filter((url) => FULL.test(url)).length).toBe(3);
});

test('a press on a broker in the first minute opens its menu, and the run goes on where it stood', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.themeButton().click();
  await app.firstMinute.answer('once').check();
  await app.firstMinute.cut().click();
  const headline = await app.firstMinute.headline().innerText();
  const broker = page.locator('.card__head').nth(1);
  await broker.focus();
  await broker.press('Enter');
  await expect(app.menu.choices().first()).toBeFocused();
  await expect(page.locator('.app')).toHaveCount(1);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(app.firstMinute.headline()).toHaveText(headline);
  await page.keyboard.press('Escape');
  await expect(broker).toBeFocused();
  await expect(app.firstMinute.verdict()).toContainText('You said: once.', { timeout: 45_000 });
});

test('a full program that cannot be loaded leaves the first minute as it is, and can be asked for again', async ({ page, problems }) => {
  const app = new App(page);
  await app.open();
  await page.route(FULL, (route) => route.abort());
  await app.firstMinute.answer('twice').check();
  await app.playgroundLink().click();
  const notice = page.getByRole('status').filter({ hasText: 'The rest of the page could not be loaded.' });
  await expect(notice).toBeVisible();
  await expect(app.firstMinute.answer('twice')).toBeChecked();
  await page.unroute(FULL);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(app.playground.preset('at-least-once')).toBeVisible();
  expect(problems.filter((problem) => !/net::ERR_FAILED|Failed to fetch/.test(problem))).toEqual([]);
  problems.length = 0;
});

test('a learner may stay in the first minute', async ({ page, problems }) => {
  const app = new App(page);
  await app.open();
  await page.route('**/i18n/en.ftl', (route) => route.fulfill({ status: 404, body: '' }));
  await page.locator('.card__head').first().click();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await app.firstMinute.cut().click();
  await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged twice.', { timeout: 45_000 });
  problems.length = 0;
});
