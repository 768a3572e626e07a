import type { Panel, PanelChange } from '../../api/types.ts';
import { changed, nullable, numberOrNull } from '../../ui/form/values.ts';

export interface PanelValues {
  model: NonNullable<Panel['model']> | '';
  address: string;
  login: string;
  /** A new one; empty: it stays. */
  password: string;
  dropPassword: boolean;
  sipId: number | string;
  sipPassword: string;
  dropSipPassword: boolean;
  dtmf: string;
  monitorId: number | string;
}

export const EMPTY_PANEL: PanelValues = {
  model: '',
  address: '',
  login: '',
  password: '',
  dropPassword: false,
  sipId: '',
  sipPassword: '',
  dropSipPassword: false,
  dtmf: '',
  monitorId: '',
};

export const panelValues = (panel: Panel): PanelValues => ({
  ...EMPTY_PANEL,
  model: panel.model ?? '',
  address: panel.address,
  login: panel.login,
  sipId: panel.sipId ?? '',
  dtmf: panel.dtmf ?? '',
  monitorId: panel.monitorId ?? '',
});

/** What of the form is sent: the fields that differ from `before`, and a password when one was typed. */
export const panelChange = (before: PanelValues, values: PanelValues): PanelChange => ({
  ...changed(fields(before), fields(values)),
  ...secret('password', values.password, values.dropPassword),
  ...secret('sipPassword', values.sipPassword, values.dropSipPassword),
});

const fields = (form: PanelValues) => ({
  model: form.model === '' ? null : form.model,
  address: form.address.trim(),
  login: form.login.trim(),
  sipId: numberOrNull(form.sipId),
  dtmf: nullable(form.dtmf),
  monitorId: numberOrNull(form.monitorId),
});

const secret = (name: 'password' | 'sipPassword', typed: string, drop: boolean): PanelChange =>
  typed !== '' ? { [name]: typed } : drop ? { [name]: null } : {};
