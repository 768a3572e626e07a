import type { ProviderRequisites } from '../../src/core/requisites/requisites.ts';

/** Of a provider in Russia, with numbers whose check digits are right. */
export const RUSSIAN_SELLER = {
  name: 'ООО «Провайдер»',
  taxId: '7707083893',
  taxOffice: '773601001',
  address: 'Москва, ул. Вавилова, 19',
  bank: {
    kind: 'russian',
    bankName: 'ПАО Сбербанк',
    bic: '044525225',
    account: '40702810438000060473',
    correspondentAccount: '30101810400000000225',
  },
  documentLanguage: 'ru',
} as const satisfies Partial<ProviderRequisites>;

/** Of one in Germany. */
export const GERMAN_SELLER = {
  name: 'Provider GmbH',
  taxId: 'DE136695976',
  address: 'Berlin, Unter den Linden 1',
  bank: { kind: 'iban', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', bankName: 'Commerzbank' },
  documentLanguage: 'en',
} as const satisfies Partial<ProviderRequisites>;
