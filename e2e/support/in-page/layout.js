// Runs inside the page, as one piece of text: no imports, no exports. layout.ts calls `layoutProblems` and explains the rules.
// A problem is { kind, what, where }. Everything is measured; nothing is read off class names.

const TEXT_PX_MIN = 12;
const TARGET_PX_MIN = 44;
const BEGINNING_PX = 96;
const NOT_RENDERED = 'script, style, template, noscript, title, desc, defs, option, [data-layout-ignore]';
const LAYER = 'dialog[open], [popover], [role=dialog], [role=menu], [role=listbox], [role=tooltip], [data-layer]';
const TARGETS = `button, a[href], input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"]),
  ${['button', 'link', 'tab', 'menuitem', 'option', 'checkbox', 'radio', 'switch', 'slider'].map((r) => `[role=${r}]`)}`;

const isClip = (overflow) => overflow === 'hidden' || overflow === 'clip';
const isScroll = (overflow) => overflow === 'auto' || overflow === 'scroll';
const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

function ancestors(element) {
  const all = [];
  for (let e = element; e && e !== document.body && e !== document.documentElement; e = e.parentElement) all.push(e);
  return all;
}

function describe(element) {
  const one = (e) => e.tagName.toLowerCase() + (e.id ? `#${e.id}` : '') + [...e.classList].map((c) => `.${c}`).join('');
  return ancestors(element).slice(0, 3).reverse().map(one).join(' > ');
}

const quote = (text) => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;

// Text for screen readers alone: squeezed into a pixel, clipped to nothing, or moved far away.
function onlyForReaders(element) {
  return ancestors(element).some((e) => {
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const pixel = isClip(style.overflowX) && (box.width <= 1.5 || box.height <= 1.5);
    return pixel || style.clipPath === 'inset(50%)' || /^rect\(0px[ ,]/.test(style.clip) || box.right < -900 || box.bottom < -900;
  });
}

// The ancestors that an element's overflow meets. What is positioned absolutely escapes those it is not positioned by.
function clippers(element) {
  const found = [];
  let position = 'static';
  for (const e of ancestors(element)) {
    const style = getComputedStyle(e);
    const escapes = position === 'absolute' && style.position === 'static' && style.transform === 'none';
    if (!escapes) {
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') found.push({ e, style });
      position = style.position;
    }
    if (position === 'fixed') break;
  }
  return found;
}

function innerBox(e) {
  const box = e.getBoundingClientRect();
  if (!(e instanceof HTMLElement)) return box;
  const left = box.left + e.clientLeft;
  const top = box.top + e.clientTop;
  return { left, top, right: left + e.clientWidth, bottom: top + e.clientHeight };
}

// What can be seen of a box after scrolling areas took their part; `cut` names the ancestor that hides some for good.
function visiblePart(element, box) {
  const { left, top, right, bottom } = box;
  const seen = { left, top, right, bottom };
  const slack = (bottom - top) * 0.25;
  for (const { e, style } of clippers(element)) {
    const inner = innerBox(e);
    if (isScroll(style.overflowX)) Object.assign(seen, { left: Math.max(seen.left, inner.left), right: Math.min(seen.right, inner.right) });
    if (isScroll(style.overflowY)) Object.assign(seen, { top: Math.max(seen.top, inner.top), bottom: Math.min(seen.bottom, inner.bottom) });
    if (seen.right <= seen.left || seen.bottom <= seen.top) return null;
    const sideways = isClip(style.overflowX) && (seen.left < inner.left - 1 || seen.right > inner.right + 1);
    const upright = isClip(style.overflowY) && (seen.top < inner.top - slack || seen.bottom > inner.bottom + slack);
    if (sideways || upright) return { ...seen, cut: e };
  }
  return seen;
}

// Every visible run of text, HTML and SVG alike, one entry per text node and one box per line.
function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.data.trim().replace(/\s+/g, ' ');
    const element = node.parentElement;
    if (!text || element.closest(NOT_RENDERED) || !shown(element) || onlyForReaders(element)) continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0.5 && box.height > 0.5);
    if (boxes.length > 0) found.push({ text, element, boxes });
  }
  return found;
}

function textScale(element) {
  if (element instanceof SVGElement) {
    const m = element.closest('text, foreignObject, svg').getScreenCTM();
    return Math.sqrt(Math.abs(m.a * m.d - m.b * m.c));
  }
  return ancestors(element).reduce((scale, e) => {
    const { transform, scale: own } = getComputedStyle(e);
    const m = new DOMMatrix(transform === 'none' ? undefined : transform);
    const [x, y = x] = own === 'none' ? [1] : own.split(' ').map(Number);
    return scale * Math.sqrt(Math.abs((m.a * m.d - m.b * m.c) * x * y));
  }, 1);
}

