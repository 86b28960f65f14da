// The page as a person meets it. Specs speak in its words, so that markup may change in one place.
import { expect } from '@playwright/test';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { READY } from '../support/site.mjs';
import { ENGLISH, Words } from '../support/words.ts';
import { Diagram } from './diagram.ts';
import { FirstMinute } from './first-minute.ts';
import { Lesson } from './lesson.ts';
import { Maker } from './maker.ts';
import { Menu } from './menu.ts';
import { Playground } from './playground.ts';
import { Parts } from './parts.ts';
import { Run } from './run.ts';
import { Transaction } from './transaction.ts';

/** A window of its own, or a frame in somebody else's page. */
export type Place = Page | FrameLocator;

/** The ways to press something. */
export type Hand = 'mouse' | 'touch' | 'keyboard';

export async function press(thing: Locator, hand: Hand): Promise<void> {
  if (hand === 'mouse') await thing.click();
  else if (hand === 'touch') await thing.tap();
  else {
    await thing.focus();
    await thing.press('Enter');
  }
}

export class App {
  readonly place: Place;
  readonly diagram: Diagram;
  readonly firstMinute: FirstMinute;
  readonly playground: Playground;
  readonly menu: Menu;
  readonly parts: Parts;
  readonly lesson: Lesson;
  readonly maker: Maker;
  readonly run: Run;
  readonly transaction: Transaction;

  constructor(readonly page: Page, readonly words: Words = ENGLISH, frame?: FrameLocator) {
    this.place = frame ?? page;
    this.diagram = new Diagram(this.place, words);
    this.firstMinute = new FirstMinute(this.place, words);
    this.playground = new Playground(this.place, words);
    this.menu = new Menu(this.place, words);
    this.parts = new Parts(this.place, words);
    this.lesson = new Lesson(this.place, words);
    this.maker = new Maker(this.place, words);
    this.run = new Run(this.place, words);
    this.transaction = new Transaction(this.place, words);
  }

  /** Opens the site at a path (sub-path, fragment) and waits until a learner can act. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await this.ready();
    await this.page.evaluate(() => document.fonts.ready);
  }

  async openPlayground(): Promise<void> {
    await this.open('/#/playground');
  }

  /** Goes there by the address, without loading the site anew. */
  async openTransaction(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/transaction';
    });
    await expect(this.transaction.steps().first()).toBeVisible();
  }

  /** The same for what a teacher pastes. */
  async openEmbed(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/embed';
    });
    await expect(this.maker.code()).toBeVisible();
  }

  async ready(): Promise<void> {
    await expect(this.place.locator(READY)).toBeVisible();
  }

  /** Does to a thing what its menu offers by this name. */
  async act(thing: Locator, label: string): Promise<void> {
    await thing.click();
    await this.menu.choice(this.words.of(label)).click();
  }

  /** The link in the top line. */
  playgroundLink(): Locator {
    return this.place.getByRole('navigation').getByRole('link', { name: this.words.of('nav-playground') });
  }

  language(name: 'English' | 'Русский'): Locator {
    return this.place.getByRole('button', { name });
  }

  themeButton(): Locator {
    const names = ['theme-system', 'theme-light', 'theme-dark'].map((key) => this.words.of(key));
    return this.place.getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) });
  }

  /** There while screen readers have just been told this. */
  spokenAs(text: string): Locator {
    return this.spoken().filter({ hasText: text });
  }

  /** What screen readers are told, apart from what stands on the page. */
  spoken(): Locator {
    return this.place.locator('[aria-live=polite]');
  }
}
