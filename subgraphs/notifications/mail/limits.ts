export const MAIL_LIMITS = {
  /** Connections to the mail server of one process: as many as are sent at once. */
  connections: 20,
  /** A server that says nothing for so long is given up. Less than a channel's call may take, so that we say why. */
  silentMs: 20_000,
  /** Mails that a folder keeps. */
  folderMails: 500,
  /** Letters that are claimed at once, for so long, and tried so often; later ones wait longer. */
  lettersAtOnce: 20,
  letterLeaseMs: 60_000,
  letterTries: 12,
  letterPauseMs: 5_000,
  /** Days that is kept when a letter was sent; its words are gone at once. */
  keepLetterDays: 30,
  /** Bytes of a mail server's words that are kept. */
  detailCharacters: 500,
  /** Bytes of a bounce. A returned mail may be in it. */
  bounceBytes: 256 * 1024,
  bounceBytesAtOnce: 8 * 1024 * 1024,
  /** How far a bounce's clock may be from ours. */
  bounceSkewSeconds: 300,
} as const
