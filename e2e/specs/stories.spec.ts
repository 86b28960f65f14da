// Known stories, told by the ledger, the verdict and the receipt; presets and config keys that tell them otherwise.
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const WELL = { sent: '1', told: '1', log: '1', read: '1', charged: '1' };

async function cutFirstAck(app: App): Promise<void> {
  await app.run.stepUntil(app.playground.ack(1));
  await app.playground.ack(1).click();
  await app.menu.choice('Cut this ack').click();
}

async function toTheEnd(app: App): Promise<void> {
  await app.run.fast();
  await app.run.playToTheEnd();
}

for (const preset of ['at-most-once', 'at-least-once'] as const) {
  test(`${preset} without a fault delivers every order once`, async ({ page }) => {
    const app = new App(page);
    await app.openPlayground();
    await app.playground.preset(preset).click();
    await expect(app.playground.preset(preset)).toHaveAttribute('aria-pressed', 'true');
    await toTheEnd(app);
    for (const order of [1, 2, 3]) expect(await app.playground.ledger(order)).toEqual(WELL);
    await expect(app.playground.verdict()).toHaveText('Every order got there once and in order.');
  });
}

test('a lost ack doubles the order at least once, and Why? finds the cut', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await cutFirstAck(app);
  await toTheEnd(app);
  expect(await app.playground.ledger(1)).toEqual({ sent: '1', told: '1', log: '2', read: '2', charged: '2' });
  expect(await app.playground.ledger(2)).toEqual(WELL);
  await expect(app.playground.verdict()).toContainText('Order 1 was charged twice.');
  await expect(app.playground.verdict()).toContainText('These config keys do not promise otherwise.');
  await expect(app.playground.receiptLines().filter({ hasText: 'order 1' })).toHaveCount(2);
  await app.playground.why().click();
  await expect(app.firstMinute.causes().first()).toContainText('Cut: ack of order 1');
});

test('at most once loses an order whose request is lost, and nobody is told', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.playground.preset('at-most-once').click();
  await app.run.stepUntil(app.playground.pill('order 1'));
  await app.playground.pill('order 1').click();
  await app.menu.choice('Lose it').click();
  await toTheEnd(app);
  expect(await app.playground.ledger(1)).toEqual({ sent: '1', told: '1', log: '0', read: '0', charged: 'lost' });
  await expect(app.playground.verdict()).toContainText('Order 1 is lost.');
});

test('a billing that dies between charge and commit charges again', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.stepUntil(app.playground.next().filter({ hasText: 'Billing calls commitSync()' }));
  await app.playground.billing().click();
  await app.menu.choice('Kill the process').click();
  await app.playground.billing().click();
  await app.menu.choice('Start it again').click();
  await toTheEnd(app);
  expect(await app.playground.ledger(1)).toEqual({ sent: '1', told: '1', log: '1', read: '2', charged: '2' });
  await expect(app.playground.verdict()).toContainText('Order 1 was charged twice.');
});

test('while a broker is down nothing is called lost', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(1));
  await app.playground.broker(3).click();
  await app.menu.choice('Kill the process').click();
  await expect(app.playground.verdict()).toHaveText('Waiting for broker 3 to work again.');
});

test('another preset replays orders and faults, says what has no counterpart, and can be undone', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await cutFirstAck(app);
  await toTheEnd(app);
  await app.playground.preset('at-most-once').click();
  await expect(app.playground.notice()).toContainText('The same orders and faults, from the start.');
  await app.run.over();
  await expect(app.playground.notice()).toContainText('Cut: ack of order 1. There is no such thing here.');
  await app.playground.undo().click();
  await expect(app.playground.preset('at-least-once')).toHaveAttribute('aria-pressed', 'true');
  await expect(app.playground.verdict()).toContainText('Order 1 was charged twice.');
  await expect(app.playground.notice()).toBeHidden();
});

test('idempotence as a key takes the second copy away', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await cutFirstAck(app);
  await app.playground.keys().click();
  await app.playground.key('enable.idempotence').selectOption('true');
  await expect(app.playground.notice()).toContainText('The same orders and faults, from the start.');
  await app.run.fast();
  await app.run.over();
  expect(await app.playground.ledger(1)).toEqual(WELL);
  await expect(app.playground.faultMarks()).toHaveCount(1);
});

test('undoing a changed key shows and holds its old value', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await cutFirstAck(app);
  await app.playground.keys().click();
  await app.playground.key('max.poll.records').selectOption('1');
  await app.playground.undo().click();
  await expect(app.playground.key('max.poll.records')).toHaveValue('500');
});

test('a key that contradicts another is refused with what to do, and nothing is lost', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await cutFirstAck(app);
  await app.playground.keys().click();
  await app.playground.key('enable.idempotence').selectOption('true');
  await app.run.pause().click();
  const position = await app.run.screenTime();
  await app.playground.key('acks').selectOption('0');
  await expect(app.playground.notice()).toContainText('acks=0 does not go with enable.idempotence=true. Change enable.idempotence first.');
  await expect(app.playground.key('acks')).toHaveValue('all');
  expect(await app.run.screenTime()).toBe(position);
  await expect(app.playground.undo()).toBeHidden();
});

test('orders are added up to twelve', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  for (let order = 4; order <= 12; order += 1) {
    await expect(app.playground.addOrder()).toHaveText(`Add order ${order}`);
    await app.playground.addOrder().click();
  }
  await expect(app.playground.addOrder()).toBeHidden();
  await toTheEnd(app);
  for (const order of [1, 12]) expect(await app.playground.ledger(order)).toEqual(WELL);
  await expect(app.playground.receiptLines()).toHaveCount(12);
});
