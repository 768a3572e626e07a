import { Alert, Button, Group, Skeleton, Stack, Switch, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../app/may.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import styles from './Guests.module.css';
import { useIntercomSettings } from './useIntercomSettings.ts';

/** The flat's own code: on or off, its digits, and others in their place. */
export function FlatCode({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const [asking, setAsking] = useState<'renew' | 'off'>();
  const mayManage = useMay('door-codes.manage');
  const { settings, change, renew } = useIntercomSettings(organizationId);
  const { data } = settings;
  return (
    <Stack gap={8} component="section">
      <Title order={2}>{t('guest.flat')}</Title>
      <Text c="dimmed">{t('guest.flatAbout')}</Text>
      {settings.isPending && <Skeleton height={44} aria-busy="true" />}
      {settings.isError && <LoadFailure error={settings.error} onRetry={() => void settings.refetch()} />}
      {change.isError && <Alert color="red">{problemText(a, change.error)}</Alert>}
      {data !== undefined && (
        <Switch
          size="md"
          label={t('guest.flatOn')}
          checked={data.doorCode}
          disabled={change.isPending || (!mayManage && !data.doorCode)}
          onChange={({ currentTarget: { checked } }) =>
            checked ? change.mutate({ doorCode: true }) : setAsking('off')
          }
        />
      )}
      {data?.doorDigits != null && (
        <Group>
          <Text role="group" className={`numbers ${styles.digits}`} aria-label={t('guest.digits')}>
            {data.doorDigits}
          </Text>
          {mayManage && (
            <Button
              size="md"
              variant="default"
              leftSection={<IconRefresh size={18} />}
              onClick={() => setAsking('renew')}
            >
              {t('guest.renew')}
            </Button>
          )}
        </Group>
      )}
      {asking !== undefined && (
        <FormDialog
          danger
          title={t(`guest.ask.${asking}`)}
          text={t('guest.askText')}
          submit={t(asking === 'renew' ? 'guest.renew' : 'guest.switchOff')}
          action={() => (asking === 'renew' ? renew.mutateAsync() : change.mutateAsync({ doorCode: false }))}
          onClose={() => setAsking(undefined)}
        >
          {null}
        </FormDialog>
      )}
    </Stack>
  );
}
