import { startWorker } from './distributed/startWorker.js';
import { processSurroundings } from './processSurroundings.js';

process.exitCode = await startWorker(processSurroundings());
