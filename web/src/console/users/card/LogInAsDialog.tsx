import { Alert, Anchor, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SupportMode, User } from '../../../api/types.ts';
import { logInAsUser } from '../../../api/userCard.ts';
import { paths } from '../../../app/routes/paths.ts';
import { FormDialog } from '../../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../../ui/useWords.ts';

const MODES = ['view', 'act'] as const;

/** Asks why and what for, then opens a tab that is the user; this one stays the administrator's. */
export function LogInAsDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [mode, setMode] = useState<SupportMode>('view');
  const [kept, setKept] = useState<string>();
  const open = async () => {
    // Opened while the click still counts: a browser keeps a tab back that comes after an answer.
    const tab = window.open('about:blank', '_blank');
    const { id } = await logInAsUser(user.id, { mode, reason: reason.trim() }).catch((error: unknown) => {
      tab?.close();
      throw error;
    });
    const address = paths.asUser.replace('$supportId', String(id));
    if (tab === null) setKept(address);
    else tab.location.replace(address);
    return tab !== null;
  };
  return (
    <FormDialog
      title={t('support.dialogTitle', { login: user.login })}
      text={t('support.dialogText')}
      submit={t('support.open')}
      ready={reason.trim() !== '' && kept === undefined}
      action={open}
      onClose={onClose}
      closes={(opened) => opened === true}
    >
      <Stack>
        {kept !== undefined && (
          <Alert color="yellow" role="alert">
            {t('support.blocked')}{' '}
            <Anchor href={kept} target="_blank" rel="opener" fz="inherit" onClick={onClose}>
              {t('support.openHere')}
            </Anchor>
          </Alert>
        )}
        <Textarea
          label={t('support.reason')}
          description={t('support.reasonHelp')}
          maxLength={500}
          autosize
          minRows={2}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('support.mode')}
          value={mode}
          onChange={(value) => setMode(MODES.find((one) => one === value) ?? 'view')}
        >
          <Stack gap={8} mt={6}>
            {MODES.map((value) => (
              <Radio key={value} value={value} label={t(`support.${value}`)} description={t(`support.${value}Help`)} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </FormDialog>
  );
}
