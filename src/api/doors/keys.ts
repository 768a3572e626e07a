import { type Static, Type } from 'typebox';
import { present } from '../../core/fields.ts';
import type { AccessKey as CoreKey, PanelKey as CorePanelKey } from '../../core/keys/key.ts';
import { panelKeys, retryPanelKeys } from '../../core/keys/of-panel.ts';
import { addKey, changeKey, keysOf, removeKey } from '../../core/keys/operations.ts';
import { Done, Id, IdParams, Page, PageQuery } from '../contract/common.ts';
import { AccessKey, AccessKeyChange, AccessKeyCreate, PanelKey, PanelKeyQuery, Retried } from '../contract/keys.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { instantIn, pageOf } from '../frame/wire.ts';

const TAG = 'Keys';

/** RFID keys of contracts, and how far they are on the panels. */
export function keyRoutes(app: Api): void {
  app.get(
    '/organizations/:id/keys',
    {
      schema: {
        ...about(TAG, 'listKeys', 'The RFID keys of a contract'),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(AccessKey)),
      },
    },
    async (request) => {
      const page = await keysOf(request.core, caller(request), request.params.id, pageOf(request.query));
      return { items: page.items.map(toKey), next: page.next };
    },
  );

  app.post(
    '/organizations/:id/keys',
    {
      schema: {
        ...about(
          TAG,
          'addKey',
          'Give a contract a key',
          'It goes onto the panels of all doors that the contract may open. A key that it has already is no error.',
        ),
        params: IdParams,
        body: AccessKeyCreate,
        response: creates(AccessKey),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const { digits } = body;
      const key = await addKey(core, caller(request), params.id, { digits, ...fieldsIn(body) });
      reply.code(201);
      return toKey(key);
    },
  );

  app.patch(
    '/organizations/:id/keys/:keyId',
    {
      schema: {
        ...about(
          TAG,
          'changeKey',
          'Change the comment or the time of a key; absent fields stay',
          'It goes onto panels when its time begins, and off them when it ends.',
        ),
        params: Type.Object({ id: Id, keyId: Id }),
        body: AccessKeyChange,
        response: answers(AccessKey),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      return toKey(await changeKey(core, caller(request), params.id, params.keyId, fieldsIn(body)));
    },
  );

  app.delete(
    '/organizations/:id/keys/:keyId',
    {
      schema: {
        ...about(TAG, 'removeKey', 'Take a key away; it goes off panels where no other contract has it'),
        params: Type.Object({ id: Id, keyId: Id }),
        response: answers(Done),
      },
    },
    async (request) => {
      const { id, keyId } = request.params;
      await removeKey(request.core, caller(request), id, { id: keyId });
      return done;
    },
  );

  app.get(
    '/cameras/:id/panel/keys',
    {
      schema: {
        ...about(TAG, 'listPanelKeys', 'The keys on a panel, on their way there or off it'),
        params: IdParams,
        querystring: PanelKeyQuery,
        response: answers(Page(PanelKey)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const page = await panelKeys(core, caller(request), params.id, { ...pageOf(query), state: query.state });
      return { items: page.items.map(toPanelKey), next: page.next };
    },
  );

  app.post(
    '/cameras/:id/panel/keys/retry',
    {
      schema: {
        ...about(TAG, 'retryPanelKeys', 'Try now what waits for its next attempt'),
        params: IdParams,
        response: answers(Retried),
      },
    },
    async (request) => ({ keys: await retryPanelKeys(request.core, caller(request), request.params.id) }),
  );
}

const fieldsIn = ({ comment, validFrom, validUntil }: Static<typeof AccessKeyChange>) =>
  present({ comment, validFrom: timeIn('validFrom', validFrom), validUntil: timeIn('validUntil', validUntil) });

const timeIn = (field: string, text: string | null | undefined) => (text === null ? null : instantIn(field, text));

const toKey = (key: CoreKey): Static<typeof AccessKey> => ({
  id: key.id,
  organizationId: key.organizationId,
  digits: key.digits,
  comment: key.comment,
  createdAt: key.createdAt.toISOString(),
  validFrom: key.validFrom?.toISOString() ?? null,
  validUntil: key.validUntil?.toISOString() ?? null,
  panels: key.panels,
  written: key.written,
});

const toPanelKey = (key: CorePanelKey): Static<typeof PanelKey> => ({
  digits: key.digits,
  apartment: key.apartment,
  state: key.state,
  error: key.error,
  attempts: key.attempts,
  nextAttemptAt: key.nextAttemptAt?.toISOString() ?? null,
});
