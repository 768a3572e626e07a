import { Select, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { changeSettings, settingsQuery } from '../../api/system.ts';
import type { Settings } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { LANGUAGE_CHOICES } from '../../locales/languages.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { NumberField, SwitchField, TextField } from '../../ui/form/fields.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { changed } from '../../ui/form/values.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { ApiKeyPanel } from './ApiKeyPanel.tsx';
import { ChargingFields } from './ChargingFields.tsx';
import { MapFields } from './MapFields.tsx';
import { SmsFields } from './SmsFields.tsx';
import { type SettingsValues, settingsBody, settingsValues } from './settingsForm.ts';
import { TestSms } from './TestSms.tsx';

export function SettingsPage() {
  const { t } = useWords();
  const { data } = useQuery(settingsQuery);
  useTitle(t('pages.settings'));
  return (
    <Stack gap={32}>
      <Title order={1}>{t('pages.settings')}</Title>
      {data !== undefined && (
        <>
          <SettingsForm settings={data} />
          <TestSms set={data.smsUri !== null} />
        </>
      )}
      <ApiKeyPanel />
    </Stack>
  );
}

// Etc/UTC: a provider who is in UTC and means it.
const ZONES = [
  'UTC',
  'Etc/UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC' && zone !== 'Etc/UTC'),
];

function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useWords();
  const mayManage = useMay('settings.manage');
  const [before, setBefore] = useState(() => settingsValues(settings));
  const form = useForm<SettingsValues>({ defaultValues: before });
  const { control } = form;
  const saving = useSaving(form, {
    save: (values) => changeSettings(changed(settingsBody(before), settingsBody(values))),
    refresh: ['settings', 'session', 'ledger', 'map-background'],
    onSaved: (saved) => {
      setBefore(settingsValues(saved));
      form.reset(settingsValues(saved));
    },
  });
  return (
    <FormFrame {...saving} may={mayManage} onReset={() => form.reset()}>
      <Title order={2}>{t('settings.domain')}</Title>
      <TextField
        control={control}
        name="title"
        label={t('settings.title')}
        help={t('settings.titleHelp')}
        maxLength={255}
        required
      />
      <Controller
        control={control}
        name="timeZone"
        render={({ field, fieldState }) => (
          <Select
            searchable
            label={t('settings.timeZone')}
            description={t('settings.timeZoneHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={fieldState.error?.message}
            data={ZONES.includes(field.value) ? ZONES : [field.value, ...ZONES]}
            value={field.value}
            onChange={(zone) => field.onChange(zone ?? 'UTC')}
          />
        )}
      />
      <TextField
        control={control}
        name="currency"
        label={t('settings.currency')}
        help={t('settings.currencyHelp')}
        maxLength={3}
        required
      />
      <Controller
        control={control}
        name="locale"
        render={({ field }) => (
          <Select
            label={t('settings.locale')}
            allowDeselect={false}
            data={[{ value: '', label: t('settings.localeAuto') }, ...LANGUAGE_CHOICES]}
            value={field.value}
            onChange={(locale) => field.onChange(locale ?? '')}
          />
        )}
      />
      <NumberField
        control={control}
        name="maxUserSessions"
        label={t('settings.maxUserSessions')}
        help={t('settings.maxUserSessionsHelp')}
        min={1}
        max={1_000_000}
      />
      <SwitchField
        control={control}
        name="blockedMaySignIn"
        label={t('settings.blockedMaySignIn')}
        help={t('settings.blockedMaySignInHelp')}
      />
      <SwitchField
        control={control}
        name="keepDeletedArchive"
        label={t('settings.keepDeletedArchive')}
        help={t('settings.keepDeletedArchiveHelp')}
      />
      <NumberField control={control} name="caseEventDays" label={t('settings.caseEventDays')} min={1} max={365} />
      <ChargingFields form={form} before={settings} />
      <MapFields form={form} />
      <Title order={2} mt={8}>
        {t('settings.outside')}
      </Title>
      <TextField
        control={control}
        name="authBackendUrl"
        label={t('settings.authBackendUrl')}
        help={t('settings.authBackendUrlHelp')}
      />
      <TextField
        control={control}
        name="mailUri"
        label={t('settings.mailUri')}
        help={t('settings.mailUriHelp')}
        placeholder="smtp://user:password@mail.example.net:587"
      />
      <TextField control={control} name="mailFrom" label={t('settings.mailFrom')} maxLength={255} />
      <SmsFields form={form} />
    </FormFrame>
  );
}
