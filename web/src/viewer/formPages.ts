import { BalancePage } from './balance/BalancePage.tsx';
import { LowBalance } from './balance/LowBalance.tsx';
import { ProfilePage } from './ProfilePage.tsx';
import { SupportNewPage } from './support/SupportNewPage.tsx';
import { SupportPage } from './support/SupportPage.tsx';
import { SupportTicketPage } from './support/SupportTicketPage.tsx';

/** The pages of the viewer with forms or tables, whose library a subscriber seldom needs. */
export const pages = { BalancePage, ProfilePage, SupportNewPage, SupportPage, SupportTicketPage };

/** Of the cameras' page, for those whose balance runs low: with what the page of balances needs anyway. */
export { LowBalance };
