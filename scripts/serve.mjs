// A static server for the built site: on this machine only, with what WebAssembly and sandboxed frames need.
// As a program: node scripts/serve.mjs FOLDER PORT [SUB-PATH...]. As a module: serve({folder, port, mounts}).
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const HOST = '127.0.0.1';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.ftl': 'text/plain; charset=utf-8',
  '.toml': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};
const COMPRESSED = /^(text\/|application\/(json|wasm)|image\/svg)/;

// The file that a path of the site means, or null. A path may name a folder, whose index.html is then meant.
async function find(folder, path) {
  const root = resolve(folder);
  let file = resolve(join(root, normalize(path)));
  if (file !== root && !file.startsWith(root + sep)) return null;
  let seen = await stat(file).catch(() => null);
  if (seen?.isDirectory()) {
    if (!path.endsWith('/')) return { redirect: true };
    file = join(file, 'index.html');
    seen = await stat(file).catch(() => null);
  }
  return seen?.isFile() ? { file, tag: `"${seen.size}-${Math.floor(seen.mtimeMs)}"` } : null;
}

function decoded(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://site').pathname);
  } catch {
    return null;
  }
}

// `mounts` are the sub-paths under which the same folder is served, '/' among them.
export function serve({ folder, port = 0, mounts = ['/'] }) {
  const zipped = new Map();
  const longestFirst = [...mounts].sort((a, b) => b.length - a.length);

  async function body(found, type, gzip) {
    const bytes = await readFile(found.file);
    if (!gzip || !COMPRESSED.test(type)) return { bytes };
    const key = found.file + found.tag;
    if (!zipped.has(key)) zipped.set(key, gzipSync(bytes, { level: 9 }));
    return { bytes: zipped.get(key), encoding: 'gzip' };
  }

  async function answer(request, response) {
    // A frame with sandbox="allow-scripts" has an origin of its own, so that module scripts and WebAssembly
    // reach it only if the server lets every origin read them.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end();
    const path = decoded(request.url);
    const mount = path === null ? undefined : longestFirst.find((m) => path.startsWith(m));
    const found = mount === undefined ? null : await find(folder, path.slice(mount.length - 1));
    if (!found) return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    if (found.redirect) return response.writeHead(301, { Location: `${path.split('/').at(-1)}/` }).end();
    if (request.headers['if-none-match'] === found.tag) return response.writeHead(304).end();
    const type = TYPES[extname(found.file)] ?? 'application/octet-stream';
    const { bytes, encoding } = await body(found, type, /\bgzip\b/.test(request.headers['accept-encoding'] ?? ''));
    response.writeHead(200, {
      'Content-Type': type,
      'Content-Length': bytes.length,
      'Cache-Control': 'no-cache',
      ETag: found.tag,
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    });
    return response.end(request.method === 'HEAD' ? undefined : bytes);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, () => done({ server, url: `http://${HOST}:${server.address().port}` }));
  });
}

async function main([folder, port, ...mounts]) {
  try {
    const { url } = await serve({ folder, port: Number(port), mounts: mounts.length > 0 ? mounts : ['/'] });
    console.log(`\nAckademy is served on ${url}/ (Ctrl-C stops it)`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`\nStopped: port ${port} is taken by another program: end that one, or choose another port with 'make serve PORT=8081'.`);
    process.exit(1);
  }
  // Without this a container's first process would not hear Ctrl-C.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
