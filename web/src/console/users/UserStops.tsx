import type { User } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import { BlockAlert } from '../../ui/status/BlockAlert.tsx';
import { OpenOrganization } from '../../ui/status/Blocks.tsx';
import { blockTitle } from '../../ui/status/blockWords.ts';
import { useWords } from '../../ui/useWords.ts';

type Stop = User['stoppedBy'][number];

/** What stops a user from above: blocks of the contract and of a sub-user's owner, each with the way to its end. */
export function UserStops({ user }: { user: User }) {
  const { t } = useWords();
  const title = useStopTitle();
  return user.stoppedBy
    .filter(({ on }) => on !== 'user')
    .map((stop) => (
      <BlockAlert
        key={`${stop.on}-${stop.subject.id}-${stop.source}`}
        title={title(stop)}
        block={stop}
        effect={stop.shutsOut ? t('block.shutsOut') : t('block.noPictures')}
        action={
          stop.on === 'owner' ? (
            <LinkButton to={paths.user} params={{ userId: stop.subject.id }} search={{}} variant="default" size="sm">
              {t('block.openOwner')}
            </LinkButton>
          ) : (
            <OpenOrganization id={stop.subject.id} />
          )
        }
      />
    ));
}

/** Whose block it is and where it stands. */
function useStopTitle() {
  const { t, a } = useWords();
  return (stop: Stop): string => {
    const words = { whose: blockTitle(a, { source: stop.source, reason: stop.reason }), title: stop.subject.title };
    if (stop.on === 'sign_in') return t('block.ofSignIn', words);
    return stop.on === 'owner' ? t('block.ofOwner', words) : t('block.ofOrganization', words);
  };
}
