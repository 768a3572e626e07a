import type { Block, CameraFacts, Grant, UserFacts } from '../../src/core/access/facts.ts';
import type { Actor, UserActor } from '../../src/core/actor.ts';
import { DomainError } from '../../src/core/errors.ts';

/** Facts for rules that decide without a database: nothing is given and nothing stands in the way. */
export const aUser: UserFacts = {
  kind: 'user',
  id: 3,
  login: 'u',
  domainId: 1,
  administrator: false,
  readonly: false,
  maxSessions: null,
  account: null,
  epoch: 1,
  blocks: [],
  memberships: [],
  ownedOrganizations: [],
  grants: [],
  shared: [],
  homeOrganizationId: null,
  homeBlocks: [],
  signInBlocks: [],
  allowedNetworks: [],
  denied: [],
  parent: null,
};

/** Gives nothing but to see it. */
export const aGrant: Grant = {
  id: 1,
  objectKind: 'device',
  objectId: 0,
  live: false,
  archive: false,
  archiveDepthSeconds: null,
  download: false,
  snapshot: false,
  ptz: false,
  actions: false,
  edit: false,
  source: 'device',
  validFrom: null,
  viaOrganizationId: null,
  viaBlocked: false,
  suspended: null,
  throughOrganizationId: null,
};

export const aCamera: CameraFacts = {
  id: 5,
  name: 'c',
  domainId: 1,
  organizationId: 2,
  organizationOwnerId: 9,
  presetId: 1,
  folderPath: [10, 11],
  archiveSetBy: 'preset',
  archiveDays: 2,
  blocks: [],
  organizationBlocks: [],
  restrictLive: false,
  restrictArchive: false,
};

export const aBlock = (source: Block['source'], reason = ''): Block => ({
  source,
  reason,
  since: new Date('2026-01-01T00:00:00Z'),
});

const trace = { requestId: 'r', dialect: 'api', address: undefined, userAgent: undefined };

export const aSubscriber: UserActor = {
  kind: 'user',
  id: 3,
  login: 'u',
  domainId: 1,
  administrator: false,
  readonly: false,
  mayEditOrganizations: false,
  mayEditSettings: false,
  mayViewOrganizations: false,
  mustChangePassword: false,
  denied: [],
  viaClient: undefined,
  trace,
};

export const anAdministrator: UserActor = { ...aSubscriber, id: 4, login: 'a', administrator: true };
export const aKey: Actor = { kind: 'client', id: 1, name: 'billing', domainId: 1, trace };
export const theSystem: Actor = { kind: 'system', domainId: 1, trace };

/** The reason of a refusal, before it the field that it is about; undefined: nothing was refused. */
export function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [field] = Object.keys(error.fields);
    return field === undefined ? error.reason : `${field}: ${error.reason}`;
  }
}
