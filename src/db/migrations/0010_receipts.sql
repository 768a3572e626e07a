-- What became of a message: to whom it goes, as who wrote it found it, and what the SMS centre said of it later.
alter table outbox_message
  add column recipient text,
  -- The centre's own id of the message.
  add column reference text,
  add column outcome text check (outcome in ('delivered', 'expired', 'deleted', 'undeliverable', 'rejected', 'unknown')),
  add column outcome_at timestamptz;
create index outbox_message_reference on outbox_message (domain_id, reference) where reference is not null;
create index outbox_message_domain on outbox_message (domain_id, id);
