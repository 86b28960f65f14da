// Draws every screen in every size, theme and language into screens/, and a sheet per screen and language to look at.
// `make screens` runs it; nothing here can fail but a screen that does not open. SCREENS="name,name" picks some.
import { mkdir, writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { App } from '../pages/app.ts';
import { contactSheet } from '../support/contact-sheet.ts';
import { SCREENS } from '../support/screens.ts';
import { resize, setTheme } from '../support/settings.ts';
import { LANGUAGES, SIZES, THEMES } from '../support/site.mjs';
import { test } from '../support/test.ts';
import { Words } from '../support/words.ts';

const folder = new URL('../../screens/', import.meta.url);
const picked = process.env.SCREENS?.split(',');

for (const screen of SCREENS.filter(({ name }) => !picked || picked.includes(name))) {
  for (const language of LANGUAGES) {
    test.describe(language, () => {
      test.use({ locale: language });
      test(`${screen.name}, ${language}`, async ({ page }) => {
        test.setTimeout(180_000);
        await mkdir(folder, { recursive: true });
        const app = new App(page, new Words(language));
        await app.open();
        await screen.open(app);
        const pictures = [];
        for (const theme of THEMES) {
          await setTheme(page, theme);
          for (const size of SIZES) {
            await resize(page, size);
            const file = `${screen.name}-${size.name}-${theme}-${language}.png`;
            const png = await page.screenshot({ animations: 'disabled' });
            await writeFile(new URL(file, folder), png);
            pictures.push({ caption: `${size.name} ${theme}`, png, size });
          }
        }
        const sheet = await contactSheet(page.context(), `${screen.name}, ${language}`, pictures);
        await writeFile(new URL(`sheet-${screen.name}-${language}.png`, folder), sheet);
        expect(pictures).toHaveLength(THEMES.length * SIZES.length);
      });
    });
  }
}
