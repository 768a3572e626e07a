import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Usage } from '../../api/types.ts';
import { type Period, usageFile, usageQuery } from '../../api/usage.ts';
import { paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { todayIn } from '../../format/time.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { UsageDays } from './UsageDays.tsx';

/** Which camera was under which plan, from when to when, and what each day came to. */
export function OrganizationUsage({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const today = todayIn(useZone());
  const [period, setPeriod] = useState<Period>(() => monthOf(today));
  const right = period.from !== '' && period.from <= period.to;
  const list = useInfiniteQuery({ ...usageQuery(organizationId, period), enabled: right });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns();
  return (
    <Stack gap={24}>
      <Group align="flex-end" gap={8}>
        <TextInput
          type="date"
          label={t('usage.from')}
          value={period.from}
          error={right ? undefined : t('usage.wrongPeriod')}
          onChange={(event) => setPeriod({ ...period, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('usage.to')}
          value={period.to}
          onChange={(event) => setPeriod({ ...period, to: event.currentTarget.value })}
        />
        <Button variant="default" onClick={() => setPeriod(monthOf(today))}>
          {t('usage.month')}
        </Button>
        <Button variant="default" onClick={() => setPeriod(monthOf(monthOf(today).from, -1))}>
          {t('usage.lastMonth')}
        </Button>
        <Anchor href={usageFile(organizationId, period)} download aria-disabled={!right} fz={14} py={8}>
          <Group gap={4}>
            <IconDownload size={16} stroke={1.6} />
            {t('usage.download')}
          </Group>
        </Anchor>
      </Group>
      {right && <UsageDays organizationId={organizationId} period={period} />}
      {right && (
        <ListFrame
          inner
          title={t('tabs.usage')}
          list={list}
          empty={rows.length === 0}
          emptyTitle={t('usage.none')}
          emptyText={t('usage.noneMore')}
        >
          <DataTable
            label={t('tabs.usage')}
            columns={columns}
            rows={rows}
            rowId={({ camera, from }) => `${camera.id} ${from}`}
            stale={list.isPlaceholderData}
          />
        </ListFrame>
      )}
    </Stack>
  );
}

function useColumns(): Column<Usage>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'camera',
        header: t('usage.camera'),
        cell: ({ camera: { id, name, title, deleted } }) =>
          deleted ? (
            <Group gap={8}>
              {title || name}
              <Badge color="gray" c="var(--mantine-color-text)">
                {t('usage.deleted')}
              </Badge>
            </Group>
          ) : (
            <LinkAnchor to={paths.consoleCamera} params={{ cameraId: id }} fz="inherit">
              {title || name}
            </LinkAnchor>
          ),
      },
      {
        id: 'plan',
        header: t('usage.plan'),
        cell: ({ plan }) =>
          plan === null ? (
            <Text c="dimmed" fz="inherit" span>
              {t('usage.noPlan')}
            </Text>
          ) : (
            <LinkAnchor to={paths.plan} params={{ planId: plan.id }} fz="inherit">
              {plan.name}
            </LinkAnchor>
          ),
      },
      { id: 'from', header: t('usage.since'), cell: ({ from }) => <When at={from} /> },
      {
        id: 'to',
        header: t('usage.until'),
        cell: ({ to }) => (to === null ? t('usage.goesOn') : <When at={to} />),
      },
    ],
    [t],
  );
}

/** The month of a day, or one some months away, as its first and last day. */
function monthOf(day: string, away = 0): Period {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const at = (y: number, m: number, d: number) => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
  return { from: at(year, month - 1 + away, 1), to: at(year, month + away, 0) };
}
