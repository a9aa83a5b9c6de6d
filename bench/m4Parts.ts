/** A part of the M4 competition. */
export interface Part {
  readonly title: string;
  readonly file: 'm4-Weekly' | 'm4-hourly-even';
  readonly horizon: number;
  /** The season of the definitions. */
  readonly season: number;
  /** The seasons a model may use. */
  readonly periods: readonly number[];
  /** How many series the competition had. */
  readonly seriesOfCompetition: number;
  /**
   * sMAPE, MASE and OWA as published, of all series of the competition: Makridakis, Spiliotis, Assimakopoulos (2020), The
   * M4 Competition: 100,000 time series and 61 forecasting methods, International Journal of Forecasting 36(1), with its
   * supplementary table by frequency.
   */
  readonly published: Readonly<Record<string, readonly [smape: number, mase: number, owa: number]>>;
}

export const m4Parts: Readonly<Record<string, Part>> = {
  weekly: {
    title: 'M4 Weekly',
    file: 'm4-Weekly',
    horizon: 13,
    season: 1,
    periods: [52],
    seriesOfCompetition: 359,
    published: {
      Naive: [9.161, 2.777, 1],
      sNaive: [9.161, 2.777, 1],
      Naive2: [9.161, 2.777, 1],
      SES: [9.012, 2.685, 0.975],
      Holt: [9.708, 2.42, 0.966],
      Damped: [8.866, 2.404, 0.917],
      Theta: [9.093, 2.637, 0.971],
      Comb: [8.944, 2.432, 0.926],
      ETS: [8.727, 2.527, 0.931],
      ARIMA: [8.653, 2.556, 0.932],
      'Smyl, the winner of the competition': [7.817, 2.356, 0.851],
    },
  },
  hourly: {
    title: 'M4 Hourly, the series of even number',
    file: 'm4-hourly-even',
    horizon: 48,
    season: 24,
    periods: [24, 168],
    seriesOfCompetition: 414,
    published: {
      Naive: [43.003, 11.608, 3.593],
      sNaive: [13.912, 1.193, 0.627],
      Naive2: [18.383, 2.395, 1],
      SES: [18.094, 2.385, 0.99],
      Damped: [19.265, 2.956, 1.141],
      Theta: [18.138, 2.455, 1.006],
      Comb: [22.053, 4.582, 1.556],
      ETS: [17.307, 1.824, 0.852],
      ARIMA: [13.98, 0.943, 0.577],
      'Smyl, the winner of the competition': [9.328, 0.893, 0.44],
    },
  },
};
