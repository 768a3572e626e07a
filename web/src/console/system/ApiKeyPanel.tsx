import { Button, CopyButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconEye, IconEyeOff, IconRotate } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiKeyQuery, rotateApiKey } from '../../api/system.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';

/** The key that the billing signs its calls with: shown, copied, replaced. */
export function ApiKeyPanel() {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const { data } = useQuery(apiKeyQuery);
  const [revealed, setRevealed] = useState(false);
  const [rotating, setRotating] = useState(false);
  if (data === undefined) return null;
  return (
    <Stack maw={640} gap={8}>
      <Title order={2}>{t('settings.apiKey')}</Title>
      <Text fz={14} c="dimmed">
        {t('settings.apiKeyHelp')}
      </Text>
      <Group gap={4} wrap="nowrap" align="end">
        <TextInput
          flex={1}
          label={data.name}
          readOnly
          value={revealed ? data.key : '•'.repeat(24)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <IconAction label={revealed ? t('settings.hide') : t('settings.reveal')} onClick={() => setRevealed(!revealed)}>
          {revealed ? <IconEyeOff size={18} /> : <IconEye size={18} />}
        </IconAction>
        <CopyButton value={data.key}>
          {({ copied, copy }) => (
            <IconAction label={copied ? a('actions.copied') : a('actions.copy')} onClick={copy}>
              {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            </IconAction>
          )}
        </CopyButton>
      </Group>
      <Group justify="space-between">
        <Text fz={13} c="dimmed">
          {data.lastUsedAt === null ? t('settings.neverUsed') : t('settings.lastUsed')}{' '}
          <When at={data.lastUsedAt} relative />
        </Text>
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          leftSection={<IconRotate size={16} />}
          onClick={() => setRotating(true)}
        >
          {t('settings.rotate')}
        </Button>
      </Group>
      {rotating && (
        <TypedConfirm
          title={t('settings.rotate')}
          text={t('settings.rotateText')}
          word={data.name}
          confirm={t('settings.rotate')}
          action={async () => {
            queries.setQueryData(apiKeyQuery.queryKey, await rotateApiKey());
            setRevealed(true);
          }}
          onClose={() => setRotating(false)}
        />
      )}
    </Stack>
  );
}
