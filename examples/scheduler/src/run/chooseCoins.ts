import type { Config } from '../config/readConfig.js';
import type { Services } from '../services/Services.js';

/** The coins of a run: those named, or the largest by market capitalisation, among which new listings come by themselves. */
export async function chooseCoins(
  coins: Config['coins'],
  { client, signal }: Pick<Services, 'client' | 'signal'>,
): Promise<readonly string[]> {
  if (!('top' in coins)) return coins;
  const chosen: string[] = [];
  for await (const page of client.coinsMarkets({ vsCurrency: 'usd', signal })) {
    chosen.push(...page.map(({ id }) => id));
    if (chosen.length >= coins.top) break;
  }
  return chosen.slice(0, coins.top);
}
