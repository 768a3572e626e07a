-- A block that keeps a picture from everybody, and nobody from the door: the people of the organization sign in and see
-- that they are blocked, as long as the domain says so; the users below them do not. Set by whoever pauses a subscriber.
alter table block add column admits boolean not null default false;

-- The policy: whether blocks that admit do. Written in the settings.
alter table domain add column blocked_may_sign_in boolean not null default true;

-- The flat that a grant on an intercom, or on a lock behind its door, is for, as its door says it, and the number of it
-- that panels know. Null: that of the organization. Written by the synchronization of intercoms alone (source 'apartment').
alter table access_grant add column flat text;
alter table access_grant add column apartment integer;

-- Licences of analytics that a subscriber was given, by level.
create table licence (
  user_id integer not null references app_user (id) on delete cascade,
  level smallint not null check (level between 1 and 3),
  -- How many; 0: withdrawn, and what was analysed with them is hidden.
  total integer not null check (total >= 0),
  -- When the last was taken away; null: there are some. Seven days later the row goes, and with it what it kept.
  withdrawn_at timestamptz check ((total = 0) = (withdrawn_at is not null)),
  primary key (user_id, level)
);
-- The job that forgets looks for these alone.
create index licence_withdrawn on licence (withdrawn_at) where withdrawn_at is not null;

-- Login and password by which a camera whose address is not known yet answers ONVIF; JSON, sealed. Written by whoever
-- makes the camera; read by whoever gives it its address.
alter table camera_connection add column onvif_credentials_sealed bytea;
