import { CamerasPage } from './cameras/CamerasPage.tsx';
import { ContractsPage } from './contracts/ContractsPage.tsx';
import { DoorsPage } from './doors/DoorsPage.tsx';
import { ViewerShell } from './ViewerShell.tsx';

/** Where a subscriber arrives: these pages come with the app. */
export const pages = { CamerasPage, ContractsPage, DoorsPage, ViewerShell };
