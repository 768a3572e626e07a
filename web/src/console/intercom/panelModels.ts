import type { Panel } from '../../api/types.ts';

type PanelModel = NonNullable<Panel['model']>;

/** Those of the API, in the order of the list; the words of each are `panel.models` and `panel.modelsHelp`. */
const MODELS = { beward: true, sokol: true, relay: true } satisfies Record<PanelModel, true>;

export const PANEL_MODELS = Object.keys(MODELS) as readonly PanelModel[];
