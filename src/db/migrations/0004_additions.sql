-- What a dialect's clients send that the core has no word for is kept for users and organizations as camera.extra keeps
-- it for cameras: {dialect: {field: value}}, secrets as ***. Written with the row by whoever may administer.
alter table app_user add column extra jsonb;
alter table organization add column extra jsonb;

-- The picture of a folder's floor plan, beside the folder so that lists do not carry it. Written with the folder.
create table folder_plan (
  folder_id integer primary key references folder on delete cascade,
  -- Told from the bytes: image/png, image/jpeg, image/gif or image/webp.
  media_type text not null,
  -- 5 MB at the most.
  content bytea not null,
  -- First 16 hex digits of the content's SHA-256: another picture, another URL.
  version text not null
);

-- Where the camera stands on its folder's floor plan, as the client wrote it; empty: nowhere.
alter table camera add column plan_coordinates text not null default '';
