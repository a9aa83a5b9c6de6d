/**
 * Who goes first when calls wait for the rate limit: `interactive` ones, for which somebody waits, before
 * `background` ones, which get every fifth turn all the same, so that none waits for ever. Among equals, who
 * came first.
 */
export type CallPriority = 'interactive' | 'background';
