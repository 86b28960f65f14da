// Makes embed.html of a built site: one file that holds program, words and lessons, because a frame with
// sandbox="allow-scripts" may fetch nothing from a server that does not allow every origin.
// As a program: node scripts/embed-page.mjs FOLDER.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Files that the page asks for by name while it runs. */
const HELD = ['i18n', 'lessons'];

/** The full program: it can do all that an address may ask for. */
const PROGRAM = /^full-[0-9a-f]+\.js$/;
const STYLES = /^full-[0-9a-f]+\.css$/;

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Text inside a script element: nothing in it may end the element. */
const inScript = (text) => text.replaceAll('</', '<\\/');

export async function embedPage(folder) {
  const files = await readdir(folder);
  const program = files.find((name) => PROGRAM.test(name));
  const styles = files.find((name) => STYLES.test(name));
  if (!program || !styles) throw new Error(`${folder} holds no program: build the site first.`);
  const glue = await readFile(join(folder, program), 'utf8');
  const wasm = await readFile(join(folder, program.replace(/\.js$/, '_bg.wasm')));
  const held = [];
  for (const name of HELD) {
    for (const file of (await filesBelow(join(folder, name))).sort()) {
      const id = relative(folder, file).split(sep).join('/');
      const text = await readFile(file, 'utf8');
      if (text.includes('</script')) throw new Error(`${id} would end the element that holds it.`);
      held.push(`<script type="text/plain" id="${id}">${text}</script>`);
    }
  }
  const start = `
    const held = document.getElementById('program');
    const bytes = Uint8Array.from(atob(held.textContent), (letter) => letter.charCodeAt(0));
    held.remove();
    await __wbg_init({ module_or_path: bytes });`;
  const page = (await readFile(join(folder, 'index.html'), 'utf8'))
    .replace(/<script[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<link[^>]*rel="?(modulepreload|preload)"?[^>]*>/g, '');
  const scripts = [
    `<style>${await readFile(join(folder, styles), 'utf8')}</style>`,
    ...held,
    `<script type="application/wasm;base64" id="program">${wasm.toString('base64')}</script>`,
    `<script type="module">${inScript(glue)}${start}</script>`,
  ];
  await writeFile(join(folder, 'embed.html'), page.replace(/<\/body>|$/, () => `${scripts.join('\n')}\n</body>`));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await embedPage(process.argv[2]);
