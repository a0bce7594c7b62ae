/** Limits of photos, of judging them and of reviewing them. */
export const VERIFICATION_LIMITS = {
  uploadBytes: 12 * 1024 * 1024,
  /** A photo may come slowly: 12 MB at a third of a megabit a second. */
  uploadMs: 300_000,
  /** How soon it is looked again for a file that was submitted before its upload was answered. */
  missingFileMs: 1_000,
  /** What a refused upload may still send, and for how long: who is cut off while sending does not read why. */
  refusedBytes: 64 * 1024 * 1024,
  refusedMs: 30_000,
  /** The most pixels (width times height) that are decoded. A decompression bomb has more. */
  pixels: 50_000_000,
  /** The same of an interlaced PNG, which no camera makes: of one with 49 million, half a megabyte long, decoding takes ten seconds. */
  interlacedPixels: 12_000_000,
  /** Shorter sides than this show nothing. */
  leastSide: 64,
  /** No camera makes longer sides than this. */
  mostSide: 20_000,
  decodeMs: 10_000,
  /** Photos a user may ask to upload in a day, and that may wait to be judged at once. */
  perUserAndDay: 50,
  waitingPerUser: 10,
  /** When a photo that was asked for and never submitted is removed. */
  unsubmittedHours: 24,
  /** Photos of a station. The database has the same, and how many and how large all of an operator may be. */
  photosOfStation: 20,
  captureSeconds: 600,
  /** Captures a user may start in an hour; most are never uploaded for. */
  capturesPerHour: 60,
  /** Photos that may wait for the workers of this process. More stay in the queue of jobs. */
  inFlight: 8,
  inferenceMs: 30_000,
  /** Laying a photo over earlier ones takes a second or two. Others wait meanwhile, where it is done under the lock of fingerprints. */
  compareMs: 20_000,
  /** How long a reviewer has to decide a claimed case. */
  leaseSeconds: 900,
  /** For how long a rejection can be appealed. */
  appealDays: 30,
} as const
