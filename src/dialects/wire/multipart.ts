import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { invalid } from '../../core/errors.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
const MOST_PARTS = 1000;

/** `multipart/form-data` as an object of texts; a file's text is its field's value. The route's body limit holds. */
export async function acceptMultipart(app: FastifyInstance): Promise<void> {
  await app.register(multipart);
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    const most = request.routeOptions.bodyLimit ?? BODY_LIMIT_BYTES;
    const limits = { fileSize: most, fieldSize: BODY_LIMIT_BYTES, files: 1, parts: MOST_PARTS };
    const body: Record<string, unknown> = Object.create(null);
    try {
      for await (const part of request.parts({ limits })) {
        body[part.fieldname] = part.type === 'file' ? (await part.toBuffer()).toString('utf8') : part.value;
      }
    } catch (error) {
      throw (error as { statusCode?: number }).statusCode === undefined ? invalid('body', 'is no whole form') : error;
    }
    request.body = body;
  });
}
