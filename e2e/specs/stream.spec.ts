// The stream under exactly once: what a dead coordinator takes with it, and what can be looked into.
import { App } from '../pages/app.ts';
import { Stream } from '../pages/stream.ts';
import { expect, test } from '../support/test.ts';

async function stream(app: App): Promise<Stream> {
  await app.open();
  const stream = new Stream(app);
  await stream.open();
  return stream;
}

async function killAfterDecision(app: App, stream: Stream): Promise<void> {
  await stream.stepUntilMemory('billing', /^billing PrepareCommit/);
  await app.act(app.playground.broker(1), 'act-crash');
}

test('a new coordinator reads the log into its memory, record by record, and finishes the commit', async ({ page }) => {
  const app = new App(page);
  const it = await stream(app);
  await killAfterDecision(app, it);
  await expect(it.coordinator(1)).toContainText(app.words.of('coordinator-gone'));
  await it.stepUntil(it.loading());
  await expect(it.loading()).toHaveText(/1 .* 4/);
  await it.stepUntilMemory('billing', /^billing CompleteCommit/);
  await app.run.fast();
  await app.run.playToTheEnd();
  await expect(it.reader('read_committed').locator('.payment--seen')).toHaveCount(3);
});

test('without its log a dead coordinator leaves an id that nobody knows, and readers that wait', async ({ page }) => {
  const app = new App(page);
  const it = await stream(app);
  await app.place.locator('summary', { hasText: app.words.of('parts-title') }).click();
  await app.place.getByRole('checkbox', { name: app.words.of('part-log') }).uncheck();
  await it.stepUntil(app.place.locator('.payment--held'));
  await app.act(app.playground.broker(1), 'act-crash');
  await it.stepUntilMemory('billing', new RegExp(app.words.of('memory-unknown')));
  await app.run.fast();
  await app.run.playToTheEnd();
  await expect(it.reader('read_committed').locator('.payment--held')).not.toHaveCount(0);
  await expect(it.reader('read_committed').locator('.payment--seen')).toHaveCount(0);
});

test('a log opens by key as a list of records that arrows scroll, and the focus goes back', async ({ page }) => {
  const app = new App(page);
  const it = await stream(app);
  await it.stepUntilMemory('billing', /^billing CompleteCommit/);
  const row = it.log('payments-0');
  await row.press('Enter');
  await expect(it.records()).toHaveCount(3);
  await expect(it.records().nth(1)).toContainText('coordinatorEpoch');
  await expect(it.records().nth(2)).toContainText('baseSequence');
  await expect(app.menu.itself().locator('[tabindex]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
});

test('the states of an application and of its memory are told in a sentence each', async ({ page }) => {
  const app = new App(page);
  const it = await stream(app);
  await it.stepUntilMemory('billing', /Ongoing.*PrepareCommit/);
  await it.memory('billing').press('Enter');
  await expect(app.menu.itself()).toContainText(app.words.of('state-ongoing'));
  await expect(app.menu.itself()).toContainText(app.words.of('pending-log-first'));
  await page.keyboard.press('Escape');
  await app.playground.billing().click();
  await expect(app.menu.itself()).toContainText(app.words.of('manager-committing'));
});

test('a second reader joins at this moment and has seen what is held back from the first', async ({ page }) => {
  const app = new App(page);
  const it = await stream(app);
  await it.stepUntilMemory('billing', /Ongoing.*PrepareCommit/);
  const clock = await app.run.clock().textContent();
  await it.compare().click();
  await expect(it.reader('read_committed').locator('.payment--held')).toHaveCount(1);
  await expect(it.reader('read_uncommitted').locator('.payment--seen')).toHaveCount(1);
  await expect(app.run.clock()).toHaveText(clock!);
  await it.compare().click();
  await expect(it.reader('read_uncommitted')).toHaveCount(0);
});

test('where brokers are lines, each opens and closes', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const app = new App(page);
  const it = await stream(app);
  await expect(it.log('payments-1')).toBeHidden();
  await app.place.getByRole('checkbox', { name: app.words.with('card-open-logs', 3) }).check();
  await expect(it.log('payments-1')).toBeVisible();
});

test('a transaction log shows as many of its last records as there is room for, and counts the others', async ({ page }) => {
  const app = new App(page);
  await app.open('/#/lesson/11-kill-the-coordinator/3');
  await app.lesson.show().click();
  await app.run.hurryUntil('.beat__after');
  const log = page.locator('[data-node="broker-2"] .log--states');
  const earlier = log.locator('.log__earlier:visible');
  let all: number | undefined;
  for (const [width, height, shown] of [[1440, 900, 6], [1024, 768, 4], [640, 400, 2]] as const) {
    await page.setViewportSize({ width, height });
    await expect(log.locator('.cell--state:visible')).toHaveCount(shown);
    await expect(earlier).toHaveCount(1);
    const counted = shown + Number(/\d+/.exec(await earlier.innerText())![0]);
    expect(counted).toBe(all ??= counted);
  }
});
