-- Whether something became free. Where somebody has only come to wait there is a look as well, but whoever books need not give way: else one
-- who joins over and over would keep all others from booking.
ALTER TABLE waitlist_due ADD COLUMN freed boolean NOT NULL DEFAULT true;
