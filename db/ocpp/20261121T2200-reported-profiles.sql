-- What a charger has told of since it was asked is told by `confirmed_at`; nothing was ever written here.
ALTER TABLE charging_profile DROP COLUMN reported_by;
