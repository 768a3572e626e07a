import { Button, Group, Stack, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { AddressDirectory } from './AddressDirectory.tsx';
import { LocationDialog } from './LocationDialog.tsx';
import { LocationSearch } from './LocationSearch.tsx';
import { UnresolvedCodes } from './UnresolvedCodes.tsx';

/** The provider's tree of addresses, the codes that requests wait for, and the directory. */
export function LocationListPage() {
  const { t } = useWords();
  const { tab = 'tree', search } = useSearch({ from: inConsole(paths.locations) });
  const navigate = useNavigate();
  const mayManage = useMay('locations.manage');
  const [adding, setAdding] = useState(false);
  useTitle(t('pages.locations'));
  return (
    <Stack gap="md">
      <Group justify="space-between" mih={36} gap={8}>
        <Title order={1}>{t('pages.locations')}</Title>
        {mayManage && (
          <Button leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
            {t('location.add')}
          </Button>
        )}
      </Group>
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({ to: paths.locations, search: { tab: next === 'tree' ? undefined : next }, replace: true })
        }
        tabs={[
          {
            value: 'tree',
            label: t('location.tabs.tree'),
            content: () => (
              <LocationSearch
                search={search}
                onSearch={(words) => void navigate({ to: paths.locations, search: { search: words }, replace: true })}
              />
            ),
          },
          { value: 'unresolved', label: t('location.tabs.unresolved'), content: () => <UnresolvedCodes /> },
          { value: 'directory', label: t('location.tabs.directory'), content: () => <AddressDirectory /> },
        ]}
      />
      {adding && <LocationDialog onClose={() => setAdding(false)} />}
    </Stack>
  );
}
