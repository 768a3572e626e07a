import { Type } from 'typebox';
import { ALL_ACTIONS } from '../../core/access/may.ts';
import { LANGUAGES } from '../../core/languages/languages.ts';
import { Id, LocaleChoice, Nullable } from './common.ts';
import { Charging } from './money.ts';

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
    signInPhone: Nullable(Type.String({ description: 'Signs in by a code sent there; eleven digits from 8 on' })),
    administrator: Type.Boolean(),
    readonly: Type.Boolean(),
    locale: Type.String({
      description: `${LANGUAGES.map((one) => `"${one}"`).join(', ')} or empty: as the browser says`,
    }),
    theme: Type.Enum(['dark', 'light', 'auto']),
    mayChangePassword: Type.Boolean(),
    mayChangeProfile: Type.Boolean({ description: 'Name, e-mail and phone' }),
    mustChangePassword: Type.Boolean({
      description: 'Before anything else, whatever mayChangePassword says: all else is refused with 403 until then',
    }),
  }),
  actions: Type.Array(Type.Enum([...ALL_ACTIONS]), {
    description:
      'What the roles and permissions of the user allow anywhere in the domain: an action that is not among them is refused, but for what ownership, membership or a grant gives',
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
  support: Nullable(
    Type.Object({
      login: Type.String({ description: 'The administrator behind the user' }),
      mode: Type.Enum(['view', 'act'], { description: 'view: every change is refused' }),
      until: Type.String({ format: 'date-time' }),
    }),
    { description: 'An administrator looks or acts as this user; null: the user' },
  ),
  domain: Type.Object({
    id: Id,
    title: Type.String(),
    timeZone: Type.String(),
    currency: Type.String(),
    charging: Charging,
  }),
  server: Type.Object({ version: Type.String(), now: Type.String({ format: 'date-time' }) }),
});

export const Preferences = Type.Object({
  locale: Type.Optional(LocaleChoice),
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

export const Ways = Type.Object({
  password: Type.Literal(true),
  phone: Type.Boolean({ description: 'By a code sent to a telephone: the provider has set an SMS gateway' }),
});
const phone = Type.String({
  minLength: 10,
  maxLength: 32,
  description: 'A Russian number in any form: +7 910 000-00-00, 89100000000, 9100000000',
});
export const CodeRequest = Type.Object({ phone });
export const CodeSignIn = Type.Object({ phone, code: Type.String({ pattern: '^[0-9]{4}$' }) });
