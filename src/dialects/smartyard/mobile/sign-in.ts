import type { UserActor } from '../../../core/actor.ts';
import { DomainError } from '../../../core/errors.ts';
import { confirmCode, requestCode } from '../../../core/phones/codes.ts';
import { userById } from '../../../core/users/operations.ts';
import { badForm, NOTHING, ok, refused } from './answer.ts';
import type { Call } from './call.ts';
import { namesOf, setName } from './names.ts';
import type { PublicRoutes } from './routes.ts';

export const signInRoutes: PublicRoutes = {
  'user/phonePattern': async () => ok('+7 ### ###-##-##'),
  // The first apps go on by the status; later ones read by which way the code comes.
  'user/requestCode': async (call) => {
    await requestCode(call.core, { phone: phoneIn(call), trace: call.request.trace });
    return call.text('method') === undefined ? NOTHING : ok({ method: 'sms' });
  },
  'user/confirmCode': async (call) => {
    const phone = phoneIn(call);
    const { user, sessionId } = await confirmed(call, phone);
    return ok({ accessToken: sessionId, names: namesOf(await nameOf(call, user)) });
  },
};

/** The name that came along; the one that is known where there is none, or it may not be set: the code was right all the same. */
async function nameOf(call: Call, user: UserActor): Promise<string | null> {
  const known = async () => (await userById(call.core, user, user.id)).name;
  const name = call.text('name');
  if (name === undefined) return await known();
  try {
    return await setName(call.core, user, name, call.text('patronymic'));
  } catch (error) {
    if (error instanceof DomainError && (error.kind === 'forbidden' || error.kind === 'invalid')) return await known();
    throw error;
  }
}

async function confirmed(call: Call, phone: string) {
  const sent = call.required('smsCode');
  // As a number it has lost its zeros.
  const code = typeof call.body.smsCode === 'number' ? sent.padStart(4, '0') : sent;
  try {
    return await confirmCode(call.core, { phone, code, trace: call.request.trace });
  } catch (error) {
    const wrong = error instanceof DomainError && error.kind === 'forbidden' && !error.details.block;
    throw wrong ? refused(403, 'Пин-код введен неверно') : error;
  }
}

/** Eleven digits, from 8 or 7 on. */
function phoneIn(call: Call): string {
  const phone = call.required('userPhone');
  if (!/^[78]\d{10}$/.test(phone)) throw badForm();
  return phone;
}
