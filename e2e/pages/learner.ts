// A learner who walks a lesson with one kind of hand, and does by that hand whatever its beats wait for.
import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import type { Press, Walk, WalkedBeat } from '../support/lesson-walks.ts';
import type { App, Hand } from './app.ts';
import { ALL_REACHED } from './lesson.ts';

/** More stops than the tab key makes on any page. */
const STOPS_MAX = 150;
/** What lies further away is not gone to by one press after another. */
const FAR = 40;

export class Learner {
  constructor(readonly app: App, readonly hand: Hand) {}

  /** From the first beat to the last, and back to the list of lessons. */
  async walk(walk: Walk): Promise<void> {
    const { app } = this;
    await app.open(`/#/lesson/${walk.name}/1`);
    for (const [place, beat] of walk.beats.entries()) {
      await expect(app.page).toHaveURL(new RegExp(`/${walk.name}/${place + 1}$`));
      await app.lesson.isAt(place + 1);
      await this.beat(beat);
      if (place + 1 < walk.beats.length) await this.press(app.lesson.next());
    }
    await this.press(app.lesson.allLessons());
    const entry = app.lesson.listed().nth(Number(walk.name.slice(0, 2)) - 1);
    await expect(entry).toContainText(app.words.of('lessons-finished'));
  }

  async beat(beat: WalkedBeat): Promise<void> {
    const { lesson } = this.app;
    if (await lesson.option(0).count() > 0) {
      await expect(lesson.next()).toHaveCount(0);
      await this.choose(lesson.option(0));
    }
    for (const press of beat.presses) await this.do(press);
    if (beat.presses.length > 0) {
      await this.app.run.hurryUntil(ALL_REACHED);
      await expect(lesson.after()).toBeVisible();
    }
    await expect(lesson.openGoals()).toHaveCount(0);
    if (beat.answer) await expect(lesson.outcome()).toHaveClass(beat.answer === 'right' ? 'verdict-box' : /--bad/);
    else await expect(lesson.outcome()).toHaveCount(0);
    await expect(lesson.show()).toHaveCount(0);
  }

  /** At its moment: a run that has gone on since the last press is brought back to it. */
  async do({ position, thing, label }: Press): Promise<void> {
    const { menu, place } = this.app;
    await this.goTo(position);
    const pill = place.locator('.pill').and(place.getByTitle(thing, { exact: true }));
    const node = place.locator(`[data-node="${thing}"] .card__head`);
    await this.pressWhereFree(/^(broker|client)-\d+$/.test(thing) ? node : pill.first());
    await expect(menu.itself()).toBeVisible();
    await this.chooseInMenu(label);
    await expect(menu.itself()).toBeHidden();
  }

  private async chooseInMenu(label: string): Promise<void> {
    const { menu } = this.app;
    if (this.hand !== 'keyboard') return this.press(menu.choice(label));
    for (let stops = 0; !(await isFocused(menu.choice(label))); stops += 1) {
      expect(stops, `arrows down to ${label}`).toBeLessThan(STOPS_MAX);
      await this.app.page.keyboard.press('ArrowDown');
    }
    return this.app.page.keyboard.press('Enter');
  }

  /** Comes to a moment from its start, whatever part of a step a run that was paused stood in. */
  async goTo(position: number): Promise<void> {
    const { run } = this.app;
    await this.app.page.keyboard.press('.');
    await expect(run.state()).not.toHaveText(this.app.words.of('transport-is-playing'));
    let now = await run.position();
    for (let tries = 0; now !== position; tries += 1) {
      expect(tries, `steps to moment ${position}`).toBeLessThan(STOPS_MAX);
      if (position - now > FAR) now = await run.hurryTo(position - FAR);
      else now = now < position ? await this.step(run.step(), '.', now) : await this.step(run.back(), ',', now);
    }
  }

  /** One step. Returns where that leads. */
  private async step(button: Locator, key: string, from: number): Promise<number> {
    if (this.hand === 'keyboard') await this.app.page.keyboard.press(key);
    else await this.press(button);
    return this.app.run.positionAfter(from);
  }

  private async choose(option: Locator): Promise<void> {
    if (this.hand === 'mouse') await option.check();
    else if (this.hand === 'touch') await option.tap();
    else {
      await this.tabTo(option);
      await this.app.page.keyboard.press('Space');
    }
    await expect(option).toBeChecked();
  }

  private async press(thing: Locator): Promise<void> {
    if (this.hand === 'mouse') await thing.click();
    else if (this.hand === 'touch') await thing.tap();
    else {
      await this.tabTo(thing);
      await this.app.page.keyboard.press('Enter');
    }
  }

  /** On the stage something may stand before a part of it; people press what they see. */
  private async pressWhereFree(thing: Locator): Promise<void> {
    if (this.hand === 'keyboard') return this.press(thing);
    // Bars at the edges of a small window hide what lies there.
    await thing.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const position = await thing.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const shares = [0.5, 0.3, 0.7, 0.15, 0.85];
      const points = shares.flatMap((across) => shares.map((down) => ({ x: across * width, y: down * height })));
      return points.find(({ x, y }) => element.contains(document.elementFromPoint(left + x, top + y)));
    });
    expect(position, `a free place on ${thing}`).toBeDefined();
    return this.hand === 'mouse' ? thing.click({ position: position! }) : thing.tap({ position: position! });
  }

  /** With the tab key alone, as somebody who has no other way. */
  private async tabTo(thing: Locator): Promise<void> {
    await expect(thing).toBeVisible();
    for (let stops = 0; !(await isFocused(thing)); stops += 1) {
      expect(stops, `stops on the way to ${thing}`).toBeLessThan(STOPS_MAX);
      await this.app.page.keyboard.press('Tab');
    }
  }
}

function isFocused(thing: Locator): Promise<boolean> {
  return thing.evaluate((element) => element === document.activeElement);
}
