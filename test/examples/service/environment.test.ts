import { describe, expect, it } from 'vitest';
import * as server from '../../../examples/api-server/src/config/environment.js';
import * as scheduler from '../../../examples/scheduler/src/config/environment.js';
import { sharedVariables } from '../../../examples/service/src/variables.js';

const namesOf = ({ environmentSchema }: { environmentSchema: { shape: object } }) =>
  Object.keys(environmentSchema.shape);

// Where the scheduler may be sent elsewhere for prices, the server would go on asking CoinGecko: it says so.
const schedulersAlone = ['COINGECKO_BASE_URL', 'COINGECKO_PER_MINUTE'];

describe('one file of variables for both services', () => {
  it('is known to each of them, the variables of the other included', () => {
    expect(scheduler.knownNames).toEqual(expect.arrayContaining(namesOf(server)));
    const told = namesOf(scheduler).filter((name) => !schedulersAlone.includes(name));
    expect(server.knownNames).toEqual(expect.arrayContaining(told));
  });

  it('says the same to both', () => {
    for (const name of Object.keys(sharedVariables) as (keyof typeof sharedVariables)[]) {
      expect(server.environmentSchema.shape[name]).toBe(scheduler.environmentSchema.shape[name]);
    }
  });
});
