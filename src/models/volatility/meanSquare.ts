/** The mean squared deviation from `centre`. @internal */
export function meanSquare(values: Float64Array, centre = 0): number {
  let squares = 0;
  for (let t = 0; t < values.length; t++) squares += (values[t]! - centre) ** 2;
  return squares / values.length;
}
