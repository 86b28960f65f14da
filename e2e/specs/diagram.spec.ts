// The sequence diagram of the run: opened, followed, gone through, and saved.
import { readFile } from 'node:fs/promises';
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { LANGUAGES } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

/** The ack of order 1 is cut, and the run stands a few steps later. */
async function lostAck(app: App): Promise<void> {
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(1));
  await app.act(app.playground.ack(1), 'act-cut-ack');
}

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language, viewport: { width: 1440, height: 900 } });

    test(`the diagram is opened, gone through and saved by the keyboard, ${language}`, async ({ page }) => {
      const app = new App(page, new Words(language));
      const { diagram, run } = app;
      await lostAck(app);
      await expect(diagram.lines()).toHaveCount(0);
      await diagram.toggle().press('Enter');
      await expect(diagram.written(app.words.of('diagram-cut'))).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);

      const until = await run.position();
      await diagram.lines().focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await expect(diagram.active()).toHaveCount(1);
      await expect(diagram.active()).toHaveAttribute('aria-label', /./);
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      expect(await run.positionAfter(until)).toBeLessThan(until);
      await expect(diagram.written(app.words.of('diagram-cut'))).toHaveCount(0);

      const [download] = await Promise.all([page.waitForEvent('download'), diagram.save().press('Enter')]);
      expect(download.suggestedFilename()).toBe(`ackademy-sequence.${language}.svg`);
      const svg = await readFile(await download.path(), 'utf8');
      expect(svg).toContain('FindCoordinator');
      await diagram.toggle().press('Enter');
      await expect(diagram.lines()).toHaveCount(0);
    });
  });
}

test('a press on a line goes to its moment, and the diagram follows the run again', async ({ page }) => {
  const app = new App(page);
  const { diagram, run } = app;
  await lostAck(app);
  await diagram.open();
  const until = await run.position();
  await diagram.line().first().click();
  expect(await run.positionAfter(until)).toBeLessThan(until);
  await expect(diagram.lines().getByRole('option')).toHaveCount(1);
  await run.fast();
  await run.playToTheEnd();
  await expect(diagram.written(app.words.of('diagram-now'))).toBeInViewport();
  await expect(diagram.toNow()).toHaveCount(0);
  await diagram.box().evaluate((box) => box.scrollTo(0, 0));
  await diagram.toNow().click();
  await expect(diagram.written(app.words.of('diagram-now'))).toBeInViewport();
});

test('followers fetches come and go with their switch', async ({ page }) => {
  const app = new App(page);
  const { diagram } = app;
  await lostAck(app);
  await diagram.open();
  const few = Number(await diagram.line().last().getAttribute('aria-setsize'));
  await diagram.replication().check();
  await expect.poll(async () => Number(await diagram.line().last().getAttribute('aria-setsize'))).toBeGreaterThan(few);
});

test('a long run is drawn where it is looked at alone', async ({ page }) => {
  const app = new App(page);
  const { diagram, playground, run } = app;
  await app.openPlayground();
  for (let order = 4; order <= 12; order += 1) await playground.addOrder().click();
  await run.fast();
  await run.playToTheEnd();
  await diagram.open();
  const all = Number(await diagram.line().last().getAttribute('aria-setsize'));
  expect(all).toBeGreaterThan(60);
  expect(await diagram.line().count()).toBeLessThan(50);
  await diagram.lines().focus();
  await page.keyboard.press('Home');
  await expect(diagram.active()).toBeInViewport();
  await expect(diagram.active()).toHaveAttribute('aria-posinset', '1');
});

test('a narrow window scrolls sideways within the box', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const app = new App(page);
  const { diagram } = app;
  await lostAck(app);
  await diagram.open();
  const wide = await diagram.box().evaluate((box) => box.scrollWidth > box.clientWidth);
  expect(wide).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
