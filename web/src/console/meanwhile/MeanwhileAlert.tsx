import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Meanwhile } from '../../api/types.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords } from '../auditWords.ts';
import { Differences } from '../Differences.tsx';

interface MeanwhileAlertProps {
  readonly of: Meanwhile;
  readonly onMine: () => Promise<unknown>;
  readonly onTheirs: () => Promise<unknown>;
}

/** Somebody else saved the same fields: who, when, what they were and are, and the two ways to go on. */
export function MeanwhileAlert({ of: { by, at, changes }, onMine, onTheirs }: MeanwhileAlertProps) {
  const { t } = useWords();
  const alert = useRef<HTMLDivElement>(null);
  const goOn = useMutation({ mutationFn: (how: () => Promise<unknown>) => how() });
  useEffect(() => alert.current?.focus(), []);
  const pairs = Object.entries(changes).map(([name, { was, is }]) => [name, [was, is]] as const);
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      color="yellow"
      role="alert"
      title={t('meanwhile.title', { who: by === null ? t('meanwhile.somebody') : actorWords(t, by) })}
    >
      <When at={at} />
      <Differences changes={Object.fromEntries(pairs)} />
      <Text fz={14} my={8}>
        {t('meanwhile.text')}
      </Text>
      <Group gap={8}>
        <Button size="sm" loading={goOn.isPending} onClick={() => goOn.mutate(onMine)}>
          {t('meanwhile.mine')}
        </Button>
        <Button size="sm" variant="default" disabled={goOn.isPending} onClick={() => goOn.mutate(onTheirs)}>
          {t('meanwhile.theirs')}
        </Button>
      </Group>
    </Alert>
  );
}
