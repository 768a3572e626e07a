import { useClipboard } from '@mantine/hooks';
import type { Guest } from '../../api/guests.ts';
import { useZone } from '../../app/useMe.ts';
import { dayTime, secondsOf } from '../../format/time.ts';
import { useWords } from '../../ui/useWords.ts';

/** Sends or copies what a guest needs: the page, the digits and until when. `share` undefined: the system has no such thing. */
export function useSharing({ page, digits, until }: Guest) {
  const { t, language } = useWords();
  const zone = useZone();
  const clipboard = useClipboard({ timeout: 2500 });
  const url = new URL(page ?? '/', window.location.origin).href;
  const text = t('guest.message', { digits, until: dayTime(secondsOf(until), zone, language) });
  const whole = { text, url };
  const canShare = typeof navigator.share === 'function' && (navigator.canShare?.(whole) ?? true);
  return {
    // Whoever closes the sheet has shared nothing, and that is no failure.
    share: canShare ? () => void navigator.share(whole).catch(() => undefined) : undefined,
    copy: () => clipboard.copy(`${text}\n${url}`),
    copied: clipboard.copied,
  };
}
