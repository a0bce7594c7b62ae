-- A user's consent to the processing of their photos, with the version of the text they have agreed to.
CREATE TABLE consent (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  given_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  UNIQUE (id, user_id),
  CHECK (withdrawn_at >= given_at)
);
CREATE UNIQUE INDEX consent_in_force ON consent (user_id) WHERE withdrawn_at IS NULL;

-- A nonce that the server gave for one photo, taken in the app's capture flow.
CREATE TABLE capture (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('ODOMETER', 'DEED')),
  nonce text NOT NULL UNIQUE,
  issued_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  UNIQUE (id, user_id, purpose),
  CHECK (expires_at > issued_at)
);
CREATE INDEX capture_user ON capture (user_id, issued_at);
CREATE INDEX capture_expiry ON capture (expires_at);

-- A photo that a user has asked to upload. There is none without a consent of the same user.
CREATE TABLE photo (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  consent_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('ODOMETER', 'DEED')),
  content_type text NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes integer NOT NULL CHECK (size_bytes BETWEEN 1 AND 12582912),
  -- A nonce is good for one upload.
  capture_id uuid UNIQUE,
  attestation text NOT NULL CHECK (attestation IN ('NONE', 'UNVERIFIED', 'VALID', 'INVALID')),
  requested_at timestamptz NOT NULL DEFAULT now(),
  -- From here on: what judging has found. The hash stays when the photo is erased.
  sha256 bytea CHECK (octet_length(sha256) = 32),
  type text CHECK (type IN ('JPEG', 'PNG', 'WEBP')),
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  -- What is kept for people to see: true while the derivatives exist.
  viewable boolean NOT NULL DEFAULT false,
  erased_at timestamptz,
  -- The place that was uploaded to has been cleared.
  swept_at timestamptz,
  UNIQUE (id, user_id, purpose),
  FOREIGN KEY (consent_id, user_id) REFERENCES consent (id, user_id),
  FOREIGN KEY (capture_id, user_id, purpose) REFERENCES capture (id, user_id, purpose),
  CHECK (erased_at IS NULL OR NOT viewable)
);
CREATE INDEX photo_user ON photo (user_id, id);
CREATE INDEX photo_unswept ON photo (requested_at) WHERE swept_at IS NULL;

-- A photo that odometer or community wants judged: a photo of the same user and purpose, once.
CREATE TABLE submission (
  id uuid PRIMARY KEY,
  photo_id uuid NOT NULL CONSTRAINT submission_photo UNIQUE,
  user_id uuid NOT NULL,
  purpose text NOT NULL,
  -- The domain's own row: an odometer upload or a deed.
  subject_id uuid NOT NULL,
  vehicle_id uuid,
  unit text CHECK (unit IN ('KM', 'MI')),
  previous_value bigint CHECK (previous_value >= 0),
  previous_taken_at timestamptz,
  guide_frame jsonb,
  task text CHECK (task IN ('TREE_PLANTING', 'LITTER_CLEAN_UP', 'RECYCLING', 'CYCLING', 'PUBLIC_TRANSPORT', 'EV_CHARGING')),
  material text CHECK (material IN ('CARDBOARD', 'GLASS', 'METAL', 'PAPER', 'PLASTIC')),
  taken_at timestamptz NOT NULL,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  submitted_at timestamptz NOT NULL,
  -- As its taker sees it: the verdict first, then what people and the domain have made of it.
  state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'MANUAL_REVIEW', 'APPROVED', 'REJECTED')),
  reasons jsonb NOT NULL DEFAULT '[]',
  state_at timestamptz NOT NULL DEFAULT now(),
  -- How often decoding or the models have failed on it.
  failures integer NOT NULL DEFAULT 0,
  FOREIGN KEY (photo_id, user_id, purpose) REFERENCES photo (id, user_id, purpose),
  UNIQUE (id, user_id),
  CHECK ((purpose = 'ODOMETER') = (vehicle_id IS NOT NULL)),
  CHECK ((purpose = 'ODOMETER') = (unit IS NOT NULL)),
  CHECK ((purpose = 'DEED') = (task IS NOT NULL)),
  CHECK ((previous_value IS NULL) = (previous_taken_at IS NULL)),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK (state <> 'REJECTED' OR reasons <> '[]')
);
CREATE INDEX submission_user ON submission (user_id, taken_at);
CREATE INDEX submission_waiting ON submission (submitted_at) WHERE state = 'WAITING';

-- What was decided without people: once a submission, by which rules and which models.
CREATE TABLE verdict (
  submission_id uuid PRIMARY KEY REFERENCES submission,
  verdict text NOT NULL CHECK (verdict IN ('APPROVED', 'REJECTED', 'MANUAL_REVIEW')),
  -- [{"code", "message"}]
  reasons jsonb NOT NULL,
  rule_version integer NOT NULL CHECK (rule_version > 0),
  -- [{"name", "version"}]
  models jsonb NOT NULL,
  -- Whole units of the display, and how likely it is right.
  reading bigint CHECK (reading >= 0),
  confidence double precision CHECK (confidence BETWEEN 0 AND 1),
  judged_at timestamptz NOT NULL DEFAULT now(),
  CHECK (verdict = 'APPROVED' OR reasons <> '[]')
);
REVOKE UPDATE, DELETE, TRUNCATE ON verdict FROM evergraph_verification;

