// The first minute: two actions from load to "charged twice", whatever the hand.
import { App, press } from '../pages/app.ts';
import type { Hand } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

/** This much screen time may pass between the cut and its outcome. */
const SCREEN_MS_MAX = 20_000;
const OUTCOME = { timeout: 45_000 };

async function cutAndSee(app: App, cut: () => Promise<void>): Promise<void> {
  const { firstMinute, run } = app;
  const before = await run.screenTime();
  await cut();
  await expect(firstMinute.headline()).toHaveText('Order 3 was charged twice.', OUTCOME);
  expect(await run.screenTime() - before).toBeLessThan(SCREEN_MS_MAX);
  await expect(firstMinute.verdict()).toContainText('an order is not lost, but it may come twice');
  await expect(firstMinute.receiptLines().filter({ hasText: 'order 3' })).toHaveCount(2);
}

async function twice(app: App, hand: Hand): Promise<void> {
  await app.open();
  await expect(app.firstMinute.headline()).toHaveText('The broker stored order 3. Its answer is on the way back.');
  if (hand === 'keyboard') {
    await expect(app.firstMinute.cut()).toBeFocused();
    await cutAndSee(app, () => app.page.keyboard.press('Enter'));
  } else {
    await cutAndSee(app, () => press(app.firstMinute.cut(), hand));
  }
}

for (const hand of ['mouse', 'keyboard'] as const) {
  test(`a cut ack charges the customer twice, by ${hand}`, async ({ page }) => {
    await twice(new App(page), hand);
  });
}

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
  test('a cut ack charges the customer twice, by touch', async ({ page }) => {
    await twice(new App(page), 'touch');
  });
});

async function fastCut(app: App): Promise<void> {
  await app.run.fast();
  await app.firstMinute.cut().click();
  await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged twice.', OUTCOME);
}

test('the cross stands where the ack was cut', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const ack = (await app.place.locator('.pill--ringed').boundingBox())!;
  await app.firstMinute.cut().click();
  await app.run.pause().click();
  const cross = (await app.firstMinute.cross().boundingBox())!;
  const middle = (box: typeof ack) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  expect(Math.abs(middle(cross).x - middle(ack).x)).toBeLessThan(20);
  expect(Math.abs(middle(cross).y - middle(ack).y)).toBeLessThan(20);
});

for (const size of [{ width: 1440, height: 900 }, { width: 640, height: 400 }, { width: 360, height: 740 }]) {
  test(`the focus is on the cut, and after it on what is said, ${size.width}×${size.height}`, async ({ page }) => {
    await page.setViewportSize(size);
    const app = new App(page);
    await app.open();
    await expect(app.firstMinute.cut()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(app.firstMinute.headline()).toBeFocused();
  });
}

test('a right guess is told so', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.firstMinute.answer('twice').check();
  await fastCut(app);
  await expect(app.firstMinute.verdict()).toContainText('You said: twice. So it was.');
});

test('a wrong guess is told so, by keyboard', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.run.fast();
  await app.firstMinute.answer('none').focus();
  await page.keyboard.press('ArrowDown');
  await expect(app.firstMinute.answer('once')).toBeChecked();
  await press(app.firstMinute.cut(), 'keyboard');
  await expect(app.firstMinute.verdict()).toContainText('You said: once. It came out otherwise.', OUTCOME);
});

test('the same cut under exactly once charges once, and starting over asks again', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await fastCut(app);
  await app.firstMinute.sameCutUnderExactlyOnce().click();
  await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged once.', OUTCOME);
  await expect(app.firstMinute.verdict()).toContainText('Idempotence kept the second copy out of the log.');
  await expect(app.firstMinute.receiptLines().filter({ hasText: 'order 3' })).toHaveCount(1);
  await app.firstMinute.startOver().click();
  await expect(app.firstMinute.headline()).toHaveText('The broker stored order 3. Its answer is on the way back.');
  await expect(app.firstMinute.cut()).toBeFocused();
});

test('Why? names the cut and what followed, and each line leads to its moment', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await fastCut(app);
  await app.run.over();
  await app.firstMinute.why().click();
  await expect(app.firstMinute.causes().first()).toHaveText('Cut: ack of order 3. Without it, this would not have happened.');
  const chain = app.firstMinute.chain();
  const lines = (await chain.allInnerTexts()).map((line) => line.replace(/\s+/g, ' '));
  const of = (text: string) => lines.findIndex((line) => line.includes(text));
  const cut = of('Cut: ack of order 3');
  expect(cut).toBeGreaterThanOrEqual(0);
  expect(of('Checkout waited for an answer in vain')).toBeGreaterThan(cut);
  expect(of('Broker 1 stored order 3 in orders at offset 3')).toBeGreaterThan(cut);
  expect(lines.at(-1)).toContain('The customer was charged for order 3');
  const time = lines[cut]!.split(' ')[0]!;
  await chain.nth(cut).click();
  await expect(app.run.clock()).toHaveText(time);
  await expect(app.run.state()).toHaveText('paused at');
});

test('let run uncut, order 3 is charged once', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.run.fast();
  await app.run.play().click();
  await expect(app.firstMinute.headline()).toHaveText('Order 3 was charged once.', OUTCOME);
  await expect(app.firstMinute.verdict()).toContainText('At least once kept its word');
});

test('the first minute leads to the first lesson', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await fastCut(app);
  await app.run.over();
  await app.firstMinute.toLesson().click();
  await expect(page).toHaveURL(/#\/lesson\/01-/);
  await expect(app.lesson.title()).toBeVisible();
});

test('the playground goes on with the run of the first minute', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await fastCut(app);
  await app.run.over();
  await app.playgroundLink().click();
  await expect(app.playground.verdict()).toContainText('Order 3 was charged twice.');
  expect(await app.playground.ledger(3)).toEqual({ sent: '1', told: '1', log: '2', read: '2', charged: '2' });
});
