// What can be done to one thing.
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

export class Menu {
  constructor(readonly place: Place, readonly words: Words) {}

  itself(): Locator {
    return this.place.getByRole('dialog');
  }

  choices(): Locator {
    return this.itself().getByRole('menuitem');
  }

  /** One that begins with these words. */
  choice(label: string): Locator {
    return this.choices().filter({ has: this.place.getByText(label, { exact: true }) });
  }

  close(): Locator {
    return this.itself().getByRole('button', { name: this.words.of('menu-close') });
  }
}
