import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { User } from '../../api/types.ts';
import { makePasswordLink } from '../../api/users.ts';
import { useZone } from '../../app/useMe.ts';
import { dayTime, secondsOf } from '../../format/time.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

/** Makes a link for the user to choose a password by. It is shown here alone: each asking makes another. */
export function PasswordLinkDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t, a, language } = useWords();
  const zone = useZone();
  const make = useMutation({ mutationFn: () => makePasswordLink(user.id) });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('user.passwordLink')}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack>
        <Text fz={14}>{t('user.passwordLinkText', { login: user.login })}</Text>
        {make.isError && (
          <Text fz={14} role="alert" c="var(--mantine-color-error)">
            {problemText(a, make.error)}
          </Text>
        )}
        {make.data === undefined ? (
          <Group justify="flex-end">
            <Button data-autofocus loading={make.isPending} onClick={() => make.mutate()}>
              {t('user.makeLink')}
            </Button>
          </Group>
        ) : (
          <Group gap={4} wrap="nowrap" align="end">
            <TextInput
              flex={1}
              label={t('user.linkUntil', { time: dayTime(secondsOf(make.data.validUntil), zone, language) })}
              readOnly
              value={make.data.link}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={make.data.link}>
              {({ copied, copy }) => (
                <IconAction label={copied ? a('actions.copied') : a('actions.copy')} onClick={copy}>
                  {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
                </IconAction>
              )}
            </CopyButton>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
