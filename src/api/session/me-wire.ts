import type { Static } from 'typebox';
import type { Me as Self } from '../../core/users/me.ts';
import type { Me } from '../contract/session.ts';

/** Who is signed in, as every way of signing in answers. */
export function toMe({ user, actions, organizations, domain }: Self, version: string, now: Date): Static<typeof Me> {
  return {
    user: {
      id: user.id,
      login: user.login,
      name: user.name,
      email: user.email,
      phone: user.phone,
      signInPhone: user.signInPhone,
      administrator: user.kind === 'administrator',
      readonly: user.readonly,
      locale: user.locale,
      theme: user.theme,
      mayChangePassword: user.mayChangePassword && !user.readonly && user.passwordBy !== 'backend',
      mayChangeProfile: user.mayChangeProfile && !user.readonly,
      mustChangePassword: user.mustChangePassword && user.passwordBy !== 'backend',
    },
    actions: [...actions],
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
