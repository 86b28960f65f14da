// Exactly once in a stream: what the ledger and the verdict say in peace, and what the page says with the transaction log
// taken out.
import { App } from '../pages/app.ts';
import { Stream } from '../pages/stream.ts';
import { axeViolations } from '../support/axe.ts';
import { expect, test } from '../support/test.ts';

test.use({ viewport: { width: 1440, height: 900 } });

async function open(app: App): Promise<Stream> {
  await app.openPlayground();
  const stream = new Stream(app);
  await stream.open();
  return stream;
}

/** Steps to where billing's transaction stands so, kills its coordinator, and steps on to the end. */
async function killTheCoordinator(app: App, stream: Stream, state: string): Promise<void> {
  await stream.stepUntilMemory('billing', new RegExp(`billing ${state}`));
  const remembers = app.place.getByRole('article').filter({ has: stream.memory('billing').filter({ hasText: state }) });
  await app.act(remembers.locator('.card__head'), 'act-crash');
  await app.parts.stepToTheEnd();
}

test('in peace each order is seen once, and every guarantee can be chosen in both pipelines', async ({ page }) => {
  const app = new App(page);
  const { parts, playground } = app;
  await open(app);
  await parts.stepToTheEnd();
  for (const order of [1, 2, 3]) await expect(parts.payment(order)).toContainText('seen');
  await expect(playground.verdict()).toHaveText('Every order got there once and in order.');
  await expect(playground.ledgerRow(3).getByRole('cell')).toHaveText(['1', '1', '1', '1', '1', '1']);
  await expect(parts.banner()).toHaveCount(0);
  await playground.preset('at-most-once').click();
  await expect(playground.preset('at-most-once')).toHaveAttribute('aria-pressed', 'true');
  await parts.pipeline('simple').click();
  await expect(parts.pipeline('simple')).toHaveAttribute('aria-pressed', 'true');
  await expect(playground.preset('at-most-once')).toHaveAttribute('aria-pressed', 'true');
});

test('without the transaction log the next coordinator knows nothing, and the page says what that cost', async ({ page }) => {
  // Hundreds of steps, one after another.
  test.setTimeout(120_000);
  const app = new App(page);
  const { parts, playground } = app;
  const stream = await open(app);
  await parts.takeOut('part-log');
  await expect(parts.banner()).toContainText('This is no real Kafka. Taken out:');
  await expect(parts.banner()).toContainText('Transaction log');
  await stream.stepUntil(parts.records('payments-0'));
  await killTheCoordinator(app, stream, 'Ongoing');
  const told = parts.forgotten();
  await expect(told).toContainText('has never heard of transactional.id billing.');
  await expect(told).toContainText('left a transaction open in payments-0. Nobody knows it, so nobody will end it.');
  await expect(told).toContainText('The last stable offset of payments-0 stays at 0.');
  await expect(told).toContainText('Statement reads only what is committed, and waits there. 1 stored record is out of its reach.');
  expect(await axeViolations(page)).toEqual([]);
  await parts.putBack().click();
  await expect(parts.banner()).toHaveCount(0);
  await parts.stepToTheEnd();
  await expect(parts.forgotten()).toHaveCount(0);
  await expect(playground.undo()).toBeVisible();
});
