import { fork } from 'node:child_process';
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerMetricsRequests } from '../../../examples/api-server/src/services/collectMetrics.js';

const primary = cluster as { workers?: NodeJS.Dict<Worker> };

afterEach(() => {
  cluster.removeAllListeners('message');
  primary.workers = {};
  vi.useRealTimers();
});

const request = { type: 'coincast:metrics', id: 1 };

describe('the metrics of all processes', () => {
  it('are no text, and not an empty one, where they could not be collected', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    // It never tells its own.
    primary.workers = { 1: { isConnected: () => true, send: () => true } as unknown as Worker };
    answerMetricsRequests();
    const send = vi.fn();
    cluster.emit('message', { send } as unknown as Worker, request);
    await vi.advanceTimersByTimeAsync(5000);
    expect(send.mock.calls[0]![0]).toEqual(request);
  });

  it('are kept by the primary process where the one that asked has ended', async () => {
    answerMetricsRequests();
    const ended = fork('--version', { execArgv: [], stdio: 'ignore' });
    await once(ended, 'exit');
    const failed = vi.fn();
    ended.on('error', failed);
    cluster.emit('message', ended as unknown as Worker, request);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(failed).not.toHaveBeenCalled();
  });
});
