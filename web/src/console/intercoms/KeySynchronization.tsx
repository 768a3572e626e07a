import { Alert, Button, Checkbox, Group, Loader, Modal, Progress, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { intercomQuery } from '../../api/intercom.ts';
import { compareKeys, synchronizeKeys } from '../../api/intercoms.ts';
import { panelKeysQuery } from '../../api/keys.ts';
import { useMay } from '../../app/may.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

const SHOWN = 20;
const LOOK_MS = 2000;

/** Asks the panel for its keys, says what is different, and brings it there when told to. */
export function KeySynchronization({ intercomId, onClose }: { intercomId: number; onClose: () => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('keys.manage');
  const [takeOff, setTakeOff] = useState(false);
  const compared = useQuery({
    queryKey: ['comparison', intercomId],
    queryFn: () => compareKeys(intercomId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const run = useMutation({
    mutationFn: () =>
      synchronizeKeys(intercomId, {
        missing: compared.data?.missing ?? [],
        unknown: takeOff ? (compared.data?.unknown ?? []) : [],
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['intercoms'] }),
  });
  const { missing = [], unknown = [], same = 0 } = compared.data ?? {};
  const todo = missing.length + (takeOff ? unknown.length : 0);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('intercom.synchronizeTitle')}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack>
        {compared.isPending && (
          <Group gap={8} role="status">
            <Loader size={16} />
            {t('intercom.asking')}
          </Group>
        )}
        {compared.isError && (
          <Alert color="red" role="alert">
            {problemText(a, compared.error)}
          </Alert>
        )}
        {compared.isSuccess && !run.isSuccess && (
          <>
            <Text>{t('intercom.sameKeys', { count: same })}</Text>
            <Digits title={t('intercom.missingKeys', { count: missing.length })} digits={missing} />
            <Digits title={t('intercom.unknownKeys', { count: unknown.length })} digits={unknown} />
            {unknown.length > 0 && mayManage && (
              <Checkbox
                label={t('intercom.takeOff')}
                description={t('intercom.takeOffHelp')}
                checked={takeOff}
                onChange={(event) => setTakeOff(event.currentTarget.checked)}
              />
            )}
            {run.isError && <Alert color="red">{problemText(a, run.error)}</Alert>}
          </>
        )}
        {run.isSuccess && <OnTheirWay intercomId={intercomId} all={run.data.written + run.data.removed} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {a('actions.close')}
          </Button>
          {compared.isSuccess && !run.isSuccess && mayManage && todo > 0 && (
            <Button loading={run.isPending} onClick={() => run.mutate()}>
              {t('intercom.bring', { count: todo })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Digits({ title, digits }: { title: string; digits: readonly string[] }) {
  const { t } = useWords();
  return (
    <div>
      <Text fw={500}>{title}</Text>
      {digits.length > 0 && (
        <Text fz={13} className="numbers" style={{ overflowWrap: 'anywhere' }}>
          {digits.slice(0, SHOWN).join(', ')}
          {digits.length > SHOWN && ` ${t('intercom.andMore', { count: digits.length - SHOWN })}`}
        </Text>
      )}
    </div>
  );
}

/** How many are done; closing the dialog stops nothing. */
function OnTheirWay({ intercomId, all }: { intercomId: number; all: number }) {
  const { t } = useWords();
  const card = useQuery({ ...intercomQuery(intercomId), refetchInterval: LOOK_MS });
  const failed = useInfiniteQuery({ ...panelKeysQuery(intercomId, { state: 'failed' }), refetchInterval: LOOK_MS });
  const left = Math.min(all, card.data?.keysWaiting ?? all);
  const faulty = failed.data?.pages[0]?.items.length ?? 0;
  const done = all - left;
  return (
    <Stack gap={8} role="status">
      <Progress value={all === 0 ? 100 : (done / all) * 100} aria-label={t('intercom.synchronizeTitle')} />
      <Text>{left === 0 ? t('intercom.broughtAll', { count: all }) : t('intercom.brought', { done, count: all })}</Text>
      {faulty > 0 && <Text c="dimmed">{t('intercom.triedAgain', { count: faulty })}</Text>}
    </Stack>
  );
}
