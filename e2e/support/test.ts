// The `test` that specs use: it watches every page for what must never happen, whatever the test is about.
import { test as base } from '@playwright/test';
import type { Page } from '@playwright/test';

export { expect } from '@playwright/test';

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`uncaught error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console error: ${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') problems.push(`third-party request: ${request.url()}`);
  });
}

export const test = base.extend<{ problems: string[]; quiet: void }>({
  // A test that provokes a problem takes this list, looks, and empties it.
  problems: async ({}, use) => {
    await use([]);
  },
  quiet: [
    async ({ context, problems }, use) => {
      context.on('page', (page) => watch(page, problems));
      await use();
      base.expect(problems, 'errors and third-party requests').toEqual([]);
    },
    { auto: true },
  ],
});
