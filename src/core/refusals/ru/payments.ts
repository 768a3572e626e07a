import type { PAYMENTS_REFUSALS } from '../payments.ts';

export const PAYMENTS_IN_RUSSIAN = {
  gateway_not_found: 'Платёжный шлюз {id} не найден',
  gateways_too_many: 'Платёжных шлюзов может быть не больше {limit}',
  gateway_has_payments: 'Через этот шлюз приходили платежи, поэтому он остаётся: отключите его',
  gateway_unsigned: 'Подпишите запрос: нужны webhook-id, webhook-timestamp (секунды) и webhook-signature',
  gateway_signature_old:
    'Значению webhook-timestamp больше пяти минут: проверьте часы и подписывайте каждую попытку заново',
  gateway_signature_early: 'Значение webhook-timestamp опережает время больше чем на пять минут: проверьте часы',
  gateway_signature_wrong:
    'Ни одна подпись не подходит: подпишите webhook-id.webhook-timestamp.body, байты в том виде, в котором они отправлены, секретом этого шлюза',
  gateway_off: 'Этот платёжный шлюз отключён',
  gateway_address_foreign: 'Обращаться к этому платёжному шлюзу с адреса {address} нельзя',
  account_unknown: 'лицевой счёт {account} не найден',
  account_ambiguous: 'лицевой счёт {account} есть у нескольких договоров',
  gateway_payment_not_found: 'Платёж {payment} через этот шлюз не приходил',
  gateway_payment_differs: 'Платёж {payment} уже приходил: {amount} {currency} на счёт {account}',
  payment_given_back: 'Часть платежа {payment} уже вернули вручную: осталось {amount} {currency}',
  prepared_payment_not_found: 'Подготовленный платёж {id} не найден',
  prepared_payments_too_many: 'По договору готовят не больше {limit} платежей в сутки',
  payment_conflict_not_found: 'Расхождение {id} не найдено',
  statement_not_found: 'Выписка {id} не найдена',
  statement_unreadable: 'это не выписка: нужен файл 1CClientBankExchange или CSV с заголовком',
  statement_empty: 'поступлений нет',
  statement_rows_too_many: 'платежей больше {limit}: разделите файл',
  statement_columns_missing: 'укажите, в каких столбцах дата и сумма; в файле есть {columns}',
  statement_committed: 'Выписка {id} уже проведена',
  statement_day_unreadable: 'дата не читается: {value}',
  statement_sum_unreadable: 'сумма не читается: {value}',
  bank_payment_not_found: 'Платёж {id} из выписки не найден',
  bank_payment_settled: 'Этот платёж уже разобран: сначала верните его в список',
  bank_payment_listed: 'Этот платёж уже в списке',
} as const satisfies Readonly<Record<keyof typeof PAYMENTS_REFUSALS, string>>;
