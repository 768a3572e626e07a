-- What users may not do at all, whatever their grants give. The names are those of src/core/permissions/permission.ts;
-- all of them are allowed by the product itself, so that a row here is what differs from that.

-- What users of a kind may not do in a domain unless they have a row of their own. Written by administrators.
create table permission_default (
  domain_id integer not null references domain on delete cascade,
  kind text not null check (kind in ('subscriber', 'sub_user')),
  permission text not null,
  primary key (domain_id, kind, permission)
);

-- What differs from that for one user.
create table user_permission (
  user_id integer not null references app_user on delete cascade,
  permission text not null,
  allowed boolean not null,
  -- The provider said so: the owner of a sub-user does not lift what it took away.
  by_provider boolean not null,
  primary key (user_id, permission)
);

-- A deleted user whose records are kept for 30 days more. Written with the deletion, removed with the last of the records.
create table former_user (
  id integer primary key,
  domain_id integer not null,
  login text not null,
  -- The subscriber above it, of a sub-user.
  parent_id integer,
  deleted_at timestamptz not null
);
create index former_user_deleted on former_user (deleted_at);

-- What a deleted user did at doors stays its own until it is removed with the rest.
alter table door_event drop constraint door_event_user_id_fkey;

-- What a user was the actor of: read by the removal of its records alone.
create index audit_change_actor on audit_change (actor_id) where actor_kind = 'user';
create index billing_event_user on billing_event (user_id) where user_id is not null;
create index billing_event_of_user on billing_event (subject) where subject like 'user %';
create index billing_event_of_new_user on billing_event (subject) where type = 'user.create';
create index viewing_viewer on viewing (viewer_id) where viewer_kind = 'user';

-- The networks that a user may sign in and watch from, CIDR; empty: from everywhere.
alter table app_user add column allowed_networks cidr[] not null default '{}';
