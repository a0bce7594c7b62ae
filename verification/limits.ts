/** Limits of photos, of judging them and of reviewing them. */
export const VERIFICATION_LIMITS = {
  uploadBytes: 12 * 1024 * 1024,
  /** A photo may come slowly: 12 MB at a third of a megabit a second. */
  uploadMs: 300_000,
  /** Width times height of what is decoded at all; a decompression bomb says more. */
  pixels: 50_000_000,
  /** Shorter sides than this show nothing. */
  leastSide: 64,
  /** Longer sides than this are no camera's. */
  mostSide: 20_000,
  decodeMs: 10_000,
  /** Photos a user may ask to upload in a day, and that may wait to be judged at once. */
  perUserAndDay: 50,
  waitingPerUser: 10,
  /** A photo that was asked for and never submitted goes after so long. */
  unsubmittedHours: 24,
  captureSeconds: 600,
  /** Captures a user may start in an hour; most are never uploaded for. */
  capturesPerHour: 60,
  /** Photos that may wait for the workers of this process; more stay in the queue of jobs. */
  inFlight: 8,
  inferenceMs: 30_000,
  /** A reviewer has so long to decide a case that they have claimed. */
  leaseSeconds: 900,
  /** A rejection can be appealed for so long. */
  appealDays: 30,
} as const
