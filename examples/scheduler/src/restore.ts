import { restore } from './backUpAndRestore.js';
import { processSurroundings } from './processSurroundings.js';

process.exitCode = await restore(process.argv.slice(2), processSurroundings());
