// The page as a person meets it. Specs speak in its words, so that markup may change in one place.
import { expect } from '@playwright/test';
import type { FrameLocator, Page } from '@playwright/test';
import { READY } from '../support/site.mjs';

export class App {
  constructor(readonly page: Page) {}

  /** Opens the site at a path (sub-path, fragment) and waits until a learner can act. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.locator(READY)).toBeVisible();
    await this.page.evaluate(() => document.fonts.ready);
  }

  /** The same inside a frame of somebody else's page. */
  static async readyIn(frame: FrameLocator): Promise<void> {
    await expect(frame.locator(READY)).toBeVisible();
  }
}
