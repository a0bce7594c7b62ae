-- Whether people could see something on the photo when it was judged: only then a rejection can be appealed. Null in verdicts from before.
ALTER TABLE verdict ADD COLUMN viewable boolean;
