// A frame that disturbs nobody: unseen it neither loads nor runs, what is hidden never shows, storage may be refused, the
// keyboard gets out again, and motion is reduced for those who ask for that.
import type { Page } from '@playwright/test';
import { App } from '../pages/app.ts';
import { hide, hideable, show, timers } from '../support/hidden-tab.ts';
import { element, hear, on, told } from '../support/in-course-page.ts';
import { expect, test } from '../support/test.ts';
import { ENGLISH } from '../support/words.ts';

const FAR = '<div style="height: 9000px"></div>';

for (const [name, body] of [
  ['the element', (site: string) => `${FAR}${element(site, 'moment="/playground"')}`],
  ['a plain frame with loading="lazy"', (site: string) => `${FAR}<iframe sandbox="allow-scripts" loading="lazy" src="${site}embed.html#/playground"></iframe>`],
] as const) {
  test(`${name} loads when it is seen and not before`, async ({ page }) => {
    await on(page, body, async (course) => {
      await page.waitForLoadState('load');
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(course.asked.filter((path) => path === '/embed.html')).toEqual([]);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await expect(page.frameLocator('iframe').locator('main')).toBeVisible();
      expect(course.asked.filter((path) => path === '/embed.html')).toHaveLength(1);
    });
  });
}

test('a run that nobody sees stands still, and goes on when it is seen again', async ({ page }) => {
  await on(page, (site) => `${element(site, 'moment="/playground"')}${FAR}`, async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    await app.run.play().click();
    await expect(app.run.clock()).not.toHaveText('0:00.000');
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const frame = page.frames().find((it) => it.url().includes('embed.html'))!;
    const clock = () => frame.evaluate(() => document.querySelector('[data-clock]')!.textContent);
    let before = '';
    // The browser says when the frame is out of sight; then the clock stands.
    await expect.poll(async () => {
      const now = (await clock())!;
      const stands = now === before;
      before = now;
      return stands;
    }).toBe(true);
    expect(await clock()).toBe(before);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(clock).not.toBe(before);
  });
});

test('in a hidden tab nothing runs and nothing waits to run, and it goes on where it stood', async ({ page }) => {
  await hideable(page);
  await on(page, (site) => element(site, 'moment="/playground"'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    const frame = page.frames().find((it) => it.url().includes('embed.html'))!;
    const clock = () => frame.evaluate(() => document.querySelector('[data-clock]')!.textContent);
    await app.run.play().click();
    await expect.poll(clock).not.toBe('0:00.000');
    await hide(page, frame);
    expect(await timers(frame), 'timers of the frame').toBe(0);
    expect(await timers(page), 'timers of the element').toBe(0);
    const before = await clock();
    expect(await clock(), 'by no other means has it gone on').toBe(before);
    await show(page, frame);
    await expect.poll(clock).not.toBe(before);
  });
});

test('in a hidden tab nothing is loaded before the tab is seen', async ({ page }) => {
  await hideable(page, true);
  await on(page, (site) => element(site, 'moment="/playground"'), async (course) => {
    await page.evaluate(() => customElements.whenDefined('ackademy-frame').then(() => undefined));
    expect(await timers(page)).toBe(0);
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(course.asked).not.toContain('/embed.html');
    await show(page);
    await expect(page.locator('iframe')).toHaveCount(1);
    await expect.poll(() => course.asked).toContain('/embed.html');
  });
});

/** Notes, whenever the document changes and before each frame is painted, which parts can be seen. */
async function noteWhatIsSeen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(window, { seen, looks: 0 });
    const look = () => {
      for (const part of ['.top', '.panel', '.panel__title', '.verdict', '.transport', '.stage', '.presets']) {
        for (const element of document.querySelectorAll(part)) if (element.checkVisibility({ visibilityProperty: true })) seen.add(part);
      }
      (window as unknown as { looks: number }).looks += 1;
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
    const tick = () => { look(); requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  });
}

const seen = (frame: { evaluate: Page['evaluate'] }) => frame.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);

/** Presets belong to the stage of the playground, and cannot be hidden. */
const hideableAmong = async (frame: { evaluate: Page['evaluate'] }) => (await seen(frame)).filter((part) => part !== '.presets');

for (const place of ['/playground', '/lesson/03-the-ack-that-never-came/3', 's=ASQAAAEABwE3nLoDCwEAAAAAAQABAAIBAAAAAZgRADgAAZigyj0THCWh']) {
  test(`what is hidden is never painted, not even for a moment, at ${place.slice(0, 24)}`, async ({ page }) => {
    await noteWhatIsSeen(page);
    await on(page, (site) => element(site, `moment="${place}" hide="header,panel,verdict,transport"`), async () => {
      await expect(page.frameLocator('iframe').locator('.stage')).toBeVisible();
      const frame = page.frames().find((it) => it.url().includes('embed.html'))!;
      await expect.poll(() => hideableAmong(frame)).toEqual(['.stage']);
    });
    await page.goto(`/?hide=header,panel,verdict,transport#${place}`);
    await expect(page.locator('.stage')).toBeVisible();
    expect(await hideableAmong(page)).toEqual(['.stage']);
  });
}

