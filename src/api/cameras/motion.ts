import { Type } from 'typebox';
import { noticeMotion } from '../../core/cameras/recording/motion.ts';
import { Done } from '../contract/common.ts';
import { type Api, about, answers, done } from '../frame/routes.ts';

/** What a camera calls when something moves before it: no key, the secret of its URL alone; whatever it sends is not read. */
export async function motionRoutes(app: Api): Promise<void> {
  await app.register(async (motion: Api) => {
    motion.removeAllContentTypeParsers();
    motion.addContentTypeParser('*', (_request, payload, parsed) => {
      payload.resume();
      parsed(null, undefined);
    });
    for (const method of ['GET', 'POST'] as const) {
      motion.route<{ Params: { secret: string } }>({
        method,
        url: '/motion/:secret',
        config: { open: true },
        schema: {
          ...about(
            'Cameras',
            method === 'GET' ? 'noticeMotion' : 'postMotion',
            'A camera tells of motion',
            "The camera's own URL, in its `connection.motionPath`; called again while the motion lasts.",
          ),
          security: [],
          params: Type.Object({ secret: Type.String({ maxLength: 100 }) }),
          response: answers(Done),
        },
        handler: async (request) => {
          await noticeMotion(request.core, request.params.secret);
          return done;
        },
      });
    }
  });
}
