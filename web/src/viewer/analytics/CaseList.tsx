import { Group, Stack, Text } from '@mantine/core';
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnalyticsCase, changeCase, deleteCase } from '../../api/analytics.ts';
import { useMay } from '../../app/may.ts';
import { CaseStatus, CaseTroubles } from '../../ui/analytics/CaseStatus.tsx';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import styles from '../support/SupportPage.module.css';

interface CaseListProps {
  readonly cases: readonly AnalyticsCase[];
  readonly ownId: number;
  readonly onEdit: (one: AnalyticsCase) => void;
}

/** Cases with what each is doing, and the buttons for whoever may change them. */
export function CaseList({ cases, ...props }: CaseListProps) {
  const { t } = useWords();
  const [deleted, setDeleted] = useState<AnalyticsCase>();
  const queries = useQueryClient();
  const { a } = useWords();
  return (
    <>
      <ul className={styles.list} aria-label={t('analytics.cases')}>
        {cases.map((one) => (
          <Row key={one.id} one={one} onDelete={setDeleted} {...props} />
        ))}
      </ul>
      {deleted !== undefined && (
        <FormDialog
          title={t('analytics.deleteTitle', { title: deleted.title })}
          text={t('analytics.deleteText')}
          submit={a('actions.delete')}
          danger
          action={async () => {
            await deleteCase(deleted.id);
            await queries.invalidateQueries({ queryKey: ['analytics'] });
          }}
          onClose={() => setDeleted(undefined)}
        >
          {null}
        </FormDialog>
      )}
    </>
  );
}

interface RowProps extends Omit<CaseListProps, 'cases'> {
  readonly one: AnalyticsCase;
  readonly onDelete: (one: AnalyticsCase) => void;
}

function Row({ one, ownId, onEdit, onDelete }: RowProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const mayChange = useMay('analytics.change');
  const { title, paused } = one;
  const pause = useMutation({
    mutationFn: () => changeCase(one.id, { paused: !paused }),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['analytics', 'cases'] }),
  });
  return (
    <li className={styles.row}>
      <Stack gap={2} className={styles.title ?? ''}>
        <Text span fw={600}>
          {title}
        </Text>
        <Text span fz={14} c="dimmed">
          {t(`analytics.types.${one.type}`)} · {a('count.cameras', { count: one.cameras.length })}
          {one.user.id !== ownId && ` · ${one.user.login}`}
        </Text>
        {!paused && <CaseTroubles cameras={one.cameras} />}
      </Stack>
      <CaseStatus status={one.status} />
      {mayChange && (
        <Group gap={4} wrap="nowrap">
          <IconAction
            label={t(paused ? 'analytics.resumeOf' : 'analytics.pauseOf', { title })}
            onClick={() => pause.mutate()}
          >
            {paused ? <IconPlayerPlay size={18} stroke={1.6} /> : <IconPlayerPause size={18} stroke={1.6} />}
          </IconAction>
          {one.user.id === ownId && (
            <IconAction label={t('analytics.editOf', { title })} onClick={() => onEdit(one)}>
              <IconPencil size={18} stroke={1.6} />
            </IconAction>
          )}
          <IconAction label={t('analytics.deleteOf', { title })} onClick={() => onDelete(one)}>
            <IconTrash size={18} stroke={1.6} />
          </IconAction>
        </Group>
      )}
    </li>
  );
}
