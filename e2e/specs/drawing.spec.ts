// While a run moves, only what is new in it is drawn. What then stands there must be what a whole drawing would have made.
import { App } from '../pages/app.ts';
import { Stream } from '../pages/stream.ts';
import { expect, test } from '../support/test.ts';

const whole = (app: App) => app.place.locator('.app').evaluate((it) => it.outerHTML);

/** Another theme draws everything anew; the third press leads back to the first. */
async function drawWhole(app: App): Promise<void> {
  for (let press = 0; press < 3; press += 1) await app.themeButton().click();
}

async function playFast(app: App): Promise<void> {
  await app.run.fast();
  await app.run.playToTheEnd();
}

/** The leader dies once the ack of order 1 is on its way, and the run goes on to its end. */
async function playWithoutLeader(app: App): Promise<void> {
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(1));
  await app.act(app.playground.broker(1), 'act-crash');
  await playFast(app);
}

async function expectNothingStale(app: App): Promise<void> {
  const left = await whole(app);
  await drawWhole(app);
  expect(await whole(app)).toBe(left);
}

test('a played run leaves nothing stale', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.playground.addOrder().click();
  await playFast(app);
  await expectNothingStale(app);
});

test('nor does one in which a leader died', async ({ page }) => {
  const app = new App(page);
  await playWithoutLeader(app);
  await expectNothingStale(app);
});

test('nor does a stream of transactions', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await new Stream(app).open();
  await playFast(app);
  await expectNothingStale(app);
});

test('nor does a run that is played again from its beginning', async ({ page }) => {
  const app = new App(page);
  await playWithoutLeader(app);
  await app.run.scrubber().press('Home');
  await app.run.playToTheEnd();
  await expectNothingStale(app);
});

test('nor does the first minute when its leader dies', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.act(page.locator('.card__head').nth(1), 'act-crash');
  await playFast(app);
  await expectNothingStale(app);
});
