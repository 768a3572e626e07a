import { tidyCaseEvents } from '../core/analytics/tidy.ts';
import { tidyStatements } from '../core/bank-statements/tidy.ts';
import { tidyAnswers } from '../core/billing/stored-answers.ts';
import { tidyBillingEvents } from '../core/billing-events/tidy.ts';
import { tidyMotion } from '../core/cameras/recording/motion.ts';
import { tidyChangeLog } from '../core/changes/tidy.ts';
import { tidyCopies } from '../core/copies/copies.ts';
import type { Core } from '../core/core.ts';
import { tidyDeletedCameras } from '../core/deleted-cameras/purge.ts';
import { tidyDoorCodes } from '../core/door-codes/tidy.ts';
import { tidyDoorEvents } from '../core/doors/events.ts';
import { tidyIdempotencyKeys } from '../core/idempotency/tidy.ts';
import { tidyKeyTables } from '../core/keys/table/tidy.ts';
import { tidyCollectedKeys } from '../core/keys/tidy.ts';
import { forgetWithdrawnLicences } from '../core/licences/operations.ts';
import { tidyImports } from '../core/locations/directory/tidy.ts';
import { tidyPending } from '../core/locations/pending/store.ts';
import { inOneProcess } from '../core/one-process.ts';
import { tidyMessages } from '../core/outbox/outbox.ts';
import { tidyPanelOutages } from '../core/panels/state.ts';
import { tidyPrepared } from '../core/payment-gateways/tidy.ts';
import { tidyPhoneCodes } from '../core/phones/tidy.ts';
import { tidySupport } from '../core/sessions/support.ts';
import { tidySessions, tidySignInTokens } from '../core/sessions/tidy.ts';
import { tidyFormerUsers } from '../core/users/former.ts';
import { tidyViewings } from '../core/viewings/store.ts';
import { tidyEvents } from '../core/webhooks/log.ts';
import type { Sql } from '../db/sql.ts';
import { Loop } from './loop.ts';

const EVERY_MS = 10 * 60_000;
/** Each removes a batch and says how many rows went, so that no statement holds locks for long; `now` as the core's clock has it. */
const TASKS: Readonly<Record<string, (sql: Sql, now: Date) => Promise<number>>> = {
  address_imports: tidyImports,
  bank_statements: tidyStatements,
  billing_events: tidyBillingEvents,
  case_events: tidyCaseEvents,
  change_log: tidyChangeLog,
  collected_keys: tidyCollectedKeys,
  connector_answers: tidyAnswers,
  copies: tidyCopies,
  deleted_cameras: tidyDeletedCameras,
  door_codes: tidyDoorCodes,
  door_events: tidyDoorEvents,
  events: tidyEvents,
  former_users: tidyFormerUsers,
  idempotency_keys: tidyIdempotencyKeys,
  key_tables: tidyKeyTables,
  licences: forgetWithdrawnLicences,
  messages: tidyMessages,
  motion: tidyMotion,
  panel_outages: tidyPanelOutages,
  pending_requests: tidyPending,
  phone_codes: tidyPhoneCodes,
  prepared_payments: tidyPrepared,
  sessions: tidySessions,
  sign_in_tokens: tidySignInTokens,
  support_sessions: tidySupport,
  viewings: tidyViewings,
};
const MAX_BATCHES = 100;

/** Removes what nobody reads any more, now and ten minutes after each round until `signal` aborts; in one process of many. */
export function housekeeping(core: Core, signal: AbortSignal): Loop {
  return new Loop(core.log, signal, {
    name: 'housekeeping',
    everyMs: EVERY_MS,
    run: async (life) => await inOneProcess(core, 'housekeeping', life, async (held) => await tidy(core, held)),
  });
}

/** One round; a task that fails does not keep the others from theirs. */
export async function tidy(core: Core, signal: AbortSignal): Promise<void> {
  for (const [name, task] of Object.entries(TASKS)) {
    try {
      const gone = await inBatches(() => task(core.sql, core.clock()), signal);
      if (gone > 0) core.log.info({ task: name, rows: gone }, 'old rows removed');
    } catch (cause) {
      if (!signal.aborted) core.log.error({ cause, task: name }, 'old rows could not be removed');
    }
  }
}

async function inBatches(remove: () => Promise<number>, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (let i = 0; i < MAX_BATCHES && !signal.aborted; i++) {
    const gone = await remove();
    total += gone;
    if (gone === 0) break;
  }
  return total;
}
