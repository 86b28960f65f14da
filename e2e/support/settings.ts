// Changes size, theme and touch of a page that is already loaded: much faster than loading it anew for each.
import type { CDPSession, Page } from '@playwright/test';

export interface Size {
  name: string;
  width: number;
  height: number;
  touch: boolean;
}

// Touch lasts as long as the session that switched it on.
const sessions = new WeakMap<Page, CDPSession>();

export async function resize(page: Page, size: Size): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: size.touch, maxTouchPoints: 1 });
  await page.setViewportSize({ width: size.width, height: size.height });
  await settled(page);
}

export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await settled(page);
}

/** Two frames: one in which the page notices, one in which it has drawn what follows. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
