import { AdministratorCardPage } from './administrators/AdministratorCardPage.tsx';
import { AdministratorListPage } from './administrators/AdministratorListPage.tsx';
import { AdministratorNewPage } from './administrators/AdministratorNewPage.tsx';
import { ConsoleShell } from './ConsoleShell.tsx';
import { CameraCardPage } from './cameras/CameraCardPage.tsx';
import { CameraListPage } from './cameras/CameraListPage.tsx';
import { CameraNewPage } from './cameras/CameraNewPage.tsx';
import { DoorCardPage } from './doors/DoorCardPage.tsx';
import { DoorListPage } from './doors/DoorListPage.tsx';
import { DoorNewPage } from './doors/DoorNewPage.tsx';
import { LockCardPage } from './locks/LockCardPage.tsx';
import { LockListPage } from './locks/LockListPage.tsx';
import { LockNewPage } from './locks/LockNewPage.tsx';
import { OverviewPage } from './OverviewPage.tsx';
import { OrganizationCardPage } from './organizations/OrganizationCardPage.tsx';
import { OrganizationListPage } from './organizations/OrganizationListPage.tsx';
import { OrganizationNewPage } from './organizations/OrganizationNewPage.tsx';
import { PlanCardPage } from './plans/PlanCardPage.tsx';
import { PlanListPage } from './plans/PlanListPage.tsx';
import { PlanNewPage } from './plans/PlanNewPage.tsx';
import { PresetCardPage } from './presets/PresetCardPage.tsx';
import { PresetListPage } from './presets/PresetListPage.tsx';
import { PresetNewPage } from './presets/PresetNewPage.tsx';
import { AuditPage } from './system/AuditPage.tsx';
import { BillingEventsPage } from './system/BillingEventsPage.tsx';
import { ConnectorPage } from './system/ConnectorPage.tsx';
import { MessagesPage } from './system/MessagesPage.tsx';
import { SettingsPage } from './system/SettingsPage.tsx';
import { StreamersPage } from './system/StreamersPage.tsx';
import { ViewingsPage } from './system/ViewingsPage.tsx';
import { TicketCardPage } from './tickets/TicketCardPage.tsx';
import { TicketListPage } from './tickets/TicketListPage.tsx';
import { UserCardPage } from './users/UserCardPage.tsx';
import { UserListPage } from './users/UserListPage.tsx';
import { UserNewPage } from './users/UserNewPage.tsx';

/** The pages of the console: loaded as one at the first of them, so that moving between them waits for data alone. */
export const pages = {
  AdministratorCardPage,
  AdministratorListPage,
  AdministratorNewPage,
  AuditPage,
  BillingEventsPage,
  CameraCardPage,
  CameraListPage,
  CameraNewPage,
  ConnectorPage,
  ConsoleShell,
  DoorCardPage,
  DoorListPage,
  DoorNewPage,
  LockCardPage,
  LockListPage,
  LockNewPage,
  MessagesPage,
  OrganizationCardPage,
  OrganizationListPage,
  OrganizationNewPage,
  OverviewPage,
  PlanCardPage,
  PlanListPage,
  PlanNewPage,
  PresetCardPage,
  PresetListPage,
  PresetNewPage,
  SettingsPage,
  StreamersPage,
  TicketCardPage,
  TicketListPage,
  UserCardPage,
  UserListPage,
  UserNewPage,
  ViewingsPage,
};
