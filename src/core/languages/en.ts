import type { Messages } from './messages.ts';

export const IN_ENGLISH: Messages = {
  newPassword: (login, link) => ({
    subject: 'New password',
    text: `A new password was asked for the login ${login}.

Set it within an hour: ${link}

If it was not you, do nothing: the password stays as it is.
`,
  }),
  invitation: (organizationTitle, login, link) => ({
    subject: 'Access to video surveillance',
    text: `You were made the owner of the organization "${organizationTitle}". Your login is ${login}.

Confirm your address and choose a password within 7 days: ${link}

If you were not expecting this, do nothing: without a password nobody can sign in.
`,
  }),
  overBandwidth: ({ camera, cameraId, organizationTitle, bitrate, bandwidthLimit }) => ({
    subject: `The camera "${camera}" is over its bitrate limit`,
    text: `The camera "${camera}" (ID ${cameraId}, ${organizationTitle}) has been sending ${bitrate} kbit/s for over a minute; its limit is ${bandwidthLimit} kbit/s.

Check the settings of the stream in the camera. There will be no other letter on this camera for a day.
`,
  }),
  balanceLow: ({ organizationTitle, balance, due, until }) =>
    due === undefined
      ? {
          subject: `The balance of ${organizationTitle} runs low`,
          text: `The balance of ${organizationTitle} is ${balance}.${until === undefined ? '' : ` It lasts until about ${until}.`}

Pay in time: when it is used up the cameras are switched off. The next payment switches them on again.
`,
        }
      : {
          subject: `The balance of ${organizationTitle} is used up`,
          text: `The balance of ${organizationTitle} is ${balance}, and its cameras are switched off.

Pay ${due} or more: they are switched on again as soon as the payment has arrived.
`,
        },
  invoice: ({ number, seller, month, total, due, dueOn }) => ({
    subject: `Invoice ${number} for ${month}`,
    text: `The invoice ${number} of ${seller} for ${month} comes with this letter. Its total is ${total}.

${due === undefined ? 'It is paid: there is nothing to pay.' : `To pay: ${due}${dueOn === undefined ? '' : `, by ${dueOn}`}.`}
`,
  }),
  signInCode: (code) => `Code: ${code}. Tell it to nobody.`,
};
