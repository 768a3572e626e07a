-- A billing speaks by an administrator's session too, not by its key alone: of the two, one says who it was.
alter table billing_event alter column client_id drop not null;
-- The administrator whose session, key or password came through an integration's API; null: a machine client.
alter table billing_event add column user_id integer;
