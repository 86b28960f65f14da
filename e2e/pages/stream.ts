// The stream under exactly once: coordinators with their memory, logs that open, readers of payments.
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { App } from './app.ts';

/** More steps than any of these scenes takes to its end. */
const STEPS_MAX = 700;

export class Stream {
  constructor(readonly app: App) {}

  get page(): Page {
    return this.app.page;
  }

  /** From wherever the page stands: the playground, the second pipeline, the third guarantee. */
  async open(): Promise<void> {
    const { app } = this;
    await app.playgroundLink().click();
    await app.parts.pipeline('stream').click();
    await app.playground.preset('exactly-once').click();
    await app.run.restart().click();
  }

  coordinator(broker: number): Locator {
    return this.app.place.locator(`[data-node="broker-${broker}"] .coordinator`);
  }

  /** What any coordinator remembers of a transactional id. */
  memory(id: string): Locator {
    const named = this.app.place.locator('.memory__id', { hasText: new RegExp(`^${id}$`) });
    return this.app.place.locator('.memory__cell').filter({ has: named });
  }

  loading(): Locator {
    return this.app.place.locator('[data-loading]');
  }

  /** Rows of a log; of a transaction log that has a leader, the leader's. */
  log(name: string): Locator {
    return this.app.place.locator('.log').filter({ has: this.app.place.locator('.log__name', { hasText: name }) });
  }

  records(): Locator {
    return this.app.menu.itself().getByRole('row');
  }

  reader(isolation: 'read_committed' | 'read_uncommitted'): Locator {
    const level = this.app.place.locator('.card__role', { hasText: new RegExp(`^${isolation}$`) });
    return this.app.place.getByRole('article').filter({ has: level });
  }

  compare(): Locator {
    return this.app.place.locator('.compare');
  }

  /** Steps by key until it is so. */
  async stepUntil(there: Locator): Promise<void> {
    for (let steps = 0; await there.count() === 0; steps += 1) {
      expect(steps, `steps until ${there} is there`).toBeLessThan(STEPS_MAX);
      await this.page.keyboard.press('.');
    }
  }

  async stepUntilMemory(id: string, text: RegExp): Promise<void> {
    await this.stepUntil(this.memory(id).filter({ hasText: text }));
  }
}