-- Every check's finding. Only the detail changes, when a photo is erased: it may name places and times.
CREATE TABLE finding (
  submission_id uuid NOT NULL REFERENCES verdict,
  position integer NOT NULL,
  "check" text NOT NULL,
  version integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('PASS', 'FLAG', 'FAIL', 'UNKNOWN')),
  score double precision,
  reason text,
  detail jsonb NOT NULL,
  PRIMARY KEY (submission_id, position),
  CHECK ((outcome IN ('FLAG', 'FAIL')) = (reason IS NOT NULL))
);
REVOKE UPDATE, DELETE, TRUNCATE ON finding FROM evergraph_verification;
GRANT UPDATE (detail) ON finding TO evergraph_verification;

-- What the models have answered, the ones in force and those in the shadow; gone when the photo is erased.
CREATE TABLE inference (
  submission_id uuid NOT NULL REFERENCES verdict,
  model text NOT NULL,
  version text NOT NULL,
  shadow boolean NOT NULL,
  result jsonb NOT NULL,
  PRIMARY KEY (submission_id, model, version)
);

-- A question to people. One is open at a time, and an appeal comes once.
CREATE TABLE review_case (
  id uuid PRIMARY KEY,
  submission_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('VERDICT', 'DOMAIN', 'APPEAL')),
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DECIDED', 'CANCELLED')),
  reasons jsonb NOT NULL,
  -- [{"label", "value"}]: the domain's figures.
  evidence jsonb NOT NULL DEFAULT '[]',
  -- The user's words, with an appeal.
  message text CHECK (char_length(message) <= 1000),
  -- Metres that hang on it, by the domain; null where it has not said.
  distance_m bigint,
  -- Two reviewers did not agree.
  admin_only boolean NOT NULL DEFAULT false,
  claimed_by uuid,
  claimed_until timestamptz,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  FOREIGN KEY (submission_id, user_id) REFERENCES submission (id, user_id),
  UNIQUE (id, submission_id, user_id),
  CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
  CONSTRAINT review_not_own_claim CHECK (claimed_by <> user_id),
  CHECK ((state = 'OPEN') = (closed_at IS NULL)),
  CHECK (state = 'OPEN' OR claimed_by IS NULL)
);
CREATE UNIQUE INDEX review_case_open ON review_case (submission_id) WHERE state = 'OPEN';
CREATE UNIQUE INDEX review_case_appeal ON review_case (submission_id) WHERE kind = 'APPEAL';
CREATE INDEX review_case_queue ON review_case (opened_at, id) WHERE state = 'OPEN';
CREATE INDEX review_case_closed ON review_case (closed_at) WHERE state = 'DECIDED';
CREATE INDEX review_case_submission ON review_case (submission_id);

-- A reviewer's word on a case; nobody judges their own photo, nobody speaks twice, and one word is the last.
CREATE TABLE decision (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  submission_id uuid NOT NULL,
  user_id uuid NOT NULL,
  reviewer_id uuid NOT NULL,
  decision text NOT NULL CHECK (decision IN ('APPROVED', 'REJECTED')),
  reasons jsonb NOT NULL,
  reading bigint CHECK (reading >= 0),
  instrument text NOT NULL CHECK (instrument IN ('SAME', 'ROLLED_OVER', 'REPLACED')),
  -- False for a first word that a second reviewer must agree to.
  final boolean NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (case_id, submission_id, user_id) REFERENCES review_case (id, submission_id, user_id),
  CONSTRAINT decision_once UNIQUE (case_id, reviewer_id),
  CONSTRAINT decision_not_own CHECK (reviewer_id <> user_id),
  CHECK (decision = 'APPROVED' OR reasons <> '[]')
);
CREATE UNIQUE INDEX decision_final ON decision (case_id) WHERE final;
CREATE INDEX decision_submission ON decision (submission_id, decided_at);
REVOKE UPDATE, DELETE, TRUNCATE ON decision FROM evergraph_verification;

-- What people have found, for training and for measuring models: beside what the models had said.
CREATE TABLE label (
  case_id uuid PRIMARY KEY REFERENCES review_case,
  submission_id uuid NOT NULL REFERENCES submission,
  sha256 bytea NOT NULL,
  purpose text NOT NULL,
  task text,
  material text,
  decision text NOT NULL CHECK (decision IN ('APPROVED', 'REJECTED')),
  reading bigint,
  model_reading bigint,
  model_confidence double precision,
  model_verdict text NOT NULL,
  models jsonb NOT NULL,
  labelled_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX label_submission ON label (submission_id);
REVOKE UPDATE, DELETE, TRUNCATE ON label FROM evergraph_verification;
