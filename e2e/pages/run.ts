// The bar that moves through the run.
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

/** More steps than three orders take. */
const STEPS_MAX = 150;
/** More steps than any lesson takes. */
const HURRIED_MAX = 1500;

export class Run {
  constructor(readonly place: Place, readonly words: Words) {}

  #button(key: string): Locator {
    return this.place.getByRole('button', { name: this.words.of(`transport-${key}`), exact: true });
  }

  restart(): Locator {
    return this.#button('restart');
  }

  back(): Locator {
    return this.#button('back');
  }

  step(): Locator {
    return this.#button('step');
  }

  /** Beside the scrubber, or beside the goals where that is hidden. */
  skipWait(): Locator {
    return this.#button('skip-wait').filter({ visible: true });
  }

  play(): Locator {
    return this.#button('play');
  }

  pause(): Locator {
    return this.#button('pause');
  }

  speed(): Locator {
    return this.place.getByRole('button', { name: /^[0-9.,]+×$/ });
  }

  scrubber(): Locator {
    return this.place.getByRole('slider', { name: this.words.of('transport-scrubber') });
  }

  state(): Locator {
    return this.place.locator('.transport__state');
  }

  clock(): Locator {
    return this.place.locator('[data-clock]');
  }

  /** As fast as the page goes. */
  async fast(): Promise<void> {
    await this.speed().click();
    await this.speed().click();
  }

  /** Plays on until nothing is left to happen. */
  async playToTheEnd(): Promise<void> {
    if (await this.play().isVisible()) await this.play().click();
    await this.over();
  }

  async over(): Promise<void> {
    await expect(this.state()).toHaveText(this.words.of('transport-is-over'), { timeout: 40_000 });
  }

  /** Steps until something is there. */
  async stepUntil(there: Locator): Promise<void> {
    for (let steps = 0; await there.count() === 0; steps += 1) {
      expect(steps, `steps until ${there} is there`).toBeLessThan(STEPS_MAX);
      await this.step().click();
    }
  }

  #itself(): Locator {
    return this.place.locator('.transport');
  }

  /** How many steps were taken. */
  async position(): Promise<number> {
    return Number(await this.#itself().getAttribute('data-position'));
  }

  /** The same as soon as a press has moved the run from there. */
  async positionAfter(from: number): Promise<number> {
    await expect(this.#itself()).not.toHaveAttribute('data-position', String(from));
    return this.position();
  }

  /** Steps to a moment as fast as the page goes, or to the end of the run. */
  async hurryTo(position: number): Promise<number> {
    await this.#hurry({ position });
    return this.position();
  }

  /** Steps until something is there. */
  async hurryUntil(selector: string): Promise<void> {
    await this.#hurry({ selector });
    await expect(this.place.locator(selector)).toBeAttached();
  }

  async #hurry(goal: { selector?: string; position?: number }): Promise<void> {
    await this.#itself().evaluate(async (_, { selector, position, most }) => {
      const now = () => Number(document.querySelector('.transport')!.getAttribute('data-position'));
      const there = () => (selector ? document.querySelector(selector) : now() >= position!);
      const frames = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      for (let steps = 0; !there() && steps < most; steps += 1) {
        const before = now();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true, cancelable: true }));
        await new Promise((drawn) => setTimeout(drawn));
        if (now() === before) await frames();
        if (now() === before) return;
      }
    }, { ...goal, most: HURRIED_MAX });
  }

  /** How much screen time lies before this moment, in milliseconds. */
  async screenTime(): Promise<number> {
    return Number(await this.scrubber().inputValue());
  }
}
