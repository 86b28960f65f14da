// What a first visit fetches, and what that weighs. Every server that is meant for people compresses.
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

export const BYTES_MAX = 180_000;

export interface Fetched {
  url: string;
  bytes: number;
}

/** Everything that a page fetches until it rests, each compressed as hard as gzip can. */
export async function firstLoad(page: Page, path: string): Promise<Fetched[]> {
  const fetched: Array<Promise<Fetched>> = [];
  page.on('response', (response) => {
    const weigh = async () => ({ url: response.url(), bytes: gzipSync(await response.body(), { level: 9 }).length });
    if (response.url().startsWith('http')) fetched.push(weigh());
  });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  return Promise.all(fetched);
}

export const total = (fetched: Fetched[]): number => fetched.reduce((sum, { bytes }) => sum + bytes, 0);

/** What there is to say of a load that is too heavy, heaviest first; nothing of one that is not. */
export function excess(fetched: Fetched[]): string[] {
  if (total(fetched) <= BYTES_MAX) return [];
  const heaviestFirst = [...fetched].sort((a, b) => b.bytes - a.bytes);
  return [`${total(fetched)} bytes are more than ${BYTES_MAX}`, ...heaviestFirst.map(({ url, bytes }) => `${bytes} ${url}`)];
}
