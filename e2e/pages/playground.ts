// The playground: presets, things on stage with their menus, what is on its way, the ledger.
import type { Locator } from '@playwright/test';
import type { Words } from '../support/words.ts';
import type { Place } from './app.ts';

export type Preset = 'at-most-once' | 'at-least-once' | 'exactly-once';
/** A node as the stage marks it. */
export type Node = `broker-${number}` | `client-${number}`;
export type LedgerColumn = 'sent' | 'told' | 'log' | 'read' | 'charged';

export class Playground {
  constructor(readonly place: Place, readonly words: Words) {}

  /** What happens next, in one sentence. */
  next(): Locator {
    return this.place.getByRole('heading', { level: 1 });
  }

  preset(preset: Preset): Locator {
    return this.place.getByRole('button', { name: this.words.of(`preset-${preset}`), exact: true });
  }

  card(name: string): Locator {
    return this.place.getByRole('article').filter({ has: this.place.locator('.card__name', { hasText: new RegExp(`^${name}$`) }) });
  }

  /** A thing on stage: Broker 1, Checkout, Billing. */
  thing(name: string): Locator {
    return this.card(name).locator('.card__head');
  }

  checkout(): Locator {
    return this.thing(this.words.of('card-checkout'));
  }

  billing(): Locator {
    return this.thing(this.words.of('card-billing'));
  }

  broker(number: number): Locator {
    return this.thing(this.words.with('card-broker', number));
  }

  role(name: string): Locator {
    return this.card(name).locator('.card__role');
  }

  /** There while this broker leads the orders. */
  leads(number: number): Locator {
    return this.role(this.words.with('card-broker', number)).filter({ hasText: /\borders\b/ });
  }

  /** The line between two nodes. */
  wire(a: Node, b: Node): Locator {
    return this.place.locator(`.wire__reach[data-wire="${a} ${b}"]`);
  }

  /** Presses it a third of its way along: its middle may lie beneath something else. Returns where that is. */
  async pressWire(a: Node, b: Node): Promise<{ x: number; y: number }> {
    const wire = this.wire(a, b);
    const { x, y } = await wire.evaluate((path: SVGPathElement) => {
      const point = path.getPointAtLength(path.getTotalLength() / 3);
      const drawing = path.ownerSVGElement!.getBoundingClientRect();
      return { x: point.x + drawing.x, y: point.y + drawing.y };
    });
    await wire.page().mouse.click(x, y);
    return { x, y };
  }

  cutWires(): Locator {
    return this.place.locator('.wire--cut');
  }

  /** What was done to the run, marked on the scrubber. */
  faultMarks(): Locator {
    return this.place.locator('.scrubber__mark');
  }

  /** What travels, on the stage itself. */
  pills(): Locator {
    return this.place.locator('.pill');
  }

  pill(label: string): Locator {
    return this.pills().filter({ hasText: new RegExp(`^${label.replace('?', '\\?')}$`) });
  }

  ack(order: number): Locator {
    return this.pill(this.words.with('pill-ack', order));
  }

  /** The same as a list of buttons. */
  onTheWay(): Locator {
    return this.place.getByRole('region', { name: this.words.of('way-title') }).getByRole('button');
  }

  addOrder(): Locator {
    return this.place.getByRole('button', { name: this.words.like('playground-add-order') });
  }

  /** The fold with the config keys. */
  keys(): Locator {
    return this.place.locator('summary', { hasText: this.words.of('settings-title') });
  }

  key(name: string): Locator {
    return this.place.getByRole('combobox', { name });
  }

  verdict(): Locator {
    return this.place.getByRole('complementary', { name: this.words.of('verdict-label') }).locator('.verdict-box');
  }

  why(): Locator {
    return this.place.locator('summary', { hasText: this.words.of('first-why') });
  }

  /** The fold that holds ledger, promises and costs where the verdict is a bar. */
  more(): Locator {
    return this.place.locator('summary', { hasText: this.words.of('verdict-more') });
  }

  fold(key: 'promise-title' | 'cost-title' | 'story-title'): Locator {
    return this.place.locator('summary', { hasText: this.words.of(key) });
  }

  story(): Locator {
    return this.place.locator('details').filter({ has: this.fold('story-title') }).last().getByRole('button');
  }

  ledgerRow(order: number): Locator {
    const head = this.place.getByRole('rowheader', { name: String(order), exact: true });
    return this.place.getByRole('row').filter({ has: head });
  }

  /** An order's cell: how often that happened, or a word instead. */
  async ledger(order: number): Promise<Record<LedgerColumn, string>> {
    const [sent = '', told = '', log = '', read = '', charged = ''] = await this.ledgerRow(order).getByRole('cell').allInnerTexts();
    return { sent, told, log, read, charged };
  }

  notice(): Locator {
    return this.place.locator('.notice');
  }

  undo(): Locator {
    return this.notice().getByRole('button', { name: this.words.of('notice-undo') });
  }

  receiptLines(): Locator {
    return this.place.getByRole('article', { name: this.words.of('receipt-title') }).getByRole('listitem');
  }
}
