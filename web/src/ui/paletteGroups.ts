import {
  IconBuilding,
  IconDoor,
  IconFileText,
  IconLock,
  type IconProps,
  IconUser,
  IconVideo,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { cameraSearchQuery } from '../api/cameras.ts';
import { doorSearchQuery } from '../api/doorSetups.ts';
import { lockSearchQuery } from '../api/locks.ts';
import { organizationSearchQuery } from '../api/organizations.ts';
import type { Me } from '../api/types.ts';
import { userSearchQuery } from '../api/users.ts';
import type { ConsolePlace } from '../app/routes/consolePlaces.ts';
import { paths } from '../app/routes/paths.ts';
import { useConsolePlaces } from './useConsolePlaces.ts';
import { useWords } from './useWords.ts';

interface PaletteRow {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly go: () => void;
}

interface PaletteGroup {
  readonly name: string;
  readonly icon: ComponentType<IconProps>;
  readonly rows: readonly PaletteRow[];
}

/** Of organizations, users and locks, which are asked for in longer lists elsewhere. */
const MAX_ROWS = 5;

/**
 * What is called like `query`, by kind; kinds without any are left out. Those of the console are found from the first
 * opening of the palette on, once the console's words are loaded.
 */
export function usePaletteGroups(query: string, me: Me, opened: boolean): readonly PaletteGroup[] {
  const { t, a } = useWords();
  const places = useConsolePlaces(me, opened);
  const administrator = places !== undefined;
  const groups = [
    { name: a('nav.cameras'), icon: IconVideo, rows: useCameraRows(query) },
    { name: t('pages.organizations'), icon: IconBuilding, rows: useOrganizationRows(query, administrator) },
    { name: t('pages.users'), icon: IconUser, rows: useUserRows(query, administrator) },
    { name: a('nav.doors'), icon: IconDoor, rows: useDoorRows(query, administrator) },
    { name: t('pages.locks'), icon: IconLock, rows: useLockRows(query, administrator) },
    { name: a('palette.pages'), icon: IconFileText, rows: usePageRows(query, places) },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

/** Nothing is found by nothing, also where an answer is still kept. */
const itemsOf = <T>(query: string, data: { readonly items: readonly T[] } | undefined): readonly T[] =>
  query === '' ? [] : (data?.items ?? []);

function useCameraRows(query: string): PaletteRow[] {
  const navigate = useNavigate();
  const inConsole = useLocation().pathname.startsWith(paths.console);
  const { data } = useQuery({
    ...cameraSearchQuery(query),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  });
  const to = inConsole ? paths.consoleCamera : paths.camera;
  return itemsOf(query, data).map((camera) => ({
    id: `c${camera.id}`,
    label: camera.title,
    note: camera.organization.title,
    go: () => void navigate({ to, params: { cameraId: camera.id }, search: {} }),
  }));
}

function useOrganizationRows(query: string, administrator: boolean): PaletteRow[] {
  const navigate = useNavigate();
  const { data } = useQuery({ ...organizationSearchQuery(query), enabled: query !== '' && administrator });
  return itemsOf(query, data)
    .slice(0, MAX_ROWS)
    .map((one) => ({
      id: `o${one.id}`,
      label: one.title,
      note: one.contractNumber ?? '',
      go: () => void navigate({ to: paths.organization, params: { organizationId: one.id }, search: {} }),
    }));
}

function useUserRows(query: string, administrator: boolean): PaletteRow[] {
  const navigate = useNavigate();
  const { data } = useQuery({ ...userSearchQuery(query), enabled: query !== '' && administrator });
  return itemsOf(query, data)
    .slice(0, MAX_ROWS)
    .map((one) => ({
      id: `u${one.id}`,
      label: one.login,
      note: one.name ?? '',
      go: () => void navigate({ to: paths.user, params: { userId: one.id }, search: {} }),
    }));
}

function useDoorRows(query: string, administrator: boolean): PaletteRow[] {
  const { a } = useWords();
  const navigate = useNavigate();
  const { data } = useQuery({ ...doorSearchQuery(query), enabled: query !== '' && administrator });
  return itemsOf(query, data).map((one) => ({
    id: `d${one.id}`,
    label: one.name || a(`door.icons.${one.icon}`),
    note: [one.address, one.lock.title].filter(Boolean).join(' · '),
    go: () => void navigate({ to: paths.consoleDoor, params: { doorId: one.id }, search: {} }),
  }));
}

function useLockRows(query: string, administrator: boolean): PaletteRow[] {
  const navigate = useNavigate();
  const { data } = useQuery({ ...lockSearchQuery(query), enabled: query !== '' && administrator });
  return itemsOf(query, data)
    .slice(0, MAX_ROWS)
    .map((one) => ({
      id: `l${one.id}`,
      label: one.title || `ID ${one.id}`,
      note: one.address,
      go: () => void navigate({ to: paths.lock, params: { lockId: one.id }, search: {} }),
    }));
}

/** Without a query all pages. */
function usePageRows(query: string, places: readonly ConsolePlace[] = []): PaletteRow[] {
  const { t } = useWords();
  const navigate = useNavigate();
  return places
    .map(([name, to]) => ({ id: to, label: t(`pages.${name}`), note: '', go: () => void navigate({ to }) }))
    .filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
}
