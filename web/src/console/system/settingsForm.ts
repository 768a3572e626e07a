import type { Settings } from '../../api/types.ts';
import { amountOf } from '../../format/money.ts';
import { languageOf } from '../../locales/languages.ts';
import { nullable, numberOrNull } from '../../ui/form/values.ts';

export interface SettingsValues {
  title: string;
  timeZone: string;
  currency: string;
  locale: string;
  maxUserSessions: number | string;
  blockedMaySignIn: boolean;
  keepDeletedArchive: boolean;
  caseEventDays: number | string;
  mapTiles: string;
  mapAttribution: string;
  authBackendUrl: string;
  mailFrom: string;
  mailUri: string;
  smsUri: string;
  smsBody: string;
  charging: Settings['charging'];
  creditFloor: string;
  balanceWarningDays: number | string;
}

export const settingsValues = (settings: Settings): SettingsValues => ({
  ...settings,
  maxUserSessions: settings.maxUserSessions ?? '',
  mapTiles: settings.mapTiles ?? '',
  mapAttribution: settings.mapAttribution ?? '',
  authBackendUrl: settings.authBackendUrl ?? '',
  mailFrom: settings.mailFrom ?? '',
  mailUri: settings.mailUri ?? '',
  smsUri: settings.smsUri ?? '',
  smsBody: settings.smsBody ?? '',
});

export const settingsBody = (values: SettingsValues) => ({
  title: values.title.trim(),
  timeZone: values.timeZone,
  currency: values.currency.trim().toUpperCase(),
  locale: languageOf(values.locale) ?? ('' as const),
  maxUserSessions: numberOrNull(values.maxUserSessions),
  blockedMaySignIn: values.blockedMaySignIn,
  keepDeletedArchive: values.keepDeletedArchive,
  caseEventDays: numberOrNull(values.caseEventDays) ?? 30,
  mapTiles: nullable(values.mapTiles),
  mapAttribution: nullable(values.mapAttribution),
  authBackendUrl: nullable(values.authBackendUrl),
  mailFrom: nullable(values.mailFrom),
  mailUri: nullable(values.mailUri),
  smsUri: nullable(values.smsUri),
  smsBody: nullable(values.smsBody),
  charging: values.charging,
  creditFloor: amountOf(values.creditFloor) || '0',
  balanceWarningDays: numberOrNull(values.balanceWarningDays) ?? 0,
});
