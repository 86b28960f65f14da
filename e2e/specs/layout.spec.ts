// Every screen in every size, theme and language. A page is loaded once per screen and language, then resized.
import { App } from '../pages/app.ts';
import { inWords, layoutProblems } from '../support/layout.ts';
import { SCREENS } from '../support/screens.ts';
import { resize, setTheme } from '../support/settings.ts';
import { LANGUAGES, SIZES, THEMES } from '../support/site.mjs';
import { expect, test } from '../support/test.ts';
import { Words } from '../support/words.ts';

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language });
    for (const screen of SCREENS) {
      test(`${screen.name} is laid out well in every size and theme, ${language}`, async ({ page }) => {
        test.setTimeout(120_000);
        const app = new App(page, new Words(language));
        await app.open();
        await screen.open(app);
        for (const theme of THEMES) {
          await setTheme(page, theme);
          for (const size of SIZES) {
            await resize(page, size);
            const problems = await layoutProblems(page, { touch: size.touch, primary: screen.primary });
            expect.soft(inWords(problems), `${screen.name}, ${size.name}, ${theme}, ${language}`).toEqual([]);
          }
        }
      });
    }
  });
}
