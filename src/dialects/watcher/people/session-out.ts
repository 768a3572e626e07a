import type { FastifyRequest } from 'fastify';
import type { UserActor } from '../../../core/actor.ts';
import { publicSettings } from '../../../core/domains/settings.ts';
import { LANGUAGES } from '../../../core/languages/languages.ts';
import { me } from '../../../core/users/me.ts';

/** As Watcher has it: Russian first. */
const LOCALES = ['ru', ...LANGUAGES.filter((language) => language !== 'ru')];
/** What a page may know before it knows who asks. */
const PUBLIC = /^(brand_|map_|global_|custom_logo$)/;

/** Who is signed in, as login and whoami say it. */
export async function sessionOut(request: FastifyRequest, actor: UserActor) {
  const { user, organizations } = await me(request.core, actor);
  return {
    id: user.id,
    login: user.login,
    is_admin: actor.administrator,
    is_domain_admin: actor.administrator,
    is_organization_admin: organizations.some((organization) => organization.editUsers),
    is_logged_in: true,
    domain_id: user.domainId,
    organizations: organizations.map((organization) => organization.id),
    readonly: user.readonly,
    locale: user.locale,
    locales: LOCALES,
    notification_email: user.email,
    can_edit_organizations: user.mayEditOrganizations,
    can_view_organizations: user.mayViewOrganizations || user.mayEditOrganizations,
    can_edit_settings: user.mayEditSettings,
    unread_messages_count: 0,
    server_info: {},
    settings: await pageSettings(request, user.domainId),
    user_settings: {},
  };
}

export async function guestOut(request: FastifyRequest, domainId: number) {
  return {
    is_admin: false,
    is_logged_in: false,
    locales: LOCALES,
    server_info: {},
    settings: await pageSettings(request, domainId),
  };
}

async function pageSettings(request: FastifyRequest, domainId: number): Promise<Record<string, unknown>> {
  const all = await publicSettings(request.core, domainId, 'watcher');
  return Object.fromEntries(Object.entries(all).filter(([name]) => PUBLIC.test(name)));
}
