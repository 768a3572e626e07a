import type { Messages } from './messages.ts';

export const IN_RUSSIAN: Messages = {
  newPassword: (login, link) => ({
    subject: 'Новый пароль',
    text: `Кто-то запросил новый пароль для логина ${login}.

Задайте его в течение часа: ${link}

Если это были не вы, ничего не делайте: пароль останется прежним.
`,
  }),
  overBandwidth: ({ camera, cameraId, organizationTitle, bitrate, bandwidthLimit }) => ({
    subject: `Камера «${camera}» превысила предел битрейта`,
    text: `Камера «${camera}» (ID ${cameraId}, ${organizationTitle}) дольше минуты передаёт ${bitrate} кбит/с при пределе ${bandwidthLimit} кбит/с.

Проверьте настройки потока в камере. Следующее письмо об этой камере придёт не раньше чем через сутки.
`,
  }),
  signInCode: (code) => `Код: ${code}. Никому его не сообщайте.`,
};
