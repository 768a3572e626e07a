-- What a text index has not sorted in yet is read through by each search: up to 4 MB by default, which took 5 to 16 ms
-- among a million cameras. With 256 kB it takes 0.6 ms, and adding 19,000 cameras as long as before.
alter index camera_search set (gin_pending_list_limit = 256);
alter index app_user_search set (gin_pending_list_limit = 256);
alter index organization_search set (gin_pending_list_limit = 256);
