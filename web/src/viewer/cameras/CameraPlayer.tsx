import { IconDownload } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type Ref, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types.ts';
import { secondsOf, sinceTime } from '../../format/time.ts';
import { now } from '../../player/clock.ts';
import type { Media } from '../../player/media.ts';
import { Player } from '../../player/Player.tsx';
import type { PlayerSession } from '../../player/session.ts';
import { marked, type Span } from '../../player/spans.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { BarredNotice } from '../BarredNotice.tsx';
import styles from './CameraPlayer.module.css';
import { DayPicker } from './DayPicker.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { isBarred, useRefresh } from './useWatchedCamera.ts';

interface CameraPlayerProps {
  readonly camera: Camera;
  readonly zone: string;
  readonly start: { readonly at: number | undefined; readonly span: number };
  /** A place over the picture that the page fills. */
  readonly over?: Ref<HTMLDivElement>;
  readonly onPlace?: (place: { at: number | undefined; span: number }) => void;
}

const DAY = 86_400;

function offlineWords({ status }: Camera, zone: string, p: TFunction<'player'>, language: string): string | undefined {
  if (status.state === 'no_source') return p('state.no_source');
  if (status.state !== 'offline') return undefined;
  return status.since === null
    ? p('state.offline')
    : p('state.offlineSince', { time: sinceTime(secondsOf(status.since), zone, language) });
}

/** Whoever may not see the live picture begins so far back (s). */
const AGO = 60;

/** The player with what the API knows of the camera: rights, depth, blocks, days with records, export. */
export function CameraPlayer({ camera, zone, start, over, onPlace }: CameraPlayerProps) {
  const { t, i18n } = useTranslation();
  const { t: p } = useTranslation('player');
  const refresh = useRefresh(camera.id);
  const media = useRef<Media | null>(null);
  media.current = camera.playback ?? media.current;
  const [selection, setSelection] = useState<Span>();
  const [exporting, setExporting] = useState<PlayerSession>();
  const session = useRef<PlayerSession>(undefined);

  const barred = isBarred(camera);
  const notice = barred ? <BarredNotice camera={camera} /> : undefined;
  if (media.current === null) return <div className={styles.barred}>{notice}</div>;

  const { rights, archive } = camera;
  const depth = rights.archiveDepthSeconds;
  const mark = (edge: 'from' | 'to', time: number) => setSelection((old) => marked(old, edge, time));

  return (
    <>
      <Player
        media={media.current}
        title={camera.title}
        zone={zone}
        archive={rights.archive}
        live={rights.live}
        maySnapshot={rights.snapshot}
        offline={offlineWords(camera, zone, p, i18n.language)}
        expiredBefore={archive.days ? now() - archive.days * DAY : undefined}
        permittedFrom={depth === null ? undefined : now() - depth}
        start={rights.live || start.at !== undefined ? start : { ...start, at: now() - AGO }}
        onTrouble={refresh}
        notice={notice}
        selection={selection}
        keys={{ mark, openExport: () => rights.download && setExporting(session.current) }}
        {...(over === undefined ? {} : { over })}
        {...(onPlace === undefined ? {} : { onPlace })}
        tools={(current) => {
          session.current = current;
          if (!rights.archive) return null;
          return (
            <>
              <DayPicker cameraId={camera.id} zone={zone} session={current} />
              {rights.download && (
                <IconAction label={t('export.open')} text onClick={() => setExporting(current)}>
                  <IconDownload size={20} stroke={1.7} />
                </IconAction>
              )}
            </>
          );
        }}
      />
      {exporting !== undefined && (
        <ExportDialog
          camera={camera}
          media={media.current}
          zone={zone}
          session={exporting}
          selection={selection}
          onSelection={setSelection}
          onClose={() => setExporting(undefined)}
        />
      )}
    </>
  );
}
