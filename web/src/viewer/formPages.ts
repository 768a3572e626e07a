import { SignInAgain } from '../sign-in/SignInAgain.tsx';
import { AnalyticsPage } from './analytics/AnalyticsPage.tsx';
import { BalancePage } from './balance/BalancePage.tsx';
import { LowBalance } from './balance/LowBalance.tsx';
import { GuestsPage } from './guests/GuestsPage.tsx';
import { MapPage } from './map/MapPage.tsx';
import { ProfilePage } from './ProfilePage.tsx';
import { SupportBanner } from './SupportBanner.tsx';
import { SupportEndedPage } from './SupportEndedPage.tsx';
import { SubUserNewPage } from './sub-users/SubUserNewPage.tsx';
import { SubUserPage } from './sub-users/SubUserPage.tsx';
import { SubUsersPage } from './sub-users/SubUsersPage.tsx';
import { SupportNewPage } from './support/SupportNewPage.tsx';
import { SupportPage } from './support/SupportPage.tsx';
import { SupportTicketPage } from './support/SupportTicketPage.tsx';

/** The pages of the viewer with forms or tables, whose library a subscriber seldom needs. */
export const pages = {
  AnalyticsPage,
  BalancePage,
  GuestsPage,
  MapPage,
  ProfilePage,
  SubUserNewPage,
  SubUserPage,
  SubUsersPage,
  SupportEndedPage,
  SupportNewPage,
  SupportPage,
  SupportTicketPage,
};

/** Of the cameras' page, for those whose balance runs low: with what the page of balances needs anyway. */
/** Of a tab in which an administrator looks as a user. */
/** Of any page with a form, when its session ended. */
export { LowBalance, SignInAgain, SupportBanner };
