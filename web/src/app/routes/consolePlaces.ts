import {
  IconActivity,
  IconBuilding,
  IconCalendarDollar,
  IconCoins,
  IconCreditCard,
  IconDeviceLandlinePhone,
  IconDoor,
  IconEye,
  IconFileInvoice,
  IconHistory,
  IconId,
  IconKey,
  IconLayoutDashboard,
  IconLock,
  IconMapPin,
  IconMessage2,
  IconMessages,
  IconPlugConnected,
  IconReceipt,
  IconReportMoney,
  IconServer,
  IconSettings,
  IconShieldCheck,
  IconStack2,
  IconTrash,
  IconUsers,
  IconVideo,
  IconWebhook,
} from '@tabler/icons-react';
import type { Action, Me } from '../../api/types.ts';
import { may } from '../may.ts';
import { paths } from './paths.ts';

/**
 * The console's main pages in their order, by group: name, address, icon. The menu and the palette read this list; a page
 * is called `pages.<name>` and a group `pageGroups.<name>` in the console's words, so that one without words does not compile.
 */
export const CONSOLE_GROUPS = [
  [
    undefined,
    [
      ['overview', paths.console, IconLayoutDashboard],
      ['tickets', paths.tickets, IconMessages],
    ],
  ],
  [
    'subscribers',
    [
      ['cameras', paths.consoleCameras, IconVideo],
      ['deletedCameras', paths.deletedCameras, IconTrash],
      ['doors', paths.consoleDoors, IconDoor],
      ['intercoms', paths.intercoms, IconDeviceLandlinePhone],
      ['locks', paths.locks, IconLock],
      ['locations', paths.locations, IconMapPin],
      ['organizations', paths.organizations, IconBuilding],
      ['users', paths.users, IconUsers],
    ],
  ],
  [
    'services',
    [
      ['presets', paths.presets, IconStack2],
      ['plans', paths.plans, IconCoins],
      ['rating', paths.rating, IconCalendarDollar],
      ['money', paths.money, IconReportMoney],
      ['payments', paths.payments, IconCreditCard],
      ['invoices', paths.invoices, IconFileInvoice],
      ['requisites', paths.requisites, IconId],
    ],
  ],
  [
    'journals',
    [
      ['viewings', paths.viewings, IconEye],
      ['billingEvents', paths.billingEvents, IconReceipt],
      ['messages', paths.messages, IconMessage2],
      ['audit', paths.audit, IconHistory],
    ],
  ],
  [
    'system',
    [
      ['streamers', paths.streamers, IconServer],
      ['administrators', paths.administrators, IconKey],
      ['webhooks', paths.webhooks, IconWebhook],
      ['analyticsEngines', paths.analyticsEngines, IconActivity],
      ['connector', paths.connector, IconPlugConnected],
      ['permissions', paths.permissions, IconShieldCheck],
      ['settings', paths.settings, IconSettings],
    ],
  ],
] as const;

export type ConsolePlace = (typeof CONSOLE_GROUPS)[number][1][number];

export const CONSOLE_PLACES: readonly ConsolePlace[] = CONSOLE_GROUPS.flatMap(
  ([, places]): readonly ConsolePlace[] => places,
);

/** Of pages that have nothing to show to whoever may only read: what one has to be allowed to. */
const NEEDS: Partial<Record<ConsolePlace[1], Action>> = {
  [paths.payments]: 'bank-statements.manage',
  [paths.webhooks]: 'webhooks.manage',
  [paths.analyticsEngines]: 'analytics-engines.manage',
};

/** Whether the menu and the palette lead there. */
export function isShownTo(me: Me, [, path]: ConsolePlace): boolean {
  const action = NEEDS[path];
  return action === undefined || may(me, action);
}
