import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';
import { LAUNCH, SUB_PATH } from './support/site.mjs';

function freePort(): Promise<string> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(String(port)));
    });
  });
}

// Workers read this file too; they must find the port that the first reading chose.
const port = (process.env.SITE_PORT ??= await freePort());
const url = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes the second time has failed.
  retries: 0,
  workers: 2,
  reporter: 'list',
  timeout: 60_000,
  use: {
    baseURL: url,
    launchOptions: LAUNCH,
    locale: 'en-US',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'tests' },
    // Not tests: `make screens` draws pictures with it.
    { name: 'screens', testDir: 'screens' },
  ],
  webServer: {
    command: `node ../scripts/serve.mjs ../dist ${port} / ${SUB_PATH}`,
    url,
    reuseExistingServer: false,
  },
});
