-- Dead letters from before `community` became `deeds` and `meetups` are handled again by the events' new names.
UPDATE dead_letter SET event = jsonb_set(event, '{name}', to_jsonb(regexp_replace(event ->> 'name', '^community\.', 'deeds.')))
WHERE event ->> 'name' LIKE 'community.%';
