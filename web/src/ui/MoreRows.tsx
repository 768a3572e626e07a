import { Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isError: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** The end of a list that goes on: the next page comes as it nears the screen, or at a click. */
export function MoreRows({ list }: { list: Pages }) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const near = entry?.isIntersecting === true && list.hasNextPage && !list.isFetchingNextPage && !list.isError;
  useEffect(() => {
    if (near) void list.fetchNextPage();
  }, [near, list.fetchNextPage]);
  if (!list.hasNextPage) return null;
  return (
    <Center ref={ref} py="md">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('actions.more')}
      </Button>
    </Center>
  );
}
