import { Button } from '@mantine/core';
import { IconBan, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { deleteLock, lockQuery, setLockBlock } from '../../api/locks.ts';
import type { Lock } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { Blocks } from '../../ui/status/Blocks.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { DoorsOf } from '../doors/DoorsOf.tsx';
import { ObjectHistory } from '../ObjectHistory.tsx';
import { LockAccess } from './LockAccess.tsx';
import { LockGeneral } from './LockGeneral.tsx';
import { lockTitle } from './lockTitle.ts';

export function LockCardPage() {
  const { lockId } = useParams({ from: inConsole(paths.lock) });
  const { data } = useQuery(lockQuery(lockId));
  return data === undefined ? null : <Card key={data.id} lock={data} />;
}

function Card({ lock }: { lock: Lock }) {
  const { t, a } = useWords();
  const { tab = 'general' } = useSearch({ from: inConsole(paths.lock) });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'block' | 'delete'>();
  const { id } = lock;
  const params = { lockId: id };
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['locks'] }),
      queries.invalidateQueries({ queryKey: ['doors'] }),
    ]);
  const blocked = lock.blocks.some(({ source, on }) => source === 'administrator' && on === 'lock');
  return (
    <>
      <CardHead
        title={lockTitle(lock)}
        id={id}
        back={<BackLink to={paths.locks} label={t('pages.locks')} />}
        actions={
          <>
            {!blocked && (
              <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => setDialog('block')}>
                {t('block.block')}
              </Button>
            )}
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} />}
              onClick={() => setDialog('delete')}
            >
              {a('actions.delete')}
            </Button>
          </>
        }
      />
      <Blocks
        blocks={lock.blocks}
        organizationId={lock.organization.id}
        onLift={(source) => setLockBlock(id, source, undefined).then(refresh)}
      />
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: paths.lock,
            params,
            search: { tab: next === 'general' ? undefined : next },
            replace: true,
          })
        }
        tabs={[
          { value: 'general', label: t('tabs.general'), content: () => <LockGeneral lock={lock} /> },
          { value: 'doors', label: t('tabs.doors'), content: () => <DoorsOf of={{ lockId: id }} /> },
          { value: 'access', label: t('tabs.access'), content: () => <LockAccess lockId={id} /> },
          { value: 'history', label: t('tabs.history'), content: () => <ObjectHistory kind="locks" id={id} /> },
        ]}
      />
      {dialog === 'block' && (
        <BlockDialog
          title={t('lock.blockTitle')}
          text={t('lock.blockText')}
          onBlock={(reason) => setLockBlock(id, 'administrator', reason).then(refresh)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'delete' && (
        <TypedConfirm
          title={t('lock.deleteTitle')}
          text={t('lock.deleteText')}
          word={lockTitle(lock)}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteLock(id);
            await navigate({ to: paths.locks, search: {}, ignoreBlocker: true });
            await refresh();
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
