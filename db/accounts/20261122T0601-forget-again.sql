-- When the boxes were told once more that somebody has left. Those who have left before are told of once more too.
ALTER TABLE account_deletion
  ADD COLUMN told_again_at timestamptz,
  ADD CHECK (told_again_at IS NULL OR done_at IS NOT NULL);
CREATE INDEX account_deletion_again ON account_deletion (done_at) WHERE done_at IS NOT NULL AND told_again_at IS NULL;
