import { expect, test } from 'vitest';
import { fitsBic, isBic, isIban, isInn, isKpp } from './numbers.ts';

test('an INN has its check digits', () => {
  for (const right of ['7707083893', '7736207543', '500100732259']) expect(isInn(right), right).toBe(true);
  for (const wrong of ['7707083894', '500100732258', '500100732269', '770708389', '77070838931', 'x707083893', ''])
    expect(isInn(wrong), wrong).toBe(false);
});

test('an account fits the BIC of its bank by the control key', () => {
  expect(fitsBic('40702810438000060473', '044525225', 'bank')).toBe(true);
  expect(fitsBic('30101810400000000225', '044525225', 'central')).toBe(true);
  for (const [account, bic] of [
    ['40702810438000060474', '044525225'],
    ['40702810438000060473', '044525226'],
    ['4070281043800006047', '044525225'],
    ['40702810438000060473', '04452522'],
  ] as const)
    expect(fitsBic(account, bic, 'bank'), `${account} ${bic}`).toBe(false);
});

test('an IBAN leaves 1 by 97', () => {
  for (const right of ['DE89370400440532013000', 'GB29NWBK60161331926819', 'NO9386011117947'])
    expect(isIban(right), right).toBe(true);
  for (const wrong of ['DE89370400440532013001', 'DE89 3704 0044 0532 0130 00', 'de89370400440532013000', ''])
    expect(isIban(wrong), wrong).toBe(false);
});

test('a KPP and a BIC by their forms', () => {
  expect([isKpp('773601001'), isKpp('99770100A'), isKpp('7736AB001')]).toEqual([true, false, true]);
  expect([isBic('COBADEFFXXX'), isBic('COBADEFF'), isBic('COBADEF')]).toEqual([true, true, false]);
});
