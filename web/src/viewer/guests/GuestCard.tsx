import { Badge, Button, Group, Text } from '@mantine/core';
import { IconCopy, IconShare2, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteGuest, type Guest } from '../../api/guests.ts';
import { useMay } from '../../app/may.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import styles from './Guests.module.css';
import { useSharing } from './useSharing.ts';

interface GuestCardProps {
  readonly guest: Guest;
  /** The contract has more doors than one: which ones is worth saying. */
  readonly several: boolean;
}

export function GuestCard({ guest, several }: GuestCardProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const mayManage = useMay('door-codes.manage');
  const over = guest.state === 'ended' || guest.state === 'used_up';
  return (
    <li className={styles.card} data-over={over || undefined} aria-label={guest.name}>
      <div className={styles.head}>
        <span className={styles.name}>{guest.name}</span>
        <Badge variant={guest.state === 'works' ? 'filled' : 'default'} color="teal.9" tt="none">
          {t(`guest.state.${guest.state}`)}
        </Badge>
      </div>
      <Text fz={14} c="dimmed">
        {guest.state === 'upcoming' && (
          <>
            {t('guest.from')} <When at={guest.from} />
            {' · '}
          </>
        )}
        {t('guest.until')} <When at={guest.until} />
        {guest.usesLeft !== null && ` · ${t('guest.usesLeft', { count: guest.usesLeft })}`}
      </Text>
      {several && guest.doors.length > 0 && (
        <Text fz={14}>{guest.doors.map((door) => doorText(a, door)).join(', ')}</Text>
      )}
      {!over && guest.digits !== null && (
        <Text role="group" className={`numbers ${styles.digits}`} aria-label={t('guest.digits')}>
          {guest.digits}
        </Text>
      )}
      <Group gap={8}>
        {!over && <Sharing guest={guest} />}
        {mayManage && (
          <Button
            size="md"
            variant="default"
            leftSection={<IconTrash size={18} />}
            aria-label={t(over ? 'guest.removeOf' : 'guest.revokeOf', { name: guest.name })}
            onClick={() => setLeaving(true)}
          >
            {t(over ? 'guest.remove' : 'guest.revoke')}
          </Button>
        )}
      </Group>
      {leaving && (
        <FormDialog
          danger
          title={t('guest.revokeTitle', { name: guest.name })}
          text={t('guest.revokeText')}
          submit={t(over ? 'guest.remove' : 'guest.revoke')}
          action={() => deleteGuest(guest.id).then(() => queries.invalidateQueries({ queryKey: ['guests'] }))}
          onClose={() => setLeaving(false)}
        >
          {null}
        </FormDialog>
      )}
    </li>
  );
}

function Sharing({ guest }: { guest: Guest }) {
  const { t } = useWords();
  const { share, copy, copied } = useSharing(guest);
  if (guest.page === null) return null;
  return (
    <>
      {share !== undefined && (
        <Button
          size="md"
          variant="default"
          leftSection={<IconShare2 size={18} />}
          aria-label={t('guest.shareOf', { name: guest.name })}
          onClick={share}
        >
          {t('guest.share')}
        </Button>
      )}
      <Button
        size="md"
        variant="default"
        leftSection={<IconCopy size={18} />}
        aria-label={t(copied ? 'guest.copiedOf' : 'guest.copyOf', { name: guest.name })}
        onClick={copy}
      >
        {t(copied ? 'guest.copied' : 'guest.copy')}
      </Button>
    </>
  );
}

const doorText = (a: ReturnType<typeof useWords>['a'], { name, icon }: Guest['doors'][number]): string =>
  name === '' ? a(`door.icons.${icon}`) : name;
