// The page where a teacher makes what is pasted into a course page.
import type { Page } from '@playwright/test';
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { hear, on } from '../support/in-course-page.ts';
import { expect, test } from '../support/test.ts';
import { ENGLISH, Words } from '../support/words.ts';

const LESSON = '03-the-ack-that-never-came';

async function open(page: Page, fragment = '#/embed'): Promise<App> {
  const app = new App(page);
  await app.open(`/${fragment}`);
  return app;
}

test('a frame is made by choosing, with a preview that shows just that', async ({ page }) => {
  const { maker } = await open(page);
  await expect(maker.code()).toContainText('sandbox="allow-scripts"');
  await maker.pick('language').selectOption('ru');
  await maker.check('hide-header').check();
  await maker.pick('height').selectOption('640');
  await expect(maker.code()).toContainText('embed.html?lang=ru&amp;hide=header#/playground');
  await expect(maker.code()).toContainText('height="640"');
  await expect(maker.preview().locator('main')).toBeVisible();
  await expect(maker.preview().locator(':root')).toHaveAttribute('lang', 'ru');
  await expect(maker.preview().locator('.top')).toBeHidden();
  expect((await page.locator('.maker__preview').boundingBox())!.height).toBe(640);
  await maker.form('element').check();
  await expect(maker.code()).toContainText('<ackademy-frame moment="/playground"');
  expect(await axeViolations(page)).toEqual([]);
});

test('a lesson is chosen, and then one of its parts', async ({ page }) => {
  const { maker } = await open(page);
  await maker.pick('place').selectOption({ label: '3. The ack that never came' });
  await expect(maker.code()).toContainText(`#/lesson/${LESSON}" title="Ackademy: The ack that never came"`);
  await expect(maker.preview().getByRole('heading', { level: 1 })).toHaveText('Waiting for an answer');
  await maker.pick('part').selectOption({ label: '2. What will the customer pay?' });
  await expect(maker.code()).toContainText(`#/lesson/${LESSON}/2" title="Ackademy: The ack that never came. What will the customer pay?"`);
  await expect(maker.preview().getByRole('heading', { level: 1 })).toHaveText('What will the customer pay?');
  await maker.pick('language').selectOption('ru');
  await expect(maker.code()).toContainText('title="Ackademy: Подтверждение, которое не пришло. Сколько заплатит покупатель?"');
});

test('every scene can be chosen, and stands in the preview from its start', async ({ page }) => {
  const { maker } = await open(page);
  await maker.pick('place').selectOption({ label: 'Stream: Exactly once' });
  await expect(maker.code()).toContainText('title="Ackademy: Stream: Exactly once"');
  const preview = new App(page, ENGLISH, maker.preview());
  await expect(preview.playground.preset('exactly-once')).toHaveAttribute('aria-pressed', 'true');
  await expect(preview.playground.card('Statement')).toBeVisible();
  await preview.run.step().click();
  await maker.pick('place').selectOption({ label: 'Charge: At most once' });
  await expect(preview.playground.preset('at-most-once')).toHaveAttribute('aria-pressed', 'true');
  await expect(preview.playground.card('Statement')).toHaveCount(0);
});

test('the whole transaction and the list of lessons can be chosen', async ({ page }) => {
  const { maker } = await open(page);
  for (const [label, heading] of [['The whole transaction', 'The whole transaction'], ['The list of lessons', 'Lessons'], ['The first minute', /order 3/]] as const) {
    await maker.pick('place').selectOption({ label });
    await expect(maker.preview().getByRole('heading', { level: 1 })).toHaveText(heading);
  }
});

test('a moment of the playground is shared, and put into a page as it stands', async ({ page }) => {
  const app = new App(page);
  await app.openPlayground();
  await app.run.stepUntil(app.playground.ack(2));
  const moment = await app.run.clock().innerText();
  await app.lesson.share().click();
  await page.getByRole('link', { name: ENGLISH.of('share-embed') }).click();
  await expect(app.maker.pick('place').locator('option:checked')).toHaveText('This moment');
  const preview = new App(page, ENGLISH, app.maker.preview());
  await expect(preview.run.clock()).toHaveText(moment);
  await page.goBack();
  await expect(app.run.clock()).toHaveText(moment);
});

test('a part of a lesson is put into a page from where it is read', async ({ page }) => {
  const app = new App(page);
  await app.open(`/#/lesson/${LESSON}/3`);
  await app.lesson.share().click();
  await page.getByRole('link', { name: ENGLISH.of('share-embed') }).click();
  await expect(app.maker.pick('part').locator('option:checked')).toHaveText('3. Cut the ack');
  await expect(app.maker.preview().getByRole('heading', { level: 1 })).toHaveText('Cut the ack');
});

