// For everyone: theme, less motion, forced colours, zoom, and what screen readers are told.
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { SCREENS } from '../support/screens.ts';
import { LANGUAGES, THEMES } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language, viewport: { width: 1366, height: 768 } });
    for (const screen of SCREENS) {
      test(`axe finds nothing on ${screen.name}, ${language}`, async ({ page }) => {
        const app = new App(page, new Words(language));
        await app.open();
        await screen.open(app);
        for (const theme of THEMES) {
          await page.emulateMedia({ colorScheme: theme });
          expect(await axeViolations(page), theme).toEqual([]);
        }
      });
    }
  });
}

test('the theme button goes round through dark and light, and is remembered', async ({ page }) => {
  const app = new App(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await app.open();
  const light = await paper();
  await app.themeButton().click();
  await expect(app.themeButton()).toHaveAccessibleName('Colours: dark');
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(app.themeButton()).toHaveAccessibleName('Colours: dark');
  expect(await paper()).toBe(dark);
  await app.themeButton().click();
  await expect(app.themeButton()).toHaveAccessibleName('Colours: light');
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper()).toBe(light);
  await app.themeButton().click();
  await expect(app.themeButton()).toHaveAccessibleName('Colours: as the system');
  expect(await paper()).toBe(dark);
});

/** Every place that the ack takes while the run moves on. */
async function placesOfTheAck(app: App): Promise<Set<string>> {
  await app.run.stepUntil(app.playground.ack(1));
  const pill = await app.playground.ack(1).elementHandle();
  const places = app.page.evaluate((element) => new Promise<string[]>((done) => {
    const seen: string[] = [];
    const flight = (element as HTMLElement).closest<HTMLElement>('.flight')!;
    const look = () => {
      if (!element!.isConnected) return done(seen);
      seen.push(flight.style.transform);
      return requestAnimationFrame(look);
    };
    look();
  }), pill);
  await app.run.play().click();
  return new Set(await places);
}

test('pills travel', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  expect((await placesOfTheAck(app)).size).toBeGreaterThan(3);
});

test('with reduced motion pills stand still until they are there', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new App(page);
  await app.openPlayground();
  const places = await placesOfTheAck(app);
  // A card that grows moves its wires a little; nothing flies from end to end.
  const across = [...places].map((place) => Number(/translate\(([-0-9.]+)px/.exec(place)?.[1]));
  expect(Math.max(...across) - Math.min(...across)).toBeLessThan(4);
});

test('while stepping, screen readers are told every event', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.step().click();
  await expect(app.spoken()).toHaveText('Checkout called send() for order 1');
  await app.run.stepUntil(app.playground.next().filter({ hasText: 'Order 1 reaches broker 1' }));
  await app.run.step().click();
  await expect(app.spoken()).toContainText('Broker 1 stored order 1 in orders at offset 0');
});

test('while playing, they are told faults and errors alone', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    const live = document.querySelector('[aria-live=polite]')!;
    new MutationObserver(() => told.push(live.textContent ?? '')).observe(live, { childList: true, characterData: true, subtree: true });
  });
  await app.run.stepUntil(app.playground.ack(1));
  await app.playground.ack(1).click();
  await app.menu.choice('Cut this ack').click();
  await page.evaluate(() => { (window as unknown as { told: string[] }).told.length = 0; });
  await app.run.fast();
  await app.run.playToTheEnd();
  const told = await page.evaluate(() => (window as unknown as { told: string[] }).told.join('\n'));
  expect(told).toContain('Checkout will send the batch of order 1 again');
  expect(told).toContain('Order 1 was charged twice.');
  expect(told).not.toContain('called send()');
  expect(told).not.toContain('copied the log');
});

test('in forced colours the first minute can be told and done', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const app = new App(page);
  await app.open();
  await expect(app.firstMinute.cut()).toBeVisible();
  const edges = await app.firstMinute.cut().evaluate((cut) => getComputedStyle(cut).borderTopWidth);
  expect(edges, 'a filled button needs an edge where fills are taken away').not.toBe('0px');
  expect(await axeViolations(page)).toEqual([]);
});

for (const place of ['/', '/#/playground']) {
  test(`at 200 % zoom ${place} does not scroll sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 400 });
    await new App(page).open(place);
    const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect(wide).toBe(window);
  });
}
