// The sample page in examples/: served by one plain server, and the site by another that sends no CORS headers.
import { readFileSync } from 'node:fs';
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { on } from '../support/in-course-page.ts';
import { expect, test } from '../support/test.ts';
import { ENGLISH, Words } from '../support/words.ts';

const PAGE = readFileSync(new URL('../../examples/course-page.html', import.meta.url), 'utf8');
const sample = (site: string) => PAGE.replaceAll('../dist/', site);

test('the sample page shows a lesson, a part of one in Russian, and the playground, and notes what they tell', async ({ page }) => {
  await on(page, sample, async (course) => {
    const lesson = new App(page, ENGLISH, page.frameLocator('#lesson'));
    await expect(lesson.lesson.title()).toHaveText('Waiting for an answer');
    await expect(page.locator('#playground iframe'), 'it is not seen yet').toHaveCount(0);
    const log = page.getByRole('log');
    await expect(log).toContainText('lesson: ready');
    await expect(log).toContainText('lesson: beat 03-the-ack-that-never-came 0');

    await page.locator('#beat').scrollIntoViewIfNeeded();
    const beat = new App(page, new Words('ru'), page.frameLocator('#beat iframe'));
    await expect(beat.lesson.title()).toHaveText('Что покажет отчёт?');
    await expect(beat.place.locator('.top')).toBeHidden();

    await page.locator('#playground').scrollIntoViewIfNeeded();
    const playground = new App(page, ENGLISH, page.frameLocator('#playground iframe'));
    await playground.ready();
    const first = await playground.playground.next().innerText();
    await page.getByRole('button', { name: 'One step' }).click();
    await expect(playground.playground.next()).not.toHaveText(first);
    await page.getByRole('button', { name: 'По-русски' }).click();
    await expect(playground.place.locator(':root')).toHaveAttribute('lang', 'ru');
    await page.getByRole('button', { name: 'Go to a lesson' }).click();
    await expect(log).toContainText('playground: beat 03-the-ack-that-never-came 2');
    expect(course.asked.filter((path) => !['/ackademy.js', '/embed.html', '/favicon.ico'].includes(path))).toEqual([]);
  });
});

test('the sample page is for everybody, and fits a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await on(page, sample, async () => {
    await expect(page.frameLocator('#lesson').getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await axeViolations(page)).toEqual([]);
  });
});
