import type { TFunction } from 'i18next';

const FAULTS = {
  'The panel did not answer in time': 'timeout',
  "The panel's name does not resolve": 'unresolved',
  "The panel's address may not be reached from here: see EGRESS_ALLOW and the organization's networks": 'barred',
  'The panel does not take connections': 'closed',
  'The panel hung up without an answer': 'hungUp',
  'There is no way to the panel': 'noWay',
  'The panel cannot be reached': 'unreachable',
  'The panel has no address that it can be asked at': 'noAddress',
  'Unknown key': 'unknownKey',
  'Unknown code': 'unknownCode',
  'Too many wrong codes': 'tooManyCodes',
  'The key is not on the panel': 'keyNotWritten',
  'Of no contract here': 'nobodysKey',
  'By the handset': 'handset',
  'During the call': 'tones',
  'At the second door': 'secondDoor',
} as const;

/** What the server says of a panel, in the reader's language where this page knows it. */
export function panelFault(t: TFunction<'console'>, text: string): string {
  const known = Object.entries(FAULTS).find(([words]) => words === text)?.[1];
  if (known !== undefined) return t(`panel.faults.${known}`);
  const [, refusedLogin] = /^The panel does not accept its login and password \((\d+)\)$/.exec(text) ?? [];
  if (refusedLogin !== undefined) return t('panel.faults.credentials', { status: refusedLogin });
  const [, status] = /^The panel answered (\d+)$/.exec(text) ?? [];
  return status === undefined ? text : t('panel.faults.answered', { status });
}
