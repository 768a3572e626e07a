import type { Static } from 'typebox';
import type { IntercomFlat as CoreFlat } from '../../core/intercoms/flat.ts';
import type { IntercomCard as CoreCard, Intercom as CoreIntercom } from '../../core/intercoms/intercom.ts';
import type { IntercomKey as CoreKey } from '../../core/keys/key.ts';
import type { Intercom, IntercomCard, IntercomFlat, IntercomKey } from '../contract/intercoms.ts';

export const toIntercom = (one: CoreIntercom): Static<typeof Intercom> => ({
  id: one.id,
  name: one.name,
  title: one.title,
  address: one.address,
  entrance: one.entrance,
  organization: { id: one.organization.id, title: one.organization.title },
  model: one.model,
  silent: one.silent && { since: one.silent.since.toISOString(), reason: one.silent.reason },
  answeredAt: one.answeredAt?.toISOString() ?? null,
  keysWaiting: one.keysWaiting,
  flats: one.flats,
});

export const toCard = (card: CoreCard): Static<typeof IntercomCard> => ({
  ...toIntercom(card),
  connection: card.connection,
  calls: card.calls,
  doorSeconds: card.doorSeconds,
  restrictLive: card.restrictLive,
  restrictArchive: card.restrictArchive,
  flatFrom: card.flatFrom,
  flatTo: card.flatTo,
  takesDoorSeconds: card.takesDoorSeconds,
  doorSecondsPassed: card.doorSecondsPassed,
  keepsKeys: card.keepsKeys,
  collectingUntil: card.collectingUntil?.toISOString() ?? null,
  toldAt: card.toldAt?.toISOString() ?? null,
  hasSip: card.hasSip,
  doors: card.doors.map(({ id, name, entrance }) => ({ id, name, entrance })),
  createdAt: card.createdAt.toISOString(),
});

export const toFlat = (one: CoreFlat): Static<typeof IntercomFlat> => ({
  flat: one.flat,
  apartment: one.apartment,
  calls: one.calls,
  connection: one.connection,
  contracts: one.contracts.map(({ id, title, byFlat, people, peopleCount, keyCount }) => ({
    id,
    title,
    byFlat,
    people: people.map((person) => ({ id: person.id, login: person.login, name: person.name })),
    peopleCount,
    keyCount,
  })),
});

export const toIntercomKey = (key: CoreKey): Static<typeof IntercomKey> => ({
  id: key.id,
  digits: key.digits,
  comment: key.comment,
  organization: { id: key.organization.id, title: key.organization.title },
  flat: key.flat,
  validFrom: key.validFrom?.toISOString() ?? null,
  validUntil: key.validUntil?.toISOString() ?? null,
  time: key.time,
  state: key.state,
  error: key.error,
});
