import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { countGuestLoad, guestPage, openAsGuest } from '../../core/door-codes/guest.ts';
import { DomainError, refusalOf } from '../../core/errors.ts';
import { firstLanguage, type Language } from '../../core/languages/languages.ts';
import { traceAs } from '../../http/request.ts';
import { guestHtml, refusalHtml } from './page.ts';
import type { Told } from './words.ts';

/** Nothing but the page's own style and its forms, in no frame: nobody lays another page over a button that opens a door. */
const POLICY = "default-src 'none';style-src 'unsafe-inline';form-action 'self';base-uri 'none';frame-ancestors 'none'";

interface ByLink {
  readonly Params: { readonly link: string };
}
interface ByDoor {
  readonly Params: { readonly link: string; readonly id: string };
}

/** As long as the secret of a page, in its letters: whatever else is below may be a camera's. */
const LINK = ':link(^[A-Za-z0-9_-]{27}$)';

/**
 * The page of a guest: no session and no cookie, the secret of its address alone. Reading it opens nothing, so that whoever
 * shows previews of links may read it.
 */
export async function guestRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    request.trace = traceAs(request.trace, 'guest');
    reply.headers({
      'content-security-policy': POLICY,
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
      vary: 'accept-language',
    });
  });
  app.addHook<ByLink>('preHandler', async (request) =>
    countGuestLoad(request.core, request.params.link, request.trace),
  );
  app.setErrorHandler((thrown, request, reply) => sendRefusal(thrown, request, reply));
  // Its forms have no fields: whatever is sent is not looked at.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 4096 }, (_request, _body, done) =>
    done(null, undefined),
  );

  app.get<ByLink>(`/guest/${LINK}`, async (request, reply) => await sendPage(request, reply, request.params.link));

  app.post<ByDoor>(`/guest/${LINK}/doors/:id`, { config: { waitsOutside: true } }, async (request, reply) => {
    const { link, id } = request.params;
    const doorId = /^\d{1,9}$/.test(id) ? Number(id) : 0;
    return await sendPage(request, reply, link, { doorId, ...(await press(request, link, doorId)) });
  });
}

interface Outcome {
  readonly told: Told;
  readonly status: number;
}

async function press(request: FastifyRequest, link: string, doorId: number): Promise<Outcome> {
  try {
    const { result } = await openAsGuest(request.core, link, doorId, request.trace);
    return result === 'opened' ? { told: 'opened', status: 200 } : { told: 'failed', status: 502 };
  } catch (thrown) {
    const error = refusalOf(thrown, request.core);
    if (!(error instanceof DomainError) || error.reason === 'guest_link_over') throw error;
    if (error.kind === 'too_many') return { told: 'too_many', status: 429 };
    if (error.kind === 'gone') return { told: 'over', status: 410 };
    if (error.kind === 'unavailable') return { told: 'away', status: 503 };
    return { told: 'shut', status: 403 };
  }
}

async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  link: string,
  pressed?: Outcome & { readonly doorId: number },
): Promise<FastifyReply> {
  const page = await guestPage(request.core, link, request.trace);
  return reply
    .code(pressed?.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(guestHtml(languageIn(request), link, page, pressed));
}

/** An address that no link has says the same as one that was taken back. */
function sendRefusal(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown, request.core);
  const known = error instanceof DomainError;
  const missing = known && (error.kind === 'not_found' || error.kind === 'invalid');
  const busy = known && error.kind === 'too_many';
  if (!known) request.core.log.error({ cause: error, path: '/guest' }, 'request failed');
  if (busy) reply.header('retry-after', error.details.retryAfterSeconds ?? 60);
  const [status, why] = missing
    ? ([404, 'missing'] as const)
    : busy
      ? ([429, 'busy'] as const)
      : ([known ? 503 : 500, 'away'] as const);
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(refusalHtml(languageIn(request), why));
}

function languageIn({ headers }: FastifyRequest): Language {
  const said = headers['accept-language'] ?? '';
  return firstLanguage(said.split(',').map((one) => one.split(';')[0]?.trim() ?? '')) ?? 'en';
}
