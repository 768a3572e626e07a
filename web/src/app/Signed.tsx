import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problems/problem.ts';
import { sessionQuery } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { languageOf } from '../locales/languages.ts';
import { BarredPage } from '../sign-in/BarredPage.tsx';
import { MustChangePasswordPage } from '../sign-in/MustChangePasswordPage.tsx';
import { KeySheet } from '../ui/KeySheet.tsx';
import { Palette } from '../ui/Palette.tsx';
import { setLanguage } from './i18n.ts';
import { useHoldsTyped } from './kept.ts';
import { may } from './may.ts';
import { SignInAgain, SupportBanner } from './pages.ts';
import { paths, startOf } from './routes/paths.ts';
import { supportTab } from './supportTab.ts';

const BARRED_MS = 3000;
const CALM_MS = 60_000;

/** The user is blocked: the session stands, and nothing may be done with it until the block is lifted. */
const blockOf = (error: Error | null) => (error instanceof Problem ? error.block : undefined);

/**
 * What every page of a signed-in person has: the palette, the key sheet, their language, and the way out when it ends. What
 * was typed and not saved outlives the session: whoever signs in again goes on with it.
 */
export function Signed() {
  const { data: me, error } = useQuery({
    ...sessionQuery,
    refetchInterval: ({ state }) => (blockOf(state.error) ? BARRED_MS : CALM_MS),
  });
  const navigate = useNavigate();
  const { href } = useLocation();
  const before = useFirst(me);
  const other = me != null && me.user.id !== before?.user.id ? me : undefined;
  const typed = useHoldsTyped();
  const gone = me === null;
  const stays = gone && typed && supportTab() === null;
  const locale = me?.user.locale;
  useEffect(() => {
    if (!gone || stays) return;
    void navigate(supportTab() === null ? { to: paths.signIn, search: { next: href } } : { to: paths.asUserEnded });
  }, [gone, stays, navigate, href]);
  useEffect(() => {
    // Signed in meanwhile by another tab: a page of their own, with nothing of this one.
    if (other !== undefined) window.location.replace(startOf(may(other, 'console.open')));
  }, [other]);
  useEffect(() => {
    const language = languageOf(locale ?? '');
    if (language !== undefined) void setLanguage(language);
  }, [locale]);
  useEscapeHeld(stays);
  const block = blockOf(error);
  if (block) return <BarredPage block={block} />;
  const shown = me ?? (stays ? before : undefined);
  if (shown === undefined || other !== undefined) return null;
  if (shown.user.mustChangePassword) return <MustChangePasswordPage login={shown.user.login} />;
  return (
    <>
      {shown.support !== null && (
        <Suspense>
          <SupportBanner me={shown} />
        </Suspense>
      )}
      {gone && (
        <Suspense>
          <SignInAgain of={shown} />
        </Suspense>
      )}
      <Outlet />
      {!gone && (
        <>
          <Palette />
          <KeySheet />
        </>
      )}
    </>
  );
}

/** While it is true, Escape closes no dialog of the page. Dialogs listen later than this, from when they are opened on. */
function useEscapeHeld(held: boolean): void {
  const now = useRef(held);
  now.current = held;
  useEffect(() => {
    const hold = (event: KeyboardEvent) => {
      if (now.current && event.key === 'Escape') event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', hold, { capture: true });
    return () => window.removeEventListener('keydown', hold, { capture: true });
  }, []);
}

/** Whose page this is, as that user was known last, whoever is signed in now. */
function useFirst(me: Me | null | undefined): Me | undefined {
  const [first, setFirst] = useState<Me | undefined>(me ?? undefined);
  const same = me != null && me !== first && (first === undefined || first.user.id === me.user.id);
  if (same) setFirst(me);
  return same ? me : first;
}
