import type { SecurityQuery } from '../../generated/graphql.ts'

export interface Part {
  me: NonNullable<SecurityQuery['me']>
  again: () => void
}
