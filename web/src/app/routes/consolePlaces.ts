import { paths } from './paths.ts';

/**
 * The console's main pages in their order, by group; each is called `nav.<name>`. The menu and the palette read this list;
 * the menu's icons are a table over it, so that a page without one does not compile.
 */
export const CONSOLE_GROUPS = [
  [
    undefined,
    [
      ['overview', paths.console],
      ['tickets', paths.tickets],
    ],
  ],
  [
    'subscribers',
    [
      ['cameras', paths.consoleCameras],
      ['doors', paths.consoleDoors],
      ['locks', paths.locks],
      ['organizations', paths.organizations],
      ['users', paths.users],
    ],
  ],
  [
    'services',
    [
      ['presets', paths.presets],
      ['plans', paths.plans],
    ],
  ],
  [
    'journals',
    [
      ['viewings', paths.viewings],
      ['billingEvents', paths.billingEvents],
      ['messages', paths.messages],
      ['audit', paths.audit],
    ],
  ],
  [
    'system',
    [
      ['streamers', paths.streamers],
      ['administrators', paths.administrators],
      ['connector', paths.connector],
      ['settings', paths.settings],
    ],
  ],
] as const;

type ConsolePlace = (typeof CONSOLE_GROUPS)[number][1][number];
export type ConsolePlaceName = ConsolePlace[0];

export const CONSOLE_PLACES: readonly ConsolePlace[] = CONSOLE_GROUPS.flatMap(
  ([, places]): readonly ConsolePlace[] => places,
);
