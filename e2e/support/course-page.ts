// A course page on an origin of its own, and our site on another that allows no origin: what an opaque origin may not
// fetch there, it cannot have.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

export interface CoursePage {
  /** Of the course page. */
  url: string;
  /** Of our site, with its last slash. */
  site: string;
  /** What our site was asked for. */
  asked: string[];
  close(): Promise<void>;
}

async function listen(answer: Parameters<typeof createServer>[1]): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(answer!);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** `body` is given the address of our site. */
export async function coursePage(dist: string, body: (site: string) => string): Promise<CoursePage> {
  const asked: string[] = [];
  const site = await listen(async (request, response) => {
    const path = normalize(new URL(request.url!, 'http://site').pathname);
    asked.push(path);
    try {
      const file = await readFile(join(dist, path));
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' });
      response.end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  const host = await listen((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 204, { 'Content-Type': 'text/html' });
    response.end(request.url === '/' ? `<!doctype html><html lang="en"><title>Course</title>${body(site.url)}</html>` : undefined);
  });
  return {
    url: host.url,
    site: site.url,
    asked,
    close: async () => {
      await host.close();
      await site.close();
    },
  };
}
