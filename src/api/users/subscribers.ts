import { present } from '../../core/fields.ts';
import { attachCamera, detachCamera } from '../../core/subscribers/attachment.ts';
import { pauseSubscriber, terminateSubscriber, unpauseSubscriber } from '../../core/subscribers/provisioning.ts';
import { Done } from '../contract/common.ts';
import { AttachBody, AttachedParams, BillingIdParams, PauseBody, Termination } from '../contract/subscribers.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';

const TAG = 'Subscribers';
const AT = '/billing/subscribers/:billingId';

/** Contracts as a billing names them, for what billings have no common call for. */
export function subscriberRoutes(app: Api): void {
  app.post(
    `${AT}/pause`,
    {
      schema: {
        ...about(TAG, 'pauseSubscriber', 'Pause a contract: its people see the reason, and no pictures'),
        params: BillingIdParams,
        body: PauseBody,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      await pauseSubscriber(core, caller(request), params.billingId, present(body));
      return done;
    },
  );

  app.post(
    `${AT}/unpause`,
    {
      schema: {
        ...about(TAG, 'unpauseSubscriber', 'Go on with a contract; blocks of others stay'),
        params: BillingIdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await unpauseSubscriber(request.core, caller(request), request.params.billingId);
      return done;
    },
  );

  app.delete(
    AT,
    {
      schema: {
        ...about(
          TAG,
          'terminateSubscriber',
          'End a contract: it goes with its own users and cameras',
          'Said again it is no error.',
        ),
        params: BillingIdParams,
        response: answers(Termination),
      },
    },
    async (request) => ({
      terminated: await terminateSubscriber(request.core, caller(request), request.params.billingId),
    }),
  );

  attachmentRoutes(app);
}

function attachmentRoutes(app: Api): void {
  app.post(
    `${AT}/cameras`,
    {
      schema: {
        ...about(TAG, 'attachCamera', 'Give a contract one camera, or replace the device of one'),
        params: BillingIdParams,
        body: AttachBody,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      await attachCamera(core, caller(request), params.billingId, { ...present(body), cameraId: body.cameraId });
      return done;
    },
  );

  app.delete(
    `${AT}/cameras/:cameraId`,
    {
      schema: {
        ...about(TAG, 'detachCamera', 'Take one camera away that the billing gave; what is not there is no error'),
        params: AttachedParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { billingId, cameraId } = request.params;
      await detachCamera(request.core, caller(request), billingId, cameraId);
      return done;
    },
  );
}
