// Draws every beat of every lesson as it ends, in the three layouts, both themes and both languages: a sheet for each
// lesson, theme and language. SCREENS="lesson-03,lesson-08" picks some.
import { mkdir, writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { App } from '../pages/app.ts';
import { contactSheet } from '../support/contact-sheet.ts';
import type { Picture } from '../support/contact-sheet.ts';
import { throughBeats } from '../support/lesson-beats.ts';
import { walksIn } from '../support/lesson-walks.ts';
import { resize, setTheme } from '../support/settings.ts';
import { LANGUAGES, SIZES, THEMES } from '../support/site.mjs';
import { test } from '../support/test.ts';
import { Words } from '../support/words.ts';

const folder = new URL('../../screens/', import.meta.url);
const picked = process.env.SCREENS?.split(',');
const DRAWN = SIZES.filter(({ name }) => ['1440x900', '640x400', '360x740'].includes(name));

for (const language of LANGUAGES) {
  for (const walk of walksIn(language).filter(({ name }) => !picked || picked.includes(`lesson-${name.slice(0, 2)}`))) {
    test.describe(language, () => {
      test.use({ locale: language });
      test(`lesson ${walk.name}, ${language}`, async ({ page }) => {
        test.setTimeout(300_000);
        await mkdir(folder, { recursive: true });
        const sheets = new Map<string, Picture[]>(THEMES.map((theme) => [theme, []]));
        await throughBeats(new App(page, new Words(language)), walk, async ({ beat, name, isLast }) => {
          if (!isLast) return;
          for (const theme of THEMES) {
            await setTheme(page, theme);
            for (const size of DRAWN) {
              await resize(page, size);
              const png = await page.screenshot({ animations: 'disabled' });
              await writeFile(new URL(`lesson-${walk.name.slice(0, 2)}-${beat}-${size.name}-${theme}-${language}.png`, folder), png);
              sheets.get(theme)!.push({ caption: `${beat} ${name} ${size.name}`, png, size });
            }
          }
        });
        for (const [theme, pictures] of sheets) {
          const sheet = await contactSheet(page.context(), `${walk.name}, ${theme}, ${language}`, pictures);
          await writeFile(new URL(`sheet-lesson-${walk.name.slice(0, 2)}-${theme}-${language}.png`, folder), sheet);
          expect(pictures).toHaveLength(walk.beats.length * DRAWN.length);
        }
      });
    });
  }
}
