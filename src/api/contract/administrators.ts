import { Type } from 'typebox';
import { extend, Id, Instant, Nullable } from './common.ts';

const fields = {
  name: Type.String({ maxLength: 255, description: 'As it appears in the audit' }),
  login: Type.String({ maxLength: 255, description: 'AdminLogin; no user has it' }),
  email: Nullable(Type.String({ maxLength: 255, description: 'Told of cameras that pass their bandwidth' })),
  enabled: Type.Boolean(),
  allowedMethods: Nullable(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 200 }), {
    description: 'Methods that it may call; null: all',
  }),
  networks: Type.Array(Type.String({ maxLength: 64 }), {
    maxItems: 100,
    description: 'Networks (CIDR) or addresses that it may call from; empty: everywhere',
  }),
  actsForId: Nullable(Id, { description: 'The subscriber for whom alone it acts: it sees what this user sees' }),
};

export const ServiceAdministrator = Type.Object({
  id: Id,
  ...fields,
  actsFor: Nullable(Type.String({ description: 'The login of that user' })),
  lastUsedAt: Nullable(Instant),
  createdAt: Instant,
});

export const ServiceAdministratorChange = Type.Partial(
  Type.Object({
    ...fields,
    password: Type.String({ maxLength: 255, description: 'AdminPassword, 8 characters or more' }),
  }),
);
export const ServiceAdministratorCreate = extend(ServiceAdministratorChange, {
  login: fields.login,
  password: ServiceAdministratorChange.properties.password,
});

export const SystemMethods = Type.Object({
  items: Type.Array(Type.Object({ name: Type.String(), writes: Type.Boolean({ description: 'Changes something' }) })),
});
