-- What a billing event is called by billings, beside the intent of ours in `type`: `billing.new_entity` and the others of
-- src/core/billing-events/vocabulary.ts. Several: one request may change the login and the password. Empty: older than this.
alter table billing_event add column types text[] not null default '{}';
-- Whom it is about, by ids of app_user and organization that may be gone since; null: nobody.
alter table billing_event add column user_ids integer[];
alter table billing_event add column organization_ids integer[];
-- Where the request came from.
alter table billing_event add column address text;
-- The rows of audit_change that the write left lie between these two, among those of its request; null: it left none.
alter table billing_event add column first_audit_id bigint;
alter table billing_event add column last_audit_id bigint;
-- How often the same came again within a minute and was counted here, and when last; only of calls that came to no write.
alter table billing_event add column repeats integer not null default 0;
alter table billing_event add column last_at timestamptz;

-- A write of a billing adds a row to each of these that is about it. Without a pending list, whose turn to be merged
-- would be one write's to wait for. Changes of cameras are most of all events and found without an index.
create index billing_event_types on billing_event using gin (types) with (fastupdate = off)
  where types <> '{billing.update_camera}';
create index billing_event_users on billing_event using gin (user_ids) with (fastupdate = off) where user_ids is not null;
create index billing_event_organizations on billing_event using gin (organization_ids) with (fastupdate = off)
  where organization_ids is not null;
