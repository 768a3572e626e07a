import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { giveUpTyped } from '../app/kept.ts';
import { may } from '../app/may.ts';
import { startOf } from '../app/routes/paths.ts';
import { useWords } from '../ui/useWords.ts';
import { SignInWays } from './SignInWays.tsx';

/** Nothing of the page behind it can be read: somebody else may sit there by now. */
const COVER = { backgroundOpacity: 1, color: 'var(--mantine-color-body)' };
const ABOVE_DIALOGS = 1000;

/**
 * Over a page whose session ended while something was typed on it. `of`, who typed it, goes on where the page stands;
 * anybody else gets a page of their own, and nothing of this one.
 */
export function SignInAgain({ of }: { of: Me }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const enter = async (me: Me) => {
    if (me.user.id !== of.user.id) {
      giveUpTyped();
      // Its guards go with the page: the browser asks nothing when it leaves.
      await new Promise((gone) => setTimeout(gone));
      window.location.replace(startOf(may(me, 'console.open')));
      return;
    }
    queries.setQueryData(sessionQuery.queryKey, me);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={ABOVE_DIALOGS}
      overlayProps={COVER}
      title={t('again.title')}
    >
      <Stack gap="md">
        <Text fz={14}>{t('again.text', { login: of.user.login })}</Text>
        <SignInWays login={of.user.login} onTry={() => undefined} onEntered={enter} />
        <Button variant="default" size="md" onClick={giveUpTyped}>
          {t('again.leave')}
        </Button>
      </Stack>
    </Modal>
  );
}
