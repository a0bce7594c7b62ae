import type { UserPageQuery } from '../../generated/graphql.ts'

export type UserShown = NonNullable<UserPageQuery['user']>
