import { IconArrowLeft, IconChevronLeft, IconChevronRight, IconLock, IconVideoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../player/clock.ts';
import { Message } from '../player/Overlay.tsx';
import { Player } from '../player/Player.tsx';
import styles from './CabinetPage.module.css';
import { CabinetTile } from './CabinetTile.tsx';
import { type Cabinet, type CabinetCamera, type CabinetView, useCabinet } from './cabinet.ts';

const HOUR = 3600;
/** Whoever may not see the live picture begins so far back (s). */
const AGO = 60;

/** All cameras of a subscriber in pages, or one, in the provider's own cabinet. */
export function CabinetPage({ link }: { link: string }) {
  const { t } = useTranslation('player');
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined]);
  const [chosen, setChosen] = useState<number>();
  const { cabinet, check } = useCabinet(link, pages.at(-1));
  if (cabinet.state !== 'open') return <Notice state={cabinet.state} />;
  const { view } = cabinet;
  const camera = view.single ? view.cameras[0] : view.cameras.find(({ id }) => id === chosen);
  if (camera !== undefined)
    return (
      <One
        camera={camera}
        view={view}
        onTrouble={check}
        onBack={view.single ? undefined : () => setChosen(undefined)}
      />
    );
  return (
    <main className={styles.page}>
      {view.cameras.length === 0 && (
        <Message icon={<IconVideoOff size={36} />} text={t('embed.none')} more={t('embed.noneMore')} />
      )}
      <div className={styles.grid}>
        {view.cameras.map((one) => (
          <CabinetTile key={one.id} camera={one} onOpen={() => setChosen(one.id)} />
        ))}
      </div>
      {(pages.length > 1 || view.next !== null) && (
        <nav className={styles.pager} aria-label={t('embed.pages')}>
          <button type="button" disabled={pages.length === 1} onClick={() => setPages(pages.slice(0, -1))}>
            <IconChevronLeft size={20} aria-hidden="true" />
            {t('embed.previous')}
          </button>
          <span>{pages.length}</span>
          <button
            type="button"
            disabled={view.next === null}
            onClick={() => setPages([...pages, view.next ?? undefined])}
          >
            {t('embed.next')}
            <IconChevronRight size={20} aria-hidden="true" />
          </button>
        </nav>
      )}
    </main>
  );
}

function Notice({ state }: { state: Exclude<Cabinet['state'], 'open'> }) {
  const { t } = useTranslation('player');
  const icon = state === 'away' ? <IconVideoOff size={36} /> : <IconLock size={36} />;
  return (
    <div className={styles.whole}>
      {state === 'loading' ? (
        <p role="status">{t('embed.loading')}</p>
      ) : (
        <Message icon={icon} text={t(`embed.${state}`)} more={t(`embed.${state}More`)} />
      )}
    </div>
  );
}

interface OneProps {
  readonly camera: CabinetCamera;
  readonly view: CabinetView;
  readonly onTrouble: () => void;
  readonly onBack: (() => void) | undefined;
}

function One({ camera, view, onTrouble, onBack }: OneProps) {
  const { t } = useTranslation('player');
  const denied = <Message icon={<IconLock size={36} />} text={t('phase.denied')} more={t('phase.deniedMore')} />;
  return (
    <main className={styles.one}>
      {onBack !== undefined && (
        <header className={styles.bar}>
          <button type="button" className={styles.back} onClick={onBack}>
            <IconArrowLeft size={20} aria-hidden="true" />
            {t('embed.all')}
          </button>
          <h1 className={styles.heading}>{camera.title}</h1>
        </header>
      )}
      <Player
        fill
        media={camera.media ?? NOWHERE}
        title={camera.title}
        zone={view.timeZone}
        archive={view.timeline && camera.archive && camera.media !== null}
        live={camera.live}
        maySnapshot={camera.snapshot}
        start={{ at: camera.live ? undefined : now() - AGO, span: HOUR }}
        onTrouble={onTrouble}
        notice={camera.media === null ? denied : undefined}
      />
    </main>
  );
}

const NOWHERE = { path: '', token: '' };
