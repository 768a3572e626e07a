import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook } from './read-workbook.ts';
import type { ReadingOrder } from './spreadsheets.ts';

// A thread that reads one workbook and ends: what it unpacks is bounded by the memory that it was given.
const { bytes, rows } = workerData as ReadingOrder;
parentPort?.postMessage(readWorkbook(bytes, rows));