test('a pasted link is taken, one that leads nowhere is refused by what is wrong with it, and what was chosen stays', async ({ page }) => {
  const { maker } = await open(page);
  await maker.check('hide-header').check();
  const whole = 'ASQAAAEABwE3nLoDCwEAAAAAAQABAAIBAAAAAZgRADgAAZigyj0THCWh';
  await maker.paste().fill(`https://elsewhere.example/kafka/#s=${whole}`);
  await expect(maker.code()).toContainText(`hide=header#s=${whole}`);
  await expect(maker.pick('place').locator('option:checked')).toHaveText('This moment');
  const code = await maker.code().innerText();
  const wrong: [string, RegExp][] = [
    ['https://elsewhere.example/page', /no link to a moment or a lesson.*Copy the whole link/],
    ['https://elsewhere.example/#part-two', /“part-two” is no place that can be shown in a frame/],
    [`https://elsewhere.example/#/lesson/99-nothing`, /There is no lesson “99-nothing”/],
    [`#s=${whole.slice(0, 20)}`, /cut off: its end is missing/],
    [`#s=${whole.replace('n', '!')}`, /This link is broken/],
    [`#s=${whole.slice(0, 30)}z${whole.slice(31)}`, /changed on its way/],
    ['#s=yAMBAgPmog-n', /later version/],
    [`#s=${'A'.repeat(9_000)}`, /too long/],
    ['A'.repeat(20_000), /too long/],
  ];
  for (const [text, why] of wrong) {
    await maker.paste().fill(text);
    await maker.paste().press('Enter');
    await expect(maker.wrong()).toHaveText(why);
    await expect(maker.paste()).toHaveAttribute('aria-invalid', 'true');
    await expect(maker.paste()).toHaveValue(text);
    expect(await maker.code().innerText()).toBe(code);
  }
  await maker.paste().fill(`/#/lesson/${LESSON}/4`);
  await expect(maker.wrong()).toHaveText('');
  await expect(maker.pick('part').locator('option:checked')).toHaveText('4. Cut the request');
  await expect(maker.check('hide-header')).toBeChecked();
});

test('an address of this page that holds something broken says so and offers the rest', async ({ page }) => {
  const { maker } = await open(page, '#/embed/s=!!');
  await expect(maker.wrong()).toHaveText(/This link is broken/);
  await expect(maker.code()).toContainText('#/playground');
});

for (const language of ['en', 'ru'] as const) {
  test(`the picture for Markdown is there for every lesson and for everything else, and shown, in ${language}`, async ({ page }) => {
    const words = new Words(language);
    const app = new App(page, words);
    await app.open(`/?lang=${language}#/embed`);
    await app.maker.form('markdown').check();
    const picture = app.maker.shown().getByRole('img');
    const lessons = app.maker.pick('place').locator('optgroup').first().locator('option');
    await expect(lessons).toHaveCount(12);
    const values = await app.maker.pick('place').locator('option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    for (const value of values) {
      await app.maker.pick('place').selectOption(value);
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(640);
      const alt = await picture.getAttribute('alt');
      const [, told, address, link] = /^\[!\[(.*)\]\((.*)\)\]\((.*)\)$/.exec(await app.maker.code().innerText()) ?? [];
      expect(told).toBe(alt);
      expect(link).toContain(`#${value}`);
      const svg = await (await page.request.get(address!)).text();
      if (value.startsWith('/lesson/')) expect(svg).toContain(`<title>${alt}</title>`);
      else expect(address).toMatch(new RegExp(`/cards/ackademy\\.${language}\\.svg$`));
    }
  });
}

test('what is copied works where it is pasted', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { maker } = await open(page);
  await maker.pick('place').selectOption({ label: '3. The ack that never came' });
  for (const form of ['frame', 'element'] as const) {
    await maker.form(form).check();
    await page.getByRole('button', { name: ENGLISH.of('embed-copy'), exact: true }).click();
    await expect(page.getByRole('button', { name: ENGLISH.of('embed-copied') })).toBeVisible();
    const pasted = await page.evaluate(() => navigator.clipboard.readText());
    expect(pasted).toBe(await maker.code().innerText());
    const other = await context.newPage();
    await hear(other);
    await on(other, (site) => pasted.replaceAll(`${baseURL}`, site), async () => {
      await expect(other.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText('Waiting for an answer');
    });
    await other.close();
  }
});
