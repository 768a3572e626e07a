import type { Static } from 'typebox';
import type { Me as Self } from '../../core/users/me.ts';
import type { Me } from '../contract/session.ts';

/** Who is signed in, as every way of signing in answers. */
export function toMe(
  { user, actions, organizations, support, domain }: Self,
  version: string,
  now: Date,
): Static<typeof Me> {
  const readonly = user.readonly || support?.mode === 'view';
  return {
    user: {
      id: user.id,
      login: user.login,
      name: user.name,
      email: user.email,
      phone: user.phone,
      signInPhone: user.signInPhone,
      administrator: user.kind === 'administrator',
      readonly,
      locale: user.locale,
      theme: user.theme,
      mayChangePassword: user.mayChangePassword && !readonly && user.passwordBy !== 'backend' && support === null,
      mayChangeProfile: user.mayChangeProfile && !readonly,
      mustChangePassword: user.mustChangePassword && user.passwordBy !== 'backend' && support === null,
    },
    actions: [...actions],
    support: support && { login: support.login, mode: support.mode, until: support.until.toISOString() },
    organizations: organizations.map((o) => ({
      id: o.id,
      title: o.title,
      owner: o.owner,
      editCameras: o.editCameras,
      editUsers: o.editUsers,
    })),
    domain: {
      id: domain.id,
      title: domain.title,
      timeZone: domain.timeZone,
      currency: domain.currency,
      charging: domain.charging,
    },
    server: { version, now: now.toISOString() },
  };
}
