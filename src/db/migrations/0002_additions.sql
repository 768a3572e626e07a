-- What a dialect's clients send that the core has no word for is kept for users and organizations as camera.extra keeps
-- it for cameras: {dialect: {field: value}}, secrets as ***. Written with the row by whoever may administer.
alter table app_user add column extra jsonb;
alter table organization add column extra jsonb;
