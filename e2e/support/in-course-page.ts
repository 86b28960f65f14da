// What stands in a course page, and what it is told.
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { coursePage, type CoursePage } from './course-page.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** A message of ours. */
export interface Told {
  type: string;
  [field: string]: unknown;
}

/** What the element is asked for. */
export interface AckademyFrame extends HTMLElement {
  load(moment: string): void;
  play(): void;
  pause(): void;
  step(): void;
  language(tag: string): void;
}

export const element = (site: string, attributes: string) =>
  `<script src="${site}ackademy.js" defer></script><ackademy-frame ${attributes}></ackademy-frame>`;

/** Collects what the page itself is sent, as any page around would. */
export async function hear(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window.parent !== window) return;
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    addEventListener('message', ({ data }) => heard.push(data));
  });
}

export async function told(page: Page, ...types: string[]): Promise<Told[]> {
  const all = await page.evaluate(() => (window as unknown as { heard: Told[] }).heard);
  return types.length > 0 ? all.filter(({ type }) => types.includes(type)) : all;
}

/** Asks the element, as its page would. */
export async function ask(page: Page, what: 'load' | 'play' | 'pause' | 'step' | 'language', about = ''): Promise<void> {
  await page.evaluate(([method, value]) => {
    const frame = document.querySelector<AckademyFrame>('ackademy-frame')!;
    frame[method as 'load'](value!);
  }, [what, about]);
}

/** Posts to the frame whatever this is. */
export async function post(page: Page, message: unknown): Promise<void> {
  await page.evaluate((data) => document.querySelector('iframe')!.contentWindow!.postMessage(data, '*'), message);
}

/** Opens a course page, and closes it and both servers at the end. */
export async function on(page: Page, body: (site: string) => string, then: (course: CoursePage) => Promise<void>): Promise<void> {
  const course = await coursePage(DIST, body);
  try {
    await page.goto(course.url);
    await then(course);
  } finally {
    await page.goto('about:blank');
    await course.close();
  }
}
