// A whole lesson on one page: to read, in both languages, and on paper.
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

const STILL = '/#/lesson/03-the-ack-that-never-came/still';

test('a lesson is read on one page, from the list and back into the lesson', async ({ page }) => {
  const app = new App(page);
  const { lesson } = app;
  await app.open('/#/lessons');
  await lesson.listedStill('The ack that never came').click();
  await expect(page).toHaveURL(/never-came\/still$/);
  await expect(lesson.title()).toHaveText('The ack that never came');
  await expect(lesson.beats()).toHaveCount(6);
  await expect(lesson.pictures()).toHaveCount(7);
  const cut = lesson.beats().filter({ hasText: 'Cut the ack' }).first();
  await expect(cut).toContainText('Cut: ack of order 3');
  await expect(cut).toContainText('It was: Twice.');
  await expect(cut).toContainText('Checkout waited 30 seconds');
  await expect(lesson.beats().nth(3)).toContainText('Before.');
  await lesson.play().click();
  await expect(lesson.title()).toHaveText('Waiting for an answer');
  await lesson.still().click();
  await expect(lesson.beats()).toHaveCount(6);
});

test('the pictures hold nothing to press, and keys scroll the page', async ({ page }) => {
  const app = new App(page);
  await app.open(STILL);
  await expect(app.lesson.pictures().first()).toBeVisible();
  await expect(app.lesson.pictures().locator('button, input, a, [tabindex]')).toHaveCount(0);
  const scrolled = () => page.locator('main').evaluate((main) => main.scrollTop);
  await page.locator('main').evaluate((main) => { main.setAttribute('tabindex', '-1'); main.focus(); });
  await page.keyboard.press('PageDown');
  await expect.poll(scrolled).toBeGreaterThan(100);
});

test('the page is read in the other language', async ({ page }) => {
  const app = new App(page);
  await app.open(STILL);
  await expect(app.lesson.beats()).toHaveCount(6);
  await app.language('Русский').click();
  await expect(app.lesson.title()).toHaveText('Подтверждение, которое не пришло');
  await expect(app.lesson.beats().nth(2)).toContainText('Вышло: Два раза.');
});

test('on paper there are no controls, links tell where they lead, and all of it is printed', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const app = new App(page, new Words('en'));
  await page.goto(STILL);
  await expect(app.lesson.beats()).toHaveCount(6);
  await expect(page.locator('.top')).toBeHidden();
  await expect(app.lesson.play()).toBeHidden();
  const look = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    const main = document.querySelector('main')!;
    const link = [...document.querySelectorAll('.still a')].find((a) => a.getAttribute('href')!.startsWith('https:'))!;
    return {
      paper: style.backgroundColor,
      ink: style.color,
      cut: main.scrollHeight > main.clientHeight,
      address: getComputedStyle(link, '::after').content,
    };
  });
  expect(look.paper).toBe('rgb(255, 255, 255)');
  expect(look.ink).toBe('rgb(0, 0, 0)');
  expect(look.cut).toBe(false);
  expect(look.address).toContain('https://kafka.apache.org/documentation/#producerconfigs');
  const pdf = await page.pdf({ format: 'A4' });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(2);
});

test('a lesson to read that is not there says so', async ({ page, problems }) => {
  const app = new App(page);
  await app.open('/#/lesson/99-no-such-lesson/still');
  await expect(page.locator('main')).toContainText('The lesson could not be loaded');
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  problems.length = 0;
});

for (const lesson of ['05-the-leader-dies', '11-kill-the-coordinator', '12-the-zombie']) {
  test(`${lesson} to read is free of axe's findings`, async ({ page }) => {
    const app = new App(page);
    await app.open(`/#/lesson/${lesson}/still`);
    await expect(app.lesson.pictures().first()).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}
