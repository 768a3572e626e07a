import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useWords } from '../../ui/useWords.ts';

/** The secret, this once. */
export function WebhookSecret({ secret, rotated = false }: { secret: string; rotated?: boolean }) {
  const { t, a } = useWords();
  return (
    <Alert color="green" variant="light" role="status" title={t('webhook.secretTitle')} maw={640} mb="md">
      <Stack gap={8}>
        <Text fz={14}>{t(rotated ? 'webhook.rotatedText' : 'webhook.secretText')}</Text>
        <Group gap={8} align="end">
          <TextInput
            flex="1 1 240px"
            label={t('webhook.secret')}
            readOnly
            value={secret}
            onFocus={(event) => event.currentTarget.select()}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
              >
                {copied ? a('actions.copied') : a('actions.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  );
}
