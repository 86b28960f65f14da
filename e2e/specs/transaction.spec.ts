// One transaction of a real run: stepped, still, and as a file for a teacher.
import { readFile } from 'node:fs/promises';
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { LANGUAGES } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language, viewport: { width: 1440, height: 900 } });

    test(`the picture is stepped through, shown whole, and saved as SVG, ${language}`, async ({ page }) => {
      const app = new App(page, new Words(language));
      const { transaction } = app;
      await app.open('/#/transaction');
      await expect(transaction.picture()).toBeVisible();
      await expect(transaction.later()).toHaveCount(0);
      const count = await transaction.steps().count();
      expect(count).toBeGreaterThan(15);

      await transaction.next().click();
      await transaction.next().click();
      await expect(transaction.current()).toContainText('2');
      expect(await transaction.later().count()).toBeGreaterThan(20);
      await transaction.back().click();
      await expect(transaction.current()).toContainText('InitProducerId');
      await transaction.steps().nth(count - 1).click();
      await expect(transaction.current()).toContainText('CompleteCommit');
      await expect(transaction.later()).toHaveCount(0);
      expect(await axeViolations(page)).toEqual([]);

      await transaction.all().click();
      await expect(transaction.current()).toHaveCount(0);
      const [download] = await Promise.all([page.waitForEvent('download'), transaction.save().click()]);
      expect(download.suggestedFilename()).toBe(`ackademy-transaction.${language}.svg`);
      const svg = await readFile(await download.path(), 'utf8');
      expect(svg).toContain('WriteTxnMarkers');
      expect(svg).toContain(app.words.of('picture-log'));
    });
  });
}

test('a step is seen on the stage, and the playground leads back to the picture', async ({ page }) => {
  const app = new App(page);
  await app.open('/#/transaction');
  await app.transaction.steps().filter({ hasText: 'WriteTxnMarkers' }).click();
  await app.transaction.stage().click();
  await expect(page).toHaveURL(/#\/playground/);
  await expect(app.playground.preset('exactly-once')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('link', { name: app.words.of('picture-link') }).click();
  await expect(app.transaction.steps().first()).toBeVisible();
});

test('keys go through the steps', async ({ page }) => {
  const app = new App(page);
  await app.open('/#/transaction');
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await page.keyboard.press(',');
  await expect(app.transaction.current()).toContainText('InitProducerId');
});

test('a narrow window has the steps without the picture', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const app = new App(page);
  await app.open('/#/transaction');
  await expect(app.transaction.picture()).toBeHidden();
  await app.transaction.next().click();
  await expect(app.transaction.current()).toBeInViewport();
});
