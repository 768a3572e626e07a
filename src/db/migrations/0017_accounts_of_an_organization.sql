-- The balance and statement of one organization among many.
create index ledger_account_organization on ledger_account (organization_id) where organization_id is not null;
