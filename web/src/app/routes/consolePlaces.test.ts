import { expect, test } from 'vitest';
import type { Action, Me } from '../../api/types.ts';
import { CONSOLE_PLACES, isShownTo } from './consolePlaces.ts';
import { paths } from './paths.ts';

const shownTo = (actions: readonly Action[]) =>
  CONSOLE_PLACES.filter((place) => isShownTo({ actions } as unknown as Me, place)).map(([, path]) => path);

test('the menu leads nobody to a page that only refuses them', () => {
  const reader = shownTo(['console.open']);
  expect(reader).not.toContain(paths.payments);
  expect(reader).not.toContain(paths.webhooks);
  expect(reader).not.toContain(paths.analyticsEngines);
  expect(reader).toContain(paths.money);
  const needed: readonly Action[] = ['bank-statements.manage', 'webhooks.manage', 'analytics-engines.manage'];
  expect(shownTo(['console.open', ...needed])).toHaveLength(CONSOLE_PLACES.length);
});