function smallText(found) {
  return found.flatMap(({ text, element }) => {
    const px = parseFloat(getComputedStyle(element).fontSize) * textScale(element);
    if (px >= TEXT_PX_MIN - 0.05) return [];
    return [{ kind: 'small-text', what: `${quote(text)} is ${px.toFixed(1)} px, less than ${TEXT_PX_MIN}`, where: describe(element) }];
  });
}

// The box that a text visibly belongs to: the nearest ancestor that is painted, or in SVG the rect of a [data-box] group.
function paintedBox(element) {
  const group = element instanceof SVGElement && element.closest('[data-box]');
  if (group) return group.querySelector(':scope > rect');
  if (element instanceof SVGElement) return null;
  for (const e of ancestors(element)) {
    const style = getComputedStyle(e);
    const painted = style.borderStyle !== 'none' || !/^rgba\(.*, 0\)$/.test(style.backgroundColor) || style.boxShadow !== 'none';
    if (painted && style.display !== 'inline') return e;
    if (style.position === 'absolute' || style.position === 'fixed') return null;
  }
  return null;
}

function misplaced({ text, element, boxes }) {
  const page = document.documentElement.clientWidth;
  const container = paintedBox(element)?.getBoundingClientRect();
  const fixed = ancestors(element).some((e) => getComputedStyle(e).position === 'fixed');
  for (const box of boxes) {
    const seen = visiblePart(element, box);
    if (!seen) continue;
    const at = (what) => [{ kind: 'clipped', what: `${quote(text)} ${what}`, where: describe(element) }];
    if (seen.cut) return at(`is cut off by ${describe(seen.cut)}`);
    if (seen.left + scrollX < -1 || seen.right + scrollX > page + 1 || seen.top + scrollY < -1) return at('reaches out of the page');
    if (fixed && (seen.top < -1 || seen.bottom > innerHeight + 1)) return at('reaches out of the window');
    const slack = (box.bottom - box.top) * 0.25;
    // What a list has scrolled away reaches out of nothing.
    if (container && (seen.left < container.left - 1 || seen.right > container.right + 1 ||
        seen.top < container.top - slack || seen.bottom > container.bottom + slack)) return at('reaches out of its box');
  }
  return [];
}

// A bar or an open menu may cover what lies beneath, if it is opaque.
function covers(layer, above, beneath, x, y) {
  const colour = getComputedStyle(layer).backgroundColor;
  const opaque = layer.hasAttribute('data-layer') || /^rgb\(/.test(colour);
  if (!opaque || layer.contains(beneath)) return false;
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true;
  const stack = document.elementsFromPoint(x, y);
  const hit = (e) => stack.findIndex((s) => s === e || e.contains(s));
  return hit(above) >= 0 && (hit(beneath) < 0 || hit(above) < hit(beneath));
}

function layersOf(element) {
  return ancestors(element).filter((e) => e.matches(LAYER) || ['fixed', 'sticky'].includes(getComputedStyle(e).position));
}

// Glyphs fill only the middle of a line's box; without this, tight lines would seem to touch.
function inked(box) {
  const inset = (box.bottom - box.top) * 0.2;
  return { left: box.left + 0.75, right: box.right - 0.75, top: box.top + inset, bottom: box.bottom - inset };
}

function overlapping(found) {
  const lines = found.flatMap((t) => t.boxes.map((box) => visiblePart(t.element, box)).filter(Boolean).map((box) => ({ ...t, ...inked(box) })));
  lines.sort((a, b) => a.left - b.left);
  const problems = [];
  const reported = new Set();
  lines.forEach((a, i) => {
    for (let j = i + 1; j < lines.length && lines[j].left < a.right; j += 1) {
      const b = lines[j];
      const top = Math.max(a.top, b.top);
      const bottom = Math.min(a.bottom, b.bottom);
      if (bottom - top <= 0.5 || (a.element === b.element && a.text === b.text)) continue;
      const x = (b.left + Math.min(a.right, b.right)) / 2;
      const y = (top + bottom) / 2;
      const covered = (p, q) => layersOf(p.element).some((layer) => covers(layer, p.element, q.element, x, y));
      const name = [a.text, b.text].sort().join('\n');
      if (reported.has(name) || covered(a, b) || covered(b, a)) continue;
      reported.add(name);
      problems.push({ kind: 'overlap', what: `${quote(a.text)} and ${quote(b.text)} overlap`, where: `${describe(a.element)} and ${describe(b.element)}` });
    }
  });
  return problems;
}

// A link inside running text is as tall as its line; everything else is pressed with a finger.
function inRunningText(element) {
  if (!element.matches('a') || getComputedStyle(element).display !== 'inline') return false;
  return element.parentElement.textContent.trim() !== element.textContent.trim();
}

// What counts is where a press arrives, so an invisible enlargement (a ::before, a label) is as good as a large box.
function pressable(element) {
  const half = TARGET_PX_MIN / 2 - 1;
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const labels = element.labels ? [...element.labels] : [];
  const boxes = [element, ...labels].map((e) => e.getBoundingClientRect());
  const isOurs = (hit) => hit && [element, ...labels].some((e) => e === hit || e.contains(hit));
  return boxes.some((box) => {
    if (box.width >= TARGET_PX_MIN - 0.5 && box.height >= TARGET_PX_MIN - 0.5) return true;
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    return [[-1, -1], [1, -1], [-1, 1], [1, 1]].every(([i, j]) => isOurs(document.elementFromPoint(x + i * half, y + j * half)));
  });
}

function smallTargets() {
  return [...document.querySelectorAll(TARGETS)].flatMap((element) => {
    if (!shown(element) || element.closest('[data-layout-ignore], [inert]') || onlyForReaders(element) || inRunningText(element)) return [];
    const { width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || pressable(element)) return [];
    const name = element.getAttribute('aria-label') || element.textContent.trim() || element.tagName;
    const size = `${width.toFixed(0)}×${height.toFixed(0)}`;
    return [{ kind: 'small-target', what: `${quote(name)} is ${size} px to press, less than ${TARGET_PX_MIN}×${TARGET_PX_MIN}`, where: describe(element) }];
  });
}

function primaryAction(required) {
  const actions = [...document.querySelectorAll('[data-primary]')].filter(shown);
  if (required && actions.length === 0) return [{ kind: 'primary', what: 'no primary action is shown', where: 'the page' }];
  return actions.flatMap((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const problem = (what) => [{ kind: 'primary', what: `${quote(element.textContent.trim())} ${what}`, where: describe(element) }];
    if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) return problem('is not wholly in the window');
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit && (hit === element || element.contains(hit)) ? [] : problem('is covered');
  });
}

