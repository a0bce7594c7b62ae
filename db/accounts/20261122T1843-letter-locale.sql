-- The language of a letter to who has no account, and so no profile that says it.
ALTER TABLE letter_request ADD COLUMN locale text CHECK (length(locale) BETWEEN 2 AND 100);
