-- The card of a billing event tells what it was done again as, and what waits because of it.
create index billing_event_retry on billing_event (retry_of) where retry_of is not null;
create index pending_request_event on pending_request (event_id);
