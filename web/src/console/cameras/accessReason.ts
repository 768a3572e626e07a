import type { TFunction } from 'i18next';
import type { Access } from '../../api/types.ts';

type Reason = Access['reasons'][number];
type Say = TFunction<'console'>;
/** What the right is on. */
type Device = 'camera' | 'lock';

/** What the reason is of; a depth that the camera or the organization sets is not the preset's. */
export function reasonLabel(t: Say, { kind, objectKind }: Reason): string {
  if (kind !== 'preset') return t(`access.kind.${kind}`);
  if (objectKind === 'camera') return t('access.kind.onCamera');
  return objectKind === 'organization' ? t('access.kind.onOrganization') : t('access.kind.preset');
}

/** Why somebody may or may not, in the reader's language; the server's own words where it knows more than this page. */
export function accessReason(t: Say, reason: Reason, of: Device = 'camera'): string {
  const { text, objectId: id, title, login, archiveDays } = reason;
  switch (reason.kind) {
    case 'administrator':
    case 'none':
      return t(of === 'lock' ? `access.ofLock.${reason.kind}` : `access.because.${reason.kind}`);
    case 'readonly':
      return t('access.because.readonly');
    case 'intercom':
      return restriction(t, reason);
    case 'permission':
      return permissionNames(t, reason);
    case 'owner':
      return title === undefined ? numbered(t, 'owner', id, text) : t('access.because.organizationNamed', { title });
    case 'membership':
      return title === undefined ? numbered(t, 'membership', id, text) : t('access.because.membershipNamed', { title });
    case 'sub_user':
      return login === undefined ? text : t('access.because.sub_user', { login });
    case 'preset':
      if (archiveDays === undefined) return text;
      return archiveDays === 0
        ? t('access.because.nothingRecorded')
        : t('access.because.archiveFor', { count: archiveDays });
    case 'grant':
      return granted(t, reason, of) ?? text;
    case 'block':
      return blocked(t, reason, of) ?? text;
    default:
      return text;
  }
}

const restriction = (t: Say, { reason }: Reason): string =>
  t(reason === 'live' ? 'access.because.noLive' : 'access.because.noArchive');

const permissionNames = (t: Say, { permissions, text }: Reason): string =>
  permissions?.map((one) => t(`permissions.names.${one}`)).join(', ') ?? text;

const numbered = (t: Say, what: 'owner' | 'membership', id: number | undefined, text: string): string =>
  id === undefined ? text : t(`access.because.${what}`, { id });

const GRANTED_ON = ['device', 'folder', 'organization'] as const;
const SOURCES = [
  'account',
  'administrator',
  'apartment',
  'billing',
  'connector',
  'contract',
  'device',
  'folder',
  'group',
  'owner',
  'quota',
  'share',
] as const;

function granted(
  t: Say,
  { objectKind, objectId: id, title, source, viaOrganizationId: via, viaTitle }: Reason,
  of: Device,
): string | undefined {
  const kind = GRANTED_ON.find((one) => one === objectKind);
  if (kind === undefined || id === undefined || source === undefined) return undefined;
  const words = { what: grantedOn(t, kind, id, title, of), source: sourceWord(t, source) };
  if (via !== undefined && viaTitle !== undefined)
    return t('access.because.grantViaNamed', { ...words, via: viaTitle });
  return via === undefined ? t('access.because.grant', words) : t('access.because.grantVia', { ...words, via });
}

function grantedOn(
  t: Say,
  kind: (typeof GRANTED_ON)[number],
  id: number,
  title: string | undefined,
  of: Device,
): string {
  if (kind === 'device') return t(of === 'lock' ? 'access.ofLock.device' : 'access.because.device');
  return title === undefined ? t(`access.because.${kind}`, { id }) : t(`access.because.${kind}Named`, { title });
}

function blocked(t: Say, { on, source, reason = '' }: Reason, of: Device): string | undefined {
  if (on === undefined || source === undefined) return undefined;
  const whose = on === 'camera' && of === 'lock' ? t('access.ofLock.on') : t(`access.because.on.${on}`);
  const words = { on: whose, source: sourceWord(t, source) };
  return reason === '' ? t('access.because.block', words) : t('access.because.blockReason', { ...words, reason });
}

/** A billing names its own grants as it likes. */
function sourceWord(t: Say, source: string): string {
  const known = SOURCES.find((one) => one === source);
  return known === undefined ? source : t(`access.because.source.${known}`);
}
