-- Whether a rejected photo may be appealed is said of each. Those from before were told that they may.
UPDATE notification SET params = params || '{"appealable": true}' WHERE kind = 'PHOTO_REJECTED' AND NOT params ? 'appealable';
