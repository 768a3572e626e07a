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
  const { text, objectId: id, login, archiveDays } = reason;
  switch (reason.kind) {
    case 'administrator':
    case 'none':
      return t(of === 'lock' ? `access.ofLock.${reason.kind}` : `access.because.${reason.kind}`);
    case 'readonly':
      return t('access.because.readonly');
    case 'owner':
    case 'membership':
      return id === undefined ? text : t(`access.because.${reason.kind}`, { id });
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

const GRANTED_ON = ['device', 'folder', 'organization'] as const;
const SOURCES = [
  'account',
  'administrator',
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
  { objectKind, objectId: id, source, viaOrganizationId: via }: Reason,
  of: Device,
): string | undefined {
  const kind = GRANTED_ON.find((one) => one === objectKind);
  if (kind === undefined || id === undefined || source === undefined) return undefined;
  const what = kind === 'device' && of === 'lock' ? t('access.ofLock.device') : t(`access.because.${kind}`, { id });
  const words = { what, source: sourceWord(t, source) };
  return via === undefined ? t('access.because.grant', words) : t('access.because.grantVia', { ...words, via });
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
