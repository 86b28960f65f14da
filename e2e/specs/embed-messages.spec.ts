// Messages between a frame and the page around it: who is told what, who is listened to, and what is refused.
import { App } from '../pages/app.ts';
import { ask, element, hear, on, post, told } from '../support/in-course-page.ts';
import { expect, test } from '../support/test.ts';
import { ENGLISH } from '../support/words.ts';

const LESSON = '03-the-ack-that-never-came';
const ABOUT_THE_LESSON = ['beat', 'prediction', 'goal', 'completed'];

test('the page around is told of a lesson from its first beat to its end, and nothing about the learner', async ({ page }) => {
  await hear(page);
  await on(page, (site) => element(site, `moment="/lesson/${LESSON}" height="700"`), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    const { lesson, run } = app;
    await expect(lesson.title()).toHaveText('Waiting for an answer');
    await expect.poll(() => told(page, 'ready')).toHaveLength(1);
    expect((await told(page, 'height')).at(-1)!.height).toBeGreaterThan(300);
    await lesson.next().click();
    await lesson.option(1).check();
    await lesson.next().click();
    await run.fast();
    await lesson.show().click();
    await expect(lesson.outcome()).toBeVisible();
    await lesson.next().click();
    await lesson.show().click();
    await run.over();
    await lesson.next().click();
    await lesson.next().click();
    const beat = (number: number) => ({ ackademy: 1, type: 'beat', lesson: LESSON, beat: number });
    await expect.poll(() => told(page, ...ABOUT_THE_LESSON)).toEqual([
      beat(0),
      beat(1),
      beat(2),
      { ackademy: 1, type: 'prediction', lesson: LESSON, beat: 1, option: 1, right: false },
      { ackademy: 1, type: 'goal', lesson: LESSON, goal: 'charged-twice' },
      beat(3),
      { ackademy: 1, type: 'goal', lesson: LESSON, goal: 'charged-once' },
      beat(4),
      beat(5),
      { ackademy: 1, type: 'completed', lesson: LESSON },
    ]);
    expect((await told(page)).map(({ type }) => type).indexOf('beat'), 'nothing is told of what is not the lesson').toBeLessThan(4);
    const verdicts = await told(page, 'verdict');
    expect(verdicts).toContainEqual({ ackademy: 1, type: 'verdict', standing: 'anomaly', anomaly: 'duplicated' });
    const fields = new Set((await told(page)).flatMap((message) => Object.keys(message)));
    const known = ['ackademy', 'type', 'height', 'standing', 'anomaly', 'lesson', 'beat', 'option', 'right', 'goal'];
    expect([...fields].filter((field) => !known.includes(field)), 'fields that no document names').toEqual([]);
  });
});

test('the element passes each message on as an event, and the frame does what it is asked for', async ({ page }) => {
  await page.addInitScript(() => {
    const events: string[] = [];
    Object.assign(window, { events });
    for (const type of ['ready', 'height', 'beat', 'verdict', 'refused']) addEventListener(`ackademy-${type}`, () => events.push(type));
  });
  const events = () => page.evaluate(() => (window as unknown as { events: string[] }).events);
  await on(page, (site) => element(site, 'moment="/playground"'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    await expect.poll(events).toContain('ready');
    const first = await app.playground.next().innerText();
    await ask(page, 'step');
    await expect(app.playground.next()).not.toHaveText(first);
    await ask(page, 'play');
    await expect(app.run.pause()).toBeVisible();
    await ask(page, 'pause');
    await expect(app.run.play()).toBeVisible();
    await ask(page, 'language', 'ru-KZ');
    await expect(app.place.locator(':root')).toHaveAttribute('lang', 'ru');
    await ask(page, 'load', `/lesson/${LESSON}/2`);
    await expect(app.lesson.title()).toHaveText('Сколько заплатит покупатель?');
    await expect.poll(events).toContain('beat');
    await ask(page, 'load', '/transaction');
    await expect(app.place.locator('.transaction__step--now')).toHaveCount(0);
    await ask(page, 'step');
    await expect(app.place.locator('.transaction__step--now')).toContainText('InitProducerId');
    expect(await events()).not.toContain('refused');
  });
});

test('a moment is loaded, and loaded again after the learner has gone on', async ({ page }) => {
  const moment = 's=ASQAAAEABwE3nLoDCwEAAAAAAQABAAIBAAAAAZgRADgAAZigyj0THCWh';
  await on(page, (site) => element(site, 'moment="/playground"'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    const start = await app.run.clock().innerText();
    await ask(page, 'load', moment);
    await expect(app.run.clock()).not.toHaveText(start);
    const shared = await app.run.clock().innerText();
    await app.run.restart().click();
    await expect(app.run.clock()).not.toHaveText(shared);
    await ask(page, 'load', `#${moment}`);
    await expect(app.run.clock()).toHaveText(shared);
  });
});

