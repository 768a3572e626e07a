import { IconLock, IconVideoOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { browserZone } from '../format/zone.ts';
import { Message } from '../player/Overlay.tsx';
import { Player } from '../player/Player.tsx';
import { type EmbedPlace, nameOf } from './place.ts';
import { useAccess } from './useAccess.ts';

const HOUR = 3600;

/** One camera in somebody's page: no cookie and no session, the token of the address alone. */
export function EmbedPage({ place }: { place: EmbedPlace }) {
  const { t } = useTranslation('player');
  const media = useMemo(() => ({ path: place.path, token: place.token }), [place]);
  const { access, check } = useAccess(media);
  const notice =
    place.token === '' ? (
      <Message icon={<IconLock size={36} />} text={t('embed.noToken')} more={t('embed.noTokenMore')} />
    ) : access === 'denied' ? (
      <Message icon={<IconLock size={36} />} text={t('phase.denied')} more={t('phase.deniedMore')} />
    ) : access === 'gone' ? (
      <Message icon={<IconVideoOff size={36} />} text={t('embed.offline')} more={t('embed.offlineMore')} />
    ) : undefined;
  return (
    <Player
      fill
      media={media}
      title={nameOf(place.path)}
      zone={browserZone()}
      archive={place.dvr && place.token !== ''}
      live
      maySnapshot
      offline={access === 'offline' ? t('embed.offline') : undefined}
      start={{ at: place.dvr ? place.from : undefined, span: HOUR, paused: !place.autoplay }}
      onTrouble={check}
      notice={notice}
    />
  );
}
