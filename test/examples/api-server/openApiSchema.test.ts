import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { startTestApp } from './startTestApp.js';

it('gives an OpenAPI document that the official schema of its version accepts', async () => {
  const test = await startTestApp({ fetch: false });
  try {
    const validator = new Validator();
    const { valid, errors } = await validator.validate((await test.app.inject('/openapi.json')).json());
    expect({ valid, errors, version: validator.version }).toEqual({
      valid: true,
      errors: undefined,
      version: '3.1',
    });
  } finally {
    await test.close();
  }
});
