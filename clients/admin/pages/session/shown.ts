import type { ConsoleSessionQuery } from '../../generated/graphql.ts'

export type SessionShown = NonNullable<ConsoleSessionQuery['chargingSession']>
