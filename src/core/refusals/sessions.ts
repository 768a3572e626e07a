import type { Refusal } from './refusal.ts';

/** Signing in, passwords, codes, links. */
export const SESSIONS_REFUSALS = {
  sign_in_needed: { kind: 'unauthenticated', text: 'Sign in, or send an API key' },
  key_unknown: { kind: 'unauthenticated', text: 'The key is not known: it may have been changed' },
  session_ended: { kind: 'unauthenticated', text: 'The session has ended: sign in again' },
  support_only_looks: {
    kind: 'forbidden',
    text: 'You only look here as the user: to change something, log in as the user anew and choose to act',
  },
  support_never: {
    kind: 'forbidden',
    text: "Support does not do this for a user: passwords and payments are the user's own",
  },
  support_needs_session: {
    kind: 'forbidden',
    text: 'Sign in with login and password to log in as a user: a key opens no such session',
  },
  support_of_administrator: { kind: 'forbidden', text: 'Nobody logs in as an administrator' },
  new_password_first: { kind: 'forbidden', text: 'Choose a new password first' },
  wrong_password: { kind: 'unauthenticated', text: 'Wrong login or password' },
  no_session: { kind: 'unauthenticated', text: 'No such session' },
  user_gone: { kind: 'unauthenticated', text: 'The user is gone' },
  asking_user_gone: { kind: 'forbidden', text: 'The user is gone' },
  caller_gone: { kind: 'forbidden', text: 'The caller is gone' },
  link_used: { kind: 'unauthenticated', text: 'The link was used already or is too old: ask for a new one' },
  link_too_far: { kind: 'invalid', text: 'give a time from now on, at most 30 days ahead' },
  restore_link_old: { kind: 'forbidden', text: 'The link was used already or is too old: ask for a new one' },
  restore_not_possible: {
    kind: 'forbidden',
    text: 'There is no such user, or it has no e-mail address or may not change its password',
  },
  mail_not_set: { kind: 'unavailable', text: 'No mail can be sent: the provider has not set an SMTP server' },
  public_url_not_set: { kind: 'unavailable', text: 'No link can be mailed: the provider has not set PUBLIC_URL' },
  link_without_public_url: {
    kind: 'unavailable',
    text: 'No link can be made: set PUBLIC_URL to what this server is called from outside',
  },
  too_many_sign_ins: { kind: 'unavailable', text: 'Too many sign-ins at once' },
  too_many_sign_ins_now: { kind: 'unavailable', text: 'Too many sign-ins at once: try again in a moment' },
  too_many_keys: { kind: 'unavailable', text: 'Too many keys at once' },
  too_many_wrong_keys: { kind: 'too_many', text: 'Too many wrong keys from this address: try again in {seconds} s' },
  too_many_wrong_passwords: { kind: 'too_many', text: 'Too many wrong passwords: try again in {minutes} min' },
  phone_malformed: { kind: 'invalid', text: 'give a Russian number, such as +7 910 000-00-00' },
  code_malformed: { kind: 'invalid', text: 'give the four digits of the message' },
  code_over: { kind: 'gone', text: 'The code is over: ask for a new one' },
  code_wrong: { kind: 'forbidden', text: 'The code is wrong' },
  codes_not_set: { kind: 'unavailable', text: 'No codes can be sent: the provider has not set an SMS gateway' },
  address_not_allowed: {
    kind: 'forbidden',
    text: 'You may not come in from this address ({address}): ask whoever added you',
  },
  embed_elsewhere: { kind: 'forbidden', text: 'This page was made for another address' },
  embed_old: { kind: 'unauthenticated', text: 'This page is too old: open it anew in the cabinet' },
  system_has_no_profile: { kind: 'forbidden', text: 'The system key has no profile: add x-vsaas-user with a login' },
  user_blocked: { kind: 'forbidden', text: 'The user is disabled: blocked by {source}' },
  user_blocked_because: { kind: 'forbidden', text: 'The user is disabled: {why}' },
  code_sent_already: { kind: 'too_many', text: 'A code was sent already: try again in {minutes} min' },
  too_many_codes_for_phone: { kind: 'too_many', text: 'Too many codes for this telephone: try again in {minutes} min' },
  too_many_codes_from_address: {
    kind: 'too_many',
    text: 'Too many codes from this address: try again in {minutes} min',
  },
  too_many_codes: { kind: 'too_many', text: 'Too many codes: try again in {minutes} min' },
  too_many_wrong_codes_for_phone: {
    kind: 'too_many',
    text: 'Too many wrong codes for this telephone: try again in {minutes} min',
  },
  too_many_wrong_codes_from_address: {
    kind: 'too_many',
    text: 'Too many wrong codes from this address: try again in {minutes} min',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
