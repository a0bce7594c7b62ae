-- Whether the last digit of the display counts tenths of its unit, and is read like the others. The value is without it. As the first person
-- has said who looked at a reading of the vehicle; null where nobody was asked yet.
ALTER TABLE reading ADD COLUMN tenths boolean;
-- A vehicle's first reading is not written any more before somebody has said it: all that follow are read by it. Rows from before stay.
ALTER TABLE reading ADD CONSTRAINT reading_display CHECK (number > 1 OR tenths IS NOT NULL) NOT VALID;
