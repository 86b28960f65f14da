// Makes a page of the site out of a document: node scripts/model-page.mjs SITE writes model.html from docs/model.md. It knows
// as much of Markdown as that document uses, and needs no script in the browser.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const STYLE = `
  :root { color-scheme: light dark; }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
  table { display: block; overflow-x: auto; border-collapse: collapse; }
  th, td { padding: 4px 10px; border: 1px solid; text-align: left; vertical-align: top; }
  code { font-size: 0.9em; }`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const slug = (text) => text.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-');

// Other documents are not part of the site: of a link to them the words stay.
function link(_, words, target) {
  return target.startsWith('#') ? `<a href="${target}">${words}</a>` : words;
}

// What stands in backquotes is nothing but itself.
function inline(text) {
  const pieces = escaped(text).split(/(`[^`]+`)/);
  const shown = pieces.map((piece) => {
    if (piece.startsWith('`')) return `<code>${piece.slice(1, -1)}</code>`;
    return piece.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>').replace(/(?<!\w)\*(\S.*?)\*/g, '<em>$1</em>');
  });
  return shown.join('').replace(/\[([^\]]+)\]\(([^)]+)\)/g, link);
}

function row(line, cell) {
  // A head without words is no head.
  const cellOf = (text) => (text === '' ? '<td></td>' : `<${cell}>${inline(text)}</${cell}>`);
  return `<tr>${line.slice(1, -1).split('|').map((it) => cellOf(it.trim())).join('')}</tr>`;
}

function block(lines) {
  const [first] = lines;
  const [, signs, title] = /^(#+) (.*)$/.exec(first) ?? [];
  if (signs) return `<h${signs.length} id="${slug(title)}">${inline(title)}</h${signs.length}>`;
  if (first.startsWith('|')) return `<table>${[row(first, 'th'), ...lines.slice(2).map((line) => row(line, 'td'))].join('\n')}</table>`;
  if (/^(-|\d+\.) /.test(first)) {
    const items = lines.join('\n').split(/\n(?=(?:-|\d+\.) )/).map((item) => item.replace(/^(-|\d+\.) /, ''));
    const list = first.startsWith('-') ? 'ul' : 'ol';
    return `<${list}>${items.map((item) => `<li>${inline(item)}</li>`).join('\n')}</${list}>`;
  }
  return `<p>${inline(lines.join('\n'))}</p>`;
}

export function htmlOf(markdown) {
  const blocks = markdown.trim().split(/\n{2,}/).map((text) => text.split('\n'));
  const title = markdown.match(/^# (.*)$/m)[1];
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>${escaped(title)}</title>`;
  return `<!doctype html>\n<html lang="en">\n<head>${head}<style>${STYLE}</style></head>\n<body>\n<main>\n${blocks.map(block).join('\n')}\n</main>\n</body>\n</html>\n`;
}

function main([site]) {
  writeFileSync(join(site, 'model.html'), htmlOf(readFileSync('docs/model.md', 'utf8')));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
