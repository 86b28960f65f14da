// Measures a page and says what a person would trip over. The rules, each by a name that stands in every report:
//
//   clipped       text that an `overflow: hidden` cuts off, or that reaches out of the page or of its painted box
//                 (SVG: mark a group with `data-box`; its first `rect` is the box of the texts in it)
//   overlap       two visible texts, HTML or SVG, on top of each other. An opaque bar that is fixed or sticky, an open
//                 dialog, menu or `data-layer` may cover what lies beneath
//   small-text    under 12 px as seen on screen, whatever scales it
//   small-target  on touch, something to press under 44×44 px; links within running text aside
//   primary       `data-primary` not wholly in the window, or covered
//   sideways      a page that scrolls sideways
//   out-of-view   what must be seen without scrolling, and less of it than its beginning (96 px) is: below the window, scrolled
//                 away, or covered
//
// `data-layout-ignore="why"` takes an element out of all of them. Text for screen readers alone is left out by itself.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

export type Kind = 'clipped' | 'overlap' | 'small-text' | 'small-target' | 'primary' | 'sideways' | 'out-of-view';

export interface Problem {
  kind: Kind;
  what: string;
  where: string;
}

export interface Rules {
  /** Is the page used with a finger? */
  touch?: boolean;
  /** Must a primary action be there? One that is there must always be in view. */
  primary?: boolean;
  /** What must be seen without scrolling, as selectors. */
  inView?: string[];
}

const source = readFileSync(new URL('./in-page/layout.js', import.meta.url), 'utf8');

export function layoutProblems(page: Page, { touch = false, primary = false, inView = [] }: Rules = {}): Promise<Problem[]> {
  return page.evaluate<Problem[]>(`(() => { ${source}\n return layoutProblems(${JSON.stringify({ touch, primary, inView })}); })()`);
}

export function inWords(problems: Problem[]): string[] {
  return problems.map(({ kind, what, where }) => `${kind}: ${what} (${where})`);
}
