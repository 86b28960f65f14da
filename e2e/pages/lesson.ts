// A lesson beside the stage, the list of lessons, and the link of a moment.
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

/** There once nothing is left that the beat waits for. */
export const ALL_REACHED = '.panel:not(:has(.goal:not(.goal--reached)))';

export class Lesson {
  constructor(readonly place: Place, readonly words: Words) {}

  #button(key: string): Locator {
    return this.place.getByRole('button', { name: this.words.of(key), exact: true });
  }

  title(): Locator {
    return this.place.getByRole('heading', { level: 1 });
  }

  /** Waits until this beat, from 1, is drawn. */
  async isAt(beat: number): Promise<void> {
    await expect(this.place.locator('.beat__part--now')).toHaveCount(1);
    await expect(this.place.locator('.beat__part--past')).toHaveCount(beat - 1);
  }

  listed(): Locator {
    return this.place.locator('.lessons__link');
  }

  /** The way from the list to a lesson on one page. */
  listedStill(title: string): Locator {
    return this.place.getByRole('link', { name: this.words.with('lessons-still', title) });
  }

  /** The way from a lesson to its one page. */
  still(): Locator {
    return this.place.getByRole('link', { name: this.words.of('lesson-still') });
  }

  /** On the one page: the beats, their pictures, and the way to the lesson. */
  beats(): Locator {
    return this.place.locator('.still__beat');
  }

  pictures(): Locator {
    return this.place.locator('.still__figure');
  }

  play(): Locator {
    return this.place.getByRole('link', { name: this.words.of('still-play') });
  }

  option(place: number): Locator {
    return this.place.getByRole('radio').nth(place);
  }

  goal(): Locator {
    return this.place.locator('.goal');
  }

  openGoals(): Locator {
    return this.place.locator('.goal:not(.goal--reached)');
  }

  outcome(): Locator {
    return this.place.locator('.panel .verdict-box');
  }

  /** What happened to the orders, below the stage: one sentence, and more when it is asked for. */
  verdict(): Locator {
    return this.place.getByRole('complementary', { name: this.words.of('verdict-label') });
  }

  /** The one sentence. */
  ruling(): Locator {
    return this.verdict().locator('.verdict-box__text').first();
  }

  after(): Locator {
    return this.place.locator('.beat__after');
  }

  next(): Locator {
    return this.#button('lesson-continue');
  }

  skip(): Locator {
    return this.#button('lesson-skip');
  }

  back(): Locator {
    return this.#button('lesson-back');
  }

  show(): Locator {
    return this.#button('lesson-show');
  }

  /** The way on from the last beat. */
  allLessons(): Locator {
    return this.place.getByRole('link', { name: this.words.of('lesson-all'), exact: true });
  }

  /** What this device remembers, a row for each key. */
  kept(): Locator {
    return this.place.locator('.device__state');
  }

  clear(): Locator {
    return this.#button('device-clear');
  }

  share(): Locator {
    return this.#button('share-button');
  }

  link(): Locator {
    return this.place.getByRole('textbox', { name: this.words.of('share-link') });
  }

  /** In a lesson: the learner's own run, as a link and as the way to the playground. */
  runLink(): Locator {
    return this.place.getByRole('textbox', { name: this.words.of('share-run-link') });
  }

  toPlayground(): Locator {
    return this.place.getByRole('link', { name: this.words.of('share-run-open') });
  }

  /** A config key that the beat lets change. */
  key(name: string): Locator {
    return this.place.locator('.panel .key').filter({ hasText: name }).getByRole('combobox');
  }

  notice(): Locator {
    return this.place.locator('.notice');
  }
}
