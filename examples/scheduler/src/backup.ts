import { backUp } from './backUpAndRestore.js';
import { processSurroundings } from './processSurroundings.js';

process.exitCode = await backUp(process.argv.slice(2), processSurroundings());
