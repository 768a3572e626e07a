import type { Static } from 'typebox';
import { auditCount, auditPage } from '../../core/audit/list.ts';
import { type SentMessage as CoreMessage, messageCount, messagePage } from '../../core/outbox/list.ts';
import { AuditChange, Page } from '../contract/common.ts';
import { AuditQuery, SentMessage, SentMessageQuery } from '../contract/system.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toAuditChange } from './audit-wire.ts';

const TAG = 'Records';

/** What happened: the audit of all changes, and what was sent. */
export function recordRoutes(app: Api): void {
  app.get(
    '/audit',
    {
      schema: {
        ...about(TAG, 'listAudit', 'Who changed what, newest first; administrators'),
        querystring: AuditQuery,
        response: answers(Page(AuditChange)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const objectId = query.objectId === undefined ? undefined : objectIdIn(query.objectId);
      const asked = { ...pageOf(query), objectKind: query.objectKind || undefined, objectId };
      const page = await auditPage(core, actor, asked);
      return await mapPage(page, toAuditChange, query.count ? () => auditCount(core, actor, asked) : undefined);
    },
  );

  app.get(
    '/messages',
    {
      schema: {
        ...about(TAG, 'listMessages', 'Mails and SMS of the last week and what became of them; administrators'),
        querystring: SentMessageQuery,
        response: answers(Page(SentMessage)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const asked = { ...pageOf(query), kind: query.kind };
      const page = await messagePage(core, actor, asked);
      return await mapPage(page, toMessage, query.count ? () => messageCount(core, actor, asked) : undefined);
    },
  );
}

/** What can be no object's id finds nothing. */
const objectIdIn = (text: string): number => (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : 0);

const toMessage = (m: CoreMessage): Static<typeof SentMessage> => ({
  id: m.id,
  kind: m.kind,
  recipient: m.recipient,
  createdAt: m.createdAt.toISOString(),
  state: m.state,
  attempts: m.attempts,
  error: m.error,
  nextAttemptAt: m.state === 'waiting' ? m.nextAttemptAt.toISOString() : null,
  sentAt: m.sentAt?.toISOString() ?? null,
  outcome: m.outcome,
  outcomeAt: m.outcomeAt?.toISOString() ?? null,
});
