import { Select, SimpleGrid, Title } from '@mantine/core';
import { Controller, type FieldPath, type UseFormReturn, useWatch } from 'react-hook-form';
import { NumberField, SecretField, SwitchField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { PanelValues } from './panelForm.ts';
import { PANEL_MODELS } from './panelModels.ts';

const MOST = 2_147_483_647;
/** SIP logins are made of these and the ids. */
const SIP_BASE = 100_000;
const MONITOR_BASE = 4_000_000_000;

interface PanelFieldsProps {
  readonly form: UseFormReturn<PanelValues>;
  readonly hasPassword: boolean;
  readonly hasSipPassword: boolean;
}

export function PanelFields({ form, hasPassword, hasSipPassword }: PanelFieldsProps) {
  const { t } = useWords();
  const { control } = form;
  const [sipId, monitorId] = useWatch({ control, name: ['sipId', 'monitorId'] });
  return (
    <>
      <Controller
        control={control}
        name="model"
        render={({ field, fieldState }) => (
          <Select
            clearable
            label={t('panel.model')}
            description={t(field.value === '' ? 'panel.modelHelp' : `panel.modelsHelp.${field.value}`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            placeholder={t('panel.modelUnknown')}
            error={fieldState.error?.message}
            data={PANEL_MODELS.map((value) => ({ value, label: t(`panel.models.${value}`) }))}
            value={field.value === '' ? null : field.value}
            onChange={(value) => field.onChange(PANEL_MODELS.find((one) => one === value) ?? '')}
          />
        )}
      />
      <TextField
        control={control}
        name="address"
        label={t('panel.address')}
        help={t('panel.addressHelp')}
        placeholder="10.0.0.20"
        maxLength={255}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField control={control} name="login" label={t('panel.login')} maxLength={255} />
        <Password form={form} name="password" drop="dropPassword" label={t('panel.password')} isSet={hasPassword} />
      </SimpleGrid>
      <Title order={2} mt={8}>
        {t('panel.calls')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberField
          control={control}
          name="sipId"
          names
          label={t('panel.sipId')}
          help={sipId === '' ? t('panel.sipIdHelp') : t('panel.sipLogin', { login: SIP_BASE + Number(sipId) })}
          min={1}
          max={MOST}
        />
        <Password
          form={form}
          name="sipPassword"
          drop="dropSipPassword"
          label={t('panel.sipPassword')}
          isSet={hasSipPassword}
        />
        <TextField control={control} name="dtmf" label={t('panel.dtmf')} help={t('panel.dtmfHelp')} maxLength={32} />
        <NumberField
          control={control}
          name="monitorId"
          names
          label={t('panel.monitorId')}
          help={
            monitorId === ''
              ? t('panel.monitorIdHelp')
              : t('panel.sipLogin', { login: MONITOR_BASE + Number(monitorId) })
          }
          min={1}
          max={MOST}
        />
      </SimpleGrid>
    </>
  );
}

interface PasswordProps {
  readonly form: UseFormReturn<PanelValues>;
  readonly name: FieldPath<PanelValues>;
  readonly drop: FieldPath<PanelValues>;
  readonly label: string;
  readonly isSet: boolean;
}

/** Never shown: that there is one is said, a new one replaces it. */
function Password({ form: { control }, name, drop, label, isSet }: PasswordProps) {
  const { t } = useWords();
  return (
    <div>
      <SecretField
        control={control}
        name={name}
        label={label}
        help={isSet ? t('panel.passwordSet') : t('panel.passwordUnset')}
      />
      {isSet && (
        <div style={{ marginTop: 8 }}>
          <SwitchField control={control} name={drop} label={t('panel.dropPassword')} />
        </div>
      )}
    </div>
  );
}
