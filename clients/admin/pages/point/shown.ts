import type { PointPageQuery } from '../../generated/graphql.ts'

export type PointShown = NonNullable<PointPageQuery['chargePoint']>
