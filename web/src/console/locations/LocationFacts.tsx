import { Button, DataList, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Fragment } from 'react';
import { type Location, unmapCode } from '../../api/locations.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';

/** Where a location is in the tree, and by which codes it is known. */
export function LocationFacts({ location }: { location: Location }) {
  const { t } = useWords();
  const { titles, path, code, latitude, longitude, cameraCount } = location;
  return (
    <DataList labelWidth="150px" withDivider>
      <DataList.Item>
        <DataList.ItemLabel>{t('location.whole')}</DataList.ItemLabel>
        <DataList.ItemValue>
          {titles.map((title, level) => {
            const locationId = path[level] ?? 0;
            return (
              <Fragment key={locationId}>
                {level > 0 && ', '}
                {level === titles.length - 1 ? (
                  title
                ) : (
                  <LinkAnchor to={paths.location} params={{ locationId }} fz="inherit">
                    {title}
                  </LinkAnchor>
                )}
              </Fragment>
            );
          })}
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('location.code')}</DataList.ItemLabel>
        <DataList.ItemValue>{code ?? '–'}</DataList.ItemValue>
      </DataList.Item>
      {location.otherCodes.length > 0 && (
        <DataList.Item>
          <DataList.ItemLabel>{t('location.otherCodes')}</DataList.ItemLabel>
          <DataList.ItemValue>
            <OtherCodes location={location} />
          </DataList.ItemValue>
        </DataList.Item>
      )}
      <DataList.Item>
        <DataList.ItemLabel>{t('camera.coordinates')}</DataList.ItemLabel>
        <DataList.ItemValue>
          {latitude === null || longitude === null ? '–' : `${latitude} ${longitude}`}
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('tabs.cameras')}</DataList.ItemLabel>
        <DataList.ItemValue>{cameraCount}</DataList.ItemValue>
      </DataList.Item>
    </DataList>
  );
}

function OtherCodes({ location: { id, otherCodes } }: { location: Location }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('locations.manage');
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (code: string) => unmapCode(id, code),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['locations'] }),
  });
  return (
    <>
      {otherCodes.map((code) => (
        <Group key={code} gap={8}>
          <Text fz="inherit">{code}</Text>
          {mayManage && (
            <Button
              size="compact-sm"
              variant="default"
              loading={isPending && variables === code}
              aria-label={t('location.unmapLabel', { code })}
              onClick={() => mutate(code)}
            >
              {t('location.unmap')}
            </Button>
          )}
        </Group>
      ))}
    </>
  );
}
