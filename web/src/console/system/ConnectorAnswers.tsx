import { Alert, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ConnectorTrial } from '../../api/types.ts';
import { phoneText } from '../../format/phone.ts';
import { useWords } from '../../ui/useWords.ts';
import { Remarks } from './ConnectorRemarks.tsx';

type Tried = ConnectorTrial['tried'][number];

/** How each question went: the answer as the billing gave it, or what is wrong and what to do about it. */
export function ConnectorAnswers({ trial: { tried, remarks } }: { trial: ConnectorTrial }) {
  return (
    <Stack gap={16} mt={8} aria-live="polite">
      {tried.map((one) => (
        <Answer key={`${one.question} ${one.subject}`} of={one} />
      ))}
      <Remarks of={remarks} />
    </Stack>
  );
}

function Answer({ of: { question, subject, milliseconds, answer, problem } }: { of: Tried }) {
  const { t, a } = useWords();
  const state = stateIn(answer);
  return (
    <Stack gap={4}>
      <Group gap={8}>
        <IconCheckOrNot good={problem === undefined} />
        <Title order={3}>{t(`connector.questions.${question}`)}</Title>
        <Text fz={13} c="dimmed" className="numbers">
          {phoneText(subject)} · {t('billing.ms', { count: milliseconds })}
        </Text>
      </Group>
      {problem === undefined ? (
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {state !== undefined
            ? a(`contract.states.${state}`)
            : isEmpty(answer)
              ? t('connector.nothing')
              : JSON.stringify(answer, null, 2)}
        </Code>
      ) : (
        <Alert color="red" variant="light">
          {problem}
        </Alert>
      )}
    </Stack>
  );
}

function IconCheckOrNot({ good }: { good: boolean }) {
  const Icon = good ? IconCheck : IconAlertTriangle;
  return (
    <Icon
      size={16}
      color={good ? 'var(--state-live)' : 'var(--state-offline)'}
      style={{ flex: 'none' }}
      aria-hidden="true"
    />
  );
}

const isEmpty = (answer: unknown): boolean =>
  answer === null || answer === undefined || (Array.isArray(answer) && answer.length === 0);

/** Of a contract as a whole. */
function stateIn(answer: unknown): 'paid' | 'unpaid' | 'off' | undefined {
  const { state } = typeof answer === 'object' && answer !== null ? (answer as { state?: unknown }) : {};
  return (['paid', 'unpaid', 'off'] as const).find((one) => one === state);
}
