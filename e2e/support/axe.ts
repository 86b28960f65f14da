// Accessibility rules that a machine can check.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Every violation as one line: the rule, what it asks, and where. A frame is a page of its own, with landmarks of its own. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(' ')}`));
}
