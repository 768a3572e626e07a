-- What the provider lays under its maps.

alter table domain
  -- URL of the pictures with {z}, {x} and {y}, sealed as domain.map_tiles:<id>: its key is for the browsers of those who
  -- are signed in; null: none.
  add column map_tiles_sealed bytea,
  -- Who made them, as it has to be said on the map; null: nothing is said.
  add column map_attribution text;
