// Chooses the program that the page begins with: the first minute has a small one of its own, everything else is in the full
// one. That one is loaded when the first minute asks for it, and then takes its place (src/ui/handover.rs).
// The build writes the names of the files into `FILES` and puts this script into index.html.
(() => {
  'use strict';
  const FILES = { first: '{first}', full: '{full}' };
  const STYLES = '{styles}';
  const BROKEN = 'Ackademy could not be loaded. Reload the page to try again. Не удалось загрузить Ackademy. Перезагрузите страницу.';
  let prepared;
  let tries = 0;

  async function get(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer;
  }

  async function compile(url) {
    const answer = await get(url);
    // Some servers do not know what WebAssembly is.
    const isNamed = answer.headers.get('Content-Type') === 'application/wasm';
    return isNamed ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
  }

  const load = (name, again = '') => Promise.all([
    import(`./${FILES[name]}.js${again}`),
    compile(`./${FILES[name]}_bg.wasm`),
  ]);

  async function loadFull(again) {
    const [[program, module], styles] = await Promise.all([load('full', again), get(`./${STYLES}.css`)]);
    const sheet = document.createElement('style');
    sheet.textContent = await styles.text();
    return [program, module, sheet];
  }

  async function run(loading) {
    const [program, module, sheet] = await loading;
    if (sheet) document.head.append(sheet);
    await program.default({ module_or_path: module });
  }

  // Fetches and compiles the full program without running it, once nothing else is to do.
  function prepare() {
    if (prepared || tries > 0) return;
    prepared = new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done)).then(() => loadFull());
    prepared.catch(() => {});
  }

  // A module that has failed has to be asked for under another name.
  function runFull() {
    const loading = tries === 0 && prepared ? prepared : loadFull('?'.repeat(tries));
    tries += 1;
    return run(loading);
  }

  window.ackademy = { prepare, run: runFull };

  // A first minute that was left (src/ui/storage.rs) may hold anything that the full program lets one do.
  function isLeft() {
    try {
      return sessionStorage.getItem('ackademy.first-minute') !== null;
    } catch {
      return false;
    }
  }

  // Whatever else an address asks for, and a page around, needs the full program.
  const isPlain = /^(#?\/?(\?((lang|theme)=[\w-]+&?)*)?)$/.test(location.hash) && !/[?&](?!lang=|theme=)\w/.test(location.search);
  run(isPlain && window.parent === window && !isLeft() ? load('first') : loadFull()).catch((why) => {
    console.error(why);
    if (document.querySelector('.plain, main')) return;
    const text = document.createElement('p');
    text.className = 'plain';
    text.role = 'alert';
    text.textContent = BROKEN;
    document.body.append(text);
  });
})();
