import { Type } from 'typebox';
import { Id, Instant, Nullable } from './common.ts';

export const EmbedParams = Type.Object({ link: Type.String({ minLength: 1, maxLength: 300 }) });
export const EmbedQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the page before' })),
});

export const EmbedView = Type.Object({
  timeline: Type.Boolean(),
  single: Type.Boolean({ description: 'One camera, by itself' }),
  timeZone: Type.String(),
  cameras: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String({ description: 'In media URLs' }),
      title: Type.String(),
      live: Type.Boolean(),
      archive: Type.Boolean(),
      snapshot: Type.Boolean(),
      token: Nullable(Type.String({ description: 'For media URLs; null: not to be seen now' })),
      expiresAt: Nullable(Instant),
    }),
  ),
  next: Nullable(Type.String({ description: 'Send it as `after` for the next page; null: this is the last' })),
});
