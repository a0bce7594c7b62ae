import type { ColumnType, Generated, Insertable, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { DeedTask, DistanceUnit, Frame, Material, PhotoPurpose, Reason, ReviewRequest, Verdict } from '#lib/events.ts'
import type { ModelVersion, Outcome, ReasonCode } from './findings.ts'

export type SubmissionState = 'WAITING' | 'MANUAL_REVIEW' | 'APPROVED' | 'REJECTED'
export type Attestation = 'NONE' | 'UNVERIFIED' | 'VALID' | 'INVALID'
export type CaseKind = 'VERDICT' | 'DOMAIN' | 'APPEAL'
export type Decided = 'APPROVED' | 'REJECTED'
export type Instrument = 'SAME' | 'ROLLED_OVER' | 'REPLACED'
export type ImageType = 'JPEG' | 'PNG' | 'WEBP'

interface ConsentTable {
  id: string
  user_id: string
  version: number
  given_at: Generated<Date>
  withdrawn_at: Date | null
}

interface CaptureTable {
  id: string
  user_id: string
  purpose: PhotoPurpose
  nonce: string
  issued_at: Generated<Date>
  expires_at: Date
}

interface PhotoTable {
  id: string
  user_id: string
  consent_id: string
  purpose: PhotoPurpose
  content_type: string
  size_bytes: number
  capture_id: string | null
  attestation: Attestation
  requested_at: Generated<Date>
  sha256: Buffer | null
  type: ImageType | null
  width: number | null
  height: number | null
  viewable: Generated<boolean>
  erased_at: Date | null
  swept_at: Date | null
}

interface SubmissionTable {
  id: string
  photo_id: string
  user_id: string
  purpose: PhotoPurpose
  subject_id: string
  vehicle_id: string | null
  unit: DistanceUnit | null
  tenths: boolean | null
  previous_value: number | null
  previous_unit: DistanceUnit | null
  previous_taken_at: Date | null
  guide_frame: JSONColumnType<Frame> | null
  task: DeedTask | null
  material: Material | null
  taken_at: Date
  latitude: number | null
  longitude: number | null
  submitted_at: Date
  state: Generated<SubmissionState>
  reasons: JSONColumnType<Reason[], string | undefined>
  state_at: Generated<Date>
  failures: Generated<number>
}

interface VerdictTable {
  submission_id: string
  verdict: Verdict
  reasons: JSONColumnType<Reason[]>
  rule_version: number
  /** Null for verdicts from before there was a policy, as is what the software would have said. */
  policy_version: number | null
  software: Verdict | null
  models: JSONColumnType<ModelVersion[]>
  reading: number | null
  confidence: number | null
  viewable: boolean | null
  judged_at: Generated<Date>
}

interface PolicyTable {
  id: string
  version: number
  follows: ColumnType<number | null, never, never>
  since: Generated<Date>
  set_by: string | null
  reason: string
  audit_permille: number
  unbound_permille: number
  new_driver_permille: number
  new_driver_photos: number
  unbound_per_day: number
  /** Base units, as a decimal string. */
  day_worth: string
}

/** Drawn by the database when a submission is made. */
interface LotTable {
  submission_id: string
  /** 0 to 999. */
  number: number
}

/** So many metres earn `amount` base units; one reading earns `maximum` at most. */
interface DistanceRuleTable {
  version: number
  per: number
  amount: string
  maximum: string
  holds_from: Date
}

interface FindingTable {
  submission_id: string
  position: number
  check: string
  version: number
  outcome: Outcome
  score: number | null
  reason: ReasonCode | null
  detail: JSONColumnType<Record<string, unknown>>
}

interface InferenceTable {
  submission_id: string
  model: string
  version: string
  shadow: boolean
  result: JSONColumnType<Record<string, unknown>>
}

interface ReviewCaseTable {
  id: string
  submission_id: string
  user_id: string
  kind: CaseKind
  state: Generated<'OPEN' | 'DECIDED' | 'CANCELLED'>
  reasons: JSONColumnType<Reason[]>
  evidence: JSONColumnType<ReviewRequest['evidence'], string | undefined>
  message: string | null
  distance_m: number | null
  admin_only: Generated<boolean>
  claimed_by: string | null
  claimed_until: Date | null
  opened_at: Generated<Date>
  closed_at: Date | null
}

interface DecisionTable {
  id: string
  case_id: string
  submission_id: string
  user_id: string
  reviewer_id: string
  decision: Decided
  reasons: JSONColumnType<Reason[]>
  reading: number | null
  instrument: Instrument
  unit: DistanceUnit | null
  tenths: boolean | null
  below_last: boolean
  final: boolean
  decided_at: Generated<Date>
}

interface LabelTable {
  case_id: string
  submission_id: string
  sha256: Buffer
  purpose: PhotoPurpose
  task: DeedTask | null
  material: Material | null
  decision: Decided
  reading: number | null
  model_reading: number | null
  model_confidence: number | null
  model_verdict: Verdict
  models: JSONColumnType<ModelVersion[]>
  tenths: boolean | null
  labelled_at: Generated<Date>
}

interface FingerprintTable {
  /** Grows in the order of the commits: rows are inserted under one lock. */
  id: Generated<number>
  photo_id: string
  user_id: string | null
  sha256: Buffer
  pdq: Buffer
  pdq_quality: number
  embedding: Buffer | null
  embedding_model: string | null
  outline: Buffer | null
  reading: number | null
  created_at: Generated<Date>
}

interface StationTable {
  id: string
  operator_id: string
}

/** A photo that an operator shows of a station. */
interface StationPhotoTable {
  id: string
  station_id: string
  operator_id: string
  idempotency_key: string
  /** In which order they are shown; null once it is removed. */
  place: number | null
  alt: string
  content_type: string
  size_bytes: number
  width: number | null
  height: number | null
  requested_at: Generated<Date>
  ready_at: Date | null
  removed_at: Date | null
  swept_at: Date | null
}

export interface VerificationTables extends MessagingTables {
  consent: ConsentTable
  capture: CaptureTable
  photo: PhotoTable
  submission: SubmissionTable
  verdict: VerdictTable
  policy: PolicyTable
  lot: LotTable
  distance_rule: DistanceRuleTable
  finding: FindingTable
  inference: InferenceTable
  review_case: ReviewCaseTable
  decision: DecisionTable
  label: LabelTable
  fingerprint: FingerprintTable
  station: StationTable
  station_photo: StationPhotoTable
}

export type Db = Kysely<VerificationTables>
export type Trx = Transaction<VerificationTables>
export type Station = Selectable<StationTable>
export type StationPhoto = Selectable<StationPhotoTable>
export type Consent = Selectable<ConsentTable>
export type Capture = Selectable<CaptureTable>
export type Photo = Selectable<PhotoTable>
export type Submission = Selectable<SubmissionTable>
export type NewSubmission = Insertable<SubmissionTable>
export type VerdictRow = Selectable<VerdictTable>
export type Policy = Selectable<PolicyTable>
export type DistanceRule = Selectable<DistanceRuleTable>
export type FindingRow = Selectable<FindingTable>
export type InferenceRow = Selectable<InferenceTable>
export type ReviewCase = Selectable<ReviewCaseTable>
export type NewDecision = Insertable<DecisionTable>
export type Decision = Selectable<DecisionTable>
