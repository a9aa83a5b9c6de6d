/** Every problem the service answers with: its stable code, HTTP status, and what it means. */
export const problems = {
  'invalid-request': { status: 400, title: 'The request does not fit what the route takes.' },
  'key-in-url': { status: 400, title: 'A key has no place in a URL, where logs and proxies keep it.' },
  'missing-key': { status: 401, title: 'This route needs a key in the header X-API-Key.' },
  'invalid-key': { status: 401, title: 'The key in the header X-API-Key is not known here.' },
  'admin-key-required': { status: 403, title: 'This needs a key of the role admin.' },
  'route-not-found': { status: 404, title: 'There is no such route.' },
  'coin-not-served': { status: 404, title: 'The coin is not served here.' },
  'model-not-found': { status: 404, title: 'There is no model of that version.' },
  'job-not-found': { status: 404, title: 'There is no job of that id.' },
  'no-comparison': { status: 404, title: 'No models have been compared yet for this coin.' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive.' },
  'promotion-refused': { status: 409, title: 'The model did not pass the gate of promotion.' },
  'promotion-conflict': { status: 409, title: 'Another promotion came first.' },
  'nothing-to-roll-back': { status: 409, title: 'There is no earlier champion to go back to.' },
  'body-too-large': { status: 413, title: 'The body is larger than the route takes.' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json.' },
  'unusable-data': { status: 422, title: 'The data cannot be used for that.' },
  'no-sample-paths': { status: 422, title: 'The champion cannot draw the sample paths that risk needs.' },
  'time-budget-exceeded': { status: 422, title: 'The training did not end within the time budget.' },
  'rate-limited': { status: 429, title: 'Too many requests.' },
  'headers-too-large': { status: 431, title: 'The URL and headers are larger than the service takes.' },
  internal: { status: 500, title: 'The service failed.' },
  'model-not-loaded': { status: 503, title: 'No model is loaded for this coin yet.' },
  'data-unavailable': { status: 503, title: 'No prices are at hand for this coin yet.' },
  'registry-unavailable': { status: 503, title: 'The model registry cannot be reached.' },
  'training-busy': { status: 503, title: 'Too many trainings are waiting.' },
  overloaded: { status: 503, title: 'The service is overloaded or stopping.' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

/** The stable code of a problem. */
export type ProblemCode = keyof typeof problems;
