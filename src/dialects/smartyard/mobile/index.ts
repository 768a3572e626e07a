import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ArchiveRanges } from '../../../core/cameras/recording/archive-days.ts';
import type { Core } from '../../../core/core.ts';
import { SignInThrottle } from '../../../core/sessions/throttle.ts';
import { traceAs } from '../../../http/request.ts';
import { oneObject } from '../../wire/body.ts';
import { acceptBodies } from '../../wire/parsers.ts';
import { accessRoutes } from './accessfl.ts';
import { addressRoutes } from './address.ts';
import { Answer, badForm, envelope, send, sendError } from './answer.ts';
import { signedIn } from './auth.ts';
import { Call } from './call.ts';
import { cctvRoutes } from './cctv.ts';
import { documentRoutes } from './documents.ts';
import { doorRoutes } from './doors.ts';
import { invoiceRoutes } from './invoices.ts';
import { otherRoutes } from './other.ts';
import { payRoutes } from './pay.ts';
import { plogRoutes } from './plog.ts';
import type { PublicRoutes, Reply, Routes } from './routes.ts';
import { signInRoutes } from './sign-in.ts';
import { userRoutes } from './user.ts';

export interface MobileOptions {
  /** What the media node has recorded of a camera between two instants. */
  readonly archive: ArchiveRanges;
}

const ROUTES: Routes = {
  ...userRoutes,
  ...addressRoutes,
  ...doorRoutes,
  ...plogRoutes,
  ...cctvRoutes,
  ...payRoutes,
  ...invoiceRoutes,
  ...otherRoutes,
};
const PUBLIC: PublicRoutes = signInRoutes;
/** First parts of the paths: other APIs live beside them below `/api`. */
const GROUPS = ['user', 'address', 'cctv', 'ext', 'inbox', 'pay', 'sip', 'frs', 'geo', 'issues', 'hcs'] as const;

/** The apps' API: `POST /api/<group>/<method>`, and `GET /api/accessfl` for media servers. */
export async function mobileApi(app: FastifyInstance, core: Core, options: MobileOptions): Promise<void> {
  app.setErrorHandler(sendError);
  acceptBodies(app);
  const wrong = new SignInThrottle(core.clock);
  app.addHook('onRequest', async (request) => {
    request.trace = traceAs(request.trace, 'smartyard');
  });
  const serve = (path: string, run: (call: Call) => Promise<Reply>): void => {
    const answer = async (request: FastifyRequest, reply: FastifyReply) =>
      sendReply(reply, await run(new Call(request, bodyOf(request), options.archive)));
    app.post(`/${path}`, answer);
    app.options(`/${path}`, (_request, reply) => reply.code(204).header('allow', 'POST, OPTIONS').send());
  };
  for (const [path, run] of Object.entries(PUBLIC)) serve(path, run);
  for (const [path, run] of Object.entries(ROUTES)) serve(path, async (call) => await run(await signedIn(call, wrong)));
  for (const group of GROUPS)
    app.post(`/${group}/:method`, (_request, reply) =>
      reply.code(404).send(envelope(404, 'Not Found', 'Такого метода нет')),
    );
  closedRoutes(app);
  accessRoutes(app);
  documentRoutes(app);
}

/** Where a camera is sent that is not ordered, or not paid: its player gets the reason as a status. */
function closedRoutes(app: FastifyInstance): void {
  const closed = { 402: 'услуга не оплачена', 404: 'услуга не подключена' } as const;
  for (const status of [402, 404] as const) {
    const answer = (_request: FastifyRequest, reply: FastifyReply) =>
      reply.code(status).header('access-control-allow-origin', '*').send({ error: closed[status] });
    app.get(`/${status}`, answer);
    app.get(`/${status}/*`, answer);
  }
}

function bodyOf(request: FastifyRequest) {
  try {
    return oneObject(request.body);
  } catch {
    throw badForm();
  }
}

const sendReply = (reply: FastifyReply, answer: Reply): FastifyReply =>
  answer instanceof Answer ? send(reply, answer) : reply.code(200).send(answer);
