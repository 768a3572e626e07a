import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconBuilding, IconDoor, IconFileText, IconLock, IconSearch, IconUser, IconVideo } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cameraSearchQuery } from '../api/cameras.ts';
import { doorSearchQuery } from '../api/doorSetups.ts';
import { lockSearchQuery } from '../api/locks.ts';
import { organizationSearchQuery } from '../api/organizations.ts';
import { userSearchQuery } from '../api/users.ts';
import { CONSOLE_PLACES } from '../app/consolePlaces.ts';
import { useMay } from '../app/may.ts';
import { paths } from '../app/paths.ts';

/** Ctrl or ⌘ K: cameras, organizations, users and pages by their names. */
export function Palette() {
  const { t } = useTranslation();
  const inConsoleToo = useMay('console.open');
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 200);
  const navigate = useNavigate();
  const inConsole = useLocation().pathname.startsWith(paths.console);
  const some = query !== '';
  const cameras = useQuery({ ...cameraSearchQuery(query), enabled: some, placeholderData: keepPreviousData });
  const organizations = useQuery({ ...organizationSearchQuery(query), enabled: some && inConsoleToo });
  const doors = useQuery({ ...doorSearchQuery(query), enabled: some && inConsoleToo });
  const locks = useQuery({ ...lockSearchQuery(query), enabled: some && inConsoleToo });
  const users = useQuery({ ...userSearchQuery(query), enabled: some && inConsoleToo });

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      spotlight.toggle();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  const matches = (label: string) => label.toLowerCase().includes(query.toLowerCase());
  const pages = inConsoleToo
    ? CONSOLE_PLACES.map(([name, to]) => ({ label: t(`nav.${name}`), to })).filter((page) => matches(page.label))
    : [];
  const toCamera = (cameraId: number) =>
    void navigate({ to: inConsole ? paths.consoleCamera : paths.camera, params: { cameraId }, search: {} });

  const groups = [
    {
      name: t('nav.cameras'),
      icon: IconVideo,
      rows: (some ? (cameras.data?.items ?? []) : []).map((camera) => ({
        id: `c${camera.id}`,
        label: camera.title,
        note: camera.organization.title,
        go: () => toCamera(camera.id),
      })),
    },
    {
      name: t('nav.organizations'),
      icon: IconBuilding,
      rows: (some ? (organizations.data?.items ?? []) : []).slice(0, 5).map((one) => ({
        id: `o${one.id}`,
        label: one.title,
        note: one.contractNumber ?? '',
        go: () => void navigate({ to: paths.organization, params: { organizationId: one.id }, search: {} }),
      })),
    },
    {
      name: t('nav.users'),
      icon: IconUser,
      rows: (some ? (users.data?.items ?? []) : []).slice(0, 5).map((one) => ({
        id: `u${one.id}`,
        label: one.login,
        note: one.name ?? '',
        go: () => void navigate({ to: paths.user, params: { userId: one.id }, search: {} }),
      })),
    },
    {
      name: t('nav.doors'),
      icon: IconDoor,
      rows: (some ? (doors.data?.items ?? []) : []).map((one) => ({
        id: `d${one.id}`,
        label: one.name || t(`door.icons.${one.icon}`),
        note: [one.address, one.lock.title].filter(Boolean).join(' · '),
        go: () => void navigate({ to: paths.consoleDoor, params: { doorId: one.id }, search: {} }),
      })),
    },
    {
      name: t('nav.locks'),
      icon: IconLock,
      rows: (some ? (locks.data?.items ?? []) : []).slice(0, 5).map((one) => ({
        id: `l${one.id}`,
        label: one.title || `ID ${one.id}`,
        note: one.address,
        go: () => void navigate({ to: paths.lock, params: { lockId: one.id }, search: {} }),
      })),
    },
    {
      name: t('palette.pages'),
      icon: IconFileText,
      rows: pages.map((page) => ({
        id: page.to,
        label: page.label,
        note: '',
        go: () => void navigate({ to: page.to }),
      })),
    },
  ].filter((group) => group.rows.length > 0);

  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
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
        {groups.length === 0 && <Spotlight.Empty>{some ? t('palette.nothing') : t('palette.hint')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
