// Every screen that a person can be in. Layout tests and `make screens` go through this list, so a new screen is added
// here and nowhere else. `open` starts from a page that is ready at `/`.
import type { Page } from '@playwright/test';

export interface Screen {
  /** Becomes a file name. */
  name: string;
  /** The screen has one action that comes next; it must be in view without scrolling. */
  primary?: boolean;
  open(page: Page): Promise<void>;
}

export const SCREENS: Screen[] = [
  { name: 'first-page', open: async () => {} },
];
