import type { Refusal } from './refusal.ts';

/** Guests, their codes and pages, and doors that open by themselves. */
export const DOOR_CODES_REFUSALS = {
  door_code_not_found: { kind: 'not_found', text: 'Guest {id} not found' },
  door_unknown: { kind: 'invalid', text: 'one of the doors is not there any more' },
  door_code_ends_early: { kind: 'invalid', text: 'give a moment that is still to come, and after the beginning' },
  door_code_too_long: { kind: 'invalid', text: 'a guest is let in for {days} days at most' },
  door_code_too_far: { kind: 'invalid', text: 'give a beginning within {days} days from now' },
  door_code_without_doors: { kind: 'invalid', text: 'choose a door' },
  door_code_many_doors: { kind: 'invalid', text: 'choose {limit} doors at most' },
  too_many_guests: {
    kind: 'conflict',
    text: 'A contract has {limit} guests at most at one time: take one back, or wait until its time is over',
  },
  door_codes_full: { kind: 'unavailable', text: 'No free code was found for these panels: try again' },
  door_code_off: { kind: 'conflict', text: "The flat's code is switched off: switch it on first" },
  door_code_no_door: { kind: 'forbidden', text: 'You open no door in the name of this contract' },
  door_code_wrong: { kind: 'forbidden', text: 'The code opens nothing here' },
  door_code_over: { kind: 'gone', text: 'The code does not work at this time, or was used up' },
  too_many_door_codes: {
    kind: 'too_many',
    text: 'Too many wrong codes at this panel: {limit} in a quarter of an hour are allowed',
  },
  too_many_guest_pages: {
    kind: 'too_many',
    text: "Guests' pages were asked for too often: {limit} times a minute are allowed",
  },
  guest_link_over: { kind: 'not_found', text: 'This link opens nothing any more: ask whoever sent it for a new one' },
  auto_open_too_long: { kind: 'invalid', text: 'a door opens by itself for {hours} hours at most' },
} as const satisfies Readonly<Record<string, Refusal>>;
