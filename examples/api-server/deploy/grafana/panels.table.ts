/** One line of a panel: a query, and what its series are called. */
export interface PanelQuery {
  readonly expr: string;
  readonly legend: string;
}

/** A panel of the dashboard. */
export interface PanelPlan {
  readonly title: string;
  readonly description: string;
  /** A unit of Grafana. */
  readonly unit: string;
  readonly queries: readonly PanelQuery[];
  readonly min?: number;
  readonly max?: number;
}

/** A row of panels. */
export interface RowPlan {
  readonly title: string;
  readonly panels: readonly PanelPlan[];
}

const coin = 'coin=~"$coin"';
const day = `${coin}, steps="24"`;

/** Everything the Grafana dashboard shows, in order. */
export const rows: readonly RowPlan[] = [
  {
    title: 'Are the forecasts any good?',
    panels: [
      {
        title: 'Live skill against the last price',
        description:
          '1 - MAE / MAE of the last price, of steps up to 24 ahead that came true in the last 7 days. Below 0 the last price was better.',
        unit: 'percentunit',
        queries: [{ expr: `live_forecast_skill{${day}}`, legend: '{{coin}} {{kind}}' }],
      },
      {
        title: 'Live coverage of intervals',
        description: 'The fraction of prices within the intervals. It should lie near the level.',
        unit: 'percentunit',
        min: 0,
        max: 1,
        queries: [{ expr: `live_interval_coverage{${day}}`, legend: '{{coin}} {{kind}} {{level}}' }],
      },
      {
        title: 'Live mean absolute error',
        description: 'In dollars, and that of the last price on the same steps.',
        unit: 'currencyUSD',
        queries: [
          { expr: `live_forecast_mae{${day}}`, legend: '{{coin}} {{kind}}' },
          { expr: `live_forecast_naive_mae{${day}}`, legend: '{{coin}} last price, as {{kind}}' },
        ],
      },
      {
        title: 'Steps that came true',
        description: 'How many steps the live scores rest on.',
        unit: 'short',
        queries: [{ expr: `live_forecast_steps{${day}}`, legend: '{{coin}} {{kind}}' }],
      },
    ],
  },
  {
    title: 'What is served',
    panels: [
      {
        title: 'Predictions',
        description: 'By where they came from.',
        unit: 'reqps',
        queries: [
          {
            expr: `sum by (origin) (rate(predictions_total{${coin}}[$__rate_interval]))`,
            legend: '{{origin}}',
          },
        ],
      },
      {
        title: 'Cache hits',
        description: 'The fraction of answers that were in memory or in Redis.',
        unit: 'percentunit',
        min: 0,
        max: 1,
        queries: [
          {
            expr: 'sum(rate(cache_lookups_total{origin!="computed"}[$__rate_interval])) / sum(rate(cache_lookups_total[$__rate_interval]))',
            legend: 'hits',
          },
        ],
      },
      {
        title: 'Time to compute a prediction',
        description: 'Those that no cache had.',
        unit: 's',
        queries: [0.5, 0.99].map((quantile) => ({
          expr: `histogram_quantile(${quantile}, sum by (le) (rate(prediction_duration_seconds_bucket{${coin}}[$__rate_interval])))`,
          legend: `p${100 * quantile}`,
        })),
      },
      {
        title: 'Requests',
        description: 'By the template of their route.',
        unit: 'reqps',
        queries: [
          {
            expr: 'sum by (route) (rate(http_request_duration_seconds_count[$__rate_interval]))',
            legend: '{{route}}',
          },
        ],
      },
      {
        title: 'Request duration, p99',
        description: 'By the template of the route.',
        unit: 's',
        queries: [
          {
            expr: 'histogram_quantile(0.99, sum by (route, le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))',
            legend: '{{route}}',
          },
        ],
      },
      {
        title: 'Failures of the service',
        description: 'The fraction of requests answered with a status of 500 or above.',
        unit: 'percentunit',
        min: 0,
        queries: [
          {
            expr: '(sum(rate(http_request_duration_seconds_count{status=~"5.."}[$__rate_interval])) or vector(0)) / sum(rate(http_request_duration_seconds_count[$__rate_interval]))',
            legend: '5xx',
          },
        ],
      },
    ],
  },
  {
    title: 'What it stands on',
    panels: [
      {
        title: 'Age of the prices',
        description: 'How old the present price is; above 5 minutes it is stale.',
        unit: 's',
        queries: [{ expr: `data_age_seconds{${coin}}`, legend: '{{coin}}' }],
      },
      {
        title: 'Age of the champions',
        description: 'How long ago they were registered.',
        unit: 's',
        queries: [{ expr: `model_age_seconds{${coin}}`, legend: '{{coin}} {{kind}}' }],
      },
      {
        title: 'Calls of CoinGecko',
        description: 'By HTTP status, and how many were repeated.',
        unit: 'reqps',
        queries: [
          { expr: 'sum by (status) (rate(coingecko_calls_total[$__rate_interval]))', legend: '{{status}}' },
          { expr: 'sum(rate(coingecko_retries_total[$__rate_interval])) or vector(0)', legend: 'retries' },
        ],
      },
      {
        title: 'Trainings and ledger failures',
        description:
          'Trainings by how they ended, and times the ledger could not be read or written, in an hour.',
        unit: 'short',
        queries: [
          {
            expr: 'sum by (model, outcome) (increase(trainings_total[1h])) or vector(0)',
            legend: '{{model}} {{outcome}}',
          },
          { expr: 'sum(increase(ledger_failures_total[1h]))', legend: 'ledger failures' },
        ],
      },
      {
        title: 'Event loop delay, p99',
        description: 'Above a second the service refuses requests.',
        unit: 's',
        queries: [{ expr: 'nodejs_eventloop_lag_p99_seconds', legend: '{{instance}}' }],
      },
      {
        title: 'Memory',
        description: 'The heap in use, and what the processes hold.',
        unit: 'bytes',
        queries: [
          { expr: 'nodejs_heap_size_used_bytes', legend: 'heap {{instance}}' },
          { expr: 'process_resident_memory_bytes{job="coincast"}', legend: 'resident {{instance}}' },
        ],
      },
    ],
  },
];
