// What the page must survive or refuse in plain text.
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

test('an unknown place leads to the first minute', async ({ page }) => {
  const app = new App(page);
  await app.open('/#/no-such-place?x=%E0%A4%A');
  await expect(app.firstMinute.cut()).toBeVisible();
});

test('an unknown language in a link is passed over', async ({ page }) => {
  const app = new App(page);
  await app.open('/#/?lang=tlh');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(app.firstMinute.cut()).toBeVisible();
});

test('a language file that cannot be loaded is said in plain text', async ({ page, problems }) => {
  await page.route('**/i18n/first/*.ftl', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/');
  await expect(page.getByRole('alert')).toHaveText('Ackademy could not load its texts (i18n/first/en.ftl). Reload the page to try again.');
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  problems.length = 0;
});

test('a language that cannot be loaded leaves the page as it is', async ({ page, problems }) => {
  const app = new App(page);
  await app.openPlayground();
  await page.route('**/i18n/ru.ftl', (route) => route.fulfill({ status: 404, body: '' }));
  await app.language('Русский').click();
  await expect(app.spoken()).toHaveText(/could not load its texts \(i18n\/ru\.ftl\)/);
  await expect(app.playground.addOrder()).toHaveText('Add order 4');
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  problems.length = 0;
});
