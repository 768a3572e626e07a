import { Group, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { PlacedMap } from '../../ui/map/PlacedMap.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { MapBubble } from './MapBubble.tsx';

/** The cameras of the viewer's list on a map: those that whoever looks may see, and nothing of the provider's tree. */
export function MapPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inViewer(paths.map) });
  const navigate = useNavigate();
  useTitle(t('cameraMap.page'));
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <Group justify="space-between" mb={12} gap={8}>
        <Title order={1} fz={20}>
          {t('cameraMap.page')}
        </Title>
        <LinkButton
          to={paths.cameras}
          search={filter}
          size="md"
          variant="default"
          leftSection={<IconArrowLeft size={18} />}
        >
          {t('cameraMap.back')}
        </LinkButton>
      </Group>
      <PlacedMap
        filter={filter}
        bubble={(camera, onClose) => <MapBubble camera={camera} onClose={onClose} />}
        link={(cameraId, content, className) => (
          <LinkAnchor to={paths.camera} params={{ cameraId }} search={{}} className={className}>
            {content}
          </LinkAnchor>
        )}
        unplaced={(count) => (
          <Text fz={14} c="dimmed">
            {t('cameraMap.unplacedOwn', { cameras: countText(a, count, a('count.cameras', { count })) })}
          </Text>
        )}
        noneMore={t('cameraMap.noneMoreOwn')}
        onClear={filtered ? () => void navigate({ to: paths.map, search: {} }) : undefined}
      />
    </>
  );
}
