import type { FastifyInstance } from 'fastify';
import { may } from '../../core/access/may.ts';
import type { Actor } from '../../core/actor.ts';
import { changeSystemKey, systemKey } from '../../core/clients/operations.ts';
import type { Core } from '../../core/core.ts';
import { changeSettings, type SettingsChange, settings } from '../../core/domains/settings.ts';
import { sendTestMail } from '../../core/domains/test-mail.ts';
import { present } from '../../core/fields.ts';
import { together } from '../../core/together.ts';
import { isObject, oneObject } from '../wire/body.ts';
import { type Body, flag, integerOrNull, text, textOrNull, texts } from '../wire/values.ts';
import { actorIn } from './context.ts';

/** What Watcher's pages keep here and the core has no use for; flags are kept as such. */
const KEPT_TEXT = /^(brand|map|events|peeklio)_\w{1,40}$/;
const KEPT_FLAGS = [
  'global_allow_registration',
  'global_anonymous_access',
  'global_demo_access',
  'global_serial_binding_enabled',
];

/** `/settings`, as docs/dialects/watcher.md#settings has it. */
export function settingsRoutes(app: FastifyInstance): void {
  app.get('/settings', async (request) => await settingsOut(request.core, actorIn(request)));
  app.put('/settings', async (request) => {
    const { core } = request;
    const actor = actorIn(request);
    const body = oneObject(request.body);
    const key = text(body, 'api_key');
    await together(core, async (one) => {
      if (key && key !== (await systemKey(one, actor)).key) await changeSystemKey(one, actor, key);
      await changeSettings(one, actor, settingsIn(body));
    });
    return await settingsOut(core, actor);
  });
  app.post('/settings/email/test', async (request) => {
    const body = oneObject(request.body);
    await sendTestMail(request.core, actorIn(request), text(body, 'mail_to', 'email', 'to') || undefined);
    return { success: true };
  });
}

async function settingsOut(core: Core, actor: Actor) {
  const all = await settings(core, actor);
  return {
    ...Object.fromEntries(KEPT_FLAGS.map((name) => [name, false])),
    dns_names: [],
    custom_logo: null,
    ...all.dialectSettings.watcher,
    title: all.title,
    locale: all.locale,
    ...(may(actor, 'system-key.manage') ? { api_key: (await systemKey(core, actor)).key } : {}),
    mail_from: all.mailFrom,
    mail_uri: all.mailUri,
    max_user_sessions: all.maxUserSessions,
    global_auth_backend: all.authBackendUrl,
  };
}

function settingsIn(body: Body): SettingsChange {
  return present({
    title: text(body, 'title') || undefined,
    locale: text(body, 'locale'),
    maxUserSessions: integerOrNull(body, 'max_user_sessions'),
    authBackendUrl: emptyIsNull(textOrNull(body, 'global_auth_backend')),
    mailFrom: emptyIsNull(textOrNull(body, 'mail_from')),
    mailUri: emptyIsNull(textOrNull(body, 'mail_uri')),
    dialect: { name: 'watcher', values: keptIn(body) },
  });
}

function keptIn(body: Body): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(body)) if (KEPT_TEXT.test(name)) kept[name] = plain(body, name);
  for (const name of KEPT_FLAGS) kept[name] = flag(body, name);
  kept.dns_names = texts(body, 'dns_names');
  const logo = body.custom_logo;
  if (isObject(logo)) kept.custom_logo = flag(logo, 'delete') ? null : logoIn(logo);
  return present(kept);
}

const plain = (body: Body, name: string): unknown =>
  typeof body[name] === 'boolean' || typeof body[name] === 'number' ? body[name] : textOrNull(body, name);

const logoIn = (logo: Body) =>
  present({ url: text(logo, 'url'), b64_content: text(logo, 'b64_content'), mime_type: text(logo, 'mime_type') });

const emptyIsNull = (value: string | null | undefined) => (value === '' ? null : value);
