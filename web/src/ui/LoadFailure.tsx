import { Alert, Button, Group } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problemText.ts';

/** A list or a part of a page that did not load: why, and again. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" my="md" icon={<IconAlertCircle />} title={t('states.loadTitle')} role="alert">
      <Group justify="space-between">
        {problemText(t, error)}
        <Button size="sm" variant="default" onClick={onRetry}>
          {t('actions.retry')}
        </Button>
      </Group>
    </Alert>
  );
}
