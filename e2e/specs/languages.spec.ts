// Languages: chosen by link, by hand and by the browser; complete; and never at the cost of the run.
import { App } from '../pages/app.ts';
import { LANGUAGES } from '../support/site.mjs';
import { SCREENS } from '../support/screens.ts';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

const RUSSIAN = new Words('ru');

test('the language changes by hand without losing the run, and is remembered', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(1));
  const moment = await app.run.clock().innerText();
  await app.language('Русский').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  const russian = new App(page, RUSSIAN);
  await expect(russian.playground.ack(1)).toBeVisible();
  await expect(russian.run.clock()).toHaveText(moment);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await russian.language('English').click();
  await expect(app.playground.addOrder()).toHaveText('Add order 4');
});

test('a link says the language, whatever the browser prefers', async ({ page }) => {
  const russian = new App(page, RUSSIAN);
  await russian.open('/#/?lang=ru');
  await expect(russian.firstMinute.cut()).toBeVisible();
  await expect(page).toHaveTitle(/Ackademy/);
});

test.describe('a Russian browser', () => {
  test.use({ locale: 'ru-RU' });
  test('is met in Russian', async ({ page }) => {
    await new App(page, RUSSIAN).open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
    await expect(new App(page, RUSSIAN).firstMinute.cut()).toBeVisible();
  });
});

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language });
    test(`no text is missing or left unfilled, ${language}`, async ({ page }) => {
      const app = new App(page, new Words(language));
      await app.open();
      for (const screen of SCREENS.filter(({ name }) => /told|everything-open|zombie/.test(name))) {
        await app.open();
        await page.reload();
        await screen.open(app);
        const text = await page.locator('body').innerText();
        expect(text, screen.name).not.toMatch(/[{}]|\$\w|undefined|\b[a-z]+(-[a-z]+){2,}\b(?!\.)/);
      }
    });
  });
}
