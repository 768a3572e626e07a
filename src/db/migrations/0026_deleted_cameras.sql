-- The bin: cameras that somebody deleted, for 30 days, with what it takes to bring them back. For everybody else they are
-- gone: no other table knows them.

create table deleted_camera (
  -- Rises with each deletion: what lists go by.
  id bigint generated always as identity primary key,
  -- The id that it had, and gets again when it is restored.
  camera_id integer not null unique,
  domain_id integer not null references domain on delete cascade,
  name text not null,
  title text not null,
  external_id text,
  -- Where it was; any of these may be gone. Titles as they were on the day.
  organization_id integer not null,
  organization_title text not null,
  -- From the top down; empty: it had no location.
  location_titles text[] not null,
  intercom boolean not null,
  -- JSON of its rows in all tables (src/core/deleted-cameras/kept-rows.ts); its secrets are sealed within once more.
  rows_sealed bytea not null,
  -- Of the archive as the media node told last; null: none.
  archive_bytes bigint,
  -- The media node keeps what was recorded until then, and drops what is older than the camera's depth meanwhile. Null:
  -- it goes after the grace, or at once where archive_dropped_at says so.
  archive_until timestamptz,
  -- Somebody asked for the archive to be deleted. Written by the console.
  archive_dropped_at timestamptz,
  deleted_at timestamptz not null,
  deleted_by text not null,
  dialect text not null
);
create index deleted_camera_domain on deleted_camera (domain_id, id);
create index deleted_camera_deleted on deleted_camera (deleted_at);

-- Read with a camera that is deleted.
create index camera_mark_camera on camera_mark (camera_id);

-- Whether the archive of a deleted camera is kept while it is in the bin.
alter table domain add column keep_deleted_archive boolean not null default true;

-- Decimal degrees of `coordinates` ("latitude longitude"), for the map; null: that is empty or something else. What is out
-- of range is on no map.
alter table camera
  add column latitude double precision generated always as (
    substring(coordinates from '^\s*(-?\d{1,2}(?:\.\d{1,17})?)[\s,;]+-?\d{1,3}(?:\.\d{1,17})?\s*$')::double precision) stored,
  add column longitude double precision generated always as (
    substring(coordinates from '^\s*-?\d{1,2}(?:\.\d{1,17})?[\s,;]+(-?\d{1,3}(?:\.\d{1,17})?)\s*$')::double precision) stored;
create index camera_on_map on camera (domain_id, latitude, longitude) where latitude is not null;
create index location_on_map on location (domain_id, latitude, longitude) where latitude is not null;
