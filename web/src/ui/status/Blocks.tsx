import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Block, BlockSource, Camera, Lock } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkButton } from '../links.tsx';
import { useWords } from '../useWords.ts';
import { BlockAlert } from './BlockAlert.tsx';
import { blockTitle } from './blockWords.ts';

interface BlocksProps {
  readonly blocks: readonly (Block & { readonly on?: (Camera | Lock)['blocks'][number]['on'] })[];
  /** They shut people out alone; each hand lifts its own. */
  readonly signIn?: boolean;
  /** Of a device: where the blocks of its organization are lifted. */
  readonly organizationId?: number;
  readonly onLift: (source: BlockSource) => Promise<unknown>;
}

/** Every block that stands, each with its end or the way there. */
export function Blocks({ blocks, signIn = false, organizationId, onLift }: BlocksProps) {
  const { t, a } = useWords();
  const lift = useMutation({ mutationFn: onLift });
  return blocks.map((block) => (
    <BlockAlert
      key={`${block.on}-${block.source}`}
      title={signIn ? t('block.signIn', { whose: blockTitle(a, block) }) : blockTitle(a, block)}
      block={block}
      error={lift.error}
      action={
        block.on === 'organization'
          ? organizationId !== undefined && <OpenOrganization id={organizationId} />
          : (!signIn || block.source === 'administrator') && (
              <Button
                variant="default"
                size="sm"
                loading={lift.isPending && lift.variables === block.source}
                onClick={() => lift.mutate(block.source)}
              >
                {t('block.lift')}
              </Button>
            )
      }
    />
  ));
}

export function OpenOrganization({ id }: { id: number }) {
  const { t } = useWords();
  return (
    <LinkButton to={paths.organization} params={{ organizationId: id }} search={{}} variant="default" size="sm">
      {t('block.openOrganization')}
    </LinkButton>
  );
}
