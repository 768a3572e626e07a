import { Type } from 'typebox';
import { PANEL_KEY_STATES } from '../../core/keys/key.ts';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';

const KeyDigits = Type.String({ minLength: 1, maxLength: 30, description: 'Hexadecimal, as 00000075bcd01a' });

export const AccessKey = Type.Object({
  id: Id,
  organizationId: Id,
  digits: KeyDigits,
  comment: Type.String(),
  createdAt: Instant,
  validFrom: Nullable(Instant, { description: 'It is on panels from then on; null: always' }),
  validUntil: Nullable(Instant, { description: 'It is on no panel from then on; null: never' }),
  panels: Type.Integer({ description: 'On how many panels it is to be' }),
  written: Type.Integer({ description: 'On how many of them it is' }),
});

export const AccessKeyCreate = Type.Object({
  digits: KeyDigits,
  comment: Type.Optional(Type.String({ maxLength: 500 })),
  validFrom: Type.Optional(Nullable(Instant)),
  validUntil: Type.Optional(Nullable(Instant)),
});
export const AccessKeyChange = Type.Partial(
  Type.Object({
    comment: Type.String({ maxLength: 500 }),
    validFrom: Nullable(Instant),
    validUntil: Nullable(Instant),
  }),
);

const State = Type.Enum([...PANEL_KEY_STATES], {
  description: 'removing: no contract has it any more, the panel may; failed: it is tried again, for ever',
});

export const PanelKey = Type.Object({
  digits: Type.String(),
  apartment: Nullable(Type.Integer()),
  state: State,
  error: Nullable(Type.String()),
  attempts: Type.Integer({ description: 'That failed, since something else was wanted' }),
  nextAttemptAt: Nullable(Instant, { description: 'null: there is nothing to do' }),
});

export const PanelKeyQuery = extend(PageQuery, { state: Type.Optional(State) });

export const Retried = Type.Object({ keys: Type.Integer({ description: 'How many are tried now' }) });
