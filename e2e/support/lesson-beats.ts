// Every beat of every lesson, one after the other on a page that is loaded once: as it opens, and as it ends.
import { expect } from '@playwright/test';
import { ALL_REACHED } from '../pages/lesson.ts';
import type { App } from '../pages/app.ts';
import type { Walk } from './lesson-walks.ts';
import { settled } from './settings.ts';

export interface BeatState {
  name: string;
  /** From 1. */
  beat: number;
  /** What it waits for is done, or what it asks is answered. */
  isDone: boolean;
  /** Nothing more comes in this beat. */
  isLast: boolean;
}

/** Leads through the lesson and stops at each state. */
export async function throughBeats(app: App, walk: Walk, stop: (state: BeatState) => Promise<void>): Promise<void> {
  const { lesson, run, page } = app;
  await app.open(`/#/lesson/${walk.name}/1`);
  for (const [place, { name, presses }] of walk.beats.entries()) {
    const beat = place + 1;
    await lesson.isAt(beat);
    const asks = await lesson.option(0).count() > 0;
    const waits = presses.length > 0;
    await settled(page);
    await stop({ name, beat, isDone: false, isLast: !asks && !waits });
    if (asks) await lesson.option(0).check();
    if (waits) {
      await lesson.show().click();
      await run.hurryUntil(ALL_REACHED);
      await expect(lesson.after()).toBeVisible();
    }
    if (asks || waits) {
      await page.mouse.move(0, 0);
      await settled(page);
      await stop({ name, beat, isDone: true, isLast: true });
    }
    // By the address, so that the button keeps neither focus nor pointer.
    if (beat < walk.beats.length) await page.evaluate((hash) => { location.hash = hash; }, `#/lesson/${walk.name}/${beat + 1}`);
  }
}
