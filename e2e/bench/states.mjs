// The states of the page that are measured, each with its bars. `enter` starts from a page that is ready at `/`.
// A bar that is left out is not checked. `measures` says what is worth knowing: the share of time in use, the frames,
// or both.

const MOVING_MIN = 40;
/** More than needed, so that enough are left while the first arrive. */
const MOVING_BUILT = 48;

const button = (page, name) => page.getByRole('button', { name });

async function openPlayground(page) {
  await page.getByRole('navigation').getByRole('link', { name: 'Playground' }).click();
  await page.locator('.app[data-scene=playground]').waitFor();
  await button(page, 'Restart scene').click();
}

async function play(page) {
  await openPlayground(page);
  await button(page, 'Play').click();
}

/** The sequence diagram follows the run. */
async function playWithDiagram(page) {
  await play(page);
  await button(page, 'Sequence diagram').click();
}

/** Until a page that plays is hidden, or its frame scrolled away, the browser gives it frames; then none. */
async function playUnseen(page) {
  await play(page);
  await page.evaluate(() => { window.requestAnimationFrame = () => 0; });
}

async function set(page, key, value) {
  await page.getByRole('combobox', { name: key }).selectOption(value);
}

/** Twelve orders in five batches, and copies of whatever is under way: as a learner would, by the menus. */
async function fillTheWires(page) {
  await openPlayground(page);
  await page.getByText('Config keys').click();
  await set(page, 'linger.ms', '0');
  await set(page, 'max.in.flight', '5');
  for (let order = 4; order <= 12; order += 1) await button(page, `Add order ${order}`).click();
  const pills = page.locator('.pill');
  while (await page.locator('.pill--produce').count() < 5) await button(page, 'One step').last().click();
  const rows = page.getByRole('region', { name: 'On the way' }).getByRole('button');
  while (await pills.count() < MOVING_BUILT) {
    for (const name of new Set(await rows.allInnerTexts())) {
      if (!/^(Order|Fetch)/.test(name)) continue;
      await rows.filter({ hasText: name }).first().click();
      await page.getByRole('menuitem', { name: 'Send it twice' }).click();
    }
  }
  // At half speed they last twice as long.
  while (!(await button(page, '0.5×').isVisible())) await button(page, /^\d+×$/).click();
}

/** Frames as long as enough is moving, from where most of it is. */
async function framesWhileFull(page) {
  while (await page.locator('.pill').count() < MOVING_BUILT) await button(page, 'One step back').click();
  const times = page.evaluate((least) => new Promise((done) => {
    const seen = [];
    const pills = document.getElementsByClassName('pill');
    let last;
    const tick = (now) => {
      if (last !== undefined) seen.push(now - last);
      last = now;
      if (pills.length >= least) requestAnimationFrame(tick);
      else done(seen.slice(1));
    };
    requestAnimationFrame(tick);
  }), MOVING_MIN);
  await button(page, 'Play').click();
  const seen = await times;
  await button(page, 'Pause').click();
  return seen;
}

export const STATES = [
  {
    name: 'paused, as opened',
    measures: ['busy'],
    bars: { busyPercent: 1 },
    enter: async () => {},
  },
  {
    name: 'playing at 1x',
    measures: ['busy', 'frames'],
    bars: { busyPercent: 20 },
    enter: play,
  },
  {
    name: 'playing at 1x, the sequence diagram open',
    measures: ['busy'],
    bars: { busyPercent: 20 },
    enter: playWithDiagram,
  },
  {
    name: 'playing, hidden',
    measures: ['busy'],
    bars: { busyPercent: 1 },
    enter: playUnseen,
  },
  {
    name: `${MOVING_MIN} moving messages`,
    measures: ['frames'],
    bars: { frameAvgMs: 17.5, frameP95Ms: 34 },
    enter: fillTheWires,
    frames: framesWhileFull,
  },
];
