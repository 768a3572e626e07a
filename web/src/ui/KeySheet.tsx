import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../player/keys.ts';

const OPEN = 'vedette:keys';
export const openKeySheet = (): void => void window.dispatchEvent(new Event(OPEN));

const SHEET = [
  {
    title: 'keys.everywhere',
    keys: [
      [['Ctrl', 'K'], 'keys.palette'],
      [['/'], 'keys.search'],
      [['?'], 'keys.sheet'],
    ],
  },
  {
    title: 'keys.player',
    keys: [
      [['Space'], 'keys.play'],
      [['←', '→'], 'keys.tens'],
      [['↓', '↑'], 'keys.ones'],
      [[',', '.'], 'keys.frames'],
      [['L'], 'keys.live'],
      [['F'], 'keys.full'],
      [['M'], 'keys.mute'],
      [['S'], 'keys.snapshot'],
      [['[', ']'], 'keys.select'],
      [['E'], 'keys.export'],
    ],
  },
] as const;

/** The keys there are, at `?`. */
export function KeySheet() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const question = event.key === '?' || (event.code === 'Slash' && event.shiftKey);
      if (question && !isTyping(event.target)) setOpened(true);
    };
    const open = () => setOpened(true);
    window.addEventListener('keydown', press);
    window.addEventListener(OPEN, open);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener(OPEN, open);
    };
  }, []);
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack gap="lg">
        {SHEET.map((part) => (
          <Stack key={part.title} gap={6}>
            <Title order={3}>{t(part.title)}</Title>
            {part.keys.map(([keys, words]) => (
              <Group key={words} justify="space-between" wrap="nowrap">
                <Text fz={14}>{t(words)}</Text>
                <Group gap={4} wrap="nowrap">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </Stack>
    </Modal>
  );
}
