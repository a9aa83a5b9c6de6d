/** The day of the week in UTC, from 0 for Monday to 6 for Sunday. */
export function mondayBased(time: number): number {
  // Days since 1970-01-01, which was a Thursday.
  const day = Math.floor(time / 86_400_000) + 3;
  return day - 7 * Math.floor(day / 7);
}
