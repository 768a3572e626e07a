import { PANEL_MODELS, type PanelModel } from '../../../core/panels/panel.ts';

interface PanelType {
  readonly number: number;
  /** In the refusal of another number; undefined: taken, and not named there. */
  readonly russian: string | undefined;
}

/** `paneltype` of each model. */
const PANEL_TYPES: Readonly<Record<PanelModel, PanelType>> = {
  beward: { number: 1, russian: 'Бевард' },
  sokol: { number: 2, russian: 'Сокол' },
  relay: { number: 0, russian: undefined },
};

export const panelTypeOut = (model: PanelModel): number => PANEL_TYPES[model].number;

/** By its number or our name of it; undefined: there is no such model. */
export const panelModelIn = (word: string): PanelModel | undefined =>
  PANEL_MODELS.find((model) => word === model || word === String(PANEL_TYPES[model].number));

/** "1 (Бевард) или 2 (Сокол)" */
export const PANEL_TYPES_IN_RUSSIAN = PANEL_MODELS.map((model) => PANEL_TYPES[model])
  .filter(({ russian }) => russian !== undefined)
  .map(({ number, russian }) => `${number} (${russian})`)
  .join(' или ');
