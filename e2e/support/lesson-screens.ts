// The screens of lessons, and the link of a moment.
import { expect } from '@playwright/test';
import type { App } from '../pages/app.ts';
import type { Screen } from './screens.ts';

async function goTo(app: App, place: string): Promise<void> {
  await app.page.evaluate((hash) => {
    location.hash = hash;
  }, place);
}

async function beat(app: App, number: number): Promise<void> {
  await goTo(app, `#/lesson/03-the-ack-that-never-came/${number}`);
  await expect(app.page.locator('.beat__progress')).toBeAttached();
}

async function list(app: App): Promise<void> {
  await goTo(app, '#/lessons');
  await expect(app.lesson.listed().first()).toBeVisible();
}

async function shown(app: App): Promise<void> {
  await beat(app, 2);
  await app.lesson.option(1).check();
  await app.lesson.next().click();
  await app.run.fast();
  await app.lesson.show().click();
  await app.run.over();
  await expect(app.lesson.after()).toBeVisible();
}

async function shared(app: App): Promise<void> {
  await beat(app, 1);
  await app.lesson.share().click();
  await expect(app.lesson.link()).toBeVisible();
}

async function still(app: App, lesson: string): Promise<void> {
  await goTo(app, `#/lesson/${lesson}/still`);
  await expect(app.lesson.pictures().first()).toBeVisible();
}

export const LESSON_SCREENS: Screen[] = [
  { name: 'lesson-list', open: list },
  { name: 'lesson-first-beat', primary: true, open: (app) => beat(app, 1) },
  { name: 'lesson-question', open: (app) => beat(app, 2) },
  { name: 'lesson-shown', primary: true, open: shown },
  { name: 'lesson-last-beat', open: (app) => beat(app, 6) },
  { name: 'lesson-shared', open: shared },
  { name: 'lesson-still', open: (app) => still(app, '03-the-ack-that-never-came') },
  { name: 'lesson-still-stream', open: (app) => still(app, '10-the-coordinator-and-its-log') },
];
