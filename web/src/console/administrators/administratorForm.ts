import type { ServiceAdministrator, ServiceAdministratorChange } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { nullable } from '../../ui/form/values.ts';

export interface AdministratorValues {
  name: string;
  login: string;
  password: string;
  email: string;
  enabled: boolean;
  /** False: only the methods that are named. */
  allMethods: boolean;
  methods: string[];
  /** One a line. */
  networks: string;
  actsFor: Picked | null;
}

/** What a player in a subscriber's app needs, and nothing that changes anything. */
export const PLAYBACK_METHODS = [
  'GetTranslationURL',
  'GetDownloadURL',
  'GetCameraLastRecordTime',
  'GetEmbedClient',
] as const;

export const EMPTY_ADMINISTRATOR: AdministratorValues = {
  name: '',
  login: '',
  password: '',
  email: '',
  enabled: true,
  allMethods: true,
  methods: [],
  networks: '',
  actsFor: null,
};

export const administratorValues = (found: ServiceAdministrator): AdministratorValues => ({
  name: found.name,
  login: found.login,
  password: '',
  email: found.email ?? '',
  enabled: found.enabled,
  allMethods: found.allowedMethods === null,
  methods: [...(found.allowedMethods ?? [])],
  networks: found.networks.join('\n'),
  actsFor: found.actsForId === null ? null : { id: found.actsForId, title: found.actsFor ?? String(found.actsForId) },
});

export const administratorBody = (values: AdministratorValues): ServiceAdministratorChange => ({
  name: values.name.trim() === '' ? values.login.trim() : values.name.trim(),
  login: values.login.trim(),
  email: nullable(values.email),
  enabled: values.enabled,
  allowedMethods: values.allMethods ? null : values.methods,
  networks: values.networks.split(/[\s,;]+/).filter((part) => part !== ''),
  actsForId: values.actsFor?.id ?? null,
  ...(values.password === '' ? {} : { password: values.password }),
});
