// The builds for browsers are the only ones without Node's Buffer; they run in Node as well. They live in a
// module, and so in a chunk of the bundle, of their own: neither package is marked free of side effects, and
// a program that reads no CSV should not carry them.
export { parse } from 'csv-parse/browser/esm/sync';
export { stringify } from 'csv-stringify/browser/esm/sync';
