import type { INVOICES_REFUSALS } from '../invoices.ts';

export const INVOICES_IN_RUSSIAN = {
  tax_rate_malformed:
    'укажите процент от 0 до 100, не больше двух знаков после точки, например 20, или ничего: без НДС',
  tax_rate_not_found: 'Ставка налога с {date} не найдена',
  inn_malformed: 'ИНН состоит из 10 или 12 цифр, последние из которых контрольные',
  kpp_malformed: 'КПП состоит из 9 знаков',
  russian_bic_malformed: 'БИК российского банка состоит из 9 цифр',
  bic_malformed: 'BIC состоит из 8 или 11 букв и цифр',
  account_malformed: 'счёт состоит из 20 цифр',
  account_of_other_bank: 'по контрольному ключу это не счёт банка с БИК {bic}: проверьте оба',
  iban_malformed: 'IBAN состоит из двух букв, двух контрольных цифр и счёта; где-то в нём ошибка',
  number_prefix_malformed: 'не больше 20 букв, цифр, точек и дефисов',
  number_prefixes_same: 'у кредит-нот должен быть другой префикс, чем у счетов: иначе их номера совпадут',
  requisites_missing:
    'Для счетов сначала нужны реквизиты провайдера: {fields}. Заполните их на странице «Реквизиты» или через PUT /requisites',
  month_not_closed: 'Месяц {month} не закрыт: сначала закройте его, потом выставляйте счета',
  invoice_not_found: 'Счёт {id} не найден',
  invoice_exists: 'За этот месяц уже есть счёт {number}: сначала аннулируйте его',
  invoice_of_nothing: 'Организации {id} за {month} ничего не начислено: выставлять нечего',
  invoice_buyer_unknown:
    'Организация {id} удалена до того, как её название стало сохраняться, и реквизитов у неё нет: в счёте некого назвать',
  invoice_void_already: 'Счёт {number} уже аннулирован',
  invoice_void: 'Счёт {number} аннулирован и не отправляется',
  invoice_no_act: 'Акта к счёту {number} нет',
  invoice_no_credit_note: 'Счёт {number} не аннулирован: кредит-ноты к нему нет',
  invoice_nobody_to_mail: 'Ни у владельца организации, ни в её реквизитах нет адреса электронной почты',
} as const satisfies Readonly<Record<keyof typeof INVOICES_REFUSALS, string>>;
