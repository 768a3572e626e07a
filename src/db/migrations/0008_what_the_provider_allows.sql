-- What the provider said last of a user whom an organization's people manage too: they may ask for less, never for more.
-- Whatever stands now counts as the provider's. Written with max_sessions and readonly, by the provider alone.
alter table app_user
  -- Most viewings at once that its managers may set; null: any number.
  add column max_sessions_allowed integer,
  -- The provider made the user read-only: its managers do not lift that.
  add column readonly_by_provider boolean not null default false;
update app_user set max_sessions_allowed = max_sessions, readonly_by_provider = readonly
where max_sessions is not null or readonly;
