import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery } from '../api/session.ts';
import { KeySheet } from '../ui/KeySheet.tsx';
import { Palette } from '../ui/Palette.tsx';
import { setLanguage } from './i18n.ts';
import { paths } from './paths.ts';

/** What every page of a signed-in person has: the palette, the key sheet, their language, and the way out when it ends. */
export function Signed() {
  const { data: me } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const { href } = useLocation();
  const gone = me === null;
  const locale = me?.user.locale;
  useEffect(() => {
    if (gone) void navigate({ to: paths.signIn, search: { next: href } });
  }, [gone, navigate, href]);
  useEffect(() => {
    if (locale === 'ru' || locale === 'en') void setLanguage(locale);
  }, [locale]);
  if (me == null) return null;
  return (
    <>
      <Outlet />
      <Palette administrator={me.user.administrator} />
      <KeySheet />
    </>
  );
}
