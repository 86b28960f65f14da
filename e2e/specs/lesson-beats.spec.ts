// Every beat of every lesson in both languages: laid out well in each of the three layouts, and nothing for axe to find.
// One beat of each lesson is looked at in every size and in the dark as well.
import { App } from '../pages/app.ts';
import { axeViolations } from '../support/axe.ts';
import { inWords, layoutProblems } from '../support/layout.ts';
import { throughBeats } from '../support/lesson-beats.ts';
import type { BeatState } from '../support/lesson-beats.ts';
import { walksIn } from '../support/lesson-walks.ts';
import { resize, setTheme } from '../support/settings.ts';
import type { Size } from '../support/settings.ts';
import { LANGUAGES, LAYOUTS, SIZES, THEMES } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

/** In a small frame all that a beat lives by is there at once: what is said, what came of it, the stage, and the way on. */
const AT_ONCE = ['.panel__title', '.panel .verdict-box', '.beat__after', '.stage', '.beat__foot .button', '.verdict > .verdict-box'];
const BEFORE = [...AT_ONCE, '.beat__question', '.goal'];

async function look(app: App, state: BeatState, sizes: Size[], theme: 'light' | 'dark'): Promise<void> {
  const where = `beat ${state.beat}, ${state.name}, ${state.isDone ? 'done' : 'open'}, ${theme}`;
  for (const size of sizes) {
    await resize(app.page, size);
    const inView = size.name !== '640x400' ? [] : state.isDone ? AT_ONCE : BEFORE;
    const problems = await layoutProblems(app.page, { touch: size.touch, inView });
    expect.soft(inWords(problems), `${where}, ${size.name}`).toEqual([]);
  }
  expect.soft(await axeViolations(app.page), `${where}, axe`).toEqual([]);
}

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language, viewport: { width: 1366, height: 768 } });
    for (const walk of walksIn(language)) {
      test(`every beat of ${walk.name} is laid out well and open to everybody, ${language}`, async ({ page }) => {
        test.setTimeout(180_000);
        const app = new App(page, new Words(language));
        await setTheme(page, 'light');
        const whole = walk.beats.findIndex(({ presses }) => presses.length > 0) + 1;
        await throughBeats(app, walk, async (state) => {
          if (state.beat !== whole || !state.isDone) return look(app, state, LAYOUTS, 'light');
          for (const theme of THEMES) {
            await setTheme(page, theme);
            await look(app, state, SIZES, theme);
          }
          return setTheme(page, 'light');
        });
      });
    }
  });
}
