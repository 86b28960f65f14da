// The layout checker can fail, and does not cry wolf: each slip is planted on an empty page and must be named, each
// lookalike that is fine must pass.
import type { Page } from '@playwright/test';
import { layoutProblems } from '../support/layout.ts';
import type { Kind, Rules } from '../support/layout.ts';
import { resize } from '../support/settings.ts';
import { expect, test } from '../support/test.ts';

const TOUCH: Rules = { touch: true };

async function kinds(page: Page, html: string, rules: Rules = {}): Promise<Kind[]> {
  await resize(page, { name: 'planted', width: 360, height: 640, touch: !!rules.touch });
  await page.setContent(`<!doctype html><html lang="en"><body style="margin: 8px; font: 16px/1.5 sans-serif">${html}</body></html>`);
  return [...new Set((await layoutProblems(page, rules)).map((problem) => problem.kind))];
}

const svg = (inner: string, more = '') => `<svg width="300" height="100" ${more} font-size="14">${inner}</svg>`;
const place = (x: number, y: number, more = '') => `style="position: absolute; left: ${x}px; top: ${y}px; ${more}"`;

const SLIPS: Array<[string, Kind, string, Rules?]> = [
  ['two labels on top of each other', 'overlap', `<p ${place(20, 20)}>Order 3</p><p ${place(50, 26)}>Order 4</p>`],
  ['two SVG labels on top of each other', 'overlap', svg('<text x="9" y="30">Order 3</text><text x="30" y="34">Order 4</text>')],
  ['an SVG label under an HTML one', 'overlap', svg('<text x="9" y="30">Order 3</text>') + `<b ${place(20, 24)}>Order 4</b>`],
  ['text beneath a bar that is see-through', 'overlap', `<p>Order 3</p><b ${place(8, 24, 'position: fixed')}>Order 4</b>`],
  ['text cut off by its own box', 'clipped', '<p style="width: 60px; overflow: hidden; white-space: nowrap">The broker stored order 3</p>'],
  ['text with an ellipsis', 'clipped', '<p style="width: 60px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">The broker stored</p>'],
  ['a line cut off at the bottom', 'clipped', '<p style="height: 30px; overflow: hidden">One<br>Two</p>'],
  ['SVG text beyond its drawing', 'clipped', svg('<text x="270" y="30">Order 3</text>')],
  ['SVG text wider than its chip', 'clipped', svg('<g data-box><rect width="30" height="24"/><text y="16">Order 3</text></g>')],
  ['text beyond a button\'s edge', 'clipped', '<button style="width: 60px; height: 44px; white-space: nowrap; padding: 0">Cut this ack now</button>'],
  ['text left of the page', 'clipped', `<p ${place(-30, 20)}>Order 3</p>`],
  ['text of 11 px', 'small-text', '<p style="font-size: 11px">Order 3</p>'],
  ['text that its drawing shrinks', 'small-text', svg('<text x="9" y="30">Order 3</text>', 'viewBox="0 0 400 133"')],
  ['text that a transform shrinks', 'small-text', '<p style="transform: scale(0.7)">Order 3</p>'],
  ['a drawing that a transform shrinks', 'small-text', `<div style="transform: scale(0.8)">${svg('<text x="9" y="30">Order 3</text>')}</div>`],
  ['a button too small for a finger', 'small-target', '<button style="width: 40px; height: 40px">x</button>', TOUCH],
  ['an SVG button too small for a finger', 'small-target', svg('<g role="button" tabindex="0" aria-label="Ack"><rect width="44" height="20"/></g>'), TOUCH],
  ['a link of its own too low for a finger', 'small-target', '<p><a href="#x">Lessons</a></p>', TOUCH],
  ['a primary action below the window', 'primary', '<div style="height: 700px"></div><button data-primary>Cut this ack</button>'],
  ['a covered primary action', 'primary', `<button data-primary>Cut</button><div ${place(0, 0, 'width: 300px; height: 90px; background: teal')}></div>`],
  ['a missing primary action', 'primary', '<p>Order 3</p>', { primary: true }],
  ['a stage below the window', 'out-of-view', '<div style="height: 600px"></div><div class="stage" style="height: 300px"></div>', { inView: ['.stage'] }],
  ['an outcome that its list has scrolled away', 'out-of-view',
    '<div style="height: 90px; overflow: auto"><div style="height: 80px"></div><p class="told">Twice.</p></div>', { inView: ['.told'] }],
  ['an outcome beneath a bar', 'out-of-view', `<p class="told" ${place(8, 590)}><br></p><div ${place(0, 580, 'position: fixed; width: 360px; height: 60px; background: teal')}></div>`, { inView: ['.told'] }],
  ['a page that scrolls sideways', 'sideways', '<div style="width: 500px; height: 9px"></div>'],
];

