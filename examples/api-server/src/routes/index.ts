import type { App } from '../App.js';
import type { Services } from '../services/createServices.js';
import { coinsRoute } from './coins.js';
import { compareRoute } from './compare.js';
import { dataHistoryRoute } from './dataHistory.js';
import { dataLatestRoute } from './dataLatest.js';
import { healthRoutes } from './health.js';
import { jobRoutes } from './jobs.js';
import { metricsRoute } from './metrics.js';
import { modelInfoRoute } from './modelInfo.js';
import { modelRoutes } from './models.js';
import { openapiRoute } from './openapi.js';
import { overviewRoute } from './overview.js';
import { predictRoute } from './predict.js';
import { predictOwnRoute } from './predictOwn.js';
import { promotionRoutes } from './promotion.js';
import { riskRoute } from './risk.js';
import { scoresRoute } from './scores.js';
import { trainRoute } from './train.js';

const routes = [
  healthRoutes,
  predictRoute,
  predictOwnRoute,
  coinsRoute,
  dataLatestRoute,
  dataHistoryRoute,
  modelInfoRoute,
  modelRoutes,
  promotionRoutes,
  trainRoute,
  jobRoutes,
  compareRoute,
  riskRoute,
  scoresRoute,
  overviewRoute,
  metricsRoute,
  openapiRoute,
];

/** Registers every route. */
export function registerRoutes(app: App, services: Services): void {
  for (const route of routes) route(app, services);
}
