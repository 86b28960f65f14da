// The names by which a program and its script know each other are long, and each ends in a hash that no compressor can
// shorten. Nobody else uses them, so both get short ones.

// A number of WebAssembly (unsigned LEB128), and where the next thing begins.
function numberAt(bytes, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7, at += 1) {
    number += (bytes[at] & 0x7f) * 2 ** shift;
    if (bytes[at] < 0x80) return [number, at + 1];
  }
}

function numberAsBytes(number) {
  const bytes = [];
  for (; number > 0x7f; number = Math.floor(number / 128)) bytes.push((number % 128) | 0x80);
  return [...bytes, number];
}

function textAt(bytes, at) {
  const [length, start] = numberAt(bytes, at);
  return [Buffer.from(bytes.subarray(start, start + length)).toString(), start + length];
}

const textAsBytes = (text) => [...numberAsBytes(text.length), ...Buffer.from(text)];

// Where the description of an import ends: a function has a type, a table, a memory or a global more.
function afterDescription(bytes, at) {
  const kind = bytes[at];
  if (kind === 0) return numberAt(bytes, at + 1)[1];
  if (kind === 3) return at + 3;
  const limits = kind === 1 ? at + 2 : at + 1;
  const [, afterLeast] = numberAt(bytes, limits + 1);
  return bytes[limits] & 1 ? numberAt(bytes, afterLeast)[1] : afterLeast;
}

function renamedImports(bytes, at, rename) {
  let count;
  [count, at] = numberAt(bytes, at);
  const out = numberAsBytes(count);
  for (; count > 0; count -= 1) {
    const [module, afterModule] = textAt(bytes, at);
    const [name, afterName] = textAt(bytes, afterModule);
    at = afterDescription(bytes, afterName);
    out.push(...textAsBytes(module), ...textAsBytes(rename(name)), ...bytes.subarray(afterName, at));
  }
  return out;
}

function renamedExports(bytes, at, rename) {
  let count;
  [count, at] = numberAt(bytes, at);
  const out = numberAsBytes(count);
  for (; count > 0; count -= 1) {
    const [name, afterName] = textAt(bytes, at);
    at = numberAt(bytes, afterName + 1)[1];
    out.push(...textAsBytes(rename(name)), ...bytes.subarray(afterName, at));
  }
  return out;
}

const IMPORTS = 2;
const EXPORTS = 7;

// Gives both sides short names: `a0`, `a1` for what the program imports, `b0`, `b1` for what it exports.
export function shortNames(program, script) {
  const names = { [IMPORTS]: new Map(), [EXPORTS]: new Map() };
  const renamer = (section, letter) => (name) => {
    const known = names[section];
    if (!known.has(name)) known.set(name, `${letter}${known.size.toString(36)}`);
    return known.get(name);
  };
  const parts = [program.subarray(0, 8)];
  for (let at = 8; at < program.length; ) {
    const id = program[at];
    const [length, start] = numberAt(program, at + 1);
    const body = { [IMPORTS]: renamedImports, [EXPORTS]: renamedExports }[id];
    if (body) {
      const bytes = body(program, start, renamer(id, id === IMPORTS ? 'a' : 'b'));
      parts.push(Buffer.from([id, ...numberAsBytes(bytes.length), ...bytes]));
    } else {
      parts.push(program.subarray(at, start + length));
    }
    at = start + length;
  }
  const imports = names[IMPORTS];
  const exports = names[EXPORTS];
  const renamed = script
    .replace(/^(\s*)(\w+): function\(/gm, (all, space, name) => (imports.has(name) ? `${space}${imports.get(name)}: function(` : all))
    .replace(/\bwasm\.(\w+)/g, (all, name) => (exports.has(name) ? `wasm.${exports.get(name)}` : all));
  return { program: Buffer.concat(parts), script: renamed };
}
