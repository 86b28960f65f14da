import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { SUB_PATH } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';

test('the page opens without an error or a third-party request', async ({ page }) => {
  await new App(page).open();
  await expect(page).toHaveTitle(/Ackademy/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the page works deep in another site, where every URL must be relative', async ({ page, baseURL }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === new URL(baseURL!).origin && !url.pathname.startsWith(SUB_PATH)) outside.push(url.pathname);
  });
  await new App(page).open(SUB_PATH);
  expect(outside).toEqual([]);
});

test('the playground leads to what is simplified', async ({ page, context }) => {
  await new App(page).openPlayground();
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'What is simplified here' }).click();
  const model = await opened;
  await expect(model.getByRole('heading', { level: 1 })).toHaveText('What is simulated, and what is simplified');
  expect(await model.getByRole('table').count()).toBeGreaterThan(2);
  expect(await axeViolations(model)).toEqual([]);
});

test('the watch on errors and third parties can fail', async ({ page, problems }) => {
  await new App(page).open();
  await page.route('http://third-party.invalid/**', (route) => route.abort());
  await page.evaluate(() => fetch('http://third-party.invalid/x').catch(() => console.error('planted')));
  await expect.poll(() => problems.join('\n')).toMatch(/third-party request[\s\S]*planted/);
  problems.length = 0;
});

test('the axe check can fail', async ({ page }) => {
  await new App(page).open();
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('button')));
  expect((await axeViolations(page)).join()).toContain('button-name');
});
