-- Tables of keys that were looked at and wait to be taken.
create table key_table (
  domain_id integer not null references domain,
  -- Of the panel, the rows and what they would change.
  hash text not null,
  camera_id integer not null references camera on delete cascade,
  replace boolean not null,
  rows jsonb not null,
  faulty integer not null,
  expires_at timestamptz not null,
  primary key (domain_id, hash)
);
create index key_table_expires on key_table (expires_at);
