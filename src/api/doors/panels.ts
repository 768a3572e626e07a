import type { Static } from 'typebox';
import { refuse } from '../../core/errors.ts';
import { present } from '../../core/fields.ts';
import { panelOf, removePanel, setPanel } from '../../core/panels/operations.ts';
import type { Panel as CorePanel } from '../../core/panels/panel.ts';
import { Done, IdParams } from '../contract/common.ts';
import { Panel, PanelChange } from '../contract/doors.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';

const TAG = 'Doors';

/** What makes an intercom of a camera. */
export function panelRoutes(app: Api): void {
  app.get(
    '/cameras/:id/panel',
    {
      schema: {
        ...about(TAG, 'getPanel', 'The panel that the camera looks out of', '404: it is no intercom.'),
        params: IdParams,
        response: answers(Panel),
      },
    },
    async (request) => {
      const panel = await panelOf(request.core, caller(request), request.params.id);
      if (!panel) throw refuse('panel_not_found', { id: request.params.id });
      return toPanel(panel);
    },
  );

  app.put(
    '/cameras/:id/panel',
    {
      schema: {
        ...about(TAG, 'setPanel', 'Make an intercom of a camera, or change its panel; absent fields stay'),
        params: IdParams,
        body: PanelChange,
        response: answers(Panel),
      },
    },
    async (request) => toPanel(await setPanel(request.core, caller(request), request.params.id, present(request.body))),
  );

  app.delete(
    '/cameras/:id/panel',
    {
      schema: {
        ...about(TAG, 'removePanel', 'The camera stays, as one that is no intercom'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await removePanel(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toPanel = (panel: CorePanel): Static<typeof Panel> => ({
  cameraId: panel.cameraId,
  model: panel.model,
  address: panel.address,
  login: panel.login,
  hasPassword: panel.hasPassword,
  sipId: panel.sipId,
  hasSipPassword: panel.hasSipPassword,
  dtmf: panel.dtmf,
  monitorId: panel.monitorId,
});
