// What the playground says of parts of Kafka: which are taken out, what that has cost, and what can be done beside Kafka.
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

/** More steps than any of its runs takes. */
const STEPS_MAX = 900;

export class Parts {
  constructor(readonly place: Place, readonly words: Words) {}

  pipeline(name: 'simple' | 'stream'): Locator {
    return this.place.getByRole('group', { name: this.words.of('pipeline-label') })
      .getByRole('button', { name: this.words.of(`pipeline-${name}`), exact: true });
  }

  /** Billing's payment for an order as statement shows it. */
  payment(order: number): Locator {
    return this.place.locator('.payment').filter({ hasText: this.words.with('payment-of', order) });
  }

  /** What stands in the log of a partition. */
  records(partition: string): Locator {
    const log = this.place.locator('.log').filter({ has: this.place.locator('.log__name', { hasText: new RegExp(`^${partition}$`) }) });
    return log.locator('.cell:not(.cell--blank, .cell--end)');
  }

  /** One step after another until nothing is left to happen, as fast as the page goes. */
  async stepToTheEnd(): Promise<void> {
    const next = this.place.getByRole('heading', { level: 1 });
    const over = this.words.of('next-nothing');
    await next.evaluate(async (_, { text, most }) => {
      const says = () => document.querySelector('h1')?.textContent;
      for (let steps = 0; says() !== text && steps < most; steps += 1) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true, cancelable: true }));
        await new Promise((drawn) => setTimeout(drawn));
      }
    }, { text: over, most: STEPS_MAX });
    await expect(next).toHaveText(over);
  }

  fold(): Locator {
    return this.place.locator('summary', { hasText: this.words.of('parts-title') });
  }

  /** A part of Kafka, checked while it is in its place. */
  part(key: 'part-log' | 'part-sequence'): Locator {
    return this.place.getByRole('checkbox', { name: this.words.of(key) });
  }

  async takeOut(key: 'part-log' | 'part-sequence'): Promise<void> {
    await this.fold().click();
    await this.part(key).uncheck();
    await this.fold().click();
  }

  banner(): Locator {
    return this.place.locator('.banner');
  }

  putBack(): Locator {
    return this.banner().getByRole('button', { name: this.words.of('parts-put-back') });
  }

  /** What went with a coordinator's memory. */
  forgotten(): Locator {
    return this.place.locator('.forgotten');
  }

  besideFold(): Locator {
    return this.place.locator('summary', { hasText: this.words.of('beside-title') });
  }
}
