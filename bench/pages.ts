import { openBrowser } from '../test/e2e/support/browser.ts';
import { openCameras, openSignIn, type PageWeight, weigh } from '../test/e2e/support/weight.ts';
import { startServer } from '../test/support/server.ts';
import { type Measure, report } from './support/result.ts';

/** Of the demo provider. */
const SUBSCRIBER = { login: 'anna', password: 'demo' };
/** What a page may weigh, with its pictures and its first answers; in kB of 1000 bytes. */
const MAX_KB = 350;
const MAX_REQUESTS = 30;

const server = await startServer({ args: ['--demo'], env: { LOG_LEVEL: 'error' } });
const browser = await openBrowser();
try {
  const first = await weigh(browser, server, openCameras, SUBSCRIBER);
  const entry = await weigh(browser, server, openSignIn);
  report({
    name: 'pages',
    question: 'What does a browser with nothing in its cache load for a first page?',
    measures: [...measures("the viewer's first page", first), ...measures('the page of signing in', entry)],
    notes: { first: first.byType, entry: entry.byType },
  });
} finally {
  await browser.close();
  await server.stop();
}

function measures(title: string, { requests, bytes }: PageWeight): Measure[] {
  const limitIs = 'the promise';
  const wanted = { atMost: 1 };
  return [
    { title, unit: 'kB', us: bytes / 1000, limit: MAX_KB, limitIs, wanted },
    { title, unit: 'requests', us: requests, limit: MAX_REQUESTS, limitIs, wanted },
  ];
}
