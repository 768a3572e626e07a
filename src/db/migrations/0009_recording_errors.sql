-- A picture that is there and is not recorded: the disk of the archive is full, or takes nothing for another reason.
alter table stream_state
  -- Why it is not, of those that should be recorded now: disk_full, quota, read_only, disk_failing, no_permission,
  -- disk_slow or other. Null: it is, or need not be. Written by media nodes with the rest of the row.
  add column recording_error text;
