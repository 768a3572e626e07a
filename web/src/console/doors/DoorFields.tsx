import { Select, SimpleGrid, Title } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { DoorSetup } from '../../api/types.ts';
import { NumberField, TextField } from '../../ui/form/fields.tsx';
import { CameraPicker, LockPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { DoorValues } from './doorForm.ts';

const ICONS = ['entrance', 'wicket', 'gate', 'barrier'] as const satisfies readonly DoorSetup['icon'][];
const METHODS = ['GET', 'PUT', 'POST'] as const satisfies readonly DoorSetup['method'][];

interface DoorFieldsProps {
  readonly form: UseFormReturn<DoorValues>;
  /** Of one that holds credentials: what the stars stand for is said. */
  readonly sealed?: boolean;
}

export function DoorFields({ form, sealed = false }: DoorFieldsProps) {
  const { t, a } = useWords();
  const { control } = form;
  return (
    <>
      <TextField control={control} name="name" label={t('camera.title')} help={t('door.nameHelp')} maxLength={255} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Controller
          control={control}
          name="icon"
          render={({ field, fieldState }) => (
            <Select
              label={t('door.icon')}
              allowDeselect={false}
              error={fieldState.error?.message}
              data={ICONS.map((value) => ({ value, label: a(`door.icons.${value}`) }))}
              value={field.value}
              onChange={(value) => field.onChange(ICONS.find((one) => one === value) ?? 'entrance')}
            />
          )}
        />
        <NumberField
          control={control}
          name="entrance"
          names
          label={t('door.entrance')}
          help={t('door.entranceHelp')}
          max={100_000}
        />
      </SimpleGrid>
      <Controller
        control={control}
        name="lock"
        rules={{ required: t('form.required') }}
        render={({ field, fieldState }) => (
          <LockPicker
            label={t('door.lock')}
            help={t('door.lockHelp')}
            error={fieldState.error?.message ?? lockRefusal(form)}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={control}
        name="camera"
        render={({ field, fieldState }) => (
          <CameraPicker
            clearable
            label={t('door.camera')}
            help={t('door.cameraHelp')}
            placeholder={t('door.noCamera')}
            error={fieldState.error?.message}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <Title order={2} mt={8}>
        {t('door.opening')}
      </Title>
      <TextField
        control={control}
        name="command"
        label={t('door.command')}
        help={`${t('door.commandHelp')}${sealed ? ` ${t('door.commandSealed')}` : ''}`}
        maxLength={2000}
        placeholder="http://login:password@10.0.0.20/cgi-bin/intercom_cgi?action=maindoor"
      />
      <Controller
        control={control}
        name="method"
        render={({ field }) => (
          <Select
            label={t('door.method')}
            description={t('door.methodHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            allowDeselect={false}
            data={[...METHODS]}
            value={field.value}
            onChange={(value) => field.onChange(METHODS.find((one) => one === value) ?? 'GET')}
          />
        )}
      />
    </>
  );
}

/** The server calls the field by its own name. */
const lockRefusal = (form: UseFormReturn<DoorValues>): string | undefined =>
  (form.formState.errors as { lockId?: { message?: string } }).lockId?.message;
