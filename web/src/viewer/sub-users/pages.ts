import { SubUserNewPage } from './SubUserNewPage.tsx';
import { SubUserPage } from './SubUserPage.tsx';
import { SubUsersPage } from './SubUsersPage.tsx';

/** A part of their own: few subscribers have sub-users. */
export const pages = { SubUserNewPage, SubUserPage, SubUsersPage };
