import { Alert, Button, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types.ts';
import { bytes, duration } from '../../format/numbers.ts';
import { instantOf, offsetLabel, wallSeconds } from '../../format/zone.ts';
import { now } from '../../player/clock.ts';
import { exportName, exportUrl, type Media } from '../../player/media.ts';
import type { PlayerSession } from '../../player/session.ts';
import { cut, type Span, seconds } from '../../player/spans.ts';
import { DatesInLanguage } from '../../ui/DatesInLanguage.tsx';

interface ExportDialogProps {
  readonly camera: Camera;
  readonly media: Media;
  readonly zone: string;
  readonly session: PlayerSession;
  readonly selection: Span | undefined;
  readonly onSelection: (span: Span) => void;
  readonly onClose: () => void;
}

const PRESETS = [60, 300, 900, 3600] as const;

/** From when to when, what is missing of it, how big it gets, and the file. */
export function ExportDialog({ camera, media, zone, session, selection, onSelection, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation();
  const [span, setSpan] = useState<Span>(() => selection ?? around(session.time(), 300));
  const change = (next: Span) => {
    setSpan(next);
    onSelection(next);
  };
  const recorded = useQuery({
    queryKey: ['export', media.path, Math.floor(span.from), Math.floor(span.to)],
    queryFn: async () => seconds(cut(await session.recordings.load(span), span)),
    enabled: span.to > span.from,
    placeholderData: (old) => old,
  });

  const length = span.to - span.from;
  const missing = recorded.data === undefined ? 0 : length - recorded.data;
  const bitrate = camera.status.bitrate;
  const valid = length >= 1 && span.to <= now() + 1;
  const wall = (time: number) => new Date(wallSeconds(zone, time) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const fileName = exportName(camera.title, wall(span.from));
  const time = (text: string | null) =>
    text === null ? undefined : instantOf(zone, Date.parse(`${text.replace(' ', 'T')}Z`) / 1000);

  return (
    <Modal opened onClose={onClose} title={t('export.title')} closeButtonProps={{ 'aria-label': t('actions.close') }}>
      <Stack>
        <Group gap={8} role="group" aria-label={t('export.length')}>
          {PRESETS.map((size) => (
            <Button
              key={size}
              variant={Math.round(length) === size ? 'light' : 'default'}
              size="sm"
              onClick={() => change(around(session.time(), size))}
            >
              {t(`export.preset${size}`)}
            </Button>
          ))}
        </Group>
        <DatesInLanguage>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <DateTimePicker
              label={t('export.from')}
              value={wall(span.from)}
              withSeconds
              valueFormat="DD.MM.YYYY HH:mm:ss"
              onChange={(text) => change({ from: time(text) ?? span.from, to: span.to })}
            />
            <DateTimePicker
              label={t('export.to')}
              value={wall(span.to)}
              withSeconds
              valueFormat="DD.MM.YYYY HH:mm:ss"
              onChange={(text) => change({ from: span.from, to: time(text) ?? span.to })}
            />
          </SimpleGrid>
        </DatesInLanguage>
        <Text fz={14} c="dimmed" className="numbers">
          {valid ? t('export.summary', { length: duration(length) }) : t('export.wrong')}
          {valid &&
            bitrate !== null &&
            ` · ${t('export.size', { size: bytes(((recorded.data ?? length) * bitrate * 1000) / 8, i18n.language) })}`}
          {` · ${offsetLabel(zone, span.from)}`}
        </Text>
        {valid && recorded.data === 0 && (
          <Alert color="red" icon={<IconAlertTriangle />} title={t('export.nothing')}>
            {t('export.nothingMore')}
          </Alert>
        )}
        {valid && missing > 2 && recorded.data !== 0 && (
          <Alert color="yellow" icon={<IconAlertTriangle />} title={t('export.gap', { length: duration(missing) })}>
            {t('export.gapMore')}
          </Alert>
        )}
        <Button
          component="a"
          href={exportUrl(media, span.from, length, fileName)}
          download={fileName}
          data-disabled={!valid || recorded.data === 0}
          leftSection={<IconDownload size={18} />}
          onClick={(event) => {
            if (!valid || recorded.data === 0) event.preventDefault();
          }}
        >
          {t('export.download')}
        </Button>
      </Stack>
    </Modal>
  );
}

/** `size` seconds around `time`, but not beyond now. */
function around(time: number, size: number): Span {
  const to = Math.min(time + size / 2, now());
  return { from: Math.floor(to - size), to: Math.floor(to) };
}
