import type { Messages } from './messages.ts';

export const IN_RUSSIAN: Messages = {
  newPassword: (login, link) => ({
    subject: 'Новый пароль',
    text: `Кто-то запросил новый пароль для логина ${login}.

Задайте его в течение часа: ${link}

Если это были не вы, ничего не делайте: пароль останется прежним.
`,
  }),
  invitation: (organizationTitle, login, link) => ({
    subject: 'Доступ к видеонаблюдению',
    text: `Вы назначены владельцем организации «${organizationTitle}». Ваш логин: ${login}.

Подтвердите адрес и задайте пароль в течение 7 дней: ${link}

Если вы этого не ждали, ничего не делайте: без пароля никто не войдёт.
`,
  }),
  overBandwidth: ({ camera, cameraId, organizationTitle, bitrate, bandwidthLimit }) => ({
    subject: `Камера «${camera}» превысила предел битрейта`,
    text: `Камера «${camera}» (ID ${cameraId}, ${organizationTitle}) дольше минуты передаёт ${bitrate} кбит/с при пределе ${bandwidthLimit} кбит/с.

Проверьте настройки потока в камере. Следующее письмо об этой камере придёт не раньше чем через сутки.
`,
  }),
  balanceLow: ({ organizationTitle, balance, due, until }) =>
    due === undefined
      ? {
          subject: `Баланс договора «${organizationTitle}» заканчивается`,
          text: `Баланс договора «${organizationTitle}»: ${balance}.${until === undefined ? '' : ` Его хватит примерно до ${russianDay(until)}.`}

Пополните его вовремя: когда деньги закончатся, камеры отключатся. Следующий платёж включит их снова.
`,
        }
      : {
          subject: `Баланс договора «${organizationTitle}» исчерпан`,
          text: `Баланс договора «${organizationTitle}»: ${balance}. Камеры отключены.

Внесите не меньше ${due}: камеры включатся, как только придёт платёж.
`,
        },
  invoice: ({ number, seller, month, total, due, dueOn }) => ({
    subject: `Счёт ${number} за ${russianMonth(month)}`,
    text: `К письму приложен счёт ${number} от ${seller} за ${russianMonth(month)} на сумму ${total}.

${due === undefined ? 'Он оплачен, платить ничего не нужно.' : `К оплате: ${due}${dueOn === undefined ? '' : `, до ${russianDay(dueOn)}`}.`}
`,
  }),
  signInCode: (code) => `Код: ${code}. Никому его не сообщайте.`,
};

/** 30.11.2026 */
const russianDay = (day: string): string => day.split('-').reverse().join('.');

/** 11.2026 */
const russianMonth = (month: string): string => month.split('-').reverse().join('.');
