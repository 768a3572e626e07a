import type { GuestDoor, GuestPage } from '../../core/door-codes/guest.ts';
import type { Language } from '../../core/languages/languages.ts';
import { GUEST_WORDS, type GuestWords, type Told } from './words.ts';

/** What became of the last press. */
export interface Pressed {
  readonly doorId: number;
  readonly told: Told;
}

/** By which dates are written: with a clock of 24 hours. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };

/** A page of a few kilobytes without scripts, so that it opens at once on whatever a guest carries. */
export function guestHtml(language: Language, link: string, page: GuestPage, pressed?: Pressed): string {
  const words = GUEST_WORDS[language];
  const moment = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: page.timeZone,
  });
  const addresses = [...new Set(page.doors.map(({ address }) => address))];
  const [first = ''] = addresses;
  const head = addresses.length === 1 && first !== '' ? first : words.title;
  const body = `
<h1>${text(head)}</h1>
<p class="quiet">${text(words.forWhom(page.guest))}<br>
${page.state === 'upcoming' ? `${text(words.from(moment.format(page.from)))}<br>` : ''}
${text(words.until(moment.format(page.until)))}${page.usesLeft === null ? '' : `<br>${text(words.usesLeft(page.usesLeft))}`}</p>
${notice(words, page, pressed)}
${page.doors.length === 0 ? `<p>${text(words.noDoors)}</p>` : ''}
${page.doors.map((door) => doorForm(words, link, door, { works: page.state === 'works', withAddress: addresses.length > 1 })).join('\n')}`;
  return whole(language, words.title, body);
}

/** For a link that is none, or was taken back; while it is asked for too often; and while nothing can be said at all. */
export function refusalHtml(language: Language, why: 'missing' | 'busy' | 'away'): string {
  const words = GUEST_WORDS[language];
  if (why === 'missing')
    return whole(language, words.missing, `<h1>${text(words.missing)}</h1><p>${text(words.missingMore)}</p>`);
  const told = why === 'busy' ? words.busy : words.told.away;
  return whole(language, words.title, `<h1>${text(words.title)}</h1><p role="status">${text(told)}</p>`);
}

function notice(words: GuestWords, { state, doors }: GuestPage, pressed: Pressed | undefined): string {
  if (pressed) {
    const door = doors.find(({ id }) => id === pressed.doorId);
    const name = door ? `${nameOf(words, door)}: ` : '';
    const kind = pressed.told === 'opened' ? 'good' : 'bad';
    return `<p class="${kind}" role="status">${text(name + words.told[pressed.told])}</p>`;
  }
  return state === 'works' ? '' : `<p class="bad" role="status">${text(words.state[state])}</p>`;
}

interface Shown {
  readonly works: boolean;
  readonly withAddress: boolean;
}

function doorForm(words: GuestWords, link: string, door: GuestDoor, { works, withAddress }: Shown): string {
  const place = [door.entrance === null ? '' : words.entrance(door.entrance), withAddress ? door.address : ''];
  const more = place.filter((part) => part !== '').join(', ');
  const shut = works && !door.open ? `<p class="quiet">${text(words.shut)}</p>` : '';
  return `<form method="post" action="/guest/${link}/doors/${door.id}">
<button${door.open ? '' : ' disabled'}>${text(`${words.open}: ${nameOf(words, door)}`)}${more === '' ? '' : `<small>${text(more)}</small>`}</button>
${shut}</form>`;
}

const nameOf = (words: GuestWords, { name, icon }: GuestDoor): string => (name === '' ? words.icons[icon] : name);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (value: string): string => value.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--ink:#1a1d21;--quiet:#59616b;--accent:#1864ab;--on:#fff;--good:#d3f9d8;--bad:#fff3bf}
@media(prefers-color-scheme:dark){:root{--ground:#15181c;--ink:#e9ecef;--quiet:#a6adb5;--accent:#74b3f0;--on:#0b1622;--good:#1e4228;--bad:#4a3b0c}}
body{margin:0;padding:24px 16px;background:var(--ground);color:var(--ink);font:16px/1.5 Inter,system-ui,sans-serif}
main{max-width:480px;margin:0 auto}
h1{font-size:22px;line-height:1.3;margin:0 0 8px;overflow-wrap:anywhere}
p{margin:0 0 16px;overflow-wrap:anywhere}
.quiet{color:var(--quiet);font-size:14px}
.good,.bad{padding:12px 16px;border-radius:8px;background:var(--good)}
.bad{background:var(--bad)}
form{margin:0 0 12px}
button{width:100%;min-height:56px;padding:8px 16px;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer;overflow-wrap:anywhere}
button:disabled{background:none;color:var(--quiet);border:1px solid;cursor:default}
button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
button small{display:block;font-weight:400;font-size:14px}
form .quiet{margin:6px 0 0}`;

const whole = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
