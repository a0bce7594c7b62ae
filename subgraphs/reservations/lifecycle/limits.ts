/** Limits of what becomes of slots as time goes by. */
export const LIFECYCLE_LIMITS = {
  /** Slots of one kind that are looked for at a time. */
  perRound: 200,
  /** How long before its start a charger is asked to hold a slot. */
  askMinutes: 15,
  /** How long before its start a driver is reminded of a slot. */
  remindMinutes: 15,
  /** A charger's clock may be off by so much: it holds the slot for longer, so that one whose clock is ahead does not give it up too early. */
  chargerClockMinutes: 10,
  /** How long nobody comes before it is a no-show, where the terms do not say. */
  noShowMinutes: 15,
  /** A vehicle that is plugged in when the time is over, and nobody authorises: so long it may still be the driver's. */
  pluggedMinutes: 10,
  /** A charge by a card: so long charging may take to say whose it is. A charger that was offline may take as long to say what it did. */
  settleMinutes: 1,
  /** A charger that is offline or out of order for less is not at fault: chargers boot. */
  patienceMinutes: 5,
  /** A slot that begins later than this is not moved off an EVSE that is out of order: it may be mended by then. */
  moveAheadMinutes: 60,
  /** How often slots of EVSEs and connectors that are retired are looked for. */
  retiredMs: 60_000,
  /** What has failed is tried again after this, and ever later. */
  firstPauseMs: 1_000,
  longestPauseMs: 600_000,
  /** How long it is known who was where. */
  keepDays: 7,
  /** Who stays beyond the end of their slot is told for so long after it. */
  endMinutes: 30,
} as const