for (const [name, kind, html, rules] of SLIPS) {
  test(`reports ${name}`, async ({ page }) => {
    expect(await kinds(page, html, rules)).toEqual([kind]);
  });
}

const FINE: Array<[string, string, Rules?]> = [
  ['lines set tight', '<p style="line-height: 1">Order 3 was stored by the broker, and its answer is on the way back to the checkout</p>'],
  ['text for screen readers alone', `<p>Order 3</p><span ${place(8, 24, 'width: 1px; height: 1px; overflow: hidden; font-size: 5px')}>Ack of order 3</span>`],
  ['text that a scroll would show', '<div style="width: 90px; overflow-x: auto; white-space: nowrap">Order 3 was stored by the broker</div>'],
  ['rows scrolled out of a list in a box that hides', `<div style="height: 60px; overflow: hidden"><div style="height: 60px; overflow: auto">${'<p>Order 3</p>'.repeat(9)}</div></div>`],
  ['a row half scrolled out of a list in a painted box', `<div style="height: 60px; border: 1px solid"><div style="height: 58px; overflow: auto">${'<p>Order 3</p>'.repeat(9)}</div></div>`],
  ['text beneath an opaque bar', `${'<p>Order 3</p>'.repeat(30)}<b ${place(0, 40, 'position: fixed; background: white')}>Order 4</b>`],
  ['text beneath an open menu', `<p>Order 3</p><div role="menu" ${place(8, 20, 'background: white')}>Crash</div>`],
  ['text of a closed section', '<details><summary>More</summary><p style="font-size: 5px">Order 3</p></details>'],
  ['a drawing that is not shown', svg('<text x="270" y="30">Order 3</text>', 'hidden style="display: none"')],
  ['an exception with a reason', '<p data-layout-ignore="only a pattern" style="font-size: 5px">ooo</p>'],
  ['a link within running text', '<p>See <a href="#x">the lessons</a> first.</p>', TOUCH],
  ['a small button with a large reach', `<button style="position: relative; width: 24px; height: 24px; margin: 20px"><i ${place(-12, -12, 'width: 44px; height: 44px')}></i></button>`, TOUCH],
  ['a small box with a large label', '<label style="display: flex; height: 44px; width: 200px"><input type="checkbox"> Idempotence</label>', TOUCH],
  ['a small button where a mouse is used', '<button style="width: 40px; height: 40px">x</button>'],
  ['a stage whose beginning is in view', '<div style="height: 500px"></div><div class="stage" style="height: 300px"></div>', { inView: ['.stage', '.told'] }],
  ['a primary action in view', '<button data-primary>Cut this ack</button>', { primary: true }],
];

for (const [name, html, rules] of FINE) {
  test(`accepts ${name}`, async ({ page }) => {
    expect(await kinds(page, html, rules)).toEqual([]);
  });
}

test('a page is left scrolled as it was', async ({ page }) => {
  await kinds(page, '<div style="height: 1500px"></div><button style="width: 9px">x</button>', TOUCH);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await kinds(page, '<div id="list" style="height: 90px; overflow: auto"><div style="height: 500px"></div><button style="width: 9px">x</button></div>', TOUCH);
  expect(await page.evaluate(() => document.querySelector('#list')!.scrollTop)).toBe(0);
});

test('a size with touch has a coarse pointer, and the next one without has none', async ({ page }) => {
  for (const touch of [true, false, true]) {
    await resize(page, { name: 'any', width: 360, height: 640, touch });
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(touch);
  }
});
