-- Flats as their doors say them.

-- The contract's flat with what its number lacks (11а, 12-1), of whoever set apartment, which is the number in front of
-- it that panels know; null: unknown. Two flats may have one apartment.
alter table organization add column flat text;
update organization set flat = apartment::text where apartment is not null;
