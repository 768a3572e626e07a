import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/may.ts';
import { useMe } from '../app/useMe.ts';
import { usePaletteGroups } from './paletteGroups.ts';

/** Ctrl or ⌘ K: cameras, organizations, users and pages by their names. */
export function Palette() {
  const { t } = useTranslation();
  const inConsoleToo = useMay('console.open');
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 200);
  const [opened, { open, close }] = useDisclosure(false);
  const groups = usePaletteGroups(query, useMe(), opened);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      spotlight.toggle();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      onSpotlightOpen={open}
      onSpotlightClose={close}
      shortcut={null}
      scrollable
      maxHeight={420}
      clearQueryOnClose
      title={t('palette.title')}
      styles={{ header: { display: 'none' } }}
    >
      <Spotlight.Search
        placeholder={inConsoleToo ? t('palette.placeholder') : t('palette.placeholderViewer')}
        aria-label={t('palette.title')}
        leftSection={<IconSearch size={20} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.name} label={group.name}>
            {group.rows.map((row) => (
              <Spotlight.Action
                key={row.id}
                label={row.label}
                description={row.note}
                leftSection={<group.icon size={20} stroke={1.6} />}
                onClick={row.go}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>{query === '' ? t('palette.hint') : t('palette.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
