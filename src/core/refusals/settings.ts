import type { Refusal } from './refusal.ts';

/** Settings of a domain, its gateways and its billing. */
export const SETTINGS_REFUSALS = {
  domain_not_found: { kind: 'not_found', text: 'Domain {id} not found' },
  settings_closed: { kind: 'forbidden', text: 'Only an administrator may see and change the settings' },
  settings_too_large: { kind: 'invalid', text: 'are larger than 1 MB' },
  settings_mask: { kind: 'invalid', text: 'give the credentials: *** only stands for those that are set' },
  iana_time_zone_unknown: { kind: 'invalid', text: 'there is no time zone {timeZone}: give an IANA name' },
  currency_unknown: { kind: 'invalid', text: 'give a code of ISO 4217, such as RUB' },
  administrator_exists: { kind: 'forbidden', text: 'The first administrator is there already: sign in' },
  mail_scheme: { kind: 'invalid', text: 'give smtp://... or smtps://...' },
  mail_form: { kind: 'invalid', text: 'give smtp://user:password@host:port' },
  mail_tail: { kind: 'invalid', text: 'nothing may follow host and port; in a password write / ? # as %2F %3F %23' },
  percent_unescaped: { kind: 'invalid', text: 'in a login or password write % as %25' },
  mail_server_missing: { kind: 'conflict', text: 'No SMTP server is set: give its address and a sender first' },
  mail_address_malformed: { kind: 'invalid', text: 'give one e-mail address' },
  sms_scheme: { kind: 'invalid', text: 'give http(s)://..., smpp://user:password@host or fake://sms' },
  sms_form: { kind: 'invalid', text: 'is no URL; {phone} and {text} may stand in its path and query alone' },
  sms_body_form: {
    kind: 'invalid',
    text: 'is no JSON once {phone} and {text} are put in: both stand between quotation marks',
  },
  sms_part_missing: { kind: 'invalid', text: '{part} has to stand in the URL or in the body' },
  smpp_form: {
    kind: 'invalid',
    text: 'give smpp://user:password@host:2775?from=NAME; in a password write / ? # as %2F %3F %23',
  },
  smpp_option_unknown: { kind: 'invalid', text: 'there is no option {option}: give from=, bind= and receipts=' },
  smpp_bind_unknown: { kind: 'invalid', text: 'bind= takes {choices}' },
  smpp_receipts_unknown: { kind: 'invalid', text: 'receipts= takes yes or no' },
  smpp_receipts_need_receiver: { kind: 'invalid', text: 'a transmitter gets no receipts: give bind=transceiver' },
  smpp_login_too_long: { kind: 'invalid', text: 'SMPP takes 15 characters of login, 8 of password' },
  smpp_sender_malformed: {
    kind: 'invalid',
    text: 'from= takes 11 Latin letters and digits, or a number of up to 15 digits',
  },
  sms_gateway_missing: { kind: 'conflict', text: 'No SMS gateway is set: give smsUri first' },
  sms_not_sent: { kind: 'unavailable', text: 'The message was not sent: {why}' },
  billing_not_connected: { kind: 'unavailable', text: 'No billing is connected: set CONNECTOR and start again' },
  billing_away: {
    kind: 'unavailable',
    text: 'The billing cannot be asked now, and it is not known what it said: try again later',
  },
  phone_or_uid_missing: { kind: 'invalid', text: 'give a telephone or a uid' },
  phone_not_eleven_digits: { kind: 'invalid', text: 'give a telephone of eleven digits' },
} as const satisfies Readonly<Record<string, Refusal>>;
