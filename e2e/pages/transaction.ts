// The whole transaction, as a picture and as a list.
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

export class Transaction {
  constructor(
    private readonly place: Place,
    private readonly words: Words,
  ) {}

  private button(key: string): Locator {
    return this.place.getByRole('button', { name: this.words.of(key), exact: true });
  }

  next(): Locator {
    return this.button('picture-next');
  }

  back(): Locator {
    return this.button('picture-back');
  }

  all(): Locator {
    return this.button('picture-whole');
  }

  save(): Locator {
    return this.button('picture-save');
  }

  /** The picture as text, where it may be that no file comes. */
  text(): Locator {
    return this.place.getByRole('textbox', { name: this.words.of('picture-text') });
  }

  stage(): Locator {
    return this.button('picture-stage');
  }

  steps(): Locator {
    return this.place.getByRole('list', { name: this.words.of('picture-steps-label') }).getByRole('button');
  }

  /** The step that is looked at. */
  current(): Locator {
    return this.place.locator('[aria-current="step"]');
  }

  picture(): Locator {
    return this.place.getByRole('img', { name: this.words.of('picture-alt') });
  }

  /** Shapes of steps that are still to come. */
  later(): Locator {
    return this.picture().locator('.is-later');
  }
}
