import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Blocked } from '../api/types.ts';
import { useLeave } from '../app/useLeave.ts';
import { useTitle } from '../ui/useTitle.ts';
import { BlockWords } from './BlockWords.tsx';
import { EntryFrame } from './EntryFrame.tsx';

/** In place of every page while the user is blocked: why, and what to do. It goes away by itself. */
export function BarredPage({ block }: { block: Blocked }) {
  const { t } = useTranslation();
  const leave = useLeave();
  useTitle(t('signIn.blocked'));
  return (
    <EntryFrame>
      <Stack gap="md" role="alert">
        <Group gap={12} wrap="nowrap">
          <IconBan size={32} stroke={1.5} aria-hidden="true" style={{ flex: 'none' }} />
          <Title order={1}>{t('signIn.blocked')}</Title>
        </Group>
        <BlockWords block={block} />
        <Text fz={14} c="dimmed">
          {t('barred.goesOn')}
        </Text>
        <Button variant="default" size="md" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('menu.signOut')}
        </Button>
      </Stack>
    </EntryFrame>
  );
}
