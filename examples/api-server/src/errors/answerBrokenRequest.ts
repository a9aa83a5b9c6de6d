import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { ApiProblem } from './ApiProblem.js';
import { problemBody } from './problemHandler.js';

/** Answers what never became a request: too slow, too large, or no HTTP at all. The connection ends with it. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(error.code);
  const body = JSON.stringify(problemBody(problem, randomUUID()));
  socket.end(
    `HTTP/1.1 ${problem.statusCode} ${reasons[problem.statusCode]}\r\n` +
      'content-type: application/problem+json\r\n' +
      'cache-control: no-store\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\n` +
      `connection: close\r\n\r\n${body}`,
  );
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

function problemOf(code: string | undefined): ApiProblem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ApiProblem('request-timeout', 'Send the whole request without pauses.');
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ApiProblem('headers-too-large', 'Shorten the URL or the headers to less than 16 KiB.');
  }
  return new ApiProblem('invalid-request', 'This is no HTTP request the service can read.');
}
