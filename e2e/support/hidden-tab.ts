// A tab that nobody looks at. A browser without windows never hides one, so what a hidden tab withholds is withheld here: frames
// to draw in, and news of what has come into sight. Timers go on there, and so they are counted.
import type { Frame, Page } from '@playwright/test';

interface Tab {
  hide(): void;
  show(): void;
  timers: Set<number>;
}

declare global {
  interface Window {
    tab: Tab;
  }
}

export async function hideable(page: Page, startsHidden = false): Promise<void> {
  await page.addInitScript((hiddenAtFirst) => {
    let hidden = hiddenAtFirst;
    const held: (() => void)[] = [];
    const timers = new Set<number>();
    const whenSeen = (work: () => void) => { if (hidden) held.push(work); else work(); };
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });

    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => {
      frame((now) => whenSeen(() => (hidden ? frame(draw) : draw(now))));
      return 1;
    };
    const Observer = window.IntersectionObserver;
    window.IntersectionObserver = class extends Observer {
      constructor(look: IntersectionObserverCallback, options?: IntersectionObserverInit) {
        super((entries, own) => whenSeen(() => look(entries, own)), options);
      }
    };
    const later = window.setTimeout.bind(window) as (work: () => void, wait?: number) => number;
    const never = window.clearTimeout.bind(window);
    window.setTimeout = ((work: () => void, wait?: number) => {
      const timer = later(() => {
        timers.delete(timer);
        work();
      }, wait);
      timers.add(timer);
      return timer;
    }) as typeof window.setTimeout;
    window.clearTimeout = (timer) => {
      timers.delete(Number(timer));
      never(timer);
    };
    const always = window.setInterval.bind(window) as (work: () => void, wait?: number) => number;
    window.setInterval = ((work: () => void, wait?: number) => {
      const timer = always(work, wait);
      timers.add(timer);
      return timer;
    }) as typeof window.setInterval;

    const change = (now: boolean) => {
      hidden = now;
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    };
    window.tab = {
      timers,
      hide: () => change(true),
      show: () => {
        change(false);
        for (const work of held.splice(0)) work();
      },
    };
  }, startsHidden);
}

export async function hide(...frames: (Page | Frame)[]): Promise<void> {
  for (const frame of frames) await frame.evaluate(() => window.tab.hide());
}

export async function show(...frames: (Page | Frame)[]): Promise<void> {
  for (const frame of frames) await frame.evaluate(() => window.tab.show());
}

/** Timers that are still to come: all that could run in a hidden tab. */
export const timers = (frame: Page | Frame): Promise<number> => frame.evaluate(() => window.tab.timers.size);
