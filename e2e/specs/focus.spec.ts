// Whoever goes through a page by keyboard sees where they are: no bar covers what has the focus.
import type { Page } from '@playwright/test';
import { App } from '../pages/app.ts';
import { resize } from '../support/settings.ts';
import { SIZES } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';

const SMALL = SIZES.filter(({ width }) => width < 900);
/** More than any page has to stop at. */
const STOPS_MAX = 150;

const PLACES = ['/', '/#/playground', '/#/lesson/03-the-ack-that-never-came/3', '/#/lesson/10-the-coordinator-and-its-log/2', '/#/lessons', '/#/transaction', '/#/embed'];

/** What has the focus, if it is out of sight or something lies on it; nothing where it was before. */
const hidden = (page: Page) => page.evaluate(() => {
  const element = document.activeElement!;
  const page = window as unknown as { met: Set<Element> };
  if (element === document.body || page.met.has(element)) return null;
  page.met.add(element);
  // What is within another page is its own affair.
  if (element.tagName === 'IFRAME') return '';
  const boxes = [element, ...((element as HTMLInputElement).labels ?? [])].map((it) => it.getBoundingClientRect());
  const isSeen = boxes.some(({ left, top, right, bottom }) => {
    if (right <= left || bottom <= top) return false;
    // Of what is taller than the window only a part can be.
    const [x, y] = [(left + right) / 2, Math.min((top + bottom) / 2, top + 40)];
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.contains(element) || [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(hit)));
  });
  const name = element.getAttribute('aria-label') ?? element.textContent!.trim().slice(0, 40);
  return isSeen ? '' : `${element.tagName} ${element.className} ${name}`;
});

/** Tabs through the page once, and back. */
async function stops(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<{ count: number; out: string[] }> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    Object.assign(window, { met: new Set() });
  });
  const out: string[] = [];
  for (let count = 0; count < STOPS_MAX; count += 1) {
    await page.keyboard.press(key);
    const what = await hidden(page);
    if (what === null && count > 0) return { count, out };
    if (what) out.push(what);
  }
  return { count: STOPS_MAX, out };
}

for (const size of SMALL) {
  test(`what has the focus is seen, ${size.name}`, async ({ page }) => {
    test.setTimeout(120_000);
    const app = new App(page);
    for (const place of PLACES) {
      await page.goto('about:blank');
      await resize(page, size);
      await app.open(place);
      await page.waitForLoadState('networkidle');
      for (const key of ['Tab', 'Shift+Tab'] as const) {
        const { count, out } = await stops(page, key);
        expect.soft(count, `${place} has stops`).toBeGreaterThan(4);
        expect.soft(out, `${place}, ${key}`).toEqual([]);
      }
    }
  });
}

test('a bar that covers the focus is noticed', async ({ page }) => {
  const app = new App(page);
  await resize(page, SMALL[1]!);
  await app.openPlayground();
  await page.addStyleTag({ content: 'html { scroll-padding: 0 !important; } .transport { height: 60vh; }' });
  expect((await stops(page, 'Tab')).out).not.toEqual([]);
});
