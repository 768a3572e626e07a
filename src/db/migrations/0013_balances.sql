-- Balances: kept beside the postings that they are the sums of, refunds of payments, and who was warned.

alter table ledger_account
  -- Of kind 'balance': the sum of its postings, in minor units. Other kinds keep 0: every payment would wait for one row.
  add column balance numeric(30) not null default 0;

update ledger_account a set balance = coalesce((select sum(p.amount) from ledger_posting p where p.account_id = a.id), 0)
where a.kind = 'balance';

create index ledger_account_owing on ledger_account (domain_id, currency, balance) where kind = 'balance' and balance < 0;

create function add_to_ledger_balance() returns trigger language plpgsql as $$
begin
  update ledger_account a set balance = a.balance + fresh.amount
  from (select account_id, sum(amount) as amount from fresh_posting group by account_id) fresh
  where a.id = fresh.account_id and a.kind = 'balance';
  return null;
end $$;
create trigger ledger_posting_added after insert on ledger_posting
  referencing new table as fresh_posting for each statement execute function add_to_ledger_balance();

-- The ledger lifts the blocks that have its reason; those that a billing called so before are the billing's.
update block set reason = 'Balance' where subject_kind = 'organization' and source = 'billing' and reason = 'balance';

-- Owners who were told that their balance runs low; the row goes when it has risen again. No column of the account:
-- the rating updates many of those in an order of its own. Written by the settlement.
create table balance_warning (
  organization_id integer primary key references organization on delete cascade,
  at timestamptz not null
);

alter table ledger_entry
  -- Of a refund: the payment that is given back.
  add column refund_of bigint references ledger_entry,
  add constraint ledger_entry_refund_check check ((kind = 'refund') = (refund_of is not null));
create index ledger_entry_refund on ledger_entry (refund_of) where refund_of is not null;

-- A period's entries: by the day that was charged, everything else by the moment.
create index ledger_entry_day on ledger_entry (domain_id, day) where day is not null;
create index ledger_entry_at on ledger_entry (domain_id, at) where day is null;

-- Who is blocked for the balance, in a domain of any size.
create index block_by_balance on block (subject_id)
  where subject_kind = 'organization' and source = 'billing' and effect = 'service' and reason = 'balance';
