import type { UserActor } from '../../../core/actor.ts';
import type { Core } from '../../../core/core.ts';
import { changeUser } from '../../../core/users/operations.ts';

/** The shown name of whoever signed in: name and patronymic are one field here. */
export async function setName(
  core: Core,
  actor: UserActor,
  name: string,
  patronymic: string | undefined,
): Promise<string | null> {
  const whole = [name, patronymic].filter((part) => part !== undefined).join(' ');
  return (await changeUser(core, actor, actor.id, { name: whole })).name;
}

export function namesOf(whole: string | null): { name: string; patronymic: string } {
  const [name = '', ...rest] = (whole ?? '').trim().split(/\s+/);
  return { name, patronymic: rest.join(' ') };
}
