// Every lesson from its first beat to its last, by the learner's own hand: what its solution does is done by menus.
// WALK_ALL=1 walks all of them by every hand.
import { App } from '../pages/app.ts';
import type { Hand } from '../pages/app.ts';
import { Learner } from '../pages/learner.ts';
import { walksIn } from '../support/lesson-walks.ts';
import { test } from '../support/test.ts';
import { Words } from '../support/words.ts';

const ALL = !!process.env.WALK_ALL;

test.use({ actionTimeout: 15_000 });

function walked(hand: Hand, language: string, only?: string): void {
  for (const walk of walksIn(language).filter(({ name }) => !only || name.startsWith(only))) {
    test(`lesson ${walk.name} is walked by ${hand}, ${language}`, async ({ page }) => {
      test.setTimeout(120_000);
      await new Learner(new App(page, new Words(language)), hand).walk(walk);
    });
  }
}

test.describe('in a window', () => {
  test.use({ viewport: { width: 1366, height: 768 } });
  walked('mouse', 'en');
});

test.describe('by keyboard alone', () => {
  test.use({ viewport: { width: 1366, height: 768 } });
  walked('keyboard', 'en', ALL ? undefined : '03');
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'ru' });
  walked('touch', 'ru', ALL ? undefined : '08');
});
