import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, type RunningServer, startServer } from './apiServer/startServer.js';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server?.dispose());

const stillWorks = async () => {
  expect((await fetch(`${server.url}/predict?coin=bitcoin`)).status).toBe(200);
};

/** Sends a text, waits until the connection ends, and gives what came. */
function converse(text: string, onOpen: (socket: Socket) => void = () => {}): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      socket.write(text);
      onOpen(socket);
    });
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

const post = (body: unknown) =>
  fetch(`${server.url}/predict`, {
    method: 'POST',
    headers: { 'x-api-key': keys.read, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('what nobody should send', () => {
  it('a coin that is not served: 404', async () => {
    const answer = await fetch(`${server.url}/predict?coin=dogecoin`);
    expect([answer.status, (await answer.json()).code]).toEqual([404, 'coin-not-served']);
  });

  it('a body of 10 MB: 413', async () => {
    const size = 10_000_000;
    const head = `POST /predict HTTP/1.1\r\nhost: x\r\nx-api-key: ${keys.read}\r\ncontent-type: application/json\r\ncontent-length: ${size}\r\n\r\n`;
    const answer = await converse(head, (socket) => void socket.write('x'.repeat(size)));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"code":"body-too-large"');
    await stillWorks();
  });

  it('a body of 10 MB in chunks, whose size nobody tells: 413', async () => {
    const head = `POST /predict HTTP/1.1\r\nhost: x\r\nx-api-key: ${keys.read}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const answer = await converse(head, (socket) => void socket.write(`${chunk.repeat(160)}0\r\n\r\n`));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    await stillWorks();
  });

  it('a URL of 20 KB: 431', async () => {
    const answer = await converse(`GET /coins?x=${'y'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"code":"headers-too-large"');
  });

  it('no HTTP at all: 400', async () => {
    const answer = await converse('HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"invalid-request"');
  });

  it('a time budget that is too small: 422, at once, and the next training is not harmed', async () => {
    const prices = Array.from(
      { length: 5000 },
      (_, i) => 100 + Math.sin(i / 7) * 5 + ((i * 7919) % 101) / 50,
    );
    const answer = await post({ prices, model: 'auto', budgetMs: 20 });
    expect([answer.status, (await answer.json()).code]).toEqual([422, 'time-budget-exceeded']);
    const next = await post({ prices: prices.slice(0, 100), model: 'naive', budgetMs: 10_000 });
    expect(next.status).toBe(200);
  });

  it('slow clients and a thousand idle connections: 408, and answers to the others meanwhile', async () => {
    const slowHead = converse('GET /coins HTTP/1.1\r\nhost: x\r\nx-slow: ');
    const slowBody = converse(
      `POST /predict HTTP/1.1\r\nhost: x\r\nx-api-key: ${keys.read}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
    );
    const sockets: Socket[] = [];
    for (let i = 0; i < 1000; i++) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => {});
      sockets.push(socket);
      if (i % 100 === 99) await sleep(10);
    }
    await stillWorks();
    for (const answer of await Promise.all([slowHead, slowBody])) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('"code":"request-timeout"');
    }
    await stillWorks();
    for (const socket of sockets) socket.destroy();
  });

  it('a training that runs while others ask delays nobody', async () => {
    const started = await fetch(`${server.url}/train`, {
      method: 'POST',
      headers: { 'x-api-key': keys.read, 'content-type': 'application/json' },
      body: JSON.stringify({ coin: 'bitcoin', model: 'ets' }),
    });
    const { id } = await started.json();
    let answers = 0;
    for (let state = 'waiting'; state === 'waiting' || state === 'running'; answers++) {
      await stillWorks();
      await sleep(10);
      state = (
        await (await fetch(`${server.url}/jobs/${id}`, { headers: { 'x-api-key': keys.read } })).json()
      ).state;
    }
    expect(answers).toBeGreaterThan(5);
  });
});
