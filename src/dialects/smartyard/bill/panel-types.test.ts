import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PANEL_MODELS } from '../../../core/panels/panel.ts';
import { PANEL_TYPES_IN_RUSSIAN, panelModelIn, panelTypeOut } from './panel-types.ts';

test.each(PANEL_MODELS)('%s has a number of its own, by which and by whose name it is known', (model) => {
  expect([panelModelIn(String(panelTypeOut(model))), panelModelIn(model)]).toEqual([model, model]);
});

test('another number is none', () => {
  expect(['', '01', '9', 'toString'].map(panelModelIn)).toEqual([undefined, undefined, undefined, undefined]);
  expect(PANEL_TYPES_IN_RUSSIAN).toBe('1 (Бевард) или 2 (Сокол)');
});

test.each(PANEL_MODELS)('the document has the number of %s', (model) => {
  const page = readFileSync(new URL('../../../../docs/dialects/smartyard.md', import.meta.url), 'utf8');
  const row = page.split('\n').find((line) => line.startsWith('| `paneltype` |'));
  expect(row).toMatch(new RegExp(`\\b${panelTypeOut(model)}\\b[^;]* ${model}`, 'i'));
});
