// Many pictures on one, drawn by the browser itself: a row per theme, each picture at half its size.
import type { BrowserContext } from '@playwright/test';

export interface Picture {
  caption: string;
  png: Buffer;
  size: { width: number };
}

export async function contactSheet(context: BrowserContext, title: string, pictures: Picture[]): Promise<Buffer> {
  const figures = pictures.map(({ caption, png, size }) =>
    `<figure><img width="${size.width / 2}" src="data:image/png;base64,${png.toString('base64')}"><figcaption>${caption}</figcaption></figure>`);
  const page = await context.newPage();
  await page.setViewportSize({ width: 2000, height: 900 });
  await page.setContent(`<!doctype html><title>${title}</title><style>
      body { margin: 20px; background: #ddd; font: 16px sans-serif; width: max-content; max-width: 2600px; }
      main { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; max-width: 1960px; }
      figure { margin: 0; } img { display: block; border: 1px solid #888; } figcaption { padding-top: 4px; }
    </style><h1>${title}</h1><main>${figures.join('')}</main>`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const sheet = await page.screenshot({ fullPage: true });
  await page.close();
  return sheet;
}
