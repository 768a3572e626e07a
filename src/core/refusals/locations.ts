import type { Refusal } from './refusal.ts';

/** The provider's tree of addresses, and its directory of address codes. */
export const LOCATIONS_REFUSALS = {
  location_not_found: { kind: 'not_found', text: 'Location {id} not found' },
  location_unknown: { kind: 'invalid', text: 'there is no location {id}' },
  location_closed: {
    kind: 'forbidden',
    text: "Where a camera stands in the tree of addresses is the provider's to say",
  },
  location_into_itself: { kind: 'invalid', text: 'a location cannot go into itself or below itself' },
  location_too_deep: { kind: 'invalid', text: 'locations may be nested 32 deep' },
  location_title_taken: { kind: 'conflict', text: 'There is a location "{title}" at the same place already ({id})' },
  location_code_taken: { kind: 'conflict', text: 'Code {code} leads to location {id} already' },
  location_code_not_found: { kind: 'not_found', text: 'Location {id} has no such code as {code}' },
  location_has_cameras: {
    kind: 'conflict',
    text: 'Location {id} "{title}" has cameras ({cameras}): nothing else can be below it',
  },
  location_has_locations: {
    kind: 'conflict',
    text: 'Location {id} "{title}" has locations below it ({locations}): choose one of these for cameras',
  },
  location_not_empty: {
    kind: 'conflict',
    text: 'Location {id} "{title}" is not empty: {locations} locations, {cameras} cameras. Move them first',
  },
  location_merges_with_itself: {
    kind: 'invalid',
    text: 'a location cannot be merged into itself or into one below it',
  },
  coordinate_missing: { kind: 'invalid', text: 'give latitude and longitude, or neither' },
  address_code_unknown: {
    kind: 'invalid',
    text: 'Address code {code} is known neither among the locations nor in the address directory',
  },
  address_code_malformed: { kind: 'invalid', text: 'an address code has 1 to 64 characters, none of them a space' },
  address_codes_in_circle: {
    kind: 'conflict',
    text: 'Address code {code} lies below itself in the directory: mend it there',
  },
  address_code_exists: { kind: 'conflict', text: 'Address code {code} is in the directory already' },
  address_title_exists: { kind: 'conflict', text: 'The directory has "{title}" below the same parent, by code {code}' },
  address_parent_unknown: { kind: 'invalid', text: 'there is no address with the code of the parent' },
  address_title_missing: { kind: 'invalid', text: 'the address has no title' },
  address_text_too_long: { kind: 'invalid', text: 'the title has more than 255 characters' },
  address_level_unknown: {
    kind: 'invalid',
    text: 'the level is none of region, area, city, settlement, street, house, other',
  },
  address_place_malformed: { kind: 'invalid', text: 'latitude and longitude are no numbers of degrees' },
  address_code_twice: { kind: 'invalid', text: 'the file has this code twice' },
  address_title_twice: { kind: 'invalid', text: 'the file has this title below the same parent twice' },
  address_file_unreadable: { kind: 'invalid', text: 'the file cannot be read: {why}' },
  address_file_empty: { kind: 'invalid', text: 'the file has no addresses' },
  address_file_columns: {
    kind: 'invalid',
    text: 'the first line has to name the columns code and title (also: parent, level, latitude, longitude)',
  },
  address_rows_too_many: { kind: 'invalid', text: 'a file may have {limit} addresses' },
  address_import_not_found: { kind: 'not_found', text: 'Import {id} of addresses not found' },
  address_import_committed: { kind: 'conflict', text: 'Import {id} of addresses was taken in already' },
  pending_request_not_found: { kind: 'not_found', text: 'No request waits for address code {code}' },
  pending_asker_gone: { kind: 'conflict', text: 'Whoever asked for it is no longer there, or may not do so any more' },
} as const satisfies Readonly<Record<string, Refusal>>;
