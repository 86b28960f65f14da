// Every fault of every kind of thing, by mouse, by touch and by keyboard.
import type { Locator } from '@playwright/test';
import { App, press } from '../pages/app.ts';
import type { Hand } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';

interface Fault {
  /** What is pressed. */
  thing(app: App): Locator;
  does: string;
  /** What shows that it happened. */
  seen(app: App): Locator;
  /** What must have been done before. */
  after?: Fault;
}

const role = (name: string, text: string) => (app: App) => app.playground.role(name).filter({ hasText: new RegExp(`^${text}`) });
const card = (name: string, text: string) => (app: App) => app.playground.card(name).filter({ hasText: text });
const up = (name: string) => (app: App) => app.playground.card(name).filter({ hasNotText: /down|paused/ });
const broker = (number: number) => (app: App) => app.playground.broker(number);
const checkout = (app: App) => app.playground.checkout();
const billing = (app: App) => app.playground.billing();
/** In the list of what is on its way, since what flies is hard to hit with keys. */
const ack = (app: App) => app.playground.onTheWay().filter({ hasText: 'Ack of order 1' });
const fetch = (app: App) => app.playground.onTheWay().filter({ hasText: /^Fetch/ });
const cutWire = (app: App) => app.playground.cutWires().first();

const FAULTS: Record<string, Fault> = {
  'an ack is cut': { thing: ack, does: 'Cut this ack', seen: (app) => app.spokenAs('Cut: ack of order 1') },
  'a request is lost': { thing: fetch, does: 'Lose it', seen: (app) => app.spokenAs('Cut: Fetch') },
  'an ack is held back': { thing: ack, does: 'Hold it back', seen: (app) => ack(app).filter({ hasText: 'held' }) },
  'a request is sent twice': { thing: fetch, does: 'Send it twice', seen: (app) => app.spokenAs('On its way twice: Fetch') },
  'an ack is sent twice': { thing: ack, does: 'Send it twice', seen: (app) => app.playground.notice().filter({ hasText: 'correlation id' }) },
  'an ack arrives early': { thing: ack, does: 'Let it arrive now', seen: (app) => app.spokenAs('Checkout was told: order 1 is stored') },
  'a broker is killed': { thing: broker(1), does: 'Kill the process', seen: role('Broker 1', 'down') },
  'a broker loses its power': { thing: broker(2), does: 'Cut its power', seen: role('Broker 2', 'down') },
  'a broker is shut down': { thing: broker(3), does: 'Shut it down properly', seen: role('Broker 3', 'down') },
  'a broker is paused': { thing: broker(2), does: 'Pause it', seen: role('Broker 2', 'paused') },
  'a broker\'s link is cut': { thing: broker(1), does: 'Cut the link to checkout', seen: cutWire },
  'checkout is killed': { thing: checkout, does: 'Kill the process', seen: card('Checkout', 'down') },
  'checkout is paused': { thing: checkout, does: 'Pause it', seen: card('Checkout', 'paused') },
  'checkout\'s connection breaks': {
    thing: checkout, does: 'Break the connection to broker 1', seen: (app) => app.spokenAs('Connection broken between checkout and broker 1'),
  },
  'checkout\'s link is cut': { thing: checkout, does: 'Cut the link to broker 1', seen: cutWire },
  'billing is killed': { thing: billing, does: 'Kill the process', seen: card('Billing', 'down') },
};

