// The first minute: one question, one cut, one outcome.
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

export type Answer = 'none' | 'once' | 'twice';

export class FirstMinute {
  constructor(readonly place: Place, readonly words: Words) {}

  headline(): Locator {
    return this.place.getByRole('heading', { level: 1 });
  }

  answer(answer: Answer): Locator {
    return this.place.getByRole('radio', { name: this.words.of(`first-answer-${answer}`), exact: true });
  }

  /** On the ack itself where there is room, at the foot of the page where there is not. */
  cut(): Locator {
    return this.place.getByRole('button', { name: this.words.of('first-cut'), exact: true });
  }

  /** Where something was cut. */
  cross(): Locator {
    return this.place.locator('.cut-mark');
  }

  verdict(): Locator {
    return this.place.locator('.verdict-box');
  }

  why(): Locator {
    return this.place.locator('summary', { hasText: this.words.of('first-why') });
  }

  /** The causal chain, each a line that leads to its moment. */
  chain(): Locator {
    return this.place.locator('details').filter({ has: this.why() }).getByRole('list').getByRole('button');
  }

  causes(): Locator {
    return this.place.locator('.why__cause');
  }

  sameCutUnderExactlyOnce(): Locator {
    return this.place.getByRole('button', { name: this.words.of('first-same-cut') });
  }

  startOver(): Locator {
    return this.place.getByRole('button', { name: this.words.of('first-again') });
  }

  toLesson(): Locator {
    return this.place.getByRole('region', { name: this.words.of('panel-label') })
      .getByRole('link', { name: this.words.of('first-lesson') });
  }

  receiptLines(): Locator {
    return this.place.getByRole('article', { name: this.words.of('receipt-title') }).getByRole('listitem');
  }
}
