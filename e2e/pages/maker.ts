// What a teacher pastes: what is chosen, the text to copy, and how it will look.
import type { FrameLocator, Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

export class Maker {
  constructor(readonly place: Place, readonly words: Words) {}

  pick(key: 'place' | 'part' | 'language' | 'theme' | 'height'): Locator {
    return this.place.getByRole('combobox', { name: this.words.of(`embed-${key}`), exact: true });
  }

  check(key: string): Locator {
    return this.place.getByRole('checkbox', { name: this.words.of(`embed-${key}`) });
  }

  form(key: 'frame' | 'markdown' | 'link' | 'element'): Locator {
    return this.place.getByRole('radio', { name: this.words.of(`embed-${key}`) });
  }

  paste(): Locator {
    return this.place.getByRole('textbox', { name: this.words.of('embed-paste') });
  }

  wrong(): Locator {
    return this.place.getByRole('alert');
  }

  code(): Locator {
    return this.place.locator('.maker__code');
  }

  shown(): Locator {
    return this.place.getByRole('region', { name: this.words.of('embed-preview') });
  }

  preview(): FrameLocator {
    return this.place.frameLocator('.maker__preview');
  }
}
