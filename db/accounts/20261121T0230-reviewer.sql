-- Reviewers decide about photos.
ALTER TABLE user_role DROP CONSTRAINT user_role_role_check;
ALTER TABLE user_role ADD CONSTRAINT user_role_role_check CHECK (role IN ('DRIVER', 'OPERATOR', 'ADMIN', 'PARTNER', 'REVIEWER'));
