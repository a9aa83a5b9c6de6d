import { createMemoryStore } from '../../../src/persistence/index.js';
import { storeContract } from '../../contracts/storeContract.js';

storeContract('memory', async () => {
  const store = createMemoryStore();
  return { store, other: store, close: async () => {} };
});
