// In a course page of another origin, from a server without CORS headers, in a sandbox that allows scripts and no more.
import { App } from '../pages/app.ts';
import { element, on } from '../support/in-course-page.ts';
import { expect, test } from '../support/test.ts';
import { ENGLISH, Words } from '../support/words.ts';

test('a frame works alone, as its address says', async ({ page }) => {
  await on(page, (site) => element(site, 'moment="/playground" hide="header,panel" lock="settings" theme="dark"'), async (course) => {
    const frame = page.frameLocator('iframe');
    const app = new App(page, ENGLISH, frame);
    await app.ready();
    expect(course.asked.filter((path) => path !== '/favicon.ico')).toEqual(['/ackademy.js', '/embed.html']);
    await expect(frame.locator('.top')).toBeHidden();
    await expect(frame.locator('.panel')).toBeHidden();
    await expect(frame.locator(':root')).toHaveAttribute('data-theme', 'dark');
  });
});

test('what is locked can be seen, and says so when it is pressed', async ({ page }) => {
  await on(page, (site) => element(site, 'moment="/playground" lock="settings"'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    await app.playground.preset('at-most-once').click();
    await expect(app.place.getByRole('status').filter({ hasText: ENGLISH.of('notice-locked') })).toBeVisible();
    await expect(app.playground.preset('at-least-once')).toHaveAttribute('aria-pressed', 'true');
  });
});

for (const [place, about] of [
  ['/lesson/03-the-ack-that-never-came', 'Waiting for an answer'],
  ['/lesson/08-read-transform-write/2', 'What will the statement show?'],
  ['/lessons', 'Lessons'],
  ['/transaction', 'The whole transaction'],
]) {
  test(`${place} is shown in a frame`, async ({ page }) => {
    await on(page, (site) => element(site, `moment="${place}"`), async () => {
      await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText(about!);
    });
  });
}

test('two on one page do not disturb each other', async ({ page }) => {
  const two = (site: string) => `${element(site, 'moment="/playground" id="a"')}<ackademy-frame moment="/transaction" id="b"></ackademy-frame>`;
  await on(page, two, async () => {
    const first = new App(page, ENGLISH, page.frameLocator('#a iframe'));
    const second = page.frameLocator('#b iframe');
    await first.ready();
    const clock = await first.run.clock().innerText();
    await page.locator('#b').scrollIntoViewIfNeeded();
    await second.getByRole('button', { name: ENGLISH.of('picture-next') }).click();
    await expect(second.locator('[aria-current="step"]')).toContainText('InitProducerId');
    await expect(first.run.clock()).toHaveText(clock);
    await page.evaluate(() => (document.querySelector('#a') as HTMLElement & { language(tag: string): void }).language('ru'));
    await expect(page.frameLocator('#a iframe').locator(':root')).toHaveAttribute('lang', 'ru');
    await expect(second.locator(':root')).toHaveAttribute('lang', 'en');
  });
});

test('the element speaks the language of its page, and its own before that', async ({ page }) => {
  const two = (site: string) => `<script src="${site}ackademy.js" defer></script>
    <section lang="ru-RU"><ackademy-frame id="a" moment="/playground" height="300"></ackademy-frame></section>
    <section lang="ru"><ackademy-frame id="b" moment="/playground" height="300" lang="en"></ackademy-frame></section>`;
  await on(page, two, async () => {
    await expect(page.frameLocator('#a iframe').locator(':root')).toHaveAttribute('lang', 'ru');
    await page.locator('#b').scrollIntoViewIfNeeded();
    await expect(page.frameLocator('#b iframe').locator(':root')).toHaveAttribute('lang', 'en');
  });
});

test('the link of a moment that is shared from a frame opens the site itself, with nothing hidden', async ({ page }) => {
  await on(page, (site) => element(site, 'moment="/playground" hide="panel,verdict"'), async ({ site }) => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.lesson.share().click();
    const link = await app.lesson.link().inputValue();
    expect(link.startsWith(`${site}#s=`), link).toBe(true);
    await expect(app.place.getByRole('link', { name: ENGLISH.of('share-embed') })).toHaveCount(0);
    await expect(app.place.getByRole('link', { name: ENGLISH.of('nav-embed') })).toHaveCount(0);
  });
});

test('a lesson in a frame is done in Russian, to its outcome', async ({ page }) => {
  const words = new Words('ru');
  await on(page, (site) => element(site, 'moment="/lesson/03-the-ack-that-never-came/2" lang="ru" height="700"'), async () => {
    const app = new App(page, words, page.frameLocator('iframe'));
    await app.lesson.option(2).check();
    await app.lesson.next().click();
    await app.run.fast();
    await app.lesson.show().click();
    await expect(app.lesson.outcome()).toHaveText('Вы сказали: Два раза. Так и вышло.');
  });
});

test('where links may not open, the address is told', async ({ page, problems }) => {
  await on(page, (site) => element(site, 'moment="/lesson/03-the-ack-that-never-came/6"'), async () => {
    const frame = page.frameLocator('iframe');
    await frame.getByRole('link', { name: 'producer configs' }).click();
    await expect(frame.locator('.notice')).toContainText('https://kafka.apache.org/documentation/#producerconfigs');
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('In real Kafka');
    expect(problems.filter((problem) => !problem.includes('Blocked opening'))).toEqual([]);
    problems.length = 0;
  });
});

test('a parameter that means nothing is named, and the page is there', async ({ page }) => {
  const app = new App(page);
  await page.goto('/?theme=pink#/playground');
  await app.ready();
  await expect(page.getByRole('status').filter({ hasText: 'theme=pink' })).toBeVisible();
});
