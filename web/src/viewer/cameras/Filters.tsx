import { Button, Group, Select, Text } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { foldersQuery } from '../../api/folders.ts';
import { paths } from '../../app/routes/paths.ts';
import type { cameraSearch } from '../../app/routes/searches.ts';
import { useMe } from '../../app/useMe.ts';
import { countText } from '../../ui/countText.ts';
import { LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';

export type ViewerFilter = ReturnType<typeof cameraSearch>;

interface FiltersProps {
  readonly filter: ViewerFilter;
  readonly onChange: (change: Partial<ViewerFilter>) => void;
  readonly total: number | undefined;
}

export function Filters({ filter, onChange, total }: FiltersProps) {
  const { t } = useTranslation();
  const { organizations } = useMe();
  const organizationId = filter.organizationId ?? (organizations.length === 1 ? organizations[0]?.id : undefined);
  const folders = useQuery({ ...foldersQuery(organizationId ?? 0), enabled: organizationId !== undefined });
  const tree = folders.data?.items ?? [];
  return (
    <Group gap={8} mb={12} align="center">
      <SearchField large label={t('viewer.search')} value={filter.search} onChange={(search) => onChange({ search })} />
      <Button
        size="md"
        px={14}
        variant={filter.favorite ? 'light' : 'default'}
        aria-pressed={filter.favorite === true}
        leftSection={filter.favorite ? <IconStarFilled size={18} /> : <IconStar size={18} stroke={1.6} />}
        onClick={() => onChange({ favorite: filter.favorite ? undefined : true })}
      >
        {t('viewer.favorites')}
      </Button>
      <LinkButton to={paths.map} search={filter} size="md" px={14} variant="default">
        {t('viewer.map')}
      </LinkButton>
      {organizations.length > 1 && (
        <Select
          size="md"
          w={220}
          clearable
          searchable
          aria-label={t('viewer.organization')}
          placeholder={t('viewer.organization')}
          value={filter.organizationId === undefined ? null : String(filter.organizationId)}
          data={organizations.map(({ id, title }) => ({ value: String(id), label: title }))}
          onChange={(value) =>
            onChange({ organizationId: value === null ? undefined : Number(value), folderId: undefined })
          }
        />
      )}
      {tree.length > 1 && (
        <Select
          size="md"
          w={220}
          clearable
          searchable
          aria-label={t('viewer.folder')}
          placeholder={t('viewer.folder')}
          value={filter.folderId === undefined ? null : String(filter.folderId)}
          data={tree.map(({ id, title, level }) => ({ value: String(id), label: `${'– '.repeat(level)}${title}` }))}
          onChange={(value) => onChange({ folderId: value === null ? undefined : Number(value) })}
        />
      )}
      {total !== undefined && total > 0 && (
        <Text c="dimmed" fz={14} ml="auto" className="numbers">
          {countText(t, total, t('count.cameras', { count: total }))}
        </Text>
      )}
    </Group>
  );
}
