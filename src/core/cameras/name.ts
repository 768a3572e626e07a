import { invalid } from '../errors.ts';

/** First parts of our own paths: a camera of that name would shadow them. */
const RESERVED = [
  'api',
  'vsaas',
  'system-api',
  'bill',
  'asterisk',
  'admin',
  'embed',
  'guest',
  'assets',
  'health',
  'metrics',
  'play',
];
/** Words that stand where the dialects' paths have a camera's name. */
const RESERVED_WHOLE = ['import', 'discover'];
/** Last parts that our media URLs have. */
const MEDIA_FILE =
  /(^|\/)([^/]*\.(m3u8|mp4|jpg|json|html|mpd|ts|m4s)|mse_ld|mse|mpegts|whep|whip|ptz|agent|user_attributes|agent-disconnect)$/i;
const MOST = 200;

/** Throws `invalid` for the name of a new camera that could not be a part of a URL, or would hide one of ours. */
export function checkCameraName(name: string): void {
  checkNameForm(name);
  const [first = ''] = name.toLowerCase().split('/');
  if (RESERVED.includes(first) || RESERVED_WHOLE.includes(name.toLowerCase()))
    throw invalid('name', 'camera_name_reserved', { part: first });
}

/** As `checkCameraName`, of a camera that may be there already: what was reserved after it was made is its name still. */
export function checkNameForm(name: string): void {
  if (name === '' || name.length > MOST) throw invalid('name', 'camera_name_length', { limit: MOST });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
  if (/[\u0000-\u001f\u007f?#%\\]/.test(name) || name !== name.trim()) throw invalid('name', 'camera_name_characters');
  if (name.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw invalid('name', 'camera_name_parts');
  if (MEDIA_FILE.test(name)) throw invalid('name', 'camera_name_of_media');
}

/** `<slug>-<10 hex>` as billings know generated names: lower case, Latin letters, spaces as dots. */
export function generateCameraName(title: string, transliterate: (text: string) => string, random: Buffer): string {
  const slug = transliterate(title)
    .toLowerCase()
    .trim()
    .replace(/\s+/g, '.')
    .replace(/[^a-z0-9._\-()]/g, '')
    .replace(/\.{2,}/g, '.')
    .slice(0, 100);
  const start = /^[a-z0-9(_]/.test(slug) ? slug : `cam${slug === '' || slug.startsWith('-') ? slug : `-${slug}`}`;
  return `${start.replace(/[.-]+$/, '')}-${random.subarray(0, 5).toString('hex')}`;
}
