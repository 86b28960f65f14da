// Somebody else's web page, on an origin of its own, with our page in a frame.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  url: string;
  close(): Promise<void>;
}

export async function hostPage(frameUrl: string, sandbox: string): Promise<HostPage> {
  const html = `<!doctype html><html lang="en"><title>Course page</title>
    <h1>Week 3</h1><iframe title="Ackademy" width="640" height="400" sandbox="${sandbox}" src="${frameUrl}"></iframe></html>`;
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 204, { 'Content-Type': 'text/html' });
    response.end(request.url === '/' ? html : undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