// As much of a thing as tells what it is: its first pixels, or all of it where it is small. A bar may cover them as well.
function isInView(element) {
  const box = element.getBoundingClientRect();
  const bottom = Math.min(box.bottom, box.top + BEGINNING_PX);
  const seen = visiblePart(element, { left: box.left, top: box.top, right: box.right, bottom });
  if (!seen || seen.cut || seen.top > box.top + 1 || seen.bottom < bottom - 1 || seen.top < -1 || seen.bottom > innerHeight + 1) return false;
  const x = (seen.left + seen.right) / 2;
  return [seen.top + 2, seen.bottom - 2].every((y) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.contains(element));
  });
}

function outOfView(selectors) {
  return selectors.flatMap((selector) => {
    const all = [...document.querySelectorAll(selector)].filter(shown);
    return all.filter((element) => !isInView(element)).map((element) => (
      { kind: 'out-of-view', what: 'its beginning is not seen without scrolling', where: describe(element) }));
  });
}

function sideways() {
  const root = document.documentElement;
  const wide = Math.max(root.scrollWidth, document.body.scrollWidth);
  if (wide <= root.clientWidth) return [];
  const widest = [...document.body.querySelectorAll('*')].reduce((a, b) =>
    (b.getBoundingClientRect().right > a.getBoundingClientRect().right ? b : a), document.body);
  return [{ kind: 'sideways', what: `the page is ${wide} px wide in a window of ${root.clientWidth}`, where: describe(widest) }];
}

const scrolledAway = () => [...document.querySelectorAll('*')].filter((e) => e.scrollTop || e.scrollLeft);

// The one entry. Presses must reach what lets them through while we ask what lies where, and the scroll is put back.
function layoutProblems({ touch, primary, inView }) {
  const style = document.createElement('style');
  style.textContent = '* { pointer-events: auto !important; }';
  document.head.append(style);
  const found = texts();
  const overlaps = overlapping(found);
  style.remove();
  const problems = [...found.flatMap(misplaced), ...overlaps, ...smallText(found), ...primaryAction(primary), ...outOfView(inView), ...sideways()];
  if (touch) {
    const scrolled = scrolledAway().map((e) => [e, e.scrollTop, e.scrollLeft]);
    problems.push(...smallTargets());
    for (const e of scrolledAway()) e.scrollTo(0, 0);
    for (const [e, top, left] of scrolled) e.scrollTo(left, top);
  }
  return problems;
}
