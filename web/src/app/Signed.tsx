import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { Problem } from '../api/problems/problem.ts';
import { sessionQuery } from '../api/session.ts';
import { languageOf } from '../locales/languages.ts';
import { BarredPage } from '../sign-in/BarredPage.tsx';
import { MustChangePasswordPage } from '../sign-in/MustChangePasswordPage.tsx';
import { KeySheet } from '../ui/KeySheet.tsx';
import { Palette } from '../ui/Palette.tsx';
import { setLanguage } from './i18n.ts';
import { SupportBanner } from './pages.ts';
import { paths } from './routes/paths.ts';
import { supportTab } from './supportTab.ts';

const BARRED_MS = 3000;
const CALM_MS = 60_000;

/** The user is blocked: the session stands, and nothing may be done with it until the block is lifted. */
const blockOf = (error: Error | null) => (error instanceof Problem ? error.block : undefined);

/** What every page of a signed-in person has: the palette, the key sheet, their language, and the way out when it ends. */
export function Signed() {
  const { data: me, error } = useQuery({
    ...sessionQuery,
    refetchInterval: ({ state }) => (blockOf(state.error) ? BARRED_MS : CALM_MS),
  });
  const navigate = useNavigate();
  const { href } = useLocation();
  const gone = me === null;
  const locale = me?.user.locale;
  useEffect(() => {
    if (!gone) return;
    void navigate(supportTab() === null ? { to: paths.signIn, search: { next: href } } : { to: paths.asUserEnded });
  }, [gone, navigate, href]);
  useEffect(() => {
    const language = languageOf(locale ?? '');
    if (language !== undefined) void setLanguage(language);
  }, [locale]);
  const block = blockOf(error);
  if (block) return <BarredPage block={block} />;
  if (me == null) return null;
  if (me.user.mustChangePassword) return <MustChangePasswordPage login={me.user.login} />;
  return (
    <>
      {me.support !== null && (
        <Suspense>
          <SupportBanner me={me} />
        </Suspense>
      )}
      <Outlet />
      <Palette />
      <KeySheet />
    </>
  );
}
