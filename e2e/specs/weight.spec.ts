// The page should open at once, also on a phone: everything that the first visit fetches has a bar.
import { App } from '../pages/app.ts';
import { expect, test } from '../support/test.ts';
import { LANGUAGES } from '../support/site.mjs';
import { BYTES_MAX, excess, firstLoad, total } from '../support/weight.ts';

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language });
    test(`the first load stays below its bar, ${language}`, async ({ page }) => {
      const fetched = await firstLoad(page, '/');
      await new App(page).ready();
      expect(fetched.filter(({ url }) => /\.wasm$/.test(url))).toHaveLength(1);
      expect(excess(fetched)).toEqual([]);
      test.info().annotations.push({ type: 'bytes', description: String(total(fetched)) });
    });
  });
}

test('the check of the first load can fail', async ({ page }) => {
  // As if the loader fetched the full program as well.
  await page.addInitScript(() => addEventListener('load', () => {
    const { ackademy } = window as unknown as { ackademy: { prepare(): void } };
    ackademy.prepare();
  }));
  const slips = excess(await firstLoad(page, '/'));
  expect(slips[0]).toContain(`more than ${BYTES_MAX}`);
  expect(slips[1]).toMatch(/full-[0-9a-f]+_bg\.wasm$/);
});