test('before a lesson is there, nothing else is seen in its place', async ({ page }) => {
  await noteWhatIsSeen(page);
  await on(page, (site) => element(site, 'moment="/lesson/03-the-ack-that-never-came/3"'), async () => {
    await expect(page.frameLocator('iframe').locator('.goal')).toBeVisible();
    const frame = page.frames().find((it) => it.url().includes('embed.html'))!;
    expect(await seen(frame)).not.toContain('.presets');
    expect(await seen(frame)).toContain('.stage');
  });
  await page.route('**/lesson.txt', async (route) => {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await route.continue();
  });
  await page.goto('/#/lesson/03-the-ack-that-never-came/3');
  await expect(page.locator('.goal')).toBeVisible();
  expect(await seen(page)).not.toContain('.presets');
});

test('what is shown is noticed, so that what is hidden would be', async ({ page }) => {
  await noteWhatIsSeen(page);
  await on(page, (site) => element(site, 'moment="/playground" hide="panel" height="900"'), async () => {
    await expect(page.frameLocator('iframe').locator('.stage')).toBeVisible();
    const frame = page.frames().find((it) => it.url().includes('embed.html'))!;
    expect(await seen(frame)).toEqual(expect.arrayContaining(['.top', '.transport', '.verdict', '.stage', '.presets']));
  });
});

for (const [name, refuse] of [
  ['throws', () => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('refused', 'SecurityError'); } })],
  ['is full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
  ['is not there', () => Object.defineProperty(window, 'localStorage', { value: null })],
] as const) {
  test(`where storage ${name}, everything works but what would be remembered`, async ({ page }) => {
    await page.addInitScript(refuse);
    const app = new App(page);
    await app.open('/#/lesson/03-the-ack-that-never-came/2');
    await app.lesson.option(1).check();
    await app.language('Русский').click();
    await expect(app.lesson.title()).toHaveText('Сколько заплатит покупатель?');
    await app.themeButton().or(page.getByRole('button', { name: /Цвета/ })).first().click();
    await page.goto('/#/lessons');
    await expect(page.locator('.lessons__link')).toHaveCount(12);
    await page.goto('/#/playground');
    await app.ready();
  });
}

test('an origin without a name can store nothing, and nothing fails for that', async ({ page }) => {
  await on(page, (site) => element(site, 'moment="/lessons"'), async () => {
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('.lessons__link')).toHaveCount(12);
    await frame.getByRole('button', { name: ENGLISH.of('device-clear') }).click();
    await expect(frame.getByText(ENGLISH.of('device-cleared'))).toBeVisible();
    const inside = page.frames().find((it) => it.url().includes('embed.html'))!;
    const refused = await inside.evaluate(() => {
      try {
        return localStorage.length;
      } catch (why) {
        return (why as Error).name;
      }
    });
    expect(refused).toBe('SecurityError');
  });
});

test('the keyboard goes through a frame and out of it', async ({ page }) => {
  const around = (site: string) => `<button id="before">before</button>
    ${element(site, 'moment="/lesson/03-the-ack-that-never-came/2" title="A lesson"')}<button id="after">after</button>`;
  await on(page, around, async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    await expect(page.locator('iframe')).toHaveAttribute('title', 'A lesson');
    await page.locator('#before').focus();
    const where = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName.toLowerCase());
    const way: string[] = [];
    while (way.length < 80 && way.at(-1) !== 'after') {
      await page.keyboard.press('Tab');
      way.push((await where())!);
    }
    expect(way.filter((place) => place === 'iframe').length).toBeGreaterThan(5);
    expect(way.at(-1)).toBe('after');
    await page.keyboard.press('Shift+Tab');
    expect(await where()).toBe('iframe');
  });
});

test('a frame moves less for whoever asked for that', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await on(page, (site) => element(site, 'moment="/playground" height="800"'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.run.stepUntil(app.playground.ack(1));
    const places = app.playground.ack(1).evaluate((it) => new Promise<number>((done) => {
      const seen = new Set<string>();
      const tick = () => {
        if (!it.isConnected) return done(seen.size);
        seen.add((it.closest('.flight') as HTMLElement).style.transform);
        return requestAnimationFrame(tick);
      };
      tick();
    }));
    await app.run.play().click();
    expect(await places).toBeLessThan(4);
  });
});

test('auto-height grows to what the page needs, and comes to rest', async ({ page }) => {
  await hear(page);
  await page.setViewportSize({ width: 700, height: 900 });
  await on(page, (site) => element(site, 'moment="/lesson/03-the-ack-that-never-came/2" height="330" auto-height'), async () => {
    const app = new App(page, ENGLISH, page.frameLocator('iframe'));
    await app.ready();
    const inside = page.frames().find((it) => it.url().includes('embed.html'))!;
    await expect.poll(() => inside.evaluate(() => document.documentElement.scrollHeight - innerHeight), 'what does not fit').toBe(0);
    const height = (await page.locator('iframe').boundingBox())!.height;
    expect(height).toBeGreaterThan(330);
    await app.run.step().click();
    await app.run.step().click();
    await app.lesson.next().or(app.lesson.skip()).first().click();
    await expect.poll(async () => (await told(page, 'height')).length).toBeLessThan(8);
    await expect.poll(() => inside.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  });
});
