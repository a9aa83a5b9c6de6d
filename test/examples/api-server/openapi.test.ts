import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiShape } from './openApiShape.js';
import { startTestApp, type TestApp } from './startTestApp.js';

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}

let test: TestApp;
let document: {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
};

beforeAll(async () => {
  test = await startTestApp({ fetch: false });
  document = (await test.app.inject('/openapi.json')).json();
});

afterAll(() => test.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  );

describe('the OpenAPI document', () => {
  it('has the shape of OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    const ajv = new Ajv2020({ strict: false });
    const validate = ajv.compile(openApiShape);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it('holds schemas of JSON Schema 2020-12 only, whose references lead somewhere', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ ...document, $id: 'https://api.example/openapi.json' });
    const schemas = operations().flatMap(({ operation }) => [
      ...(operation.parameters ?? []).map(({ schema }) => schema),
      ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(operation.responses).flatMap(({ content = {} }) =>
        Object.values(content).map(({ schema }) => schema),
      ),
      ...Object.values(document.components.schemas),
    ]);
    expect(schemas.length).toBeGreaterThan(100);
    // Most routes share most problems: each schema is looked at once.
    for (const text of new Set(schemas.map((schema) => JSON.stringify(schema)))) {
      const schema = JSON.parse(text);
      expect(ajv.validateSchema(schema)).toBe(true);
      const absolute = JSON.parse(
        JSON.stringify(schema).replaceAll('"#/', '"https://api.example/openapi.json#/'),
      );
      expect(() => ajv.compile(absolute)).not.toThrow();
    }
  });

  it('describes every parameter of a path', () => {
    for (const { name, path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(
        described.map((parameter) => parameter.name),
        name,
      ).toEqual(inPath);
    }
  });

  it.each([
    'GET /health/live',
    'GET /health/ready',
    'GET /health',
    'GET /predict',
    'POST /predict',
    'GET /coins',
    'GET /data/latest',
    'GET /data/history',
    'GET /model/info',
    'GET /models',
    'GET /models/{version}',
    'POST /models/{version}/promote',
    'POST /models/rollback',
    'POST /train',
    'GET /jobs/{id}',
    'DELETE /jobs/{id}',
    'GET /compare',
    'GET /risk',
    'GET /metrics',
  ])('describes %s, with its problems', (name) => {
    const found = operations().find((each) => each.name === name);
    expect(found?.operation.summary).toBeTruthy();
    const { responses } = found!.operation;
    for (const status of ['400', '429', '500']) {
      expect(Object.keys(responses[status]?.content ?? {})).toContain('application/problem+json');
    }
  });

  it('says which routes take a key', () => {
    const withKey = operations().filter(({ operation }) => 'security' in operation);
    expect(withKey.map(({ name }) => name).sort()).toEqual([
      'DELETE /jobs/{id}',
      'GET /jobs/{id}',
      'POST /models/rollback',
      'POST /models/{version}/promote',
      'POST /predict',
      'POST /train',
    ]);
  });
});
