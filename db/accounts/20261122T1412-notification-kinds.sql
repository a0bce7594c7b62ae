-- Slots and what people run are told of too, and by text message.
ALTER TABLE notification_preference DROP CONSTRAINT notification_preference_kind_check, DROP CONSTRAINT notification_preference_channel_check;
ALTER TABLE notification_preference
  ADD CONSTRAINT notification_preference_kind_check CHECK (kind IN
    ('SECURITY', 'CHARGING', 'RESERVATION', 'BILL', 'REWARD', 'PHOTO', 'FAVOURITE', 'COMMUNITY', 'OPERATION', 'NEWS')),
  ADD CONSTRAINT notification_preference_channel_check CHECK (channel IN ('EMAIL', 'PUSH', 'SMS'));
