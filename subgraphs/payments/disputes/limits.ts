export const DISPUTE_LIMITS = {
  /** Characters of what is said in a dispute. */
  text: 10_000,
  /** Links and names of documents, and characters of each. */
  documents: 20,
  document: 500,
} as const
