// The page's words in any language, read from the file that the page itself reads, so that a screen can be opened in every
// language by what stands on its buttons. Specs that are about words write them out in English instead.
import { readFileSync } from 'node:fs';

const PLACEHOLDER = /\{ (?:FORM\()?\$[^}]*\}/;
const QUOTED = /\{ "((?:[^"\\]|\\u[0-9A-F]{4})*)" \}/g;

function messages(language: string): Map<string, string> {
  const text = readFileSync(new URL(`../../assets/i18n/${language}.ftl`, import.meta.url), 'utf8');
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^([a-z-]+) = (.*)$/.exec(line) ?? [];
    if (key && value) found.set(key, value.replace(QUOTED, (_, inner) => JSON.parse(`"${inner}"`)));
  }
  return found;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Words {
  readonly #messages: Map<string, string>;

  constructor(readonly language: string) {
    this.#messages = messages(language);
  }

  /** A message that stands as it is. */
  of(key: string): string {
    const text = this.#find(key);
    if (/[{}]/.test(text)) throw new Error(`${key} has placeholders: ask for what it is like`);
    return text;
  }

  /** A message with one placeholder, filled. */
  with(key: string, value: string | number): string {
    const pieces = this.#pieces(key);
    if (pieces.length !== 2) throw new Error(`${key} has not one placeholder`);
    return pieces.join(String(value));
  }

  /** A message of one form with anything in its placeholders. */
  like(key: string): RegExp {
    return new RegExp(`^${this.#pieces(key).map(escaped).join('.+')}$`);
  }

  #pieces(key: string): string[] {
    const pieces = this.#find(key).split(PLACEHOLDER);
    if (pieces.some((piece) => /[{}]/.test(piece))) throw new Error(`${key} has more than placeholders`);
    return pieces;
  }

  #find(key: string): string {
    const text = this.#messages.get(key);
    if (text === undefined) throw new Error(`${this.language}.ftl has no message ${key} on one line`);
    return text;
  }
}

export const ENGLISH = new Words('en');
