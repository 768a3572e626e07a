import type { IntercomCard, IntercomChange } from '../../api/types.ts';
import { changed, numberOrNull } from '../../ui/form/values.ts';
import type { Connection } from './connections.ts';

export interface IntercomValues {
  connection: Connection;
  calls: boolean;
  doorSeconds: number | string;
  restrictLive: boolean;
  restrictArchive: boolean;
  flatFrom: number | string;
  flatTo: number | string;
}

export const intercomValues = (card: IntercomCard): IntercomValues => ({
  connection: card.connection,
  calls: card.calls,
  doorSeconds: card.doorSeconds,
  restrictLive: card.restrictLive,
  restrictArchive: card.restrictArchive,
  flatFrom: card.flatFrom ?? '',
  flatTo: card.flatTo ?? '',
});

/** The fields that differ from `before`. */
export const intercomChange = (before: IntercomValues, values: IntercomValues): IntercomChange =>
  changed(fields(before), fields(values));

const fields = (form: IntercomValues) => ({
  connection: form.connection,
  calls: form.calls,
  doorSeconds: Number(form.doorSeconds),
  restrictLive: form.restrictLive,
  restrictArchive: form.restrictArchive,
  flatFrom: numberOrNull(form.flatFrom),
  flatTo: numberOrNull(form.flatTo),
});
