/** Months begin when the reader's day does, by the clock of the device. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone
