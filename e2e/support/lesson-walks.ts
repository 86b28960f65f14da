// How each lesson is walked by hand, from its own solution: scripts/test-e2e.sh has `lesson_walks` write it down.
import { readFileSync } from 'node:fs';

/** Something that a learner does at a moment. */
export interface Press {
  /** After so many steps. */
  position: number;
  /** A node as the stage marks it (`broker-1`), or what an envelope is. */
  thing: string;
  /** The entry of its menu. */
  label: string;
}

export interface WalkedBeat {
  name: string;
  /** Whether the first option came true, where an answer is shown. */
  answer?: 'right' | 'wrong';
  presses: Press[];
}

export interface Walk {
  language: string;
  name: string;
  beats: WalkedBeat[];
}

function read(text: string): Walk[] {
  const walks: Walk[] = [];
  for (const line of text.split('\n').filter(Boolean)) {
    const [kind, a = '', b = '', c = ''] = line.split('\t');
    const walk = walks.at(-1);
    if (kind === 'lesson') walks.push({ language: a, name: b, beats: [] });
    else if (kind === 'beat') walk!.beats.push({ name: a, presses: [], ...(b === '-' ? {} : { answer: b as 'right' | 'wrong' }) });
    else if (kind === 'press') walk!.beats.at(-1)!.presses.push({ position: Number(a), thing: b, label: c });
    else throw new Error(`target/lesson-walks.txt has a line that begins with ${kind}`);
  }
  return walks;
}

export const WALKS = read(readFileSync(new URL('../../target/lesson-walks.txt', import.meta.url), 'utf8'));

export function walksIn(language: string): Walk[] {
  return WALKS.filter((walk) => walk.language === language);
}
