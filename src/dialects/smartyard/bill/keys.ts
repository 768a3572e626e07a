import { learnApartment } from '../../../core/billing/answers.ts';
import { contractIdOf, giveDevices } from '../../../core/contracts/devices.ts';
import { DomainError, unlessNotFound } from '../../../core/errors.ts';
import type { AccessKey } from '../../../core/keys/key.ts';
import { addKey, keysOf, removeKey } from '../../../core/keys/operations.ts';
import type { Call } from './call.ts';
import { pages } from './device-reads.ts';
import type { Fields } from './fields.ts';
import { absent } from './log.ts';
import type { Method } from './method.ts';
import { titleOf, uidIn } from './rights.ts';

const PAGE = 1000;

const names = { digits: 'key', comment: 'comment' };

export const keyMethods: readonly Method[] = [
  {
    name: 'keys_list',
    async run({ core, actor, fields }) {
      const id = await contractIdOf(core, actor, uidIn(fields));
      const keys: AccessKey[] = [];
      if (id !== undefined)
        for await (const page of pages((after) => keysOf(core, actor, id, { after, limit: PAGE }))) keys.push(...page);
      return { keys: keys.map(({ digits, comment }) => ({ comment, key: digits })) };
    },
  },
  {
    name: 'keys_add',
    silent: true,
    names,
    async run(call) {
      const { core, actor, fields } = call;
      const uid = uidIn(fields);
      const digits = keyIn(fields);
      const comment = fields.optionalText('comment') ?? undefined;
      const id = (await contractIdOf(core, actor, uid)) ?? (await newContract(call, uid));
      await addKey(core, actor, id, { digits, comment });
      await learnFlat(call, uid);
      return {};
    },
  },
  {
    name: 'keys_del',
    silent: true,
    names,
    async run(call) {
      const { core, actor, fields } = call;
      const digits = keyIn(fields);
      const id = await contractIdOf(core, actor, uidIn(fields));
      const gone = id !== undefined && (await unlessNotFound(removeKey(core, actor, id, { digits }).then(() => true)));
      if (!gone) absent(call, 'a key');
      return {};
    },
  },
];

/** A number would have lost its zeros in front. */
const keyIn = (fields: Fields): string => fields.text('key').trim().toLowerCase();

async function newContract({ core, actor }: Call, uid: string): Promise<number> {
  return (await giveDevices(core, actor, { uid }, [], { title: titleOf(uid) })).organizationId;
}

/** Panels open for a flat. A billing that cannot be asked now holds no key up: its number is asked for later again. */
async function learnFlat({ core, actor }: Call, uid: string): Promise<void> {
  try {
    await learnApartment(core, actor.domainId, uid);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    core.log.warn({ cause: error, uid }, 'the number of a flat could not be asked for');
  }
}
