import { paths } from '../app/routes/paths.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { useWords } from '../ui/useWords.ts';

/** What a record is about, as a link to its card where it has one. */
export function ObjectLink({ kind, id }: { kind: string; id: string }) {
  const { t } = useWords();
  const number = Number(id);
  const words = `${t(`audit.kinds.${known(kind)}`, { kind })} ${id}`;
  const link = { search: {}, fz: 'inherit' } as const;
  if (!Number.isInteger(number) || number < 1) return words;
  if (kind === 'camera')
    return (
      <LinkAnchor to={paths.consoleCamera} params={{ cameraId: number }} {...link}>
        {words}
      </LinkAnchor>
    );
  if (kind === 'door')
    return (
      <LinkAnchor to={paths.consoleDoor} params={{ doorId: number }} {...link}>
        {words}
      </LinkAnchor>
    );
  if (kind === 'lock')
    return (
      <LinkAnchor to={paths.lock} params={{ lockId: number }} {...link}>
        {words}
      </LinkAnchor>
    );
  if (kind === 'organization')
    return (
      <LinkAnchor to={paths.organization} params={{ organizationId: number }} {...link}>
        {words}
      </LinkAnchor>
    );
  if (kind === 'user')
    return (
      <LinkAnchor to={paths.user} params={{ userId: number }} {...link}>
        {words}
      </LinkAnchor>
    );
  if (kind === 'preset')
    return (
      <LinkAnchor to={paths.preset} params={{ presetId: number }} fz="inherit">
        {words}
      </LinkAnchor>
    );
  if (kind === 'plan')
    return (
      <LinkAnchor to={paths.plan} params={{ planId: number }} fz="inherit">
        {words}
      </LinkAnchor>
    );
  if (kind === 'ticket')
    return (
      <LinkAnchor to={paths.ticket} params={{ ticketId: number }} fz="inherit">
        {words}
      </LinkAnchor>
    );
  if (kind === 'location')
    return (
      <LinkAnchor to={paths.location} params={{ locationId: number }} fz="inherit">
        {words}
      </LinkAnchor>
    );
  if (kind === 'client')
    return (
      <LinkAnchor to={paths.administrator} params={{ administratorId: number }} fz="inherit">
        {words}
      </LinkAnchor>
    );
  return words;
}

const KINDS = [
  'camera',
  'door',
  'lock',
  'access_key',
  'door_code',
  'organization',
  'user',
  'preset',
  'plan',
  'ticket',
  'folder',
  'session',
  'site',
  'location',
  'address_code',
  'cluster',
  'streamer',
  'client',
  'domain',
  'mosaic',
] as const;
const known = (kind: string) => KINDS.find((one) => one === kind) ?? 'other';
