import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { askConnector, connectorQuery } from '../../api/connector.ts';
import type { Block } from '../../api/types.ts';
import { useZone } from '../../app/useMe.ts';
import { dayTime, secondsOf } from '../../format/time.ts';
import { problemText } from '../../ui/problemText.ts';
import { unboughtOf } from '../../ui/status/blockWords.ts';
import { useWords } from '../../ui/useWords.ts';
import { ConnectorAnswers } from '../system/ConnectorAnswers.tsx';

/** What stands in the contract's way by the word of the billing that is asked. */
export function BillingSays({ blocks }: { blocks: readonly Block[] }) {
  const { t, language } = useWords();
  const zone = useZone();
  const connected = useQuery(connectorQuery).data?.connected;
  const block = blocks.find(({ source }) => source === 'connector');
  if (block === undefined)
    return (
      <Text fz="inherit" c="dimmed">
        {connected === false ? t('connector.none') : t('connector.saysNothing')}
      </Text>
    );
  const words = unboughtOf(block) === 'off' ? 'connector.saysOff' : 'connector.saysUnpaid';
  return (
    <Text fz="inherit" c="var(--mantine-color-error)">
      {t(words, { time: dayTime(secondsOf(block.since), zone, language) })}
    </Text>
  );
}

/** Asks it of this contract now; nothing changes by it. */
export function AskBilling({ uid }: { uid: string }) {
  const { t, a } = useWords();
  const connected = useQuery(connectorQuery).data?.connected;
  const ask = useMutation({ mutationFn: () => askConnector({ uid }) });
  if (connected !== true) return null;
  return (
    <Stack gap={8} mt={16} align="stretch">
      <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()} style={{ alignSelf: 'start' }}>
        {t('connector.askContract')}
      </Button>
      {ask.isError && (
        <Text fz={14} c="var(--mantine-color-error)">
          {problemText(a, ask.error)}
        </Text>
      )}
      {ask.isSuccess && <ConnectorAnswers trial={ask.data} />}
    </Stack>
  );
}
