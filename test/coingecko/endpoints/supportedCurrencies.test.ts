import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResponseValidationError } from '../../../src/errors/index.js';
import { startSetup } from './setup.js';

let setup: Awaited<ReturnType<typeof startSetup>>;
beforeAll(async () => {
  setup = await startSetup();
});
afterAll(() => setup.emulator.close());

describe('supportedCurrencies', () => {
  it('lists codes of currencies', async () => {
    expect(await setup.client.supportedCurrencies()).toEqual(expect.arrayContaining(['usd', 'eur', 'jpy']));
    expect(setup.emulator.requests.at(-1)!.endpoint).toBe('/simple/supported_vs_currencies');
  });

  it('takes currencies that are new', async () => {
    setup.answerWith(['usd', 'new']);
    expect(await setup.client.supportedCurrencies()).toEqual(['usd', 'new']);
  });

  it('refuses what is no list of codes', async () => {
    setup.answerWith(['usd', 5]);
    await expect(setup.client.supportedCurrencies()).rejects.toThrow(ResponseValidationError);
  });
});
