import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBan, IconDots, IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { mailInvoice } from '../../api/invoices.ts';
import type { Invoice } from '../../api/types.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { VoidDialog } from './VoidDialog.tsx';

/** What can be done with an invoice that is not void. */
export function InvoiceMenu({ invoice }: { invoice: Invoice }) {
  const { t, a } = useWords();
  const [voiding, setVoiding] = useState(false);
  const { number } = invoice;
  const mail = useMutation({
    mutationFn: () => mailInvoice(invoice.id),
    onSuccess: ({ to }) =>
      notifications.show({
        message: t('invoice.mailed', { number, to: to.join(', ') }),
        color: 'green',
        autoClose: 8000,
        closeButtonProps: { 'aria-label': a('actions.close') },
      }),
    onError: (error) => showProblem(a, error),
  });
  if (invoice.status === 'void') return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size={32}
            loading={mail.isPending}
            aria-label={t('invoice.actionsOf', { number })}
          >
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconMail size={16} />} onClick={() => mail.mutate()}>
            {t('invoice.mail')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBan size={16} />}
            c="var(--mantine-color-error)"
            onClick={() => setVoiding(true)}
          >
            {t('invoice.void')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {voiding && <VoidDialog invoice={invoice} onClose={() => setVoiding(false)} />}
    </>
  );
}
