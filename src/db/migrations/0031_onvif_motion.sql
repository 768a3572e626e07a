-- Cameras that are asked about motion by ONVIF, and how that goes.

alter table camera_connection
  -- How a camera that tells of motion does so. call: it calls its own URL, which it may in any case; onvif: it is asked.
  add column motion_source text not null default 'call' check (motion_source in ('call', 'onvif'));
create index camera_connection_asked on camera_connection (camera_id) where motion_notices and motion_source = 'onvif';

-- Written by the one process that asks cameras about motion. No row: nobody has begun to ask.
create table motion_subscription (
  camera_id integer primary key references camera on delete cascade,
  -- Since when it is heard without a break; null: it is not, and `problem` says why.
  since timestamptz,
  problem text,
  -- What the camera gave as its reason.
  said text not null default '',
  -- Each minute. Older than three: nobody asks any more.
  seen_at timestamptz not null,
  check ((since is null) = (problem is not null))
);
