import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { waysQuery } from '../api/session.ts';
import { readStored, writeStored } from '../app/stored.ts';
import { PasswordSignIn, type SigningIn } from './PasswordSignIn.tsx';
import { PhoneSignIn } from './PhoneSignIn.tsx';

const WAYS = ['phone', 'password'] as const;
type Way = (typeof WAYS)[number];
const STORED = 'sign-in';

/** The form of the way that one signs in by, and the choice where there are two. */
export function SignInWays(props: SigningIn) {
  const { t } = useTranslation();
  const { way, ways, choose } = useWay();
  const Form = way === 'phone' ? PhoneSignIn : PasswordSignIn;
  return (
    <>
      {ways.length > 1 && (
        <SegmentedControl
          fullWidth
          size="md"
          aria-label={t('signIn.way')}
          value={way}
          data={ways.map((one) => ({ value: one, label: t(`signIn.ways.${one}`) }))}
          onChange={(value) => choose(WAYS.find((one) => one === value) ?? 'password')}
        />
      )}
      <Form {...props} />
    </>
  );
}

/** By telephone first, where the server sends codes: so do most of those who come; else as it was chosen here before. */
function useWay() {
  const { data } = useQuery(waysQuery);
  const [chosen, setChosen] = useState(() => readStored(STORED));
  const ways = WAYS.filter((one) => one === 'password' || data?.phone === true);
  const way = ways.find((one) => one === chosen) ?? ways[0] ?? 'password';
  const choose = (one: Way) => {
    writeStored(STORED, one);
    setChosen(one);
  };
  return { way, ways, choose };
}
