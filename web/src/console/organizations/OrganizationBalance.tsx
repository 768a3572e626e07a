import { Button, Group, Stack } from '@mantine/core';
import { IconAdjustments, IconArrowBackUp, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { StatementLine } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { money } from '../../format/money.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { BalanceSums } from '../../ui/ledger/BalanceSums.tsx';
import { Statement } from '../../ui/ledger/Statement.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';
import { actorWords } from '../auditWords.ts';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import { PaymentDialog } from './PaymentDialog.tsx';
import { RefundDialog } from './RefundDialog.tsx';

/** What is on its balance, how it came there, and what is entered by hand. */
export function OrganizationBalance({ organizationId }: { organizationId: number }) {
  const { t, language } = useWords();
  const mayEnter = useMay('payments.enter');
  const { tab, kind, from, to } = useSearch({ from: inConsole(paths.organization) });
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'payment' | 'correction' | StatementLine>();
  const close = () => {
    setDialog(undefined);
  };
  const more = useMemo<Column<StatementLine>[]>(
    () => [
      { id: 'actor', header: t('audit.actor'), cell: ({ actor }) => actorWords(t, actor) },
      ...(mayEnter
        ? [
            {
              id: 'actions',
              header: t('list.actions'),
              cell: (line: StatementLine) =>
                /[1-9]/.test(line.refundable ?? '') && (
                  <IconAction
                    small
                    label={t('balance.refundOf', { sum: money(line, language) })}
                    onClick={() => setDialog(line)}
                  >
                    <IconArrowBackUp size={16} stroke={1.6} />
                  </IconAction>
                ),
            },
          ]
        : []),
    ],
    [t, language, mayEnter],
  );
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <BalanceSums organizationId={organizationId} />
        {mayEnter && (
          <Group gap={8}>
            <Button
              variant="default"
              leftSection={<IconAdjustments size={18} />}
              onClick={() => setDialog('correction')}
            >
              {t('balance.correct')}
            </Button>
            <Button leftSection={<IconPlus size={18} />} onClick={() => setDialog('payment')}>
              {t('balance.pay')}
            </Button>
          </Group>
        )}
      </Group>
      <Statement
        organizationId={organizationId}
        filter={{ kind, from, to }}
        onFilter={(next) =>
          void navigate({ to: paths.organization, params: { organizationId }, search: { tab, ...next }, replace: true })
        }
        more={more}
      />
      {dialog === 'payment' && <PaymentDialog organizationId={organizationId} onClose={close} />}
      {dialog === 'correction' && <CorrectionDialog organizationId={organizationId} onClose={close} />}
      {typeof dialog === 'object' && <RefundDialog organizationId={organizationId} payment={dialog} onClose={close} />}
    </Stack>
  );
}
