import { at, listAt, textAt, type Xml } from './soap.ts';

/** What a camera tells of one place of its picture, or of all of it. */
export interface MotionMessage {
  /** Which rule of which source tells: what begins under it ends under it. */
  readonly key: string;
  /** The tokens that it names as the source of the video. */
  readonly sources: readonly string[];
  readonly moving: boolean;
}

/** Of a topic, which real cameras write in fewer than a hundred. */
const MOST_CHARS = 300;
/** Without prefixes, which are each vendor's choice. */
const TOPICS = [
  /^RuleEngine\/\w*Motion\w*\//,
  /^RuleEngine\/\w*Motion\w*$/,
  /^VideoSource\/Motion/,
  /^VideoAnalytics\/Motion/,
];
const VALUES = new Set(['ismotion', 'state', 'value', 'motion', 'active']);
const SOURCES = new Set(['videosourceconfigurationtoken', 'videosource', 'videosourcetoken', 'source']);

/** The messages of motion in what a camera answered, in their order; of others, and of what cannot be read, nothing. */
export function motionMessages(answer: Xml | undefined): readonly MotionMessage[] {
  return listAt(answer, 'NotificationMessage').flatMap((one) => messageOf(one) ?? []);
}

function messageOf(notification: Xml): MotionMessage | undefined {
  const topic = (textAt(notification, 'Topic') ?? '')
    .trim()
    .slice(0, MOST_CHARS)
    .replace(/[\w.-]+:/g, '');
  if (!TOPICS.some((known) => known.test(topic))) return undefined;
  const message = at(notification, 'Message', 'Message');
  const source = itemsOf(at(message, 'Source'));
  const value = itemsOf(at(message, 'Data')).find(([name]) => VALUES.has(name))?.[1];
  if (value === undefined) return undefined;
  const operation = textAt(message, '@PropertyOperation');
  const isOn = /^(true|1|on)$/i.test(value.trim());
  return {
    key: [topic, ...source.map(([name, token]) => `${name}=${token}`)].join(' ').slice(0, 300),
    sources: source.filter(([name]) => SOURCES.has(name)).map(([, token]) => token),
    // What was so before anybody asked is no news.
    moving: isOn && operation !== 'Initialized' && operation !== 'Deleted',
  };
}

const itemsOf = (xml: Xml | undefined): readonly (readonly [string, string])[] =>
  listAt(xml, 'SimpleItem').map((item) => [
    (textAt(item, '@Name') ?? '').toLowerCase(),
    (textAt(item, '@Value') ?? '').slice(0, 200),
  ]);
