import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { withNames } from './openapi-names.ts';

const DESCRIPTION = `The provider's whole service over HTTP: the console runs on it and on nothing else.

**Who asks.** Machines send \`Authorization: Bearer <key>\` or \`x-vedette-key: <key>\`: the system key of the settings, or a user's own key. Browsers sign in by \`POST /session\` and keep a cookie; with it, every change needs the header \`x-requested-with: vedette\`.

**Repeats are safe.** Send an \`Idempotency-Key\` with a write: a repeat gets the first answer, and nothing happens twice.

**Lists** go by cursor: send \`next\` as \`after\`. What the caller may not see is not found.`;

/** Of the contract, not of the program: it changes when a client has to. */
const VERSION = '1.0';

/** The description of this API, of the routes that are registered after it, and a page to read it on. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Vedette API', version: VERSION, description: DESCRIPTION, license: { name: 'Apache-2.0' } },
      servers: [{ url: '/', description: 'This server' }],
      security: [{ bearer: [] }, { key: [] }, { session: [] }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: "The system key or a user's key" },
          key: { type: 'apiKey', in: 'header', name: 'x-vedette-key' },
          session: { type: 'apiKey', in: 'cookie', name: 'vedette_session' },
        },
      },
    },
  });
  let document: object | undefined;
  app.get('/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => {
    document ??= withNames(app.swagger() as never);
    return document;
  });
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: true };
    });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { validatorUrl: null, docExpansion: 'list' },
      transformSpecification: (spec) => withNames(spec as never),
    });
  });
}