const MENDED: Record<string, Fault> = {
  'a held ack is let go': {
    after: FAULTS['an ack is held back']!, thing: ack, does: 'Let it go', seen: (app) => ack(app).filter({ hasNotText: 'held' }),
  },
  'a killed broker starts again': { after: FAULTS['a broker is killed']!, thing: broker(1), does: 'Start it again', seen: role('Broker 1', 'starting') },
  'a paused broker goes on': { after: FAULTS['a broker is paused']!, thing: broker(2), does: 'Let it go on', seen: role('Broker 2', 'leads') },
  'a killed checkout starts again': { after: FAULTS['checkout is killed']!, thing: checkout, does: 'Start it again', seen: up('Checkout') },
  'a killed billing starts again': { after: FAULTS['billing is killed']!, thing: billing, does: 'Start it again', seen: up('Billing') },
  'a paused checkout goes on': { after: FAULTS['checkout is paused']!, thing: checkout, does: 'Let it go on', seen: up('Checkout') },
  'a cut link is healed': {
    after: FAULTS['checkout\'s link is cut']!, thing: checkout, does: 'Heal the link to broker 1', seen: (app) => app.spokenAs('Link healed'),
  },
};

async function until(app: App, fault: Fault, hand: Hand): Promise<void> {
  if (fault.after) await until(app, fault.after, hand);
  await press(fault.thing(app), hand);
  await press(app.menu.choice(fault.does), hand);
  await expect(app.menu.itself()).toBeHidden();
  await expect(fault.seen(app).first()).toBeAttached();
}

/** An ack on one side, a Fetch on the other. */
async function bothUnderWay(app: App): Promise<void> {
  await app.run.stepUntil(fetch(app));
  await expect(ack(app)).toBeVisible();
}

const ALL = Object.entries({ ...FAULTS, ...MENDED });

for (const hand of ['mouse', 'keyboard', 'touch'] as const) {
  test.describe(hand, () => {
    test.use(hand === 'touch' ? { hasTouch: true, viewport: { width: 1024, height: 768 } } : { viewport: { width: 1366, height: 768 } });
    test(`every fault happens and can be mended, by ${hand}`, async ({ page }) => {
      test.setTimeout(180_000);
      const app = new App(page);
      await app.openPlayground();
      for (const [name, fault] of ALL) {
        await test.step(name, async () => {
          await app.run.restart().click();
          await bothUnderWay(app);
          await until(app, fault, hand);
        });
      }
    });
  });
}

test('on the stage itself an envelope and a link open their menus', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await bothUnderWay(app);
  await app.playground.ack(1).click();
  await expect(app.menu.itself()).toHaveAccessibleName('Ack of order 1, broker 1 to checkout');
  await app.menu.close().click();
  await app.playground.pressWire('client-0', 'broker-3');
  await expect(app.menu.itself()).toHaveAccessibleName('Link between checkout and broker 3');
  await app.menu.choice('Cut the link to broker 3').or(app.menu.choice('Cut the link to checkout')).click();
  await expect(app.playground.cutWires()).toHaveCount(1);
});

test('a link opens its menu where it was pressed', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  const pressed = await app.playground.pressWire('client-0', 'broker-3');
  const menu = (await app.menu.itself().boundingBox())!;
  expect(menu.x - pressed.x, 'beside it, to the right').toBeGreaterThan(0);
  expect(menu.x - pressed.x).toBeLessThan(40);
  expect(pressed.y, 'at its height').toBeGreaterThanOrEqual(menu.y - 1);
  expect(pressed.y).toBeLessThan(menu.y + menu.height);
});

test('a press on a broker opens its menu and kills nothing', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.playground.broker(1).click();
  await expect(app.menu.itself()).toHaveAccessibleName('What happens to broker 1');
  await app.menu.close().click();
  await expect(app.playground.role('Broker 1')).toHaveText('leads orders');
});

test('in a menu arrows move, Escape closes, and the focus goes back', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await press(app.playground.broker(3), 'keyboard');
  const choices = app.menu.choices();
  await expect(choices.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(choices.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(choices.last()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(app.menu.close()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(app.menu.itself()).toBeHidden();
  await expect(app.playground.broker(3)).toBeFocused();
});

test('opening a menu pauses the run, and closing it goes on', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.play().click();
  await app.playground.broker(2).click();
  await expect(app.run.state()).toHaveText('paused at');
  await app.menu.close().click();
  await expect(app.run.state()).toHaveText('playing');
});
