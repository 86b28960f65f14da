// Moving through a run: step, step back, the scrubber, acting in the past, beginning again.
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

test('a step back takes back exactly one step', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await expect(app.run.back()).toHaveAttribute('aria-disabled', 'true');
  const first = await app.playground.next().innerText();
  await app.run.step().click();
  await expect(app.playground.next()).not.toHaveText(first);
  await app.run.back().click();
  await expect(app.playground.next()).toHaveText(first);
});

test('keys play, pause and step', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  const first = await app.playground.next().innerText();
  await page.keyboard.press('.');
  await expect(app.playground.next()).not.toHaveText(first);
  await page.keyboard.press(',');
  await expect(app.playground.next()).toHaveText(first);
  await page.keyboard.press(' ');
  await expect(app.run.state()).toHaveText('playing');
  await page.keyboard.press(' ');
  await expect(app.run.state()).toHaveText('paused at');
});

test('the scrubber is empty where a run begins, and full where it ends', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  const played = () => app.run.scrubber().evaluate((slider: HTMLElement) => parseFloat(slider.style.getPropertyValue('--played')));
  await expect.poll(played).toBe(0);
  await app.run.fast();
  await app.run.playToTheEnd();
  await expect.poll(played).toBe(100);
});

test('the scrubber leads to any recorded moment, by keyboard too', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.fast();
  await app.run.playToTheEnd();
  await app.run.scrubber().fill('3000');
  await expect(app.playground.next()).not.toHaveText('Nothing is left to happen');
  await expect(app.playground.receiptLines()).toHaveCount(0);
  await app.run.scrubber().press('End');
  await expect(app.playground.receiptLines()).toHaveCount(3);
  await app.run.scrubber().press('Home');
  await expect(app.run.clock()).toHaveText('0:00.000');
});

test('acting in the past leads to another future', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(1));
  const moment = await app.run.screenTime();
  await app.run.fast();
  await app.run.playToTheEnd();
  await app.run.scrubber().fill(String(moment));
  await expect(app.playground.ack(1)).toBeVisible();
  await app.playground.ack(1).click();
  await app.menu.choice('Cut this ack').click();
  await app.run.playToTheEnd();
  await expect(app.playground.verdict()).toContainText('Order 1 was charged twice.');
});

test('restarting the scene forgets what was done', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.playground.addOrder().click();
  await app.playground.broker(3).click();
  await app.menu.choice('Kill the process').click();
  await app.run.restart().click();
  await expect(app.playground.role('Broker 3')).toHaveText('keeps a copy');
  await expect(app.playground.addOrder()).toHaveText('Add order 4');
  await expect(app.run.clock()).toHaveText('0:00.000');
});

test('a finished run says so', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.fast();
  await app.run.playToTheEnd();
  await expect(app.run.play()).toHaveAttribute('aria-disabled', 'true');
  await expect(app.playground.next()).toHaveText('Nothing is left to happen');
});

test('a line of what happened leads to its moment', async ({ page }) => {
  const app = new App(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await app.openPlayground();
  await app.run.fast();
  await app.run.playToTheEnd();
  await app.playground.fold('story-title').click();
  const line = app.playground.story().nth(3);
  const time = (await line.innerText()).split(/\s/)[0]!;
  await line.click();
  await expect(app.run.clock()).toHaveText(time);
});
