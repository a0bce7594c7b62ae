import type { ProfilePageQuery } from '../../generated/graphql.ts'

export type Me = NonNullable<ProfilePageQuery['me']>
