-- What panels tell by themselves: openings by keys, codes and buttons, and the keys that somebody touched.

-- Every event that is there satisfies it: it is not valid so that a year of them is not read under an exclusive lock.
alter table door_event
  drop constraint door_event_kind_check,
  add constraint door_event_kind_check
    check (kind in ('call_missed', 'call_answered', 'key', 'app', 'face', 'code', 'call', 'plate', 'button')) not valid,
  -- The panel told of it in a message that can be forged: it is shown, and nothing is decided by it.
  add column told_by_panel boolean not null default false;

alter table panel
  -- Unknown keys that are touched are collected before this instant; null: they are not.
  add column collecting_until timestamptz,
  -- When it last told of something that was understood; null: never yet.
  add column told_at timestamptz;

-- Keys that were touched while they were collected: written by whoever stores what panels tell. They open nothing.
create table collected_key (
  camera_id integer not null references panel on delete cascade,
  -- Hexadecimal, in small letters, as the panel tells them.
  digits text not null check (digits ~ '^[0-9a-f]{1,30}$'),
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- How often it was touched.
  touches integer not null,
  primary key (camera_id, digits)
);
create index collected_key_age on collected_key (last_at);

-- Panels add zeros in front, or leave them out.
create index access_key_bare on access_key (domain_id, ltrim(digits, '0'));
