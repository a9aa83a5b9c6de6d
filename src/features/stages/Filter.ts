/**
 * A column that follows another: reads `count` values of the input and writes as many to the output, remembering
 * what it needs for the next block. Values not yet known are NaN, in both, and come first.
 */
export type Filter = (input: Float64Array, output: Float64Array, count: number) => void;
