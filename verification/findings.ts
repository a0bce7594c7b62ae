import type { RotatedBox } from './pixels.ts'

/** What a check says of a photo. PASS: in order. FLAG: a person should look. FAIL: it cannot be accepted. UNKNOWN: nothing to go by. */
export type Outcome = 'PASS' | 'FLAG' | 'FAIL' | 'UNKNOWN'

/** One check's result, kept with the verdict. `detail` is evidence for reviewers. Whoever took the photo never sees it. */
export interface Finding {
  check: string
  /** Version of the check's rule: a changed threshold is a new version. */
  version: number
  outcome: Outcome
  /** In the check's own measure, which its docstring names; null if it has none. */
  score: number | null
  reason: ReasonCode | null
  detail: Record<string, unknown>
}

/** A model as a verdict names it, e.g. `{ name: 'odometer-reader', version: '1' }`. */
export interface ModelVersion {
  name: string
  version: string
}

/** What a shadow model says, beside the ones in force. It is kept with the verdict and decides nothing. */
export interface ShadowResult {
  model: ModelVersion
  result: Record<string, unknown>
}

/** What was read on a photo of an odometer. */
export interface OdometerRead {
  /** The characters as read, with a decimal point if there is one; null if no odometer was found. */
  text: string | null
  /** Whole units of the display; null if nothing was read. */
  value: number | null
  /** Calibrated: the share of readings of this confidence that are right to the last digit. */
  confidence: number
  digits: { digit: string; confidence: number }[]
  box: RotatedBox | null
  /** Other readings that were considered, the best first. */
  candidates: { value: number; confidence: number; box: RotatedBox | null }[]
  /** How likely the photo shows a dashboard at all, 0 to 1; null if no model says it. */
  dashboard: number | null
  /** How alike two of its digits are in their finest detail, 0 to 1; missing where the reading is not sure enough to be approved. */
  copied?: number
  models: ModelVersion[]
  shadows?: ShadowResult[]
}

/** What a model says of a deed's photo. */
export interface DeedJudgement {
  /** Calibrated probability that the photo shows what is claimed. */
  confidence: number
  /** From the model's calibration curve. From here on approvals are right. Never less than 0.70. */
  approveAt: number
  /** At and below it the photo clearly shows something else. */
  rejectAt: number
  labels: { label: string; confidence: number }[]
  models: ModelVersion[]
}

/** What the models say of a deed's photo together. */
export interface DeedLook {
  /** Of the model in force; null if none judges the task. */
  judgement: DeedJudgement | null
  /** Of shadows, even if no model is in force. */
  shadows: ShadowResult[]
}

/** The thresholds at which the models' answers decide. */
export interface Thresholds {
  /** From here on a reading may be approved without a person. Above 1 if no confidence is calibrated. */
  approveReading: number
  /** Below it the photo seems to show something else than a dashboard. */
  dashboard: number
}

/**
 * Every reason for which a photo can be refused or go to a person, with the sentence that its taker reads. Codes never change. The
 * sentences say what to do.
 */
export const REASONS = {
  // The file.
  UNREADABLE_IMAGE: 'The picture cannot be read. Take it again and upload the file as your camera made it.',
  UNSUPPORTED_TYPE: 'Only JPEG, PNG and WebP pictures are accepted. On an iPhone choose “Most Compatible” under Camera, Formats.',
  FILE_TOO_LARGE: 'The file is larger than 12 MB. Upload it in a lower quality.',
  IMAGE_TOO_LARGE: 'The picture has too many pixels. Upload it at 50 megapixels or less, an interlaced PNG at 12.',
  IMAGE_TOO_SMALL: 'The picture is too small to show anything. Upload it in its original size.',
  ANIMATED_IMAGE: 'Moving pictures are not accepted. Take a photo.',
  HIDDEN_CONTENT: 'The file holds more than a picture. Upload it as your camera made it.',
  TRUNCATED_IMAGE: 'The end of the picture is missing.',
  PHOTO_MISSING: 'There is no such photo of yours: it was not uploaded, or for something else. Take it again.',
  CONSENT_WITHDRAWN: 'You have withdrawn your consent to the processing of photos, so that this one was not judged.',
  NOT_JUDGED: 'The photo could not be looked at automatically.',
  // What it shows.
  NO_ODOMETER: 'No odometer could be found on the photo. Hold the camera straight and fill the frame with the display.',
  NOT_A_DASHBOARD: 'The photo does not show a dashboard.',
  DASHBOARD_UNSURE: 'The photo was read, but it is not certain that it shows a dashboard. A person looks at it.',
  LOW_CONFIDENCE: 'The photo could not be read with certainty.',
  NOT_THE_CLAIM: 'The photo does not show what you say it does.',
  NO_MODEL: 'Deeds of this kind are judged by people.',
  // Fraud.
  DUPLICATE: 'This photo has been submitted before.',
  NEAR_DUPLICATE: 'The photo is very like one that was submitted before.',
  NOT_COMPARED: 'The photo could not be compared with earlier ones. A person looks whether it is a copy.',
  GENERATED_IMAGE: 'The picture says of itself that it was generated or changed by software.',
  INVALID_CREDENTIALS: 'The content credentials of the picture are broken: it was changed after it was signed.',
  EDITED: 'The picture was saved by editing software.',
  TAKEN_AT_ANOTHER_TIME: 'The picture was taken at another time than you say.',
  TAKEN_ELSEWHERE: 'The picture was taken at another place than you say.',
  TAKEN_IN_THE_FUTURE: 'The picture claims a time that has not come yet. Set the clock of your device.',
  CAPTURE_MISMATCH: 'The picture was not taken in the capture flow that it was uploaded for.',
  TOO_FAST: 'You cannot have been at both places in so short a time.',
  SAME_MINUTE: 'You have submitted another photo of the same minute.',
  RESAVED_REGIONS: 'Parts of the picture were saved more often than the rest.',
  COPIED_DIGITS: 'Two digits are alike as if one had been copied. A person looks at it.',
  SCREEN_SUSPECTED: 'The photo seems to be of a screen or a print.',
  // The policy. The same sentence is read by who decides: it says nothing of what the software has found.
  RANDOM_AUDIT: 'A person looks at some photos, chosen by chance. This is one of them.',
  AUDIT_OPEN:
    'Chance has chosen an earlier photo of yours, and no person has approved one since. So a person looks at this one too.',
  DAILY_CAP:
    'Of photos that are not taken in the app, only some of a day are looked at by software alone. A person looks at the others. Take them with the camera of the app.',
  DAY_WORTH: 'Your kilometres of this day are worth so much that a person looks at the photo.',
  DRAWING_SUSPECTED: 'The picture seems to be drawn. A person looks at it.',
  // The reading, decided by odometer.
  FIRST_READING: 'The first reading of a vehicle is checked by a person.',
  READING_DECREASED: 'The reading is lower than the last one.',
  READING_REPEATED: 'The reading is the same as the last one: there is nothing to reward.',
  IMPLAUSIBLE_JUMP: 'The reading is further on than the vehicle can have been driven.',
  UNIT_CHANGED: 'The display may count in something else than at the last reading. A person checks it.',
  CHARGE_MISMATCH: 'The kilometres do not fit the energy that the vehicle was charged with.',
  // The deed, decided by deeds.
  NO_CHARGING_SESSION: 'There is no charging session of yours at this place and time.',
  // People.
  PHOTO_ERASED: 'The photo was erased before it was decided on.',
  APPEALED: 'Its taker has appealed.',
  REVIEWER_DECISION: 'A reviewer has decided.',
} as const satisfies Record<string, string>

export type ReasonCode = keyof typeof REASONS
