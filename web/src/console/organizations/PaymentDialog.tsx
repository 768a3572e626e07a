import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addPayment } from '../../api/ledger.ts';
import { Problem } from '../../api/problems/problem.ts';
import { fieldTexts } from '../../api/problems/refusalWords.ts';
import { useMe } from '../../app/useMe.ts';
import { amountOf, isAmount } from '../../format/money.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

interface PaymentDialogProps {
  readonly organizationId: number;
  readonly onClose: () => void;
}

/** A payment by hand: it cannot be taken back. */
export function PaymentDialog({ organizationId, onClose }: PaymentDialogProps) {
  const { t, a } = useWords();
  const { domain } = useMe();
  const queries = useQueryClient();
  const [amount, setAmount] = useState('');
  const [comment, setComment] = useState('');
  const [paymentId, setPaymentId] = useState('');
  const [wrong, setWrong] = useState(false);
  const pay = useMutation({
    mutationFn: () =>
      addPayment(organizationId, {
        amount: amountOf(amount),
        comment: comment.trim(),
        ...(paymentId.trim() === '' ? {} : { paymentId: paymentId.trim() }),
      }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['ledger'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const good = isAmount(amount) && /[1-9]/.test(amount);
    setWrong(!good);
    if (good && !pay.isPending) pay.mutate();
  };
  const ofAmount = pay.error instanceof Problem ? fieldTexts(pay.error).amount : undefined;
  return (
    <Modal opened onClose={onClose} title={t('balance.pay')} closeButtonProps={{ 'aria-label': a('actions.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {pay.isError && ofAmount === undefined && <Alert color="red">{problemText(a, pay.error)}</Alert>}
          <TextInput
            label={t('balance.amountIn', { currency: domain.currency })}
            inputMode="decimal"
            autoComplete="off"
            maxLength={24}
            data-autofocus
            value={amount}
            error={wrong ? t('balance.wrong') : ofAmount}
            onChange={(event) => {
              setAmount(event.currentTarget.value);
              setWrong(false);
            }}
          />
          <TextInput
            label={t('balance.comment')}
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <TextInput
            label={t('balance.paymentId')}
            description={t('balance.paymentIdHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={255}
            value={paymentId}
            onChange={(event) => setPaymentId(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {a('actions.cancel')}
            </Button>
            <Button type="submit" loading={pay.isPending}>
              {t('balance.enter')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
