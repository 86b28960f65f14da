// Lessons in a browser: predict, do, compare; back and forth; in another language; by clicker.
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

const LESSON = '/#/lesson/03-the-ack-that-never-came';

test('a lesson is chosen, foretold, done and compared', async ({ page }) => {
  const app = new App(page);
  const { lesson, run } = app;
  await app.open('/#/lessons');
  await lesson.listed().filter({ hasText: 'The ack that never came' }).click();
  await expect(lesson.title()).toHaveText('Waiting for an answer');
  await lesson.next().click();
  await expect(lesson.skip()).toBeVisible();
  await lesson.option(1).check();
  await lesson.next().click();
  await expect(lesson.title()).toHaveText('Cut the ack');
  await expect(lesson.after()).toHaveCount(0);
  await run.fast();
  await app.act(app.playground.ack(3), 'act-cut-ack');
  await run.over();
  await expect(lesson.goal()).toHaveClass(/goal--reached/);
  await expect(lesson.outcome()).toHaveText('You said: Once. It was: Twice.');
  await expect(lesson.after()).toContainText('Checkout waited 30 seconds');
});

test('a way through the lessons has an address, and each lesson leads to the next on it', async ({ page }) => {
  const app = new App(page);
  await app.open('/#/lessons');
  await expect(app.lesson.listed()).toHaveCount(12);
  await expect(app.lesson.listed().first()).toContainText('an order arrives once or never');
  await page.getByRole('link', { name: '45 minutes: 1, 3, 4, 8, 11' }).click();
  await expect(page).toHaveURL(/#\/lessons\/45-minutes$/);
  await expect(app.lesson.listed()).toHaveCount(5);
  await app.lesson.listed().first().click();
  await expect(app.lesson.title()).toBeVisible();
  await page.goto(page.url().replace(/\d+$/, '5'));
  await page.getByRole('link', { name: 'Lesson 3' }).click();
  await expect(page).toHaveURL(/03-the-ack-that-never-came\/1$/);
});

test('show me plays the solution, and a beat is found as it was left', async ({ page }) => {
  const app = new App(page);
  const { lesson, run } = app;
  await app.open(`${LESSON}/3`);
  await run.fast();
  await lesson.show().click();
  await run.over();
  await expect(lesson.goal()).toHaveClass(/goal--reached/);
  const end = await run.clock().innerText();
  await lesson.next().click();
  await expect(run.clock()).not.toHaveText(end);
  await lesson.back().click();
  await expect(run.clock()).toHaveText(end);
  await expect(page).toHaveURL(/never-came\/3$/);
});

test('a lesson goes on where it was left, in the other language too', async ({ page }) => {
  const app = new App(page);
  await app.open(`${LESSON}/2`);
  await app.language('Русский').click();
  await expect(app.lesson.title()).toHaveText('Сколько заплатит покупатель?');
  await page.goto('about:blank');
  const russian = new App(page, new Words('ru'));
  await russian.open('/#/lessons');
  await russian.lesson.listed().filter({ hasText: 'Подтверждение, которое не пришло' }).click();
  await expect(russian.lesson.title()).toHaveText('Сколько заплатит покупатель?');
});

test('in a lecture a clicker goes on and back, in large type', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  const app = new App(page);
  await app.open(`/?present=1${LESSON.slice(1)}`);
  await expect(app.lesson.title()).toHaveCSS('font-size', '32px');
  await page.keyboard.press('PageDown');
  await expect(app.lesson.title()).toHaveText('What will the customer pay?');
  await page.keyboard.press('PageUp');
  await expect(app.lesson.title()).toHaveText('Waiting for an answer');
});

test('a clicker reads on, plays what the lesson waits for, and only then goes on', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 420 });
  const app = new App(page);
  await app.open(`/?present=1${LESSON.slice(1)}/3`);
  const words = page.locator('.panel__scroll');
  await expect(words).toHaveJSProperty('scrollTop', 0);
  const onward = async () => page.keyboard.press('PageDown');
  await onward();
  await expect(words).not.toHaveJSProperty('scrollTop', 0);
  for (let presses = 0; !(await app.run.pause().isVisible()); presses += 1) {
    expect(presses, 'the words come to their end').toBeLessThan(5);
    await onward();
  }
  await app.lesson.isAt(3);
  await app.run.over();
  await expect(app.lesson.openGoals()).toHaveCount(0);
});

