// The sequence diagram of the run: the bar, and what opens.
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

export class Diagram {
  constructor(readonly place: Place, readonly words: Words) {}

  /** The bar with all that opens below it. */
  itself(): Locator {
    return this.place.getByRole('region', { name: this.words.of('diagram-title'), exact: true });
  }

  toggle(): Locator {
    return this.itself().locator('[aria-expanded]');
  }

  async open(): Promise<void> {
    await this.toggle().click();
    await this.lines().waitFor();
  }

  /** The list of lines, which the keyboard goes through. */
  lines(): Locator {
    return this.itself().getByRole('listbox');
  }

  line(): Locator {
    return this.lines().getByRole('option');
  }

  /** The line that the keyboard is at. */
  active(): Locator {
    return this.lines().getByRole('option', { selected: true });
  }

  /** What is written on the drawing. */
  written(text: string | RegExp): Locator {
    return this.itself().locator('svg text').filter({ hasText: text });
  }

  box(): Locator {
    return this.itself().locator('[data-diagram]');
  }

  replication(): Locator {
    return this.itself().getByRole('checkbox', { name: this.words.of('diagram-replication') });
  }

  #button(key: string): Locator {
    return this.itself().getByRole('button', { name: this.words.of(key), exact: true });
  }

  toNow(): Locator {
    return this.#button('diagram-to-now');
  }

  taller(): Locator {
    return this.#button('diagram-taller');
  }

  save(): Locator {
    return this.#button('picture-save');
  }
}
