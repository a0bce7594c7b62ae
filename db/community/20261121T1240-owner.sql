-- A photo's id is no secret. Whoever learns it may submit it: verification knows whose it is and refuses all others. So a
-- submission takes the place of the same user alone, and of a photo one deed is approved, whoever submits it.
ALTER TABLE deed DROP CONSTRAINT deed_photo, ADD CONSTRAINT deed_photo UNIQUE (photo_id, user_id);
CREATE UNIQUE INDEX deed_photo_approved ON deed (photo_id) WHERE state = 'APPROVED';
