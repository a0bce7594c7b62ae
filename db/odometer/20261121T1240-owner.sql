-- A photo's id is no secret. Whoever learns it may submit it: verification knows whose it is and refuses all others. So a
-- submission takes the place of the same user alone, and of a photo there is one reading, whoever submits it.
ALTER TABLE upload DROP CONSTRAINT upload_photo, ADD CONSTRAINT upload_photo UNIQUE (photo_id, user_id);
ALTER TABLE reading ADD CONSTRAINT reading_photo UNIQUE (photo_id);
