import { Type } from 'typebox';
import { Id, Nullable } from './common.ts';

export const SignIn = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 255 }),
  password: Type.String({ minLength: 1, maxLength: 1024 }),
});

export const Me = Type.Object({
  user: Type.Object({
    id: Id,
    login: Type.String(),
    name: Nullable(Type.String()),
    email: Nullable(Type.String()),
    phone: Nullable(Type.String()),
    administrator: Type.Boolean(),
    readonly: Type.Boolean(),
    locale: Type.String({ description: '"en", "ru" or empty: as the browser says' }),
    theme: Type.Enum(['dark', 'light', 'auto']),
    mayChangePassword: Type.Boolean(),
    mayChangeProfile: Type.Boolean({ description: 'Name, e-mail and phone' }),
    mustChangePassword: Type.Boolean({
      description: 'Before anything else, whatever mayChangePassword says: all else is refused with 403 until then',
    }),
  }),
  organizations: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      owner: Type.Boolean(),
      editCameras: Type.Boolean(),
      editUsers: Type.Boolean(),
    }),
  ),
  domain: Type.Object({ id: Id, title: Type.String(), timeZone: Type.String(), currency: Type.String() }),
  server: Type.Object({ version: Type.String(), now: Type.String({ format: 'date-time' }) }),
});

export const Preferences = Type.Object({
  locale: Type.Optional(Type.Enum(['', 'en', 'ru'])),
  theme: Type.Optional(Type.Enum(['dark', 'light', 'auto'])),
});
export const PasswordChange = Type.Object({
  current: Type.String({ minLength: 1, maxLength: 1024 }),
  next: Type.String({ minLength: 1, maxLength: 1024 }),
});

export const Forgotten = Type.Object({ loginOrEmail: Type.String({ minLength: 1, maxLength: 255 }) });
export const Restore = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 1000, description: 'Of the mailed link; works once, for an hour' }),
  password: Type.String({ minLength: 1, maxLength: 1024 }),
});