test('what cannot be followed is answered with what is wrong, and nothing on screen changes', async ({ page }) => {
  await hear(page);
  await on(page, (site) => element(site, 'moment="/playground"'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    await app.run.step().click();
    await app.run.step().click();
    const before = await app.run.clock().innerText();
    const ours = (message: object) => ({ ackademy: 1, ...message });
    const refused: [unknown, RegExp][] = [
      [ours({ type: 'explode' }), /^type is explode; use load, play, pause, step or language$/],
      [ours({ type: 7 }), /^type is 7; use/],
      [ours({}), /^type is missing/],
      [{ ackademy: 2, type: 'play' }, /^ackademy is 2 here; this page speaks version 1$/],
      [ours({ type: 'load' }), /^moment is missing/],
      [ours({ type: 'load', moment: { a: 1 } }), /^moment is missing, or is no text$/],
      [ours({ type: 'load', moment: '/nowhere' }), /^moment leads nowhere; use \//],
      [ours({ type: 'load', moment: 'javascript:alert(1)' }), /^moment leads nowhere/],
      [ours({ type: 'load', moment: '/lesson/99-no-such-lesson' }), /^there is no lesson 99-no-such-lesson/],
      [ours({ type: 'load', moment: 's=!!' }), /^the link of this moment is broken/],
      [ours({ type: 'load', moment: 's=ASQAAAEABwE3nLoDCwEA' }), /^the link of this moment is truncated/],
      [ours({ type: 'load', moment: 's=yAMBAgPmog-n' }), /^the link of this moment is of a later version/],
      [ours({ type: 'load', moment: `s=${'A'.repeat(9_000)}` }), /^the link of this moment is oversized/],
      [ours({ type: 'load', moment: 'A'.repeat(90_000) }), /^moment leads nowhere/],
      [ours({ type: 'language' }), /^language is missing/],
      [ours({ type: 'language', language: 'xx' }), /^language xx is not there/],
    ];
    for (const [place, [message, reason]] of refused.entries()) {
      await post(page, message);
      await expect.poll(async () => (await told(page, 'refused')).length, JSON.stringify(message)?.slice(0, 80)).toBe(place + 1);
      expect((await told(page, 'refused')).at(-1)!.reason).toMatch(reason);
    }
    for (const stranger of [null, 'play', 7, [], { type: 'play' }, { ackademy: null, type: 'play' }]) await post(page, stranger);
    await post(page, ours({ type: 'explode' }));
    await expect.poll(async () => (await told(page, 'refused')).length, 'what is not ours is not answered').toBe(refused.length + 1);
    await expect(app.run.clock()).toHaveText(before);
    await expect(app.run.play()).toBeVisible();
    await expect(app.playground.notice()).toHaveCount(0);
    await expect(app.place.locator(':root')).toHaveAttribute('lang', 'en');
  });
});

test('where nothing runs, to play is refused', async ({ page }) => {
  await hear(page);
  await on(page, (site) => element(site, 'moment="/lessons"'), async () => {
    await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible();
    await ask(page, 'play');
    await expect.poll(() => told(page, 'refused')).toHaveLength(1);
    expect((await told(page, 'refused'))[0]!.reason).toMatch(/^nothing runs here/);
    expect(await told(page, 'verdict'), 'no run is on screen').toEqual([]);
  });
});

test('another frame on the page is not listened to, and hears nothing', async ({ page }) => {
  const stranger = `<script>
    window.heard = [];
    addEventListener('message', ({ data }) => heard.push(data));
    setInterval(() => parent.frames[0].postMessage({ ackademy: 1, type: 'language', language: 'ru' }, '*'), 20);
  </script>`;
  await on(page, (site) => `<iframe id="ours" sandbox="allow-scripts" src="${site}embed.html?lang=en#/playground"></iframe>
    <iframe id="other" sandbox="allow-scripts" srcdoc="${stranger.replaceAll('"', '&quot;')}"></iframe>`, async () => {
    const app = new App(page, ENGLISH, page.frameLocator('#ours'));
    await app.ready();
    await app.run.step().click();
    await app.run.step().click();
    await expect(app.place.locator(':root')).toHaveAttribute('lang', 'en');
    const other = page.frames().find((frame) => frame.url() === 'about:srcdoc')!;
    expect(await other.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  });
});

test('the element takes no message but its own frame\'s', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { completed: 0 });
    addEventListener('ackademy-completed', () => { (window as unknown as { completed: number }).completed += 1; });
  });
  const stranger = `<script>parent.postMessage({ ackademy: 1, type: 'completed', lesson: 'forged' }, '*'); parent.postMessage('sent', '*');</script>`;
  await hear(page);
  await on(page, (site) => `${element(site, 'moment="/playground"')}<iframe sandbox="allow-scripts" srcdoc="${stranger.replaceAll('"', '&quot;')}"></iframe>`, async () => {
    await new App(page, ENGLISH, page.frameLocator('ackademy-frame iframe')).ready();
    await expect.poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard.includes('sent'))).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { completed: number }).completed)).toBe(0);
  });
});

test('with host= another page is neither heard nor told anything', async ({ page }) => {
  await hear(page);
  await on(page, (site) => `<iframe sandbox="allow-scripts" src="${site}embed.html?host=https://elsewhere.example#/playground"></iframe>`, async () => {
    const frame = page.frameLocator('iframe');
    const app = new App(page, ENGLISH, frame);
    await app.ready();
    await post(page, { ackademy: 1, type: 'language', language: 'ru' });
    await post(page, { ackademy: 1, type: 'explode' });
    await app.run.step().click();
    await expect(frame.locator(':root')).toHaveAttribute('lang', 'en');
    expect(await told(page)).toEqual([]);
  });
});

test('with host= that page is told and heard', async ({ page }) => {
  await hear(page);
  await on(page, (site) => `<script>
      const frame = document.createElement('iframe');
      frame.sandbox = 'allow-scripts';
      frame.src = '${site}embed.html?lang=en&host=' + location.origin + '#/playground';
      document.documentElement.append(frame);
    </script>`, async () => {
    const frame = page.frameLocator('iframe');
    await new App(page, ENGLISH, frame).ready();
    await expect.poll(() => told(page, 'ready')).toHaveLength(1);
    await post(page, { ackademy: 1, type: 'language', language: 'ru' });
    await expect(frame.locator(':root')).toHaveAttribute('lang', 'ru');
  });
});
