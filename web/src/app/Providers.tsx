import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from './query.ts';
import { router } from './routes/router.ts';
import { cssVariables, theme } from './theme.ts';

export function Providers() {
  const { t } = useTranslation();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ModalsProvider labels={{ confirm: t('actions.confirm'), cancel: t('actions.cancel') }}>
          <RouterProvider router={router} />
          <Notifications position="bottom-right" limit={4} containerWidth={380} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
