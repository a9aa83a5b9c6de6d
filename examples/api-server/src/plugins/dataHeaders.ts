/** Any page may read what is here: nothing depends on cookies. */
export const crossOrigin = {
  origin: '*',
  exposedHeaders: 'etag, link, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
} as const;

/** What is not a page, but data, needs few headers: no browser may take it for something else. */
export const dataHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

/** A problem may be told before the plugin has set the headers for other origins. */
export const problemHeaders = {
  'access-control-allow-origin': crossOrigin.origin,
  'access-control-expose-headers': crossOrigin.exposedHeaders,
  ...dataHeaders,
};
