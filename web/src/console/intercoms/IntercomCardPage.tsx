import { Group, Text } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { intercomQuery } from '../../api/intercom.ts';
import type { IntercomCard } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { useStaffOpening } from '../doors/useStaffOpening.tsx';
import { IntercomApartments } from './IntercomApartments.tsx';
import { IntercomEvents } from './IntercomEvents.tsx';
import { IntercomGeneral } from './IntercomGeneral.tsx';
import { IntercomKeys } from './IntercomKeys.tsx';
import { IntercomLog } from './IntercomLog.tsx';
import { intercomTitle } from './intercomTitle.ts';
import { PanelAnswer } from './PanelAnswer.tsx';

export function IntercomCardPage() {
  const { intercomId } = useParams({ from: inConsole(paths.intercom) });
  const { data } = useQuery(intercomQuery(intercomId));
  return data === undefined ? null : <Card key={data.id} intercom={data} />;
}

function Card({ intercom }: { intercom: IntercomCard }) {
  const { t } = useWords();
  const { id, doors } = intercom;
  const opening = useStaffOpening(doors);
  return (
    <>
      <CardHead
        title={intercomTitle(intercom)}
        id={id}
        back={<BackLink to={paths.intercoms} label={t('pages.intercoms')} />}
        status={<PanelAnswer of={intercom} />}
        actions={
          <>
            {opening.button}
            <LinkButton
              to={paths.consoleCamera}
              params={{ cameraId: id }}
              search={{}}
              variant="default"
              leftSection={<IconVideo size={16} />}
            >
              {t('intercom.camera')}
            </LinkButton>
          </>
        }
      />
      <Identity intercom={intercom} />
      {opening.outcome}
      <Tabs intercom={intercom} />
    </>
  );
}

/** Entrance and model, and the name where the address is the title. */
function Identity({ intercom }: { intercom: IntercomCard }) {
  const { t } = useWords();
  const { entrance, model, title, name, address } = intercom;
  const facts = [
    address === '' ? undefined : title || name,
    entrance === null ? undefined : t('intercom.entranceNumber', { entrance }),
    model === null ? t('intercom.modelUnknown') : t(`panel.models.${model}`),
  ].filter((one) => one !== undefined);
  return (
    <Group gap={8} mb={12}>
      <Text c="dimmed" fz={14}>
        {facts.join(' · ')}
      </Text>
    </Group>
  );
}

function Tabs({ intercom }: { intercom: IntercomCard }) {
  const { t } = useWords();
  const { tab = 'general' } = useSearch({ from: inConsole(paths.intercom) });
  const navigate = useNavigate();
  const { id } = intercom;
  return (
    <CardTabs
      value={tab}
      onChange={(next) =>
        void navigate({
          to: paths.intercom,
          params: { intercomId: id },
          search: { tab: next === 'general' ? undefined : next },
          replace: true,
        })
      }
      tabs={[
        { value: 'general', label: t('tabs.general'), content: () => <IntercomGeneral intercom={intercom} /> },
        {
          value: 'apartments',
          label: t('intercom.apartments'),
          content: () => <IntercomApartments intercom={intercom} />,
        },
        { value: 'keys', label: t('tabs.keys'), content: () => <IntercomKeys intercom={intercom} /> },
        { value: 'log', label: t('intercom.log'), content: () => <IntercomLog intercom={intercom} /> },
        { value: 'events', label: t('tabs.events'), content: () => <IntercomEvents intercomId={id} /> },
      ]}
    />
  );
}
