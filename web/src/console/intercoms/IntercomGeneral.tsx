import { Alert, Button, Select, SimpleGrid, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { intercomQuery } from '../../api/intercom.ts';
import { changeIntercom, passDoorSeconds } from '../../api/intercoms.ts';
import type { IntercomCard } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { NumberField, SwitchField } from '../../ui/form/fields.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { problemText } from '../../ui/problemText.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { FormAndFacts } from '../FormAndFacts.tsx';
import { useSeenForm } from '../meanwhile/useSeenForm.tsx';
import { CONNECTIONS } from './connections.ts';
import { type IntercomValues, intercomChange, intercomValues } from './intercomForm.ts';

/** What all flats have, unless one has it otherwise; how the panel is reached stands on the camera's card. */
export function IntercomGeneral({ intercom }: { intercom: IntercomCard }) {
  const queries = useQueryClient();
  const mayManage = useMay('intercoms.manage');
  const { form, meanwhile, saving } = useSeenForm<IntercomValues, IntercomCard>({
    object: intercom,
    values: intercomValues,
    save: (before, values) =>
      changeIntercom(intercom.id, { ...intercomChange(before, values), was: intercomChange(values, before) }),
    read: () => queries.fetchQuery({ ...intercomQuery(intercom.id), staleTime: 0 }),
    refresh: ['intercoms', 'cameras'],
  });
  return (
    <FormAndFacts facts={useFacts(intercom)} aside={<PassSeconds intercom={intercom} />}>
      <FormFrame {...saving} may={mayManage}>
        {meanwhile}
        <Fields form={form} intercom={intercom} />
      </FormFrame>
    </FormAndFacts>
  );
}

function Fields({ form: { control }, intercom }: { form: UseFormReturn<IntercomValues>; intercom: IntercomCard }) {
  const { t } = useWords();
  return (
    <>
      <Controller
        control={control}
        name="connection"
        render={({ field, fieldState }) => (
          <Select
            label={t('intercom.connection')}
            description={t(`intercom.connectionsHelp.${field.value}`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={fieldState.error?.message}
            allowDeselect={false}
            data={CONNECTIONS.map((value) => ({ value, label: t(`intercom.connections.${value}`) }))}
            value={field.value}
            onChange={(value) => field.onChange(CONNECTIONS.find((one) => one === value) ?? field.value)}
          />
        )}
      />
      <SwitchField
        control={control}
        name="calls"
        label={t('intercom.calls')}
        help={t(intercom.hasSip ? 'intercom.callsHelp' : 'intercom.callsNoSip')}
      />
      <NumberField
        control={control}
        name="doorSeconds"
        label={t('intercom.doorSeconds')}
        help={t(intercom.takesDoorSeconds ? 'intercom.doorSecondsHelp' : 'intercom.doorSecondsOwn')}
        min={1}
        max={60}
        required
      />
      <SimpleGrid cols={2}>
        <NumberField control={control} name="flatFrom" names label={t('intercom.flatFrom')} min={1} max={999_999_999} />
        <NumberField control={control} name="flatTo" names label={t('intercom.flatTo')} min={1} max={999_999_999} />
      </SimpleGrid>
      <Text fz={13} c="dimmed" mt={-8}>
        {t('intercom.rangeHelp')}
      </Text>
      <Title order={2} mt={8}>
        {t('intercom.restrictions')}
      </Title>
      <SwitchField
        control={control}
        name="restrictLive"
        label={t('intercom.restrictLive')}
        help={t('intercom.restrictHelp')}
      />
      <SwitchField control={control} name="restrictArchive" label={t('intercom.restrictArchive')} />
    </>
  );
}

function useFacts(intercom: IntercomCard) {
  const { t } = useWords();
  const { id, organization, doors, createdAt, answeredAt } = intercom;
  return [
    [
      t('intercom.reach'),
      <LinkAnchor
        key="reach"
        to={paths.consoleCamera}
        params={{ cameraId: id }}
        search={{ tab: 'intercom' }}
        fz="inherit"
      >
        {t('intercom.reachLink')}
      </LinkAnchor>,
    ],
    [
      t('intercom.lastAnswer'),
      answeredAt === null ? t('intercom.notAsked') : <When key="answer" at={answeredAt} relative />,
    ],
    [
      t('tabs.doors'),
      doors.length === 0
        ? t('door.noneHere')
        : doors.map((door) => (
            <div key={door.id}>
              <LinkAnchor to={paths.consoleDoor} params={{ doorId: door.id }} search={{}} fz="inherit">
                {door.name || `ID ${door.id}`}
              </LinkAnchor>
            </div>
          )),
    ],
    [
      t('camera.organization'),
      <LinkAnchor
        key="organization"
        to={paths.organization}
        params={{ organizationId: organization.id }}
        search={{}}
        fz="inherit"
      >
        {organization.title}
      </LinkAnchor>,
    ],
    [t('camera.created'), <When key="created" at={createdAt} />],
  ] as const;
}

/** Of panels whose wire has it: whether they were told how long the door stays open. */
function PassSeconds({ intercom }: { intercom: IntercomCard }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('intercoms.manage');
  const pass = useMutation({
    mutationFn: () => passDoorSeconds(intercom.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['intercoms'] }),
  });
  const { takesDoorSeconds, doorSeconds, doorSecondsPassed } = intercom;
  if (!takesDoorSeconds) return null;
  if (doorSecondsPassed === doorSeconds)
    return (
      <Text fz={14} c="dimmed" mt={16}>
        {t('intercom.secondsPassed', { count: doorSeconds })}
      </Text>
    );
  return (
    <Alert mt={16} color="yellow" variant="light" title={t('intercom.secondsNotPassed', { count: doorSeconds })}>
      {pass.isError && <Text fz={14}>{problemText(a, pass.error)}</Text>}
      {mayManage && (
        <Button mt={8} variant="default" loading={pass.isPending} onClick={() => pass.mutate()}>
          {t('intercom.passSeconds')}
        </Button>
      )}
    </Alert>
  );
}