test('a cleared device stays clear, though a lesson is open behind it', async ({ page }) => {
  const app = new App(page);
  await app.open(`${LESSON}/2`);
  await app.open('/#/lessons');
  await app.lesson.clear().click();
  await page.reload();
  await expect(app.lesson.listed().first()).toBeVisible();
  const kept = await page.evaluate(() => localStorage.getItem('ackademy.lessons'));
  expect(kept).toBeNull();
});

test('after a reload the outcome stands beside what was foretold before it', async ({ page }) => {
  const app = new App(page);
  const { lesson, run } = app;
  await app.open(`${LESSON}/2`);
  await lesson.option(1).check();
  await lesson.next().click();
  await lesson.isAt(3);
  await page.reload();
  await lesson.isAt(3);
  await run.fast();
  await lesson.show().click();
  await expect(lesson.outcome()).toContainText('You said');
});

test('on a phone what came of it comes into view', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const app = new App(page);
  await app.open('/#/lesson/04-processed-then-crashed/3');
  await app.run.fast();
  const billing = app.place.locator('[data-node="client-1"] .card__head');
  await billing.scrollIntoViewIfNeeded();
  await app.act(billing, 'act-crash');
  await app.act(billing, 'act-restart');
  await app.run.over();
  await expect(app.lesson.outcome()).toBeInViewport({ ratio: 1 });
});

test('a lesson that is not there says so', async ({ page, problems }) => {
  const app = new App(page);
  await app.open('/#/lesson/99-no-such-lesson');
  await expect(app.lesson.notice()).toContainText('The lesson could not be loaded');
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  problems.length = 0;
});

test('whoever skips each wait reaches the goal of a long run in a few presses, by mouse and by keyboard', async ({ page }) => {
  const app = new App(page);
  const { lesson, run } = app;
  await app.open('/#/lesson/11-kill-the-coordinator/5');
  await app.act(app.place.locator('[data-node="broker-1"] .card__head'), 'act-crash');
  await run.fast();
  for (let presses = 0; await lesson.openGoals().count() > 0; presses += 1) {
    expect(presses).toBeLessThan(6);
    await expect(page.locator('.skip-wait--offered, .beat__after')).toBeVisible({ timeout: 20_000 });
    if (await lesson.openGoals().count() === 0) break;
    const before = await run.position();
    await run.skipWait().focus();
    await page.keyboard.press('Enter');
    await run.positionAfter(before);
    await expect(run.skipWait()).toBeFocused();
  }
  await expect(lesson.after()).toContainText('INVALID_PRODUCER_ID_MAPPING');
});

test('where the page around hides the scrubber, a wait is skipped beside the goals', async ({ page }) => {
  const app = new App(page);
  await app.open('/?hide=transport#/lesson/11-kill-the-coordinator/3');
  await app.lesson.show().click();
  await expect(app.run.skipWait()).toBeVisible();
  await expect(app.run.skipWait()).toBeEnabled({ timeout: 20_000 });
  // What is said about the time stands until something happens, and nothing happens by itself now.
  await page.keyboard.press('.');
  await app.run.skipWait().click();
  await expect(app.place.locator('.break')).toHaveText(/later/);
});

test('where a beat gives config keys, a changed one shows the same cut again', async ({ page }) => {
  const app = new App(page);
  const { lesson, run } = app;
  await app.open('/#/lesson/06-a-number-on-every-batch/6');
  await app.act(app.playground.ack(3), 'act-cut-ack');
  await run.fast();
  await run.over();
  await expect(lesson.ruling()).toHaveText(/^Every order got there once/);
  await app.place.locator('.panel .fold summary').click();
  await lesson.key('enable.idempotence').selectOption('false');
  await expect(lesson.notice()).toContainText(app.words.of('notice-replayed-in-lesson'));
  await run.over();
  await expect(lesson.ruling()).toContainText('twice');
  await expect(lesson.title()).toHaveText('In real Kafka');
});
