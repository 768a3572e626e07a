import type { TFunction } from 'i18next';
import type english from '../../locales/en/console.json';

type Types = (typeof english)['billing']['types'];

/** What a type is called; one that the page does not know keeps its code. */
export const typeWords = (t: TFunction<'console'>, type: string): string =>
  t(`billing.types.${type.replace(/^billing\./, '') as keyof Types}`, { defaultValue: type });

/** The types of an event; of an event that is older than these, our own name of what was asked. */
export const typesOf = ({ types, type }: { readonly types: readonly string[]; readonly type: string }) =>
  types.length > 0 ? types : [type];
