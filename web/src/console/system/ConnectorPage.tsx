import { Alert, Code, DataList, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { connectorQuery } from '../../api/connector.ts';
import type { Connector } from '../../api/types.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { When } from '../../ui/status/When.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { ConnectorQuestion } from './ConnectorQuestion.tsx';
import { Remarks } from './ConnectorRemarks.tsx';

/** The provider's own billing, asked by us: whether it is connected, how it does, and what it says of a telephone. */
export function ConnectorPage() {
  const { t } = useWords();
  const connector = useQuery(connectorQuery);
  useTitle(t('pages.connector'));
  return (
    <Stack gap={24} maw={880}>
      <Title order={1}>{t('pages.connector')}</Title>
      {connector.isError && <LoadFailure error={connector.error} onRetry={() => void connector.refetch()} />}
      {connector.isPending && <Skeleton height={240} />}
      {connector.data !== undefined && (connector.data.connected ? <Connected of={connector.data} /> : <Unconnected />)}
    </Stack>
  );
}

/** How to set it up. */
function Unconnected() {
  const { t } = useWords();
  return (
    <Stack gap={12}>
      <Title order={2}>{t('connector.none')}</Title>
      <Text fz={14}>{t('connector.noneMore')}</Text>
      <List type="ordered" fz={14} spacing={8}>
        <List.Item>{t('connector.setFile')}</List.Item>
        <List.Item>
          {t('connector.setTry')}
          <Command>CONNECTOR=connector.json npm start -- connector test --phone 89101234567</Command>
        </List.Item>
        <List.Item>
          {t('connector.setStart')}
          <Command>CONNECTOR=connector.json</Command>
        </List.Item>
      </List>
      <Text fz={14} c="dimmed">
        {t('connector.setDemo')}
      </Text>
    </Stack>
  );
}

function Command({ children }: { children: string }) {
  return (
    <Code block mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {children}
    </Code>
  );
}

function Connected({ of }: { of: Connector }) {
  const { t } = useWords();
  const { lastError, remarks } = of;
  const seconds = (value: number | null) => (value === null ? null : t('connector.seconds', { count: value }));
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('camera.state'), <Health key="state" of={of} />],
    [t('connector.kind'), of.name],
    [t('connector.sells'), t(of.byDevice ? 'connector.byDevice' : 'connector.byContract')],
    [t('connector.lastAsked'), of.lastAskedAt && <When key="asked" at={of.lastAskedAt} relative />],
    [t('connector.lastAnswered'), of.lastAnsweredAt && <When key="answered" at={of.lastAnsweredAt} relative />],
    [t('connector.cache'), seconds(of.cacheSeconds)],
    [t('connector.timeout'), seconds(of.timeoutSeconds)],
    [t('connector.trust'), of.trustHours === null ? null : t('connector.hours', { count: of.trustHours })],
  ];
  return (
    <>
      <DataList labelWidth="210px" withDivider>
        {rows
          .filter(([, value]) => value !== null)
          .map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
      </DataList>
      {lastError !== null && (
        <Alert
          color={of.healthy === false ? 'red' : 'yellow'}
          variant="light"
          icon={<IconAlertTriangle />}
          title={t('connector.lastError')}
        >
          {lastError.message}
          <Text fz={13} c="dimmed">
            <When at={lastError.at} />
          </Text>
        </Alert>
      )}
      <Remarks of={remarks} />
      <Stack gap={8}>
        <Title order={2}>{t('connector.ask')}</Title>
        <Text fz={14} c="dimmed">
          {t('connector.askHelp')}
        </Text>
        <ConnectorQuestion />
      </Stack>
    </>
  );
}

function Health({ of: { healthy, lastAskedAt } }: { of: Connector }) {
  const { t } = useWords();
  const asked = lastAskedAt !== null;
  const Icon = !asked ? IconCircleDashed : healthy ? IconCircleCheck : IconCircleX;
  const color = !asked ? undefined : healthy ? 'var(--state-live)' : 'var(--state-offline)';
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6, color }}>
      <Icon size={16} aria-hidden="true" />
      {t(!asked ? 'connector.notAsked' : healthy ? 'connector.healthy' : 'connector.unhealthy')}
    </span>
  );
}
