import { sql } from 'kysely'

/** The condition that a reservation keeps others away. Written out: the index of the exclusion is used for these words alone. */
export const takes = sql<boolean>`reservation.state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED')`
