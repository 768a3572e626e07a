import type { Readable } from 'node:stream';
import multipart, { type Multipart } from '@fastify/multipart';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { DomainError, invalid } from '../../core/errors.ts';
import { refuseHalvesIn } from '../../http/whole-text.ts';
import { decodeBody } from './charset.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
const MAX_PARTS = 1000;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes in a form's file as it arrives; absent: its text is its field's value. */
    readsFile?: (file: Readable) => Promise<unknown>;
  }
}

/** `multipart/form-data` as an object of texts; a file's text is its field's value. The route's body limit holds. */
export async function acceptMultipart(app: FastifyInstance): Promise<void> {
  await app.register(multipart);
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    const { bodyLimit: most = BODY_LIMIT_BYTES, config } = request.routeOptions;
    const limits = { fileSize: most, fieldSize: BODY_LIMIT_BYTES, files: 1, parts: MAX_PARTS };
    const body: Record<string, unknown> = Object.create(null);
    try {
      for await (const part of request.parts({ limits })) body[part.fieldname] = await readPart(part, config.readsFile);
    } catch (error) {
      const known = error instanceof DomainError || (error as { statusCode?: number }).statusCode !== undefined;
      throw known ? error : invalid('body', 'body_not_form');
    }
    request.body = body;
  });
}

async function readPart(part: Multipart, readsFile: FastifyContextConfig['readsFile']): Promise<unknown> {
  if (part.type === 'field') return wholeText(part.fieldname, part.value);
  return readsFile ? await readsFile(part.file) : decodeBody(await part.toBuffer(), undefined);
}

/** The parser of forms puts a replacement character for what is no UTF-8. */
function wholeText(name: string, value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\uFFFD')) throw invalid(name, 'text_not_utf8');
  refuseHalvesIn(value);
  return value;
}
